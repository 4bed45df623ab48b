// The sample as a battle, for tests only; the page never contains it.
import { readFileSync } from 'node:fs';
import { read_battle, type Battle } from '../protocol/read';
import type { Report } from '../protocol/report';

export function load_sample(): Battle {
  const text = readFileSync(new URL('./sample.json', import.meta.url), 'utf8');
  return read_battle(JSON.parse(text) as Report);
}

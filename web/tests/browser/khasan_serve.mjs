// `khasan serve` itself for browser tests, over the flagship battle alone in a folder of its own
// (KHASAN=… names the program, else ../build/khasan).
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here } from './chromium.mjs';

const top = here('../../..');
const program = process.env.KHASAN ?? join(top, 'build/khasan');
// A battle alone in its folder, so that the others need not be read.
const folder = mkdtempSync(join(tmpdir(), 'khasan-browser-'));
mkdirSync(join(folder, 'battles'));
const battle = join(folder, 'battles/lake-khasan-1938');
symlinkSync(join(top, 'battles/lake-khasan-1938'), battle);

// Starts the program on a free port, or the one given, and waits for the address that it prints.
export async function start(port = 0) {
  const child = spawn(
    program,
    ['serve', battle, '--port', String(port), '--results', join(folder, 'results')],
    { cwd: folder, env: { ...process.env, KHASAN_CATALOG: join(top, 'catalog') } },
  );
  let said = '';
  const url = await new Promise((found, failed) => {
    child.stdout.on('data', (text) => {
      said += text;
      const match = /http:\/\/[\d.:]+\//.exec(said);
      if (match) found(match[0]);
    });
    child.stderr.on('data', (text) => (said += text));
    child.on('exit', () => failed(new Error(`the server ended: ${said}`)));
  });
  const stop = async () => {
    const ended = new Promise((done) => child.on('exit', done));
    child.kill('SIGTERM');
    return ended;
  };
  return { url, stop };
}

export const remove_folder = () => rmSync(folder, { recursive: true, force: true });

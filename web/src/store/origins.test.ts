// Goal: a figure leads to the row of evidence, or to the count, that it comes from.
import { expect, test } from 'vitest';
import type { Battle } from '../protocol/read';
import { load_sample } from '../sample/load';
import { strings } from '../strings';
import { counted_origin, evidence_origin, recorded_origin, unit_evidence } from './origins';

const { origins } = strings;

// The sample with a row of evidence for the unit above the first one.
function with_evidence(): { battle: Battle; below: number } {
  const battle = { ...load_sample() };
  const unit = battle.units.find((one) => one.parent >= 0)!;
  battle.units.find((one) => one.index === unit.parent)!.path = 'jp/75ir';
  const row = { figure: 'jp/75ir: strength', best: 40, low: 35, high: 50 };
  battle.evidence = [{ ...row, reliability: 'low', sources: ['kasahara-2021', 'assumed'] }];
  battle.sources = [{ id: 'kasahara-2021', citation: 'Kasahara 2021', note: 'p. 12' }];
  return { battle, below: unit.index };
}

test('the_strength_of_a_unit_is_that_of_the_nearest_unit_above_with_evidence', () => {
  const { battle, below } = with_evidence();
  expect(unit_evidence(battle, `u${below}`, 'strength')).toBe(battle.evidence[0]);
  expect(unit_evidence(battle, `u${below}`, 'hours of digging')).toBe(null);
});

test('evidence_is_told_with_its_range_and_each_source_with_its_page', () => {
  const { battle } = with_evidence();
  const { lines } = evidence_origin(battle, battle.evidence[0]!, origins);
  expect(lines).toContainEqual([origins.range, '35 – 50']);
  expect(lines).toContainEqual([origins.source, 'kasahara-2021: Kasahara 2021 (p. 12)']);
  expect(lines).toContainEqual([origins.source, 'assumed']);
});

test('a_count_names_the_command_that_prints_it', () => {
  const battle = load_sample();
  expect(counted_origin(battle, 'Men lost.', origins).command).toBe(battle.report.command);
});

test('what_history_records_keeps_its_sources', () => {
  const { battle } = with_evidence();
  const target = { id: 'T1', quantity: 'men', source: 'kasahara-2021', recorded: { best: 11 } };
  expect(recorded_origin(battle, target, origins).lines).toContainEqual([
    origins.source,
    'kasahara-2021: Kasahara 2021 (p. 12)',
  ]);
});

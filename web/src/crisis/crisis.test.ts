// Goal: the page of a crisis says what its numbers say, and no chance without its range. Method: a
// document that the program wrote (src/sample/crisis.json), and small changes to it by hand.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read_crisis, type Claim, type CrisisReport } from '../protocol/crisis';
import { heard_of, points_of } from './beliefs';
import { claim_verdict } from './elsewhere';
import { matches } from './figures';
import { ladder_sentence, layout_of } from './ladder';
import { steps_path } from './marks';
import { band_text, change_text, chance_text, date_of, month_text, strength_text } from './numbers';
import { answer_text, caution_text, targets_text } from './words';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const sample = (): CrisisReport =>
  read_crisis(
    JSON.parse(
      readFileSync(new URL('../sample/crisis.json', import.meta.url), 'utf8'),
    ) as CrisisReport,
  );

test('dates are of the clock of the story', () => {
  const crisis = { ...sample(), day_0_utc_ms: Date.UTC(1938, 5, 12, 15), offset_minutes: 540 };
  expect(date_of(crisis, 0)).toBe('13 Jun');
  expect(date_of(crisis, 46.9)).toBe('29 Jul');
  expect(month_text('1938-03')).toBe('Mar 1938');
});

test('small and great chances are not rounded to never and always', () => {
  expect(plain(chance_text(0))).toBe('0 %');
  expect(plain(chance_text(0.001))).toBe('under 1 %');
  expect(plain(chance_text(0.999))).toBe('over 99 %');
  expect(plain(chance_text(1))).toBe('100 %');
  expect(chance_text(null)).toBe('–');
});

test('differences have a sign, and none where there is none', () => {
  expect(change_text('chance', 0.123)).toBe('+12');
  expect(change_text('chance', -0.034)).toBe('−3.4');
  expect(change_text('days', 0)).toBe('0');
});

test('strength is a ratio to the tables', () => {
  expect(strength_text(0)).toBe('1.00 × as strong');
  expect(strength_text(Math.log(2))).toBe('2.00 × as strong');
  expect(strength_text(-Math.log(2))).toBe('2.00 × weaker');
});

test('every chance of the answer has its range', () => {
  const crisis = sample();
  const answer = plain(answer_text(crisis));
  const ranges = answer.match(/% \([^)]*%\)/g) ?? [];
  expect(ranges.length).toBeGreaterThan(4);
  // No percentage stands outside such a pair, but for the name of the middle 90 %.
  const rest = answer.replace(/(under |over )?\d+ % \([^)]*\)/g, '').replace('middle 90 %', '');
  expect(rest).not.toMatch(/\d %/);
});

test('the answer leaves out what did not happen in any run', () => {
  const crisis = sample();
  crisis.measures = crisis.measures.map((m) => (m.id === 'cease_fire' ? { ...m, best: null } : m));
  expect(answer_text(crisis)).not.toContain('cease-fire');
});

test('what follows is not told where the file gives no rate', () => {
  const crisis = sample();
  const none = { best: 0, mean: 0, low: 0, high: 0 };
  expect(answer_text(crisis)).toContain('290 days');
  crisis.measures = crisis.measures.map((m) => (m.id === 'next_290_days' ? { ...m, ...none } : m));
  expect(answer_text(crisis)).not.toContain('290 days');
});

test('how much is assumed is said', () => {
  const crisis = sample();
  crisis.figures = [
    { ...crisis.figures[0]!, sources: ['assumed'] },
    { ...crisis.figures[0]!, sources: ['a-book', 'assumed'] },
  ];
  expect(caution_text(crisis)).toMatch(/^1 of the 2 figures/);
});

test('missed targets are named', () => {
  const crisis = sample();
  crisis.targets = [
    { ...crisis.targets[0]!, id: 'X1', met: false },
    { ...crisis.targets[0]!, id: 'X2', met: true },
  ];
  expect(targets_text(crisis)).toBe('At the best numbers 1 of 2 targets are missed: X1.');
});

test('a false claim is called false whatever its numbers', () => {
  const claim: Claim = {
    ...{ month: '1938-03', what: 'a carrier', note: '', sources: [] },
    ...{ claimed: 1, recorded: 0, is_false: true },
  };
  expect(claim_verdict(claim)[0]).toBe('false');
  expect(claim_verdict({ ...claim, is_false: false })[0]).toBe('claim higher than record');
  expect(claim_verdict({ ...claim, is_false: false, recorded: null })[0]).toBe('not on record');
});

test('a report stands between what was believed before it and after it', () => {
  const crisis = sample();
  const heard = heard_of(crisis);
  expect(heard.length).toBeGreaterThan(0);
  const points = points_of(crisis);
  expect(points[0]!.strength).toEqual(crisis.told.before.strength);
  for (const { before, after, news } of heard) {
    expect(before.day).toBeLessThanOrEqual(after.day);
    const s = news.receiver;
    expect([before.strength[s], before.enemy_resolved[s]]).not.toEqual([
      after.strength[s],
      after.enemy_resolved[s],
    ]);
  }
});

test('the sentence of the ladder names the highest rung of each side', () => {
  const crisis = sample();
  crisis.told.steps = [
    { day: 30, side: 0, rung: 2, what: '' },
    { day: 40, side: 0, rung: 1, what: '' },
  ];
  const sentence = ladder_sentence(crisis, crisis.told);
  expect(sentence).toContain(`rung 3 (${crisis.ladder[2]!.name})`);
  expect(sentence).toContain(`${crisis.sides[1]!.people} took no step`);
});

test('the parts of the ladder lie beside each other at any width', () => {
  for (const width of [300, 360, 619, 620, 801, 961, 1100]) {
    const { names, days, shares, texts } = layout_of(width);
    expect(days[0]).toBeGreaterThanOrEqual(names);
    expect(days[1] - days[0]).toBeGreaterThan(120);
    expect(shares[1]).toBeLessThan(width - 20); // room for half of its last label
    expect(shares[0]).toBeGreaterThan(days[1]);
    expect(shares[1] + texts).toBeLessThanOrEqual(width);
  }
});

test('steps go level, then up', () => {
  const points: [number, number][] = [
    [0, 10],
    [5, 2],
  ];
  expect(steps_path(points, 9)).toBe('M0 10 H5 V2 H9');
});

test('a search finds rows by all of its words', () => {
  const row = sample().figures[0]!;
  const told = { ...row, figure: 'actors.tokyo.stake', sources: ['assumed'] };
  expect(matches(told, 'tokyo assumed')).toBe(true);
  expect(matches(told, 'tokyo kotkin')).toBe(false);
  expect(matches(told, '')).toBe(true);
});

test('a band is written with its range', () => {
  const crisis = sample();
  const band = { ...crisis.ladder[0]!.used[0]!, best: 0.5, low: 0.2, high: 0.7 };
  expect(plain(band_text(crisis, 'chance', band))).toBe('50 % (20 % to 70 %)');
});

test('a ladder without odds for each side is refused', () => {
  const crisis = sample();
  crisis.ladder[0]!.used.pop();
  expect(() => read_crisis(crisis)).toThrow('rung 0');
});

// Goal: the page of a study says what its numbers say, and no more than their intervals allow.
// Method: small studies by hand with known answers, and documents that the program wrote.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  read_study,
  type Bar,
  type Design,
  type ShareIndex,
  type StudyMeasure,
  type StudyReport,
} from '../protocol/study';
import { swarm } from './distribution';
import { next_dot, type Dot } from './marks';
import { quantile_of, rank_correlation, scale_of, summary_of, ticks_of } from './numbers';
import { correlations_of, is_still, measure_shown, rows_of, value_name } from './rows';
import {
  difference_text,
  distribution_sentence,
  mover_words,
  run_command,
  scatter_sentence,
  shares_sentence,
  tornado_sentence,
} from './sentences';
import { csv_of } from './table';

const kSamples = ['one_at_a_time', 'latin_hypercube', 'indices', 'spread'];

const sample = (design: string): StudyReport =>
  read_study(
    JSON.parse(
      readFileSync(new URL(`../sample/study_${design}.json`, import.meta.url), 'utf8'),
    ) as StudyReport,
  );

const bar = (difference: number, low: number | null, high: number | null): Bar => ({
  factor: 0,
  level: '40',
  point: 1,
  n: low === null ? 6 : 12,
  difference,
  ci95: [low, high],
  variance_reduction: 1,
});

const share = (total: number, low: number, high: number): ShareIndex => ({
  first: total,
  first_ci95: [low, high],
  total,
  total_ci95: [low, high],
});

const kMeasure: StudyMeasure = {
  id: 'M1',
  quantity: 'guards killed',
  unit: 'men',
  side: 'Soviet',
  window: '',
  judged: true,
  recorded: { low: 4, best: 5, high: 5 },
  bars: [],
  indices: [],
  index_rows: 0,
  movers: [],
};

// Points of `guards` with the samples of one measure each.
function study(design: Design, samples: (number | null)[][], more: Partial<StudyMeasure> = {}) {
  const report: StudyReport = {
    format: 'khasan-study-report-1',
    version: '',
    title: '',
    battle: '',
    file: 'guards.yaml',
    command: '',
    seed: '1',
    study_hash: '',
    design,
    streams: ['chance', 'evidence', 'parameters', 'terrain'],
    replications: 3,
    runs: 0,
    marked: { closest: [1, 0] },
    factors: [
      { id: 'guards', kind: 'range', unit: 'men', name: '', low: 0, high: 100 },
      { id: 'fog', kind: 'choice', unit: '', name: '', alternatives: ['off', 'on'] },
    ],
    measures: [{ ...kMeasure, ...more }],
    points: samples.map((runs, p) => ({
      values: design === 'one_at_a_time' && p === 0 ? [null, null] : [String(p), 'on'],
      replications: runs.map((_, r) => r),
      hashes: runs.map(() => ''),
      samples: [runs],
      median: 0,
      closest: 1,
      worst: 2,
    })),
    credits: [],
  };
  return report;
}

test('a_document_whose_tables_do_not_fit_is_refused', () => {
  const good = study('own', [[1, 2]]);
  expect(read_study(good)).toBe(good);
  good.points[0]!.replications.push(2);
  expect(() => read_study(good)).toThrow(/point 0: its samples/);
  good.points[0]!.values.pop();
  expect(() => read_study(good)).toThrow(/1 values for 2 factors/);
});

test('quantiles_and_rank_correlation_equal_those_worked_by_hand', () => {
  expect(quantile_of([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile_of([0, 10], 0.1)).toBeCloseTo(1);
  expect(rank_correlation([1, 2, 3], [10, 20, 40])).toBeCloseTo(1);
  // Ranks 0 1 2 3 and 0.5 0.5 2 3: 4.5 / sqrt(5 * 4.5).
  expect(rank_correlation([1, 2, 3, 4], [7, 7, 8, 9])).toBeCloseTo(4.5 / Math.sqrt(22.5));
  expect(rank_correlation([1, 2, 3], [5, 5, 5])).toBe(0);
});

test('few_runs_have_no_middle_80_percent', () => {
  expect(summary_of([1, 2, null])).toMatchObject({ n: 3, happened: 2, mean: 1.5, middle: null });
  const eleven = Array.from({ length: 11 }, (_, i) => i);
  expect(summary_of(eleven)!.middle).toEqual([1, 9]);
  expect(summary_of([null])).toBeNull();
});

test('ticks_are_round_and_inside', () => {
  expect(ticks_of(-0.4, 10.2, 6)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks_of(5, 6, 4, 'hour +09')).toEqual([5, 5.25, 5.5, 5.75, 6]);
  const scale = scale_of([3, 3], 0, 100);
  expect(scale.at(3)).toBeCloseTo(50);
});

test('a_table_is_saved_so_that_other_programs_read_it', () => {
  const table = {
    columns: ['a', 'b,c'],
    rows: [
      ['say "so"', null],
      ['x', 1.5],
    ],
  };
  expect(csv_of(table)).toBe('a,"b,c"\n"say ""so""",\nx,1.5\n');
});

test('the_command_of_a_run_survives_odd_file_names', () => {
  const one = study('own', [[1]]);
  expect(run_command(one, 2, 7)).toBe('khasan run --study guards.yaml --point 2 --rep 7');
  one.file = "it's mine; rm.yaml";
  expect(run_command(one, 0, 0)).toContain("--study 'it'\\''s mine; rm.yaml' --point");
});

test('only_changes_whose_interval_misses_nought_are_called_clear', () => {
  const of = (...bars: Bar[]) => {
    const one = study('one_at_a_time', [[1], [2]], { bars });
    return tornado_sentence(one, one.measures[0]!);
  };
  expect(of(bar(3, 1, 5), bar(9, -1, 19))).toMatch(/guards = 40 .*\+3 \(\+1 to \+5\) men.*1 of 2/);
  expect(of(bar(9, -1, 19))).toBe(
    'No change has a clear effect. 0 of 1 change is clear; the interval holds 0, and it may do ' +
      'nothing.',
  );
  expect(of(bar(9, null, null))).toMatch(/^Fewer than 10 pairs/);
  expect(of()).toMatch(/no pair/);
});

test('a_leader_among_shares_must_stand_apart', () => {
  const of = (index_rows: number, ...indices: ShareIndex[]) => {
    const one = study('indices', [[1]], { indices, index_rows });
    return shares_sentence(one, one.measures[0]!);
  };
  expect(of(20, share(0.2, 0.1, 0.3), share(0.7, 0.5, 0.9))).toMatch(/^Fog: 70\s%.*more than/);
  expect(of(20, share(0.6, 0.3, 0.8), share(0.7, 0.5, 0.9))).toMatch(/overlaps that of guards/);
  expect(of(20, share(0.2, -0.1, 0.3), share(0.1, -0.1, 0.4))).toMatch(/^No share can be told/);
  expect(of(20, share(0.2, -0.1, 0.3), share(0.7, 0.5, 0.9))).toMatch(/nothing at all: guards/);
  expect(of(9, share(0.2, 0.1, 0.3))).toMatch(/^Only 9 rows/);
});

test('correlations_are_told_only_where_they_are_more_than_chance', () => {
  const one = study('own', [[1], [2]]);
  expect(scatter_sentence(one, 0, 9)).toMatch(/^Fewer than 10 points/);
  expect(scatter_sentence(one, 0, 30)).toMatch(/no rank correlation/);
  one.measures[0]!.movers = [{ factor: 0, rho: -0.5, ci95: [-0.8, -0.1] }];
  expect(scatter_sentence(one, 0, 30)).toMatch(/guards −0\.50 \(−0\.80 to −0\.10\).*other factor/);
  expect(mover_words(one, 0)).toMatch(/^rank correlation guards −0\.50/);
});

test('the_record_is_placed_among_the_runs', () => {
  const says = (...runs: (number | null)[]) =>
    distribution_sentence(kMeasure, rows_of(study('one_at_a_time', [runs]), 0));
  expect(says(7, 8, 9)).toMatch(/5 \(4 to 5\), lies below every one of them\./);
  expect(says(1, 2, 4)).toMatch(/above every one of them, though its range reaches into them/);
  expect(says(1, 9, null)).toMatch(/2 runs .* In 1 of 3 it did not happen\. .*lies among them/);
  expect(says(null)).toBe('It happened in no run.');
});

test('rows_are_points_or_the_ends_of_each_factor', () => {
  const few = study('own', [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(rows_of(few, 0).map((row) => row.name)).toEqual([
    'guards = 0, fog = on',
    'guards = 1, fog = on',
  ]);
  const many = study(
    'latin_hypercube',
    Array.from({ length: 30 }, (_, p) => [p]),
  );
  const names = rows_of(many, 0).map((row) => [row.name, row.runs.length]);
  expect(names).toEqual([
    ['all runs', 30],
    ['guards ≤ 9', 10],
    ['guards ≥ 20', 10],
    ['fog = off', 0],
    ['fog = on', 30],
  ]);
  expect(rows_of(many, 0)[0]!.runs.filter((run) => run.marks.length)).toMatchObject([
    { point: 1, replication: 0, marks: ['closest'] },
  ]);
});

test('marks_are_those_of_the_point_where_it_has_three_runs', () => {
  const marks = (runs: number[]) =>
    rows_of(study('own', [runs]), 0)[0]!.runs.map((run) => run.marks.join());
  expect(marks([5, 6, 7])).toEqual(['median', 'closest', 'worst']);
  expect(marks([5, 6])).toEqual(['', '']);
});

test('what_never_varies_is_still', () => {
  expect(is_still(study('own', [[2, null], [2]]), 0)).toBe(true);
  expect(is_still(study('own', [[2], [3]]), 0)).toBe(false);
});

test('a_point_as_it_is_says_nothing_of_its_factors', () => {
  const one = study('one_at_a_time', [[9], [1], [2], [3]]);
  expect(correlations_of(one, 0)[0]).toMatchObject({ factor: 0, rho: 1 });
  expect(correlations_of(one, 0)[0]!.at).toHaveLength(3);
});

test('dots_keep_their_distance_while_there_is_room', () => {
  const xs = [0, 1, 2, 3, 20];
  const ys = swarm(xs, 15);
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < i; j++) {
      expect(Math.hypot(xs[i]! - xs[j]!, ys[i]! - ys[j]!)).toBeGreaterThanOrEqual(7);
    }
  }
  expect(Math.max(...ys.map(Math.abs))).toBeLessThanOrEqual(15);
});

test('arrow_keys_go_along_a_row_and_to_the_nearest_of_the_next', () => {
  const dots = [
    [0, 0],
    [10, 0],
    [2, 1],
    [9, 1],
  ].map(([x, row]) => ({ x, row, y: 0 }) as Dot);
  expect(next_dot(dots, 1, 'ArrowDown')).toBe(3);
  expect(next_dot(dots, 2, 'ArrowUp')).toBe(0);
  expect(next_dot(dots, 0, 'ArrowUp')).toBe(0);
  expect(next_dot(dots, 3, 'ArrowRight')).toBe(3);
});

test('differences_of_hours_are_minutes', () => {
  expect(difference_text(-0.25, 'hour +09')).toBe('−15');
  expect(difference_text(5, 'men')).toBe('+5');
  expect(value_name('0.30000000000000004')).toBe('0.3');
  expect(value_name('as recorded')).toBe('as recorded');
});

test.each(kSamples)('every_sentence_of_a_real_study_%s_is_whole', (design) => {
  const report = sample(design);
  expect(report.design).toBe(design);
  report.measures.forEach((measure, m) => {
    const sentences = [
      distribution_sentence(measure, rows_of(report, m)),
      tornado_sentence(report, measure),
      shares_sentence(report, measure),
      scatter_sentence(report, m, report.points.length),
      mover_words(report, m),
    ];
    for (const sentence of sentences) expect(sentence).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(sentences[0]).toMatch(/\.$/);
  });
});

test('a_study_that_grows_shows_the_first_measure_that_moves_until_another_is_asked_for', () => {
  expect(measure_shown(null, [])).toBe(-1);
  expect(measure_shown(null, [2, 5])).toBe(2);
  expect(measure_shown(5, [2, 5])).toBe(5);
  expect(measure_shown(4, [2, 5])).toBe(2);
});

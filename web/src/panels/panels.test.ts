// Goal: tables and plots show the numbers given, and odd documents do not break them.
import { expect, test } from 'vitest';
import { load_sample } from '../sample/load';
import { charts_of, columns_of } from './curves';
import { axis_of } from './interval_plot';
import { dot_rows } from './run_strip';
import { groups_of, spans_of, unit_of } from './ledger';
import { first_choice } from './story';

test('the_axis_of_a_figure_holds_every_number_shown', () => {
  for (const target of load_sample().targets) {
    const axis = axis_of(target)!;
    for (const value of [target.recorded?.low, target.recorded?.high, ...(target.samples ?? [])]) {
      expect(axis.at(value as number)).toBeGreaterThanOrEqual(8 - 1e-9);
      expect(axis.at(value as number)).toBeLessThanOrEqual(292 + 1e-9);
    }
  }
});

test('figures_without_numbers_have_no_plot_and_equal_numbers_have_a_finite_one', () => {
  expect(axis_of({ id: 'a', quantity: 'q' })).toBeNull();
  const axis = axis_of({
    id: 'a',
    quantity: 'q',
    recorded: { low: 5, best: 5, high: 5 },
    samples: [null],
  })!;
  expect(axis.at(5)).toBe(150);
});

test('dots_that_would_overlap_are_stacked', () => {
  expect(dot_rows([0, 1, 2, 50])).toEqual([0, 1, 2, 0]);
});

test('the_ledger_is_read_by_phase_or_day_and_by_group', () => {
  const row = { side: 'jp', stock: false, mean: [1, 2], p10: [1, 2], p90: [1, 2] };
  const ledger = {
    n: 1,
    spans: [
      { name: 'Dawn', kind: 'stage' as const, from_ms: 0, to_ms: 5 },
      { name: '29 Jul', kind: 'day' as const, from_ms: 0, to_ms: 9 },
    ],
    rows: [
      { ...row, id: 'a', group: 'air', name: 'sorties', unit: 'sorties' },
      { ...row, id: 'b', group: 'losses', name: 'shells', unit: 'men' },
      { ...row, id: 'c', group: 'air', name: 'bombs', unit: 't' },
    ],
  };
  expect(spans_of(ledger, 'stage')).toEqual([0]);
  expect(spans_of(ledger, 'day')).toEqual([1]);
  const groups = groups_of(ledger.rows).map(([name, rows]) => [name, rows.map((r) => r.id)]);
  expect(groups).toEqual([
    ['air', ['a', 'c']],
    ['losses', ['b']],
  ]);
  expect(ledger.rows.map(unit_of)).toEqual(['', 'men', 't']);
});

test('curves_of_one_name_share_a_chart_on_one_time_axis', () => {
  const a = {
    id: 'a',
    name: 'Men',
    unit: 'men',
    side: 'jp',
    t: [0, 10],
    this_run: [5, 4],
    p10: [4, 3],
  };
  const b = { id: 'b', name: 'Men', unit: 'men', side: 'su', t: [0, 5], this_run: [7, 6] };
  expect(charts_of([a, b])).toEqual([[a, b]]);
  const { t, columns } = columns_of([a, b]);
  expect(t).toEqual([0, 5, 10]);
  expect(columns[0]![3]).toEqual([5, undefined, 4]);
  expect(columns[1]![3]).toEqual([7, 6, undefined]);
});

test('a_long_story_starts_with_its_main_events', () => {
  const events = Array.from({ length: 200 }, (_, i) => ({
    t: i,
    kind: 'fire',
    text: '',
    importance: i % 50 ? 0 : 2,
  }));
  expect(first_choice(events)).toBe(1);
  expect(first_choice(events.slice(0, 20))).toBe(0);
});

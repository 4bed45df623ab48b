// Goal: the panels of pairs show the numbers given: differences with their sign, factors, and cells
// of the map inside its frame at every moment.
import { expect, test } from 'vitest';
import type { PairedDifference, Ripples } from '../protocol/report';
import { difference_text, factor_text, is_clear, moving_curves } from './pairs';
import { box_of, curves_of, span_text, square_m } from './ripples';

const difference = (more: Partial<PairedDifference>): PairedDifference => ({
  id: 'lost',
  name: 'Men lost',
  n: 20,
  difference: 4,
  ci95: [1, 7],
  variance_reduction: 2.5,
  share_differing: 1,
  ...more,
});

test('differences_bear_their_sign_and_hours_are_told_in_minutes', () => {
  expect(difference_text(difference({}))).toBe('+4 (+1 … +7)');
  expect(difference_text(difference({ ci95: [null, null] }))).toBe('+4');
  expect(difference_text(difference({ unit: 'hour +09', difference: -0.5, ci95: [-1, 0.1] }))).toBe(
    '−30 min (−60 … +6)',
  );
  expect(difference_text(difference({ share_differing: 0 }))).toBe('same');
  expect(difference_text(difference({ difference: null }))).toBe('–');
});

test('a_factor_without_end_is_said_in_words', () => {
  expect(factor_text(difference({}))).toBe('factor 2.5');
  expect(factor_text(difference({ variance_reduction: null }))).toBe('factor all');
  expect(factor_text(difference({ n: 1 }))).toBe('');
  expect(is_clear(difference({}))).toBe(true);
  expect(is_clear(difference({ ci95: [-1, 7] }))).toBe(false);
  expect(is_clear(difference({ ci95: [null, null] }))).toBe(false);
});

test('curves_that_never_differ_are_left_out', () => {
  const still = difference({ id: 'still', share_differing: 0 });
  const later = { name: 'end', at_ms: 9, parted: 2, curves: [difference({}), still] };
  const early = { ...later, name: '1 h', curves: [difference({ share_differing: 0 }), still] };
  expect(moving_curves([early, later]).map((d) => d.id)).toEqual(['lost']);
  expect(moving_curves([])).toEqual([]);
});

const ripples: Ripples = {
  pair: 0,
  parted_ms: 0,
  elements: 9,
  only_first: [],
  only_second: [],
  cell_m: 250,
  moments: [
    {
      at_ms: 0, units: 1, elements: [1, 0], men: [0, 0], farthest_m: 0, area_km2: 0.1,
      cells: [[125, 125, 1, 0]],
    },
    {
      at_ms: 60000, units: 2, elements: [1, 3], men: [0, -1], farthest_m: 700, area_km2: 0.1,
      cells: [[875, 375, 1, 3]],
    },
  ],
  counts: { t: [0, 60000], elements: [[1, 1], [0, 3]] },
  units: [],
};

test('the_map_of_ripples_holds_the_cells_of_every_moment', () => {
  const box = box_of(ripples)!;
  for (const moment of ripples.moments) {
    for (const [x, y] of moment.cells) {
      expect(x - 125).toBeGreaterThanOrEqual(box.west);
      expect(x + 125).toBeLessThanOrEqual(box.west + box.width);
      expect(y + 125).toBeLessThanOrEqual(box.north);
      expect(y - 125).toBeGreaterThanOrEqual(box.north - box.height);
    }
  }
  expect(box_of({ ...ripples, moments: [] })).toBeNull();
  expect(square_m(4, 4, 250)).toBe(250);
  expect(square_m(1, 4, 250)).toBe(125);
  expect(square_m(1, 1000, 250)).toBeGreaterThan(50);
});

test('counts_become_a_curve_of_each_side', () => {
  const curves = curves_of(ripples, [{ id: 'jp' }, { id: 'su' }]);
  expect(curves.map((curve) => [curve.side, curve.this_run])).toEqual([
    ['jp', [1, 1]],
    ['su', [0, 3]],
  ]);
});

test('spans_are_told_in_the_unit_that_suits_them', () => {
  const spans = [0, 600000, 5400000, 172800000];
  expect(spans.map(span_text)).toEqual(['0 min', '10 min', '1.5 h', '2 d']);
});

// Goal: what the page shows at a moment is what the tracks say, at every level.
import { expect, test } from 'vitest';
import { load_sample } from '../sample/load';
import {
  kLevels,
  group_of_elements,
  marker_of,
  markers_at,
  strength_of,
} from './aggregate';
import { elements_below } from './tree';
import { clock_day, clock_mark, clock_marks, clock_time, offset_text, thinned } from './clock';
import { figure, quantity, unit_text } from './figures';
import { light_share } from './light';
import { class_of, misses_first, score_of } from './score';
import { history_of, last_at, sample_track } from './tracks';
import { utm_to_geographic, utm_zone } from './utm';
import { Player } from './player';

const track = { t: [0, 100, 200], x: [0, 50, 50], y: [10], men: [12, 12, 9], morale: [0, 0, 2] };

test('marks_of_a_time_axis_have_room_for_their_texts', () => {
  const marks = Array.from({ length: 13 }, (_, i) => i);
  expect(thinned(marks, 1000)).toEqual(marks);
  expect(thinned(marks, 360)).toEqual([0, 3, 6, 9, 12]);
  expect(thinned(marks, 10)).toEqual([0]);
});

test('last_at_finds_the_entry_in_force', () => {
  expect([-1, 0, 99, 100, 500].map((t) => last_at(track.t, t))).toEqual([-1, 0, 0, 1, 2]);
});

test('values_hold_between_change_points_and_short_arrays_hold_to_the_end', () => {
  expect(sample_track(track, 199, 10).men).toBe(12);
  expect(sample_track(track, 200, 10)).toMatchObject({ men: 9, y: 10, morale: 2, suppression: 0 });
});

test('a_place_stands_still_and_glides_only_during_the_last_step', () => {
  expect(sample_track(track, 80, 10).x).toBe(0);
  expect(sample_track(track, 95, 10).x).toBeCloseTo(25);
  expect(sample_track(track, 100, 10).x).toBe(50);
});

test('history_names_losses_and_changes_of_state_only', () => {
  expect(history_of(track).map((change) => [change.t, change.lost])).toEqual([
    [0, 0],
    [200, 3],
  ]);
});

test('men_are_the_same_at_every_level', () => {
  const battle = load_sample();
  for (const t of [0, 150 * 60000, battle.end_ms]) {
    const sums = kLevels.map((level) =>
      markers_at(battle, group_of_elements(battle, level), t).reduce(
        (sum, marker) => sum + marker.men,
        0,
      ),
    );
    expect(new Set(sums).size).toBe(1);
    expect(sums[0]).toBe(strength_of(battle, 'jp', t).men + strength_of(battle, 'su', t).men);
  }
});

test('who_has_not_arrived_is_not_shown_and_who_is_lost_is', () => {
  const battle = load_sample();
  const tracks = battle.tracks.map((old, i) =>
    i > 1 ? old : { ...old, t: [0, 1000], men: i === 0 ? [0, 5] : [5, 0] },
  );
  const keys = (t: number) =>
    markers_at({ ...battle, tracks }, group_of_elements(battle, 'element'), t).map((m) => m.key);
  expect(keys(0)).not.toContain('e0');
  expect(keys(1000)).toEqual(expect.arrayContaining(['e0', 'e1']));
});

test('coarser_levels_show_fewer_symbols_and_never_mix_sides', () => {
  const battle = load_sample();
  const counts = kLevels.map(
    (level) => markers_at(battle, group_of_elements(battle, level), 0).length,
  );
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts[0]).toBeGreaterThan(counts[3]!);
  for (const marker of markers_at(battle, group_of_elements(battle, 'battalion'), 0)) {
    expect(new Set(marker.elements.map((i) => battle.elements[i]!.side)).size).toBe(1);
  }
});

test('a_unit_holds_all_elements_below_it', () => {
  const battle = load_sample();
  const all = battle.units
    .filter((unit) => unit.parent < 0)
    .flatMap((unit) => elements_below(battle, unit.index));
  expect(all.sort((a, b) => a - b)).toEqual(battle.elements.map((_, i) => i));
  expect(marker_of(battle, 'u0', 0)!.men).toBe(450);
  expect(marker_of(battle, 'u999', 0)).toBeNull();
});

test('a_cycle_in_the_units_does_not_hang_the_page', () => {
  const battle = load_sample();
  const units = battle.units.map((unit) => ({
    ...unit,
    parent: unit.index === 0 ? 1 : unit.parent,
  }));
  expect(
    markers_at({ ...battle, units }, group_of_elements({ ...battle, units }, 'battalion'), 0)
      .length,
  ).toBeGreaterThan(0);
});

test('both_clocks_show_the_same_moment', () => {
  const epoch = Date.UTC(1938, 6, 30, 17, 0);
  const tokyo = { name: 'Tokyo', offset_minutes: 540 },
    khabarovsk = { name: 'Khabarovsk', offset_minutes: 600 };
  expect(clock_time(epoch, 0, tokyo)).toBe('02:00');
  expect(clock_time(epoch, 61000, khabarovsk, true)).toBe('03:01:01');
  expect(clock_day(epoch, 0, tokyo)).toBe('31 Jul 1938');
  expect(offset_text({ name: 'x', offset_minutes: -210 })).toBe('UTC−3:30');
});

test('a_long_time_axis_shows_days_and_a_short_one_hours', () => {
  const epoch_utc_ms = Date.UTC(1938, 6, 29, 5, 0);
  const tokyo = { name: 'Tokyo', offset_minutes: 540 };
  const marks = (hours: number) => {
    const axis = { start_ms: 0, end_ms: hours * 3600000, epoch_utc_ms, clocks: [tokyo] };
    return clock_marks(axis).map((t) => clock_mark(epoch_utc_ms, t, tokyo));
  };
  expect(marks(310).slice(0, 3)).toEqual(['30 Jul', '31 Jul', '1 Aug']);
  expect(marks(12)).toEqual(['14:00', '16:00', '18:00', '20:00', '22:00', '30 Jul', '02:00']);
});

// Oracle: the gazetteer of the battle folder, computed by PROJ.
test('utm_coordinates_agree_with_the_gazetteer', () => {
  const { lat, lon } = utm_to_geographic(631464, 4700291, 52);
  expect(lat).toBeCloseTo(42.4438, 4);
  expect(lon).toBeCloseTo(130.59853, 4);
  expect(utm_zone('EPSG:32652')).toBe(52);
  expect(utm_zone('EPSG:3857')).toBeNull();
});

test('score_counts_the_verdicts_given_and_puts_misses_first', () => {
  const target = (verdict?: string, met?: boolean | null) => ({
    id: 'x',
    quantity: 'q',
    verdict,
    met,
  });
  const targets = [
    target('met'),
    target('not judged'),
    target('undecided at 40'),
    target('missed'),
    target(undefined, true),
  ];
  expect(score_of(targets)).toEqual({ judged: 4, met: 2, missed: 1, undecided: 1 });
  expect(misses_first(targets).map(class_of)).toEqual([
    'missed',
    'undecided',
    'met',
    'met',
    'none',
  ]);
});

test('figures_carry_no_false_precision', () => {
  expect([0.12345, 12.345, 123.45, 41230, -3, null].map(figure)).toEqual([
    '0.12',
    '12.3',
    '123',
    '41\u2009230',
    '−3',
    '–',
  ]);
  expect(quantity(5.25, 'hour +09')).toBe('05:15');
  expect(quantity(24.5, 'hour +10')).toBe('24:30');
  expect(unit_text('hour +09')).toBe('UTC+09');
});

test('light_runs_from_starlight_to_day', () => {
  expect(light_share(0.0005)).toBe(0);
  expect(light_share(1)).toBeCloseTo(0.5);
  expect(light_share(1e5)).toBe(1);
  expect(light_share(undefined)).toBe(1);
});

test('the_player_stays_inside_the_battle_and_steps_on_the_grid', () => {
  const player = new Player(0, 1000, 100);
  player.seek(5000);
  expect(player.state.t).toBe(1000);
  player.seek(140);
  player.step(1);
  expect(player.state.t).toBe(200);
  player.step(-50);
  expect(player.state.t).toBe(0);
});

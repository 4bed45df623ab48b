// Goal: the fog shows what was believed at the moment and nothing that comes later; the tree of
// units finds what belongs together.
import { expect, test } from 'vitest';
import type { EnemyPicture } from '../protocol/pictures';
import { load_sample } from '../sample/load';
import { believed_at, belief_about, picture_error } from './pictures';
import { names_above, side_of, tree_of } from './tree';
import { gains } from '../panels/timeline_strips';
import { search_orbat } from '../panels/orbat';
import { tasks_at } from '../map/tasks';

// The sample, with what its first side believes of two elements of the second.
function foggy() {
  const battle = load_sample();
  const [first, second] = battle.sides;
  const enemies = battle.elements.flatMap((e, i) => (e.side === second!.id ? [i] : []));
  const picture = (element: number, x: number): EnemyPicture => ({
    element,
    t: [1000, 5000, 9000],
    level: [2, 3, 0],
    x: [x, x + 100, 0],
    y: [50, 60, 0],
    error_m: [200, 100, 0],
    seen_ms: [3000, 6000, 6000],
  });
  battle.report.pictures = {
    step_ms: 1000,
    level_names: ['unknown', 'heard', 'detected', 'recognised', 'located'],
    sides: [{ side: first!.id, elements: [picture(enemies[0]!, 0), picture(enemies[1]!, 400)] }],
  };
  return { battle, side: first!.id, enemies };
}
const alone = (n: number) => new Int32Array(n).fill(-1);

test('nothing_is_believed_before_the_first_report_nor_after_the_last_is_lost', () => {
  const { battle, side } = foggy();
  const groups = alone(battle.elements.length);
  expect(believed_at(battle, groups, side, 999)).toEqual([]);
  expect(believed_at(battle, groups, side, 1000)).toHaveLength(2);
  expect(believed_at(battle, groups, side, 9000)).toEqual([]);
  expect(believed_at(battle, groups, battle.sides[1]!.id, 5000)).toEqual([]);
});

test('a_sighting_that_has_not_happened_makes_nothing_fresher', () => {
  const { battle, side } = foggy();
  const [one] = believed_at(battle, alone(battle.elements.length), side, 2000);
  expect(one!.seen_ms).toBe(2000);
  expect(one!.level).toBe(2);
});

test('elements_of_one_unit_are_believed_at_their_mean_place', () => {
  const { battle, side, enemies } = foggy();
  const groups = alone(battle.elements.length);
  for (const i of enemies) groups[i] = 7;
  const [one, ...more] = believed_at(battle, groups, side, 5000);
  expect(more).toEqual([]);
  expect([one!.key, one!.x, one!.y, one!.error_m]).toEqual(['u7', 300, 60, 100]);
  expect(one!.elements).toEqual(enemies.slice(0, 2));
});

test('the_error_of_a_picture_is_the_mean_way_to_the_truth', () => {
  const { battle, side, enemies } = foggy();
  const believed = believed_at(battle, alone(battle.elements.length), side, 5000);
  const ways = believed.map((b) => Math.hypot(b.x - b.true_x, b.y - b.true_y));
  const found = picture_error(battle, side, 5000);
  expect(found.mean_m).toBeCloseTo((ways[0]! + ways[1]!) / 2);
  expect(found.known).toBe(2);
  expect(found.all).toBeLessThanOrEqual(enemies.length);
  expect(belief_about(battle, `e${enemies[0]}`, side, 5000)!.x).toBe(100);
  expect(belief_about(battle, `e${enemies[2]}`, side, 5000)).toBeNull();
});

test('the_tree_knows_what_is_above_an_element_and_whose_it_is', () => {
  const battle = load_sample();
  const unit = tree_of(battle).units.get(battle.elements[0]!.unit)!;
  expect(names_above(battle, 'e0')[0]).toBe(unit.name);
  expect(side_of(battle, 'e0')).toBe(battle.elements[0]!.side);
  expect(side_of(battle, 'u99999')).toBeUndefined();
});

test('a_search_finds_all_words_in_any_order_and_never_everything', () => {
  const battle = load_sample();
  const name = battle.units[0]!.name;
  const backwards = name.toUpperCase().split(' ').reverse().join(' ');
  expect(search_orbat(battle, backwards).some((found) => found.name === name)).toBe(true);
  expect(search_orbat(battle, '  ')).toEqual([]);
  expect(search_orbat(battle, 'no such unit at all')).toEqual([]);
});

test('losses_are_shown_when_they_happen', () => {
  const curve = { id: 'lost', name: '', unit: 'men', t: [0, 50, 60], this_run: [0, 0, 7] };
  expect(gains(curve, 0, 100, 4)).toEqual([0, 0, 7, 0]);
});

test('tasks_are_shown_while_they_last_and_of_the_chosen_unit_only', () => {
  const battle = load_sample();
  const task = { side: '', kind: 'attack', x: 1, y: 1, place: 'Hill' };
  const unit = battle.elements[0]!.unit;
  const other = battle.units.find((u) => u.index !== unit && u.side !== battle.elements[0]!.side)!;
  battle.report.tasks = [
    { ...task, unit, from_ms: 100, to_ms: 200 },
    { ...task, unit: other.index, from_ms: 0, to_ms: null },
  ];
  const at = (t: number, all: boolean, selected: string | null = null) =>
    tasks_at(battle, { t, all, selected }).length;
  expect(at(150, true)).toBe(2);
  expect(at(200, true)).toBe(1);
  expect(at(150, false)).toBe(0);
  expect(at(150, false, 'e0')).toBe(1);
});

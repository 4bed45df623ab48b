// Goal: through one side's eyes nothing is told that it does not know.
import { expect, test } from 'vitest';
import type { Battle } from '../protocol/read';
import type { StoryEvent } from '../protocol/report';
import { load_sample } from '../sample/load';
import { begun_by, expects_fire, known_enemies, of_side, seer_of, told_by } from './known';

const event = (t: number, side: string | null, text: string): StoryEvent => ({
  t,
  side,
  text,
  kind: 'contact',
});

// The sample with one enemy element of the second side that the first knows by name from 100 on.
function with_picture(): { battle: Battle; enemy: number } {
  const battle = { ...load_sample() };
  const enemy = battle.elements.findIndex((one) => one.side === battle.sides[1]!.id);
  const picture = {
    element: enemy,
    t: [50, 100, 500],
    level: [2, 3, 0],
    x: [10, 10, 0],
    y: [20, 20, 0],
    error_m: [30, 5, 0],
    seen_ms: [50, 200, 0],
  };
  const side = battle.sides[0]!.id;
  const pictures = { step_ms: 10, level_names: [], sides: [{ side, elements: [picture] }] };
  battle.report = { ...battle.report, pictures };
  return { battle, enemy };
}

test('the_truth_too_lifts_the_fog', () => {
  expect(seer_of({ side: 'jp', error: false })).toBe('jp');
  expect(seer_of({ side: 'jp', error: true })).toBe(null);
  expect(seer_of({ side: null, error: false })).toBe(null);
});

test('of_the_enemy_there_is_neither_curve_nor_line_nor_task', () => {
  const all = [{ side: 'jp' }, { side: 'su' }, { side: null }, {}];
  expect(of_side(all, 'jp')).toEqual([{ side: 'jp' }, { side: null }, {}]);
  expect(of_side(all, null)).toBe(all);
});

test('the_story_names_an_enemy_from_the_moment_he_is_recognised', () => {
  const { battle, enemy } = with_picture();
  const [own, other] = battle.sides.map((side) => side.id);
  const unit = battle.units.find((one) => one.index === battle.elements[enemy]!.unit)!;
  const tail = `opens fire on ${unit.name} at 170 m.`;
  battle.events = [
    event(60, own!, `${unit.name}, II/9 (Own) ${tail}`),
    event(150, own!, `Our guns (Own) ${tail}`),
    event(150, other!, 'Their guns (Other) break.'),
    event(160, null, 'Sunset.'),
  ];
  expect(told_by(battle, own!, 'an enemy').map((one) => one.text)).toEqual([
    `${unit.name}, II/9 (Own) opens fire on an enemy at 170 m.`,
    `Our guns (Own) ${tail}`,
    'Sunset.',
  ]);
  expect(told_by(battle, null, 'an enemy')).toBe(battle.events);
});

test('the_enemy_order_of_battle_is_the_picture_of_the_moment', () => {
  const { battle, enemy } = with_picture();
  const own = battle.sides[0]!.id;
  expect(known_enemies(battle, own, 40)).toEqual([]);
  expect(known_enemies(battle, own, 150).map((one) => one.key)).toEqual([`e${enemy}`]);
  expect(known_enemies(battle, own, 150)[0]!.seen_ms).toBe(150);
  expect(known_enemies(battle, own, 600)).toEqual([]);
});

test('a_phase_is_not_foretold', () => {
  const spans = [{ from_ms: 0 }, { from_ms: 100 }];
  expect(begun_by(spans, 'jp', 99)).toEqual([{ from_ms: 0 }]);
  expect(begun_by(spans, null, 0)).toBe(spans);
});

test('fire_from_where_nobody_is_believed_gives_nobody_away', () => {
  const { battle } = with_picture();
  const own = battle.sides[0]!.id;
  expect(expects_fire(battle, own, { t: 150, from_x: 12, from_y: 20 })).toBe(true);
  expect(expects_fire(battle, own, { t: 150, from_x: 900, from_y: 20 })).toBe(false);
  expect(expects_fire(battle, own, { t: 40, from_x: 12, from_y: 20 })).toBe(false);
});

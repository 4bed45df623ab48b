// Goal: what is dragged on the map becomes a what-if file that moves just that.
import { expect, test } from 'vitest';
import { load_sample } from '../sample/load';
import type { Deployment } from '../protocol/game';
import { Moves, nearest, patch_of, way_text } from './moves';

const kPlaces = [
  { id: 'hill', name: 'Hill', x: 0, y: 0 },
  { id: 'ford', name: 'The "old" ford', x: 1000, y: 0 },
];
const kDeployment: Deployment = {
  starts: [
    { unit: 'su/a', file: 'forces/su.yaml', x: 100, y: 100 },
    { unit: 'su/b', file: 'forces/su.yaml', x: 500, y: 500 },
  ],
  orders: [
    {
      id: 'a_defend',
      file: 'plans/su.yaml',
      unit: 'su/a',
      task: 'support_by_fire',
      place: 'hill',
      x: 0,
      y: 0,
    },
  ],
  places: kPlaces,
};

function moves() {
  const patches: string[] = [];
  return { patches, moves: new Moves(kDeployment, load_sample(), (patch) => patches.push(patch)) };
}

test('a_unit_that_is_dragged_begins_where_it_is_dropped', () => {
  const { moves: one, patches } = moves();
  expect(one.take([300, 300], 50)).toBe(false);
  expect(one.take([110, 90], 50)).toBe(true);
  one.move([100, 340.4]);
  one.drop();
  expect(patches.at(-1)).toBe(
    'format: khasan-what-if-1\ntitle: "su/a begins 240 m to the north."\nchanges:\n' +
      '  - {file: forces/su.yaml, at: [units, "su/a", at], set: [100, 340]}\n',
  );
});

test('a_task_of_the_chosen_unit_goes_to_the_nearest_place_with_a_name', () => {
  const { moves: one, patches } = moves();
  expect(one.take([5, 5], 20)).toBe(false);
  one.unit = 'su/a';
  expect(one.take([5, 5], 20)).toBe(true);
  one.move([700, 100]);
  one.drop();
  expect(patches.at(-1)).toContain('at: [orders, "a_defend", objective], set: ford}');
  expect(patches.at(-1)).toContain('task “support by fire” at The \\"old\\" ford.');
  one.clear();
  expect(patches.at(-1)).toBe('');
});

test('nothing_moved_is_no_patch_and_the_nearest_is_within_reach', () => {
  expect(patch_of(kDeployment, { starts: new Map(), targets: new Map() }, (path) => path)).toBe('');
  expect(nearest(kPlaces, [400, 0])?.id).toBe('hill');
  expect(nearest(kPlaces, [400, 0], 300)).toBe(null);
  expect(way_text([0, 0], [-1, -1])).toMatch(/south-west/);
});

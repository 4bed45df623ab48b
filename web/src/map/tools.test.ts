// Goal: what the tools say is true of ground whose answers can be worked out by hand.
import { expect, test } from 'vitest';
import type { Grid } from '../protocol/read';
import { bearing_deg, height_at, line_of_sight, viewshed } from '../store/sight';
import { distance_text, length_of, seen_share, Tool, type ToolNews } from './tools';

// 40 by 40 cells of 10 m, flat but for a wall of 20 m along column 20.
function walled(wall_dm = 200): Grid {
  const elevation_dm = new Int16Array(1600);
  for (let r = 0; r < 40; r++) elevation_dm[r * 40 + 20] = wall_dm;
  return {
    columns: 40,
    rows: 40,
    cell_m: 10,
    west_m: 0,
    north_m: 400,
    elevation_dm,
    cover: null,
    features: [],
    credits: [],
    crs: 'EPSG:32652',
  };
}
const across = { x1: 55, y1: 205, x2: 355, y2: 205, eye_m: 1.6, target_m: 1.5 };

test('heights_are_those_of_the_middles_of_cells_and_between_them', () => {
  expect(height_at(walled(), 205, 205)).toBe(20);
  expect(height_at(walled(), 200, 205)).toBe(10);
  expect(height_at(walled(), 105, 205)).toBe(0);
});

test('a_wall_hides_what_is_behind_it_and_the_place_is_told', () => {
  const sight = line_of_sight(walled(), across);
  expect(sight.visible).toBe(false);
  expect(sight.blocked_at_m).toBeGreaterThan(139);
  expect(sight.blocked_at_m).toBeLessThan(151);
  expect(line_of_sight(walled(0), across).visible).toBe(true);
});

test('sight_is_mutual_when_eye_and_target_are_equally_high', () => {
  const there = { ...across, eye_m: 1.5, target_m: 1.5, y2: 345 };
  const back = { ...there, x1: there.x2, y1: there.y2, x2: there.x1, y2: there.y1 };
  expect(line_of_sight(walled(5), there).visible).toBe(line_of_sight(walled(5), back).visible);
});

test('a_viewshed_holds_the_near_side_of_a_wall_and_not_the_far_one', () => {
  const shed = viewshed(walled(), { x: 55, y: 205, eye_m: 1.6, range_m: 1000 });
  const seen = (x: number, y: number) => {
    const column = Math.floor((x - shed.west_m) / shed.cell_m);
    const row = Math.floor((shed.north_m - y) / shed.cell_m);
    return shed.seen[row * shed.columns + column];
  };
  expect(seen(55, 205)).toBe(1);
  expect(seen(155, 305)).toBe(1);
  expect(seen(205, 205)).toBe(1);
  expect(seen(305, 205)).toBe(0);
  expect(seen_share(shed, walled())).toBeGreaterThan(0.4);
});

test('on_flat_ground_everything_in_range_is_seen', () => {
  const shed = viewshed(walled(0), { x: 205, y: 205, eye_m: 1.6, range_m: 150 });
  expect(seen_share(shed, walled(0))).toBe(1);
});

test('bearings_go_clockwise_from_north', () => {
  expect(bearing_deg(0, 0, 0, 5)).toBe(0);
  expect(bearing_deg(0, 0, 5, 0)).toBe(90);
  expect(bearing_deg(0, 0, -5, 0)).toBe(270);
});

test('a_measured_way_is_the_sum_of_its_legs', () => {
  expect(
    length_of([
      [0, 0],
      [300, 400],
      [300, 1000],
    ]),
  ).toBe(1100);
  expect(distance_text(1100)).toBe('1.10 km');
  expect(distance_text(999)).toBe('999 m');
});

test('an_answer_to_an_older_question_is_dropped', async () => {
  const news: ToolNews[] = [];
  const answers: ((visible: boolean) => void)[] = [];
  const line = () =>
    new Promise<ReturnType<typeof line_of_sight>>((done) =>
      answers.push((visible) => done({ visible, profile: [], blocked_at_m: null })),
    );
  const tool = new Tool('line', { line, viewshed: () => Promise.reject(new Error()) }, (n) =>
    news.push(n),
  );
  for (const x of [0, 1, 2, 3]) tool.add([x, 0]);
  answers[1]!(true);
  answers[0]!(false);
  await new Promise((done) => setTimeout(done, 0));
  expect(news.at(-1)!.sight?.visible).toBe(true);
});

test('a_server_that_fails_is_told', async () => {
  const news: ToolNews[] = [];
  const no = () => Promise.reject(new Error('gone'));
  const tool = new Tool('viewshed', { line: no, viewshed: no }, (n) => news.push(n));
  tool.add([1, 1]);
  await new Promise((done) => setTimeout(done, 0));
  expect(news.at(-1)!.failed).toBe('gone');
});

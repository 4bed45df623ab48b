// Goal: relief, contours and symbols are placed as the heights say.
// Method: shapes with known answers.
import { expect, test } from 'vitest';
import type { Grid } from '../protocol/read';
import { load_sample } from '../sample/load';
import { hatches_of, is_on_line } from './basis';
import { contours_at, contours_every, smooth_m } from './contours';
import { draw_fires, dust_alpha } from './fires';
import { spread_apart, type Drawn } from './markers';
import { paint_relief, refine, shade } from './relief';

// A cone of 100 m on a plain, in a grid of 25 m cells.
function cone(size = 41): Grid {
  const elevation_dm = new Int16Array(size * size);
  const middle = (size - 1) / 2;
  for (let i = 0; i < elevation_dm.length; i++) {
    const r = Math.hypot((i % size) - middle, Math.floor(i / size) - middle) * 25;
    elevation_dm[i] = Math.max(0, 1000 - r * 2.5);
  }
  return {
    columns: size,
    rows: size,
    cell_m: 25,
    west_m: 0,
    north_m: size * 25,
    elevation_dm,
    cover: null,
    features: [],
    credits: [],
    crs: 'EPSG:32652',
  };
}

test('a_contour_of_a_cone_is_one_closed_circle_of_the_right_radius', () => {
  const grid = cone();
  const z = Float32Array.from(grid.elevation_dm, (dm) => dm / 10);
  const { lines } = contours_at(grid, z, 50);
  expect(lines).toHaveLength(1);
  const line = lines[0]!;
  expect(line[0]).toEqual(line.at(-1));
  const middle = 20.5 * 25;
  for (const [x, y] of line) {
    const radius = Math.hypot(x - middle, y - middle);
    expect(Math.abs(radius - 200)).toBeLessThan(4);
  }
});

test('flat_ground_has_no_contours', () => {
  const grid = { ...cone(), elevation_dm: new Int16Array(41 * 41).fill(100) };
  expect(contours_every(grid, 10).flatMap((contour) => contour.lines)).toEqual([]);
});

test('a_saddle_gives_two_lines_that_part_by_the_middle', () => {
  const grid = { ...cone(2), columns: 2, rows: 2 };
  const z = Float32Array.from([10, 0, 0, 10]);
  // The north-west and south-east corners are high. Below the middle height of 5 they are joined,
  // so the lines cut off the low corners; above it the lines cut off the high ones.
  const corner = (line: [number, number][]) =>
    [0, 1].map((k) => Number(line[0]![k]! + line[1]![k]! > 50)).join();
  const corners = (level: number) => contours_at(grid, z, level).lines.map(corner).sort();
  expect(corners(4)).toEqual(['0,0', '1,1']);
  expect(corners(6)).toEqual(['0,1', '1,0']);
});

test('contours_of_the_sample_lie_on_heights_of_their_level', () => {
  const grid = load_sample().grid!;
  const z = smooth_m(grid);
  const at = ([x, y]: [number, number]) => {
    const c = (x - grid.west_m) / grid.cell_m - 0.5,
      r = (grid.north_m - y) / grid.cell_m - 0.5;
    const c0 = Math.floor(c),
      r0 = Math.floor(r),
      i = r0 * grid.columns + c0;
    const u = c - c0,
      v = r - r0;
    const below = v ? [z[i + grid.columns]!, u ? z[i + grid.columns + 1]! : 0] : [0, 0];
    return (
      (z[i]! * (1 - u) + (u ? z[i + 1]! : 0) * u) * (1 - v) +
      (below[0]! * (1 - u) + below[1]! * u) * v
    );
  };
  const { lines } = contours_at(grid, z, 100);
  expect(lines.length).toBeGreaterThan(0);
  for (const point of lines.flat()) expect(at(point)).toBeCloseTo(100.017, 1);
});

test('slopes_towards_the_north_west_are_lit_and_flat_ground_is_neutral', () => {
  expect(shade(0, 0)).toBeCloseTo(1);
  expect(shade(0.5, 0.5)).toBeGreaterThan(shade(0, 0) * 0.99);
  expect(shade(-0.5, -0.5)).toBeLessThan(0.8);
});

test('refining_keeps_a_plane_a_plane', () => {
  const grid = cone(9);
  for (let i = 0; i < 81; i++) grid.elevation_dm[i] = (i % 9) * 20;
  const fine = refine(grid, 2);
  // Away from the edge, half a cell is one metre of a slope of two metres a cell.
  expect(fine[9 * 18 + 9]! - fine[9 * 18 + 8]!).toBeCloseTo(1, 3);
});

test('the_picture_covers_every_cell_and_is_opaque', () => {
  const { width, height, pixels } = paint_relief(cone(9), 2);
  expect([width, height]).toEqual([18, 18]);
  for (let i = 3; i < pixels.length; i += 4) expect(pixels[i]).toBe(255);
});

test('symbols_at_one_place_are_spread_but_stay_near_it', () => {
  const at = (x: number): Drawn => ({
    marker: {} as Drawn['marker'],
    x,
    y: 0,
    true_x: x,
    true_y: 0,
    radius: 10,
  });
  const all = [at(0), at(1), at(2), at(200)];
  spread_apart(all, 24);
  expect(Math.hypot(all[0]!.x - all[1]!.x, all[0]!.y - all[1]!.y)).toBeGreaterThan(8);
  for (const d of all)
    expect(Math.hypot(d.x - d.true_x, d.y - d.true_y)).toBeLessThanOrEqual(24.001);
  expect(all[3]!.x).toBe(200);
});

test('hatches_of_neighbouring_classes_run_across_each_other', () => {
  const rising = [0, 1, 2, 3].map((i) => is_on_line(0, i, 8 - i));
  const falling = [0, 1, 2, 3].map((i) => is_on_line(1, i, 8 + i));
  expect(rising).toEqual([true, true, true, true]);
  expect(falling).toEqual([true, true, true, true]);
  expect(is_on_line(1, 2, 6)).toBe(false);
});

test('surveyed_ground_has_no_hatch', () => {
  const legend = [
    { class: 1, name: 'made up', reconstructed: true },
    { class: 6, name: 'surveyed', reconstructed: false },
  ];
  expect(hatches_of({ legend, cells: new Uint8Array() }).map((one) => one.class)).toEqual([1]);
});

test('dust_of_more_shells_hides_more_and_all_of_it_thins_out', () => {
  const now = [1, 2, 10].map((rounds) => dust_alpha(rounds, 0));
  expect(now[0]).toBeCloseTo(0.25);
  expect(now[1]).toBeCloseTo(1 - 0.75 * 0.75);
  expect(now[2]).toBeLessThan(1);
  for (const rounds of [1, 10]) expect(dust_alpha(rounds, 1)).toBeLessThan(dust_alpha(rounds, 0));
});

test('dust_of_a_shell_stands_as_wide_and_as_long_as_the_document_says', () => {
  const sample = load_sample();
  const shell = { from_x: 0, from_y: 0, to_x: 50, to_y: 60, kind: 'shell', rounds: 1, side: 'su' };
  const battle = {
    ...sample,
    report: { ...sample.report, smoke_ms: 60000 },
    fires: [{ ...shell, t: 0, smoke_m: 6.3 }],
  };
  // Discs drawn at a moment: place and radius.
  const discs_at = (t: number) => {
    const discs: number[][] = [];
    const g = new Proxy({} as CanvasRenderingContext2D, {
      get: (_, name) =>
        name === 'arc' ? (x: number, y: number, r: number) => discs.push([x, y, r]) : () => 0,
      set: () => true,
    });
    const look = { t, speed: 1, still: true, metres_per_pixel: 0.5 };
    draw_fires(g, battle, (x, y) => [x, y], look);
    return discs;
  };
  expect(discs_at(59000)).toEqual([[50, 60, 12.6]]);
  expect(discs_at(61000)).toEqual([]);
});

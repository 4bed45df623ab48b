// Contour lines of the elevation grid by marching squares, joined into lines.
// Levels lie a hair above whole metres, so that no cell corner is ever exactly on a level and the
// flat lakes and plains give no false lines; saddles are split by the mean of the corners.
import type { Grid } from '../protocol/read';

export type Line = [number, number][];
const kAbove_m = 0.017;
const kPointsMin = 5; // shorter lines are specks

interface Segments {
  from: number[];
  to: number[];
}

// Edges of the cell grid have numbers: 2·corner for the one to the east, 2·corner + 1 southwards.
// Table: for each pattern of corners above the level (nw 8, ne 4, se 2, sw 1), pairs of cell sides.
// Sides: 0 north, 1 east, 2 south, 3 west.
const kPairs: number[][] = [
  [],
  [3, 2],
  [2, 1],
  [3, 1],
  [1, 0],
  [],
  [2, 0],
  [3, 0],
  [0, 3],
  [0, 2],
  [],
  [0, 1],
  [1, 3],
  [1, 2],
  [2, 3],
  [],
];
const kSaddle: Record<number, [number[], number[]]> = {
  5: [
    [1, 0, 3, 2],
    [3, 0, 1, 2],
  ], // ne and sw above: apart when the middle is below
  10: [
    [0, 3, 2, 1],
    [0, 1, 2, 3],
  ],
};

function collect(z: Float32Array, columns: number, rows: number, level: number): Segments {
  const found: Segments = { from: [], to: [] };
  for (let r = 0; r < rows - 1; r++) {
    for (let c = 0; c < columns - 1; c++) {
      const i = r * columns + c;
      const nw = z[i]!,
        ne = z[i + 1]!,
        sw = z[i + columns]!,
        se = z[i + columns + 1]!;
      const mask =
        (nw > level ? 8 : 0) | (ne > level ? 4 : 0) | (se > level ? 2 : 0) | (sw > level ? 1 : 0);
      if (mask === 0 || mask === 15) continue;
      const saddle = kSaddle[mask];
      const pairs = saddle ? saddle[(nw + ne + sw + se) / 4 > level ? 1 : 0] : kPairs[mask]!;
      const edges = [2 * i, 2 * (i + 1) + 1, 2 * (i + columns), 2 * i + 1];
      for (let k = 0; k < pairs.length; k += 2) {
        found.from.push(edges[pairs[k]!]!);
        found.to.push(edges[pairs[k + 1]!]!);
      }
    }
  }
  return found;
}

// Chains of edges: every edge is met by at most two segments.
function chain(segments: Segments): number[][] {
  const touching = new Map<number, number[]>();
  const note = (edge: number, s: number) => {
    const list = touching.get(edge);
    if (list) list.push(s);
    else touching.set(edge, [s]);
  };
  segments.from.forEach((edge, s) => note(edge, s));
  segments.to.forEach((edge, s) => note(edge, s));
  const used = new Uint8Array(segments.from.length);
  const walk = (s: number, edge: number): number[] => {
    const path: number[] = [];
    for (let at = s, end = edge; ; ) {
      path.push(end);
      const next: number | undefined = touching.get(end)!.find((k) => !used[k] && k !== at);
      if (next === undefined) return path;
      used[next] = 1;
      end = segments.from[next] === end ? segments.to[next]! : segments.from[next]!;
      at = next;
    }
  };
  const lines: number[][] = [];
  for (let s = 0; s < segments.from.length; s++) {
    if (used[s]) continue;
    used[s] = 1;
    const forward = walk(s, segments.to[s]!);
    const backward = walk(s, segments.from[s]!);
    lines.push([...backward.reverse(), ...forward]);
  }
  return lines;
}

export interface Contour {
  level_m: number;
  lines: Line[];
}

export function contours_at(grid: Grid, z: Float32Array, level_m: number): Contour {
  const { columns, rows } = grid;
  const level = level_m + kAbove_m;
  const place = (edge: number): [number, number] => {
    const i = edge >> 1;
    const j = edge & 1 ? i + columns : i + 1;
    const share = (level - z[i]!) / (z[j]! - z[i]!);
    const c = (i % columns) + (edge & 1 ? 0 : share);
    const r = Math.floor(i / columns) + (edge & 1 ? share : 0);
    return [grid.west_m + (c + 0.5) * grid.cell_m, grid.north_m - (r + 0.5) * grid.cell_m];
  };
  const chains = chain(collect(z, columns, rows, level));
  return { level_m, lines: chains.map((edges) => edges.map(place)) };
}

// A light blur, so that lines follow the land and not the decimetre steps of the data.
export function smooth_m(grid: Grid): Float32Array {
  const { columns, rows, elevation_dm } = grid;
  const out = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0,
        weight = 0;
      for (let dr = -1; dr <= 1; dr++) {
        for (let dc = -1; dc <= 1; dc++) {
          const rr = r + dr,
            cc = c + dc;
          if (rr < 0 || cc < 0 || rr >= rows || cc >= columns) continue;
          const w = dr === 0 && dc === 0 ? 8 : 1;
          sum += w * elevation_dm[rr * columns + cc]!;
          weight += w;
        }
      }
      out[r * columns + c] = sum / weight / 10;
    }
  }
  return out;
}

export function contours_every(grid: Grid, interval_m: number): Contour[] {
  const z = smooth_m(grid);
  let top = -Infinity,
    bottom = Infinity;
  for (const value of z) {
    top = Math.max(top, value);
    bottom = Math.min(bottom, value);
  }
  const contours: Contour[] = [];
  const first = Math.max(interval_m, Math.ceil(bottom / interval_m) * interval_m);
  for (let level = first; level < top; level += interval_m) {
    const { lines } = contours_at(grid, z, level);
    contours.push({ level_m: level, lines: lines.filter((line) => line.length > kPointsMin) });
  }
  return contours;
}

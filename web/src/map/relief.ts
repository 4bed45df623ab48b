// The ground as a picture: land-cover tints under shaded relief, computed from the elevation grid.
// Shading: Horn (1981) gradients, light from the north-west at 45 degrees, softened by a second,
// weaker light from the west so that slopes that face away keep some form.
import type { Grid } from '../protocol/read';
import { smooth_m } from './contours';

type Rgb = [number, number, number];
const kGround: Rgb = [240, 236, 222];
// Codes of landcover_legend.csv.
const kCover: Record<number, Rgb> = {
  1: [245, 240, 214],
  2: [232, 232, 206],
  3: [205, 219, 184],
  4: [208, 224, 215],
  5: [188, 212, 228],
  6: [188, 212, 228],
  7: [236, 231, 212],
  8: [228, 216, 204],
  9: [220, 214, 206],
};
const kWater = new Set([5, 6]);
const kPixelsMax = 3.2e6;
const kExaggeration = 1.7;

// Catmull-Rom between four samples.
const cubic = (a: number, b: number, c: number, d: number, u: number): number =>
  b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));

// Heights in metres on a grid `factor` times finer, so that close views are not faceted.
export function refine(grid: Grid, factor: number): Float32Array {
  const { columns, rows } = grid;
  const z = smooth_m(grid);
  const at = (r: number, c: number) =>
    z[Math.min(rows - 1, Math.max(0, r)) * columns + Math.min(columns - 1, Math.max(0, c))]!;
  const width = columns * factor;
  const height = rows * factor;
  // Along the rows first, then down the columns.
  const wide = new Float32Array(width * rows);
  for (let r = 0; r < rows; r++) {
    for (let x = 0; x < width; x++) {
      const p = (x + 0.5) / factor - 0.5;
      const c = Math.floor(p);
      wide[r * width + x] = cubic(at(r, c - 1), at(r, c), at(r, c + 1), at(r, c + 2), p - c);
    }
  }
  const line = (r: number) => Math.min(rows - 1, Math.max(0, r)) * width;
  const fine = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const p = (y + 0.5) / factor - 0.5;
    const r = Math.floor(p);
    const [a, b, c, d] = [line(r - 1), line(r), line(r + 1), line(r + 2)];
    for (let x = 0; x < width; x++) {
      fine[y * width + x] = cubic(wide[a + x]!, wide[b + x]!, wide[c + x]!, wide[d + x]!, p - r);
    }
  }
  return fine;
}

// Brightness of a slope, 1 on the flat.
export function shade(dz_dx: number, dz_dy: number): number {
  const gx = dz_dx * kExaggeration;
  const gy = dz_dy * kExaggeration;
  const norm = 1 / Math.sqrt(1 + gx * gx + gy * gy);
  // Light vectors (east, south, up) towards the light; y grows southwards in the grid.
  const main = (gx * 0.5 + gy * 0.5 + Math.SQRT1_2) * norm;
  const side = (gx * 0.7071 + Math.SQRT1_2) * norm;
  return Math.max(0, 0.75 * main + 0.25 * side) / Math.SQRT1_2;
}

// Tint of a cell, blended over its neighbourhood so that class edges are not a staircase.
function tints(grid: Grid): Float32Array {
  const { columns, rows, cover } = grid;
  const colour = new Float32Array(columns * rows * 3);
  for (let i = 0; i < columns * rows; i++) {
    const rgb = (cover && kCover[cover[i]!]) || kGround;
    colour.set(rgb, 3 * i);
  }
  return colour;
}

function blend(colour: Float32Array, grid: Grid, px: number, py: number, k: number): number {
  const { columns, rows } = grid;
  const c0 = Math.max(0, Math.min(columns - 1, Math.floor(px)));
  const r0 = Math.max(0, Math.min(rows - 1, Math.floor(py)));
  const c1 = Math.min(columns - 1, c0 + 1);
  const r1 = Math.min(rows - 1, r0 + 1);
  const u = Math.min(1, Math.max(0, px - c0));
  const v = Math.min(1, Math.max(0, py - r0));
  const at = (r: number, c: number) => colour[3 * (r * columns + c) + k]!;
  return (
    (at(r0, c0) * (1 - u) + at(r0, c1) * u) * (1 - v) + (at(r1, c0) * (1 - u) + at(r1, c1) * u) * v
  );
}

export const factor_for = (cells: number): number =>
  Math.max(1, Math.min(4, Math.floor(Math.sqrt(kPixelsMax / cells))));

export interface Picture {
  width: number;
  height: number;
  pixels: Uint8ClampedArray;
}

export function paint_relief(grid: Grid, factor = factor_for(grid.columns * grid.rows)): Picture {
  const width = grid.columns * factor;
  const height = grid.rows * factor;
  const z = refine(grid, factor);
  const colour = tints(grid);
  const pixels = new Uint8ClampedArray(4 * width * height);
  const step_m = (2 * grid.cell_m) / factor;
  const light_at = (x: number, y: number) => {
    const row = y * width;
    const dx = z[row + Math.min(width - 1, x + 1)]! - z[row + Math.max(0, x - 1)]!;
    const dy = z[Math.min(height - 1, y + 1) * width + x]! - z[Math.max(0, y - 1) * width + x]!;
    return Math.min(1.06, 0.4 + 0.6 * shade(dx / step_m, dy / step_m));
  };
  for (let y = 0; y < height; y++) {
    const py = (y + 0.5) / factor - 0.5;
    const row = Math.floor(y / factor) * grid.columns;
    for (let x = 0; x < width; x++) {
      const px = (x + 0.5) / factor - 0.5;
      // Water is flat: steep banks next to it must not shade it.
      const wet = kWater.has(grid.cover?.[row + Math.floor(x / factor)] ?? 0);
      const value = wet ? 1 : light_at(x, y);
      const i = 4 * (y * width + x);
      for (let k = 0; k < 3; k++) pixels[i + k] = blend(colour, grid, px, py, k) * value;
      pixels[i + 3] = 255;
    }
  }
  return { width, height, pixels };
}

export function relief_canvas(grid: Grid): HTMLCanvasElement {
  const { width, height, pixels } = paint_relief(grid);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const image = canvas.getContext('2d')!.createImageData(width, height);
  image.data.set(pixels);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}

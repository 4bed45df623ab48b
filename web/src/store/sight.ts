// Lines of sight over the bare ground of the document, for pages without a server: plants and
// houses do not stand in the way here, as they do in the engine.
import type { Grid } from '../protocol/read';

export interface ProfilePoint {
  distance_m: number;
  ground_m: number;
  cover_m: number; // what stands on the ground, 0 where it is not known
  line_m: number;
}
export interface Sight {
  visible: boolean;
  profile: ProfilePoint[];
  blocked_at_m: number | null;
}
// Which cells are seen from a point: row by row from the north-west, 1 seen, 0 not.
export interface Viewshed {
  x: number;
  y: number;
  eye_m: number;
  range_m: number;
  columns: number;
  rows: number;
  west_m: number;
  north_m: number;
  cell_m: number;
  seen: Uint8Array;
}

// Height above the sea in metres, bilinear between the middles of cells.
export function height_at(grid: Grid, x: number, y: number): number {
  const { columns, rows, elevation_dm } = grid;
  const clamp = (v: number, most: number) => Math.min(most, Math.max(0, v));
  const px = clamp((x - grid.west_m) / grid.cell_m - 0.5, columns - 1);
  const py = clamp((grid.north_m - y) / grid.cell_m - 0.5, rows - 1);
  const [c, r] = [Math.floor(px), Math.floor(py)];
  const [c1, r1] = [Math.min(columns - 1, c + 1), Math.min(rows - 1, r + 1)];
  const [u, v] = [px - c, py - r];
  const at = (row: number, column: number) => elevation_dm[row * columns + column]! / 10;
  return (
    (at(r, c) * (1 - u) + at(r, c1) * u) * (1 - v) + (at(r1, c) * (1 - u) + at(r1, c1) * u) * v
  );
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  eye_m: number;
  target_m: number;
}

// The ground along a line, a point every half cell, and whether the straight line clears it.
export function line_of_sight(grid: Grid, line: Line): Sight {
  const length_m = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
  const steps = Math.min(2000, Math.max(2, Math.ceil(length_m / (grid.cell_m / 2))));
  const from_m = height_at(grid, line.x1, line.y1) + line.eye_m;
  const to_m = height_at(grid, line.x2, line.y2) + line.target_m;
  const profile: ProfilePoint[] = [];
  let blocked_at_m: number | null = null;
  for (let i = 0; i <= steps; i++) {
    const share = i / steps;
    const x = line.x1 + share * (line.x2 - line.x1);
    const y = line.y1 + share * (line.y2 - line.y1);
    const point = {
      distance_m: share * length_m,
      ground_m: height_at(grid, x, y),
      cover_m: 0,
      line_m: from_m + share * (to_m - from_m),
    };
    profile.push(point);
    const inside = i > 0 && i < steps;
    if (inside && blocked_at_m === null && point.ground_m > point.line_m)
      blocked_at_m = point.distance_m;
  }
  return { visible: blocked_at_m === null, profile, blocked_at_m };
}

export interface Eye {
  x: number;
  y: number;
  eye_m: number;
  range_m: number;
}

// Marks the cells that a ray passes over and that the eye sees: those steeper than all before.
function cast_ray(grid: Grid, eye: Eye, angle: number, shed: Viewshed): void {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const top_m = height_at(grid, eye.x, eye.y) + eye.eye_m;
  const step_m = shed.cell_m * 0.7;
  let steepest = -Infinity;
  for (let d = step_m; d <= eye.range_m; d += step_m) {
    const [x, y] = [eye.x + d * dx, eye.y + d * dy];
    const c = Math.floor((x - shed.west_m) / shed.cell_m);
    const r = Math.floor((shed.north_m - y) / shed.cell_m);
    if (c < 0 || r < 0 || c >= shed.columns || r >= shed.rows) return;
    const ground_m = height_at(grid, x, y);
    // A man standing there, 1.5 m above the ground, is what the eye looks for.
    if ((ground_m + 1.5 - top_m) / d >= steepest) shed.seen[r * shed.columns + c] = 1;
    steepest = Math.max(steepest, (ground_m - top_m) / d);
  }
}

// Rays so dense that neighbours are a cell apart at the far end.
export function viewshed(grid: Grid, eye: Eye): Viewshed {
  const reach = Math.ceil(eye.range_m / grid.cell_m);
  const column = Math.floor((eye.x - grid.west_m) / grid.cell_m);
  const row = Math.floor((grid.north_m - eye.y) / grid.cell_m);
  const c0 = Math.max(0, column - reach);
  const r0 = Math.max(0, row - reach);
  const columns = Math.min(grid.columns, column + reach + 1) - c0;
  const rows = Math.min(grid.rows, row + reach + 1) - r0;
  const shed: Viewshed = {
    ...eye,
    columns,
    rows,
    west_m: grid.west_m + c0 * grid.cell_m,
    north_m: grid.north_m - r0 * grid.cell_m,
    cell_m: grid.cell_m,
    seen: new Uint8Array(Math.max(0, columns * rows)),
  };
  if (columns <= 0 || rows <= 0) return shed;
  shed.seen[(row - r0) * columns + (column - c0)] = 1;
  const rays = Math.max(360, Math.ceil(2 * Math.PI * reach * 1.5));
  for (let i = 0; i < rays; i++) cast_ray(grid, eye, (2 * Math.PI * i) / rays, shed);
  return shed;
}

// Direction from one place to another, degrees clockwise from grid north.
export function bearing_deg(x1: number, y1: number, x2: number, y2: number): number {
  const degrees = (Math.atan2(x2 - x1, y2 - y1) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

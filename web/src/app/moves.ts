// Units and tasks of the plan moved on the map, and the what-if file that moves them so.
import type { Draggable } from '../map/drag';
import { draw_label } from '../map/markers';
import { distance_text, length_of, paint_point, stroke_path, type Point } from '../map/tools';
import type { ToPixel } from '../map/fires';
import type { Deployment, GamePlace, PlannedOrder, StartCard } from '../protocol/game';
import type { Battle } from '../protocol/read';
import { words } from './words';

const w = words.moves;

export interface Moved {
  starts: Map<string, Point>; // by path of the unit
  targets: Map<string, GamePlace>; // by id of the order
}

const point_of = ({ x, y }: { x: number; y: number }): Point => [x, y];

// The nearest of some things to a place, within reach.
export function nearest<T extends { x: number; y: number }>(
  all: T[],
  at: Point,
  reach_m = Infinity,
): T | null {
  let best: T | null = null;
  let least = reach_m;
  for (const one of all) {
    const far = length_of([point_of(one), at]);
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

const kCompass = w.compass;

// "240 m to the north-east".
export function way_text(from: Point, to: Point): string {
  const turn = Math.atan2(to[0] - from[0], to[1] - from[1]) / (2 * Math.PI);
  const eighth = (Math.round(8 * turn) + 8) % 8;
  return w.away(distance_text(length_of([from, to])), kCompass[eighth]!);
}

const step = (text: string): string => JSON.stringify(text);

// The what-if file of what was moved; empty: nothing was. `name_of` a unit by its path.
export function patch_of(
  deployment: Deployment,
  moved: Moved,
  name_of: (path: string) => string,
): string {
  const sentences: string[] = [];
  const changes: string[] = [];
  for (const start of deployment.starts) {
    const to = moved.starts.get(start.unit);
    if (!to) continue;
    const at = to.map(Math.round).join(', ');
    sentences.push(w.begins(name_of(start.unit), way_text(point_of(start), to)));
    changes.push(`{file: ${start.file}, at: [units, ${step(start.unit)}, at], set: [${at}]}`);
  }
  for (const order of deployment.orders) {
    const place = moved.targets.get(order.id);
    if (!place) continue;
    sentences.push(w.goes(name_of(order.unit), order.task.replaceAll('_', ' '), place.name));
    const at = `[orders, ${step(order.id)}, objective]`;
    changes.push(`{file: ${order.file}, at: ${at}, set: ${place.id}}`);
  }
  if (!changes.length) return '';
  const lines = changes.map((change) => `  - ${change}\n`).join('');
  return `format: khasan-what-if-1\ntitle: ${step(sentences.join(' '))}\nchanges:\n${lines}`;
}

// What is in hand: a unit's start, or the target of a task.
type Held = { start: StartCard } | { order: PlannedOrder };

export class Moves implements Draggable {
  readonly moved: Moved = { starts: new Map(), targets: new Map() };
  private held: Held | null = null;
  private names: Map<string, string>;
  // Shown are the tasks of this unit; of all units only where they begin.
  unit: string | null = null;

  constructor(
    readonly deployment: Deployment,
    shown: Battle,
    private on_change: (patch: string) => void,
  ) {
    this.names = new Map(shown.units.map((one) => [one.path ?? '', one.short_name ?? one.name]));
  }

  name_of = (path: string): string => this.names.get(path) ?? path;

  place_of_start(start: StartCard): Point {
    return this.moved.starts.get(start.unit) ?? point_of(start);
  }

  target_of(order: PlannedOrder): { x: number; y: number } {
    return this.moved.targets.get(order.id) ?? order;
  }

  orders(): PlannedOrder[] {
    return this.deployment.orders.filter((order) => order.unit === this.unit);
  }

  put_start(unit: string, to: Point): void {
    this.moved.starts.set(unit, to);
    this.tell();
  }

  put_target(order: string, place: GamePlace): void {
    this.moved.targets.set(order, place);
    this.tell();
  }

  clear(): void {
    this.moved.starts.clear();
    this.moved.targets.clear();
    this.tell();
  }

  private tell(): void {
    this.on_change(patch_of(this.deployment, this.moved, this.name_of));
  }

  take(at: Point, reach_m: number): boolean {
    const orders = this.orders().map((order) => ({ order, ...this.target_of(order) }));
    const order = nearest(orders, at, reach_m);
    const starts = this.deployment.starts.map((start) => {
      const [x, y] = this.place_of_start(start);
      return { start, x, y };
    });
    const start = order ? null : nearest(starts, at, reach_m);
    this.held = order ?? start;
    if (start) this.unit = start.start.unit;
    return this.held !== null;
  }

  // A task leads to places that have a name: the nearest one.
  move(to: Point): void {
    if (!this.held) return;
    if ('start' in this.held) return this.put_start(this.held.start.unit, to);
    const place = nearest(this.deployment.places, to);
    if (place) this.put_target(this.held.order.id, place);
  }

  drop(): void {
    this.held = null;
    this.tell();
  }

  paint(g: CanvasRenderingContext2D, place: ToPixel): void {
    for (const start of this.deployment.starts) this.paint_start(g, place, start);
    const from = this.deployment.starts.find((start) => start.unit === this.unit);
    for (const order of this.orders()) {
      const { x, y } = this.target_of(order);
      const pixels = [place(x, y) as Point];
      if (from) pixels.unshift(place(...this.place_of_start(from)) as Point);
      stroke_path(g, pixels, '#7a2e7d', [3, 4]);
      paint_point(g, ...pixels.at(-1)!);
      draw_label(g, order.task.replaceAll('_', ' '), pixels.at(-1)![0], pixels.at(-1)![1] + 8);
    }
  }

  private paint_start(g: CanvasRenderingContext2D, place: ToPixel, start: StartCard): void {
    const to = this.moved.starts.get(start.unit);
    const before = place(start.x, start.y) as Point;
    const now = to ? (place(...to) as Point) : before;
    if (to) stroke_path(g, [before, now], '#111', [4, 4]);
    paint_point(g, ...now);
    if (to || start.unit === this.unit)
      draw_label(g, this.name_of(start.unit), now[0], now[1] + 8);
  }
}

// Tasks as control measures: an arrow from the unit to its objective and a sign at the objective,
// after the shapes of APP-6: attack a broad arrow, defence an arc with teeth, fire a cross.
import type { Battle } from '../protocol/read';
import type { Task } from '../protocol/pictures';
import { marker_of } from '../store/aggregate';
import { of_side } from '../store/known';
import { elements_below } from '../store/tree';
import type { ToPixel } from './fires';

export interface TaskLook {
  t: number;
  selected: string | null;
  all: boolean; // else only those of the chosen unit
  seer?: string | null; // of this side alone
}

const kAttacks = new Set(['attack', 'assault', 'counter_attack']);
const kFires = new Set(['bombard', 'counter_battery', 'support_by_fire', 'air_strike']);
const kHolds = new Set(['defend', 'occupy', 'dig', 'delay', 'screen', 'reserve', 'relieve']);

// Tasks under way at a moment, of the chosen unit or one above or below it, or of all.
export function tasks_at(battle: Battle, look: TaskLook): Task[] {
  const now = of_side(battle.report.tasks ?? [], look.seer ?? null).filter(
    (task) => task.from_ms <= look.t && (task.to_ms === null || look.t < task.to_ms),
  );
  if (look.all) return now;
  if (!look.selected) return [];
  const index = Number(look.selected.slice(1));
  const chosen = look.selected.startsWith('e') ? [index] : elements_below(battle, index);
  const wanted = new Set(chosen);
  return now.filter((task) => elements_below(battle, task.unit).some((i) => wanted.has(i)));
}

function arrow(
  g: CanvasRenderingContext2D,
  from: [number, number],
  to: [number, number],
  broad: boolean,
): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 26) return;
  const [ux, uy] = [dx / length, dy / length];
  const side = broad ? 4.5 : 0;
  const head = broad ? 13 : 9;
  const start = 14;
  const at = (along: number, across: number): [number, number] => [
    from[0] + along * ux - across * uy,
    from[1] + along * uy + across * ux,
  ];
  const end = length - 10;
  g.beginPath();
  g.moveTo(...at(start, side));
  g.lineTo(...at(end - head, side));
  if (broad) {
    g.moveTo(...at(start, -side));
    g.lineTo(...at(end - head, -side));
  }
  g.moveTo(...at(end - head, broad ? 10 : 5));
  g.lineTo(...at(end, 0));
  g.lineTo(...at(end - head, broad ? -10 : -5));
}

// An arc that faces away from the unit's own side would need the front: it is a whole circle with
// teeth outward, as for a strong point.
function strong_point(g: CanvasRenderingContext2D, x: number, y: number): void {
  const radius = 17;
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  for (let i = 0; i < 12; i++) {
    const angle = (i * Math.PI) / 6;
    g.moveTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    g.lineTo(x + (radius + 5) * Math.cos(angle), y + (radius + 5) * Math.sin(angle));
  }
}

function target_cross(g: CanvasRenderingContext2D, x: number, y: number): void {
  g.beginPath();
  g.moveTo(x - 12, y);
  g.lineTo(x + 12, y);
  g.moveTo(x, y - 12);
  g.lineTo(x, y + 12);
}

function stroke_twice(g: CanvasRenderingContext2D, colour: string, dash: number[]): void {
  g.setLineDash([]);
  g.lineWidth = 4;
  g.strokeStyle = 'rgba(255,255,255,0.75)';
  g.stroke();
  g.setLineDash(dash);
  g.lineWidth = 1.8;
  g.strokeStyle = colour;
  g.stroke();
  g.setLineDash([]);
}

export function draw_tasks(
  g: CanvasRenderingContext2D,
  battle: Battle,
  place: ToPixel,
  look: TaskLook,
): void {
  for (const task of tasks_at(battle, look)) {
    const unit = marker_of(battle, `u${task.unit}`, look.t);
    if (!unit || unit.men <= 0) continue;
    const colour = battle.sides.find((side) => side.id === unit.side)?.colour ?? '#444';
    if (task.x === undefined || task.y === undefined) continue;
    const to = place(task.x, task.y);
    const broad = kAttacks.has(task.kind);
    arrow(g, place(unit.x, unit.y), to, broad);
    stroke_twice(g, colour, broad ? [] : [6, 4]);
    if (kHolds.has(task.kind)) strong_point(g, ...to);
    else if (kFires.has(task.kind)) target_cross(g, ...to);
    else continue;
    stroke_twice(g, colour, []);
  }
}

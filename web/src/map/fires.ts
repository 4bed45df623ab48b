// Fire as it fades: tracer lines, shell and grenade bursts, flares, and the dust of shells. Ages
// are battle time, scaled so that a shot stays about as long on the screen whatever the speed of
// playing; dust stands as long as it hides men in the engine.
import type { Battle } from '../protocol/read';
import type { Fire } from '../protocol/report';
import { expects_fire } from '../store/known';
import { last_at } from '../store/tracks';

export type ToPixel = (x: number, y: number) => [number, number];

export interface FireLook {
  t: number;
  speed: number;
  still: boolean;
  metres_per_pixel: number;
  seer?: string | null; // the side that is shown what it knows; nobody: everything
}

const kFlare_ms = 30000;
const kScreen_ms = 450;

function draw_line(g: CanvasRenderingContext2D, fire: Fire, place: ToPixel, colour: string): void {
  const [x0, y0] = place(fire.from_x, fire.from_y);
  const [x1, y1] = place(fire.to_x, fire.to_y);
  g.beginPath();
  g.moveTo(x0, y0);
  g.lineTo(x1, y1);
  // A light edge keeps the line readable on dark slopes and at night.
  g.strokeStyle = 'rgba(255,250,225,0.8)';
  g.lineWidth = 3.4;
  g.stroke();
  g.strokeStyle = colour;
  g.lineWidth = fire.kind === 'mg' ? 2 : 1.2;
  g.setLineDash(fire.kind === 'mg' ? [7, 4] : []);
  g.stroke();
  g.setLineDash([]);
}

// A burst about as wide as the fragments reach, but never too small to be seen.
function draw_burst(
  g: CanvasRenderingContext2D,
  fire: Fire,
  place: ToPixel,
  look: FireLook,
  age: number,
): void {
  const [x, y] = place(fire.to_x, fire.to_y);
  const reach_m = fire.kind === 'grenade' ? 8 : 25;
  const full = Math.max(fire.kind === 'grenade' ? 3 : 6, reach_m / look.metres_per_pixel);
  const radius = look.still ? full : full * (0.45 + 0.55 * age);
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  g.fillStyle = 'rgba(230,126,34,0.45)';
  g.fill();
  g.lineWidth = 1.2;
  g.strokeStyle = '#5b2c06';
  g.stroke();
  g.beginPath();
  g.arc(x, y, Math.max(1.5, radius * 0.25), 0, 2 * Math.PI);
  g.fillStyle = '#3b1d04';
  g.fill();
}

// How much of what lies behind it the dust of so many shells hides, 0 to 1, as it thins out.
export const dust_alpha = (rounds: number, age: number): number =>
  (1 - 0.75 ** Math.max(1, rounds)) * (1 - 0.7 * age);

function draw_dust(
  g: CanvasRenderingContext2D,
  fire: Fire,
  place: ToPixel,
  look: FireLook,
  age: number,
): void {
  const [x, y] = place(fire.to_x, fire.to_y);
  const radius = Math.max(2.5, fire.smoke_m! / look.metres_per_pixel);
  g.globalAlpha = 0.75 * dust_alpha(fire.rounds ?? 1, age);
  g.fillStyle = '#8d8578';
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  g.fill();
}

function draw_flare(g: CanvasRenderingContext2D, fire: Fire, place: ToPixel, look: FireLook): void {
  const [x, y] = place(fire.to_x, fire.to_y);
  const radius = 200 / look.metres_per_pixel;
  const glow = g.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, 'rgba(255,236,150,0.75)');
  glow.addColorStop(1, 'rgba(255,236,150,0)');
  g.fillStyle = glow;
  g.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

export function life_ms(kind: string, look: FireLook, step_ms: number): number {
  if (kind === 'flare') return kFlare_ms;
  return Math.max(step_ms, look.speed * kScreen_ms);
}

const times_of = new WeakMap<Battle, Float64Array>();

function fire_times(battle: Battle): Float64Array {
  let times = times_of.get(battle);
  if (!times) times_of.set(battle, (times = Float64Array.from(battle.fires, (fire) => fire.t)));
  return times;
}

const expected = new WeakMap<Fire, boolean>();

// Whether the fire gives away nobody: own fire, what bursts, and who is believed to be there.
function is_told(battle: Battle, fire: Fire, seer?: string | null): boolean {
  if (!seer || fire.side === seer || /shell|grenade|flare/.test(fire.kind)) return true;
  let known = expected.get(fire);
  if (known === undefined) expected.set(fire, (known = expects_fire(battle, seer, fire)));
  return known;
}

export function draw_fires(
  g: CanvasRenderingContext2D,
  battle: Battle,
  place: ToPixel,
  look: FireLook,
): void {
  const step_ms = battle.play?.step_ms ?? 1000;
  const colours = new Map(battle.sides.map((side) => [side.id, side.colour]));
  const smoke_ms = battle.report.smoke_ms ?? 0;
  const longest = Math.max(kFlare_ms, smoke_ms, life_ms('shell', look, step_ms));
  const first = last_at(fire_times(battle), look.t - longest) + 1;
  for (let i = first; i < battle.fires.length && battle.fires[i]!.t <= look.t; i++) {
    const fire = battle.fires[i]!;
    if (fire.smoke_m && look.t - fire.t < smoke_ms)
      draw_dust(g, fire, place, look, (look.t - fire.t) / smoke_ms);
    const age = (look.t - fire.t) / life_ms(fire.kind, look, step_ms);
    if (age > 1 || !is_told(battle, fire, look.seer)) continue;
    g.globalAlpha = look.still ? 0.9 : 1 - age * 0.85;
    if (fire.kind === 'flare') draw_flare(g, fire, place, look);
    else if (fire.kind === 'shell' || fire.kind === 'grenade')
      draw_burst(g, fire, place, look, age);
    else draw_line(g, fire, place, colours.get(fire.side ?? '') ?? '#7a1f00');
  }
  g.globalAlpha = 1;
}

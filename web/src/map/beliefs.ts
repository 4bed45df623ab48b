// Draws what one side's headquarters believe of the enemy: symbols with a dashed ring as wide as
// the doubt about the place, paler the longer nobody saw them; on request the line to the truth.
import type { Battle } from '../protocol/read';
import type { Marker } from '../store/aggregate';
import { kKnownByName, type Believed } from '../store/pictures';
import { strings } from '../strings';
import type { ToPixel } from './fires';
import { draw_name, rooms_of, spread_apart, type Drawn, type MarkerLook } from './markers';
import { sidc_for, symbol_image } from './symbols';

export interface BeliefLook extends MarkerLook {
  t: number;
  error: boolean; // show the true place too
  metres_per_pixel: number;
}

const kPale = 0.35;
const kForgotten_ms = 6 * 3600e3; // as pale as it gets
const kUnknownKind = '10061000001211000000';

// 1 when it is seen now, down to kPale.
export function freshness(seen_ms: number, t: number): number {
  return Math.max(kPale, 1 - ((1 - kPale) * (t - seen_ms)) / kForgotten_ms);
}

export const as_marker = (one: Believed): Marker => ({
  key: one.key,
  name: one.level >= kKnownByName ? one.name : strings.fog.unknown,
  side: one.side,
  sidc: one.sidc,
  x: one.x,
  y: one.y,
  men: one.elements.length,
  men_start: one.elements.length,
  suppression: 0,
  morale: 0,
  posture: 0,
  elements: one.elements,
});

function draw_doubt(
  g: CanvasRenderingContext2D,
  drawn: Drawn,
  one: Believed,
  colour: string,
  look: BeliefLook,
): void {
  const radius = one.error_m / look.metres_per_pixel;
  if (radius < drawn.radius + 3) return;
  g.beginPath();
  g.arc(drawn.true_x, drawn.true_y, radius, 0, 2 * Math.PI);
  g.lineWidth = 1.2;
  g.strokeStyle = colour;
  g.setLineDash([3, 4]);
  g.stroke();
  g.setLineDash([]);
}

// From the believed place to the true one, which gets a small cross.
function draw_error(
  g: CanvasRenderingContext2D,
  drawn: Drawn,
  one: Believed,
  place: ToPixel,
): void {
  const [x, y] = place(one.true_x, one.true_y);
  if (Math.hypot(x - drawn.true_x, y - drawn.true_y) < 4) return;
  for (const [width, colour] of [
    [4, 'rgba(255,255,255,0.8)'],
    [1.5, '#111'],
  ] as const) {
    g.beginPath();
    g.moveTo(drawn.true_x, drawn.true_y);
    g.lineTo(x, y);
    g.moveTo(x - 4, y - 4);
    g.lineTo(x + 4, y + 4);
    g.moveTo(x + 4, y - 4);
    g.lineTo(x - 4, y + 4);
    g.lineWidth = width;
    g.strokeStyle = colour;
    g.stroke();
  }
}

function draw_one(
  g: CanvasRenderingContext2D,
  battle: Battle,
  drawn: Drawn,
  one: Believed,
  look: BeliefLook,
): void {
  const side = battle.sides.find((s) => s.id === one.side);
  const code =
    one.level >= kKnownByName ? sidc_for(battle, one.key, one.sidc, one.side) : kUnknownKind;
  const image = symbol_image(code, look.size, side?.tint ?? '#ddd');
  g.globalAlpha = freshness(one.seen_ms, look.t);
  g.drawImage(
    image.canvas,
    drawn.x - image.anchor_x,
    drawn.y - image.anchor_y,
    image.canvas.width / image.ratio,
    image.canvas.height / image.ratio,
  );
  g.globalAlpha = 1;
  const chosen = look.selected === one.key || look.hover === one.key;
  g.beginPath();
  g.arc(drawn.x, drawn.y, drawn.radius + 4, 0, 2 * Math.PI);
  g.lineWidth = chosen ? 2.5 : 1.3;
  g.strokeStyle = chosen ? '#111' : (side?.colour ?? '#444');
  g.setLineDash([4, 3]);
  g.stroke();
  g.setLineDash([]);
}

export function draw_believed(
  g: CanvasRenderingContext2D,
  battle: Battle,
  all: Believed[],
  place: ToPixel,
  look: BeliefLook,
): Drawn[] {
  const radius = look.size * 0.55;
  const drawn = all.map((one): Drawn => {
    const [x, y] = place(one.x, one.y);
    return { marker: as_marker(one), x, y, true_x: x, true_y: y, radius };
  });
  spread_apart(drawn, 2.2 * radius);
  const colour = (one: Believed) => battle.sides.find((s) => s.id === one.side)?.colour ?? '#444';
  drawn.forEach((d, i) => draw_doubt(g, d, all[i]!, colour(all[i]!), look));
  if (look.error) drawn.forEach((d, i) => draw_error(g, d, all[i]!, place));
  drawn.forEach((d, i) => draw_one(g, battle, d, all[i]!, look));
  const taken = look.taken ?? [];
  taken.push(...rooms_of(drawn));
  drawn.forEach((d, i) => {
    const must = look.hover === d.marker.key || look.selected === d.marker.key;
    const age = strings.fog.seen((look.t - all[i]!.seen_ms) / 60000);
    if (look.names || must) draw_name(g, d, `${d.marker.name} · ${age}`, taken, must);
  });
  return drawn;
}

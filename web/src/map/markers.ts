// Draws the unit symbols on the map's canvas: symbol, strength and suppression bars, a sign for
// broken morale, names where there is room. Says what was drawn where, for clicks.
import type { Battle } from '../protocol/read';
import type { Marker } from '../store/aggregate';
import { sidc_for, symbol_image } from './symbols';
import type { ToPixel } from './fires';

// Where a symbol is drawn, and the true place of its unit, both in pixels.
export interface Drawn {
  marker: Marker;
  x: number;
  y: number;
  true_x: number;
  true_y: number;
  radius: number;
}
export interface MarkerLook {
  size: number;
  names: boolean;
  selected: string | null;
  hover: string | null;
  taken?: Box[]; // room that is taken on the map: no name is written over it
}

// Smaller symbols go without bars and signs.
const kReadable = 12;

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function draw_bars(g: CanvasRenderingContext2D, drawn: Drawn, colour: string): void {
  const { marker, x, y, radius } = drawn;
  const width = Math.max(18, 2 * radius);
  const left = Math.round(x - width / 2);
  const top = Math.round(y + radius + 3);
  const strength = marker.men_start > 0 ? marker.men / marker.men_start : 0;
  g.fillStyle = 'rgba(255,255,255,0.95)';
  g.fillRect(left - 1, top - 1, width + 2, 8);
  g.fillStyle = '#cfcabd';
  g.fillRect(left, top, width, 3);
  g.fillStyle = colour;
  g.fillRect(left, top, width * Math.min(1, strength), 3);
  g.fillStyle = '#d99a00';
  g.fillRect(left, top + 4, (width * Math.min(100, marker.suppression)) / 100, 2);
}

// Pushes overlapping symbols apart, each at most `reach` from its true place. The same positions
// always give the same picture, and small moves give small changes.
export function spread_apart(all: Drawn[], reach: number): void {
  for (let round = 0; round < 8; round++) {
    for (let i = 0; i < all.length; i++) {
      for (let j = i + 1; j < all.length; j++) push(all[i]!, all[j]!);
    }
    for (const d of all) {
      const [dx, dy] = [d.x - d.true_x, d.y - d.true_y];
      const far = Math.hypot(dx, dy) / reach;
      if (far > 1) [d.x, d.y] = [d.true_x + dx / far, d.true_y + dy / far];
    }
  }
}

function push(a: Drawn, b: Drawn): void {
  const wanted = 1.9 * Math.max(a.radius, b.radius) + 4;
  let dx = b.x - a.x,
    dy = b.y - a.y;
  if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) return;
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted) return;
  if (distance < 0.01) [dx, dy, distance] = [0.01, 0, 0.01];
  const half = (wanted - distance) / 4 / distance;
  a.x -= dx * half;
  a.y -= dy * half;
  b.x += dx * half;
  b.y += dy * half;
}

// A thin line back to the true place of a symbol that had to give way.
function draw_leader(g: CanvasRenderingContext2D, d: Drawn, colour: string): void {
  if (Math.hypot(d.x - d.true_x, d.y - d.true_y) < d.radius * 0.7) return;
  g.strokeStyle = colour;
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(d.x, d.y);
  g.lineTo(d.true_x, d.true_y);
  g.stroke();
  g.fillStyle = colour;
  g.fillRect(d.true_x - 1.5, d.true_y - 1.5, 3, 3);
}

// Signs beside the symbol: gone to ground, withdrawing, routed, surrendered.
const kSigns: Record<number, string> = { 1: '▾', 2: '↩', 3: '»', 4: '⚐' };

function draw_sign(g: CanvasRenderingContext2D, drawn: Drawn): void {
  const sign = kSigns[drawn.marker.morale];
  if (!sign) return;
  const x = drawn.x + drawn.radius + 3;
  const y = drawn.y - drawn.radius;
  g.beginPath();
  g.arc(x, y, 7, 0, 2 * Math.PI);
  g.fillStyle = '#ffffff';
  g.fill();
  g.lineWidth = 1;
  g.strokeStyle = '#333';
  g.stroke();
  g.fillStyle = '#222';
  g.font = '600 11px system-ui, sans-serif';
  g.textAlign = 'center';
  g.textBaseline = 'middle';
  g.fillText(sign, x, y + 0.5);
}

function draw_lost(g: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  g.strokeStyle = colour;
  g.globalAlpha = 0.55;
  g.lineWidth = 1.6;
  g.beginPath();
  g.moveTo(x - 4, y - 4);
  g.lineTo(x + 4, y + 4);
  g.moveTo(x + 4, y - 4);
  g.lineTo(x - 4, y + 4);
  g.stroke();
  g.globalAlpha = 1;
}

function draw_symbol(
  g: CanvasRenderingContext2D,
  battle: Battle,
  drawn: Drawn,
  look: MarkerLook,
): void {
  const { marker, x, y, radius } = drawn;
  const side = battle.sides.find((s) => s.id === marker.side);
  const code = sidc_for(battle, marker.key, marker.sidc, marker.side);
  const image = symbol_image(code, look.size, side?.tint ?? '#ddd');
  if (look.selected === marker.key || look.hover === marker.key) {
    g.beginPath();
    g.arc(x, y, radius + 7, 0, 2 * Math.PI);
    g.fillStyle = 'rgba(255,255,255,0.75)';
    g.fill();
    g.lineWidth = 2.5;
    g.strokeStyle = look.selected === marker.key ? '#111' : '#777';
    g.stroke();
  }
  g.drawImage(
    image.canvas,
    x - image.anchor_x,
    y - image.anchor_y,
    image.canvas.width / image.ratio,
    image.canvas.height / image.ratio,
  );
}

// The text under a symbol, unless it would lie on another or on a symbol.
export function draw_name(
  g: CanvasRenderingContext2D,
  drawn: Drawn,
  text: string,
  taken: Box[],
  must: boolean,
): void {
  const { x, y, radius } = drawn;
  g.font = '500 11px system-ui, sans-serif';
  const width = g.measureText(text).width;
  const top = y + radius + 12;
  const box = { left: x - width / 2 - 2, right: x + width / 2 + 2, top: top - 1, bottom: top + 13 };
  if (!must && taken.some((other) => overlaps(box, other))) return;
  taken.push(box);
  draw_label(g, text, x, top);
}

// Text with a light edge, centred under a place.
export function draw_label(
  g: CanvasRenderingContext2D,
  text: string,
  x: number,
  top: number,
): void {
  g.font = '500 11px system-ui, sans-serif';
  g.textAlign = 'center';
  g.textBaseline = 'top';
  g.lineJoin = 'round';
  g.lineWidth = 3.5;
  g.strokeStyle = 'rgba(255,255,255,0.92)';
  g.strokeText(text, x, top);
  g.fillStyle = '#1d1d1b';
  g.fillText(text, x, top);
}

// The room that symbols with their bars take.
export const rooms_of = (drawn: Drawn[]): Box[] =>
  drawn.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius + 9,
  }));

export function draw_markers(
  g: CanvasRenderingContext2D,
  battle: Battle,
  markers: Marker[],
  place: ToPixel,
  look: MarkerLook,
): Drawn[] {
  const radius = look.size * 0.55;
  const all = markers.map((marker): Drawn => {
    const [x, y] = place(marker.x, marker.y);
    return { marker, x, y, true_x: x, true_y: y, radius };
  });
  const colour_of = (d: Drawn) =>
    battle.sides.find((s) => s.id === d.marker.side)?.colour ?? '#444';
  const alive = all.filter((d) => d.marker.men > 0 && d.marker.morale < 5);
  for (const d of all) if (d.marker.men <= 0) draw_lost(g, d.x, d.y, colour_of(d));
  spread_apart(alive, 2.2 * radius);
  for (const d of alive) draw_leader(g, d, colour_of(d));
  // Southern symbols lie over northern ones, and the chosen one over all.
  alive.sort((a, b) => a.y - b.y);
  const chosen = (d: Drawn) => d.marker.key === look.selected || d.marker.key === look.hover;
  const order = [...alive.filter((d) => !chosen(d)), ...alive.filter(chosen)];
  for (const d of order) {
    draw_symbol(g, battle, d, look);
    if (look.size < kReadable && !chosen(d)) continue;
    draw_bars(g, d, colour_of(d));
    draw_sign(g, d);
  }
  const taken = [...(look.taken ?? []), ...rooms_of(alive)];
  for (const d of order.reverse())
    if (look.names || chosen(d))
      draw_name(g, d, `${d.marker.name} · ${Math.round(d.marker.men)}`, taken, chosen(d));
  return alive;
}

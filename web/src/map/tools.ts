// Tools that ask the map a question by clicks: how far, can one see the other, what is seen from
// here. A tool takes points, paints on the map's canvas, and tells a listener when it has news.
import type { Grid } from '../protocol/read';
import { bearing_deg, type Eye, type Line, type Sight, type Viewshed } from '../store/sight';
import type { ToPixel } from './fires';

export type Point = [number, number];
export type ToolKind = 'measure' | 'line' | 'viewshed';
export const kToolKinds: ToolKind[] = ['measure', 'line', 'viewshed'];
// Who answers: the server's engine, or the page itself.
export interface Sights {
  line(line: Line): Promise<Sight>;
  viewshed(eye: Eye): Promise<Viewshed>;
}
// What a click on the map goes to, instead of choosing a unit.
export interface MapTool {
  pointer: Point | null;
  add(point: Point): void;
  paint_ground(g: CanvasRenderingContext2D, place: ToPixel): void; // under the symbols
  paint(g: CanvasRenderingContext2D, place: ToPixel): void;
}
export interface ToolNews {
  kind: ToolKind;
  points: Point[];
  distance_m: number;
  bearing: number | null;
  sight: Sight | null;
  shed: Viewshed | null;
  failed: string | null;
}
// A standing man's eye, a standing man, and as far as a sentry watches.
export const kEye_m = 1.6;
export const kTarget_m = 1.5;
export const kRange_m = 3000;

export function length_of(points: Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++)
    sum += Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]);
  return sum;
}

export class Tool implements MapTool {
  points: Point[] = [];
  pointer: Point | null = null;
  private sight: Sight | null = null;
  private shed: Viewshed | null = null;
  private failed: string | null = null;
  private picture: HTMLCanvasElement | null = null;
  private asked = 0;

  constructor(
    readonly kind: ToolKind,
    private sights: Sights,
    private on_news: (news: ToolNews) => void,
  ) {
    this.tell();
  }

  add(point: Point): void {
    const full = this.kind === 'line' ? 2 : this.kind === 'viewshed' ? 1 : Infinity;
    if (this.points.length >= full) this.points = [];
    this.points = [...this.points, point];
    this.sight = this.shed = this.picture = this.failed = null;
    if (this.points.length === full) void this.ask();
    this.tell();
  }

  clear(): void {
    this.points = [];
    this.sight = this.shed = this.picture = this.failed = null;
    this.asked++;
    this.tell();
  }

  // An answer to an older question is dropped.
  private async ask(): Promise<void> {
    const number = ++this.asked;
    const [[x1, y1], [x2, y2] = [0, 0]] = this.points as [Point, Point?];
    const heights = { eye_m: kEye_m, target_m: kTarget_m };
    try {
      if (this.kind === 'line') {
        const sight = await this.sights.line({ x1, y1, x2, y2, ...heights });
        if (number === this.asked) this.sight = sight;
      } else {
        const eye = { x: x1, y: y1, eye_m: kEye_m, range_m: kRange_m };
        const shed = await this.sights.viewshed(eye);
        if (number === this.asked) this.picture = picture_of((this.shed = shed));
      }
    } catch (error) {
      if (number === this.asked) this.failed = error instanceof Error ? error.message : `${error}`;
    }
    if (number === this.asked) this.tell();
  }

  private tell(): void {
    const [a, b] = this.points.slice(-2);
    this.on_news({
      kind: this.kind,
      points: this.points,
      distance_m: length_of(this.points),
      bearing: a && b ? bearing_deg(a[0], a[1], b[0], b[1]) : null,
      sight: this.sight,
      shed: this.shed,
      failed: this.failed,
    });
  }

  // What lies on the ground, under the symbols.
  paint_ground(g: CanvasRenderingContext2D, place: ToPixel): void {
    if (this.picture && this.shed) paint_shed(g, place, this.shed, this.picture);
  }

  paint(g: CanvasRenderingContext2D, place: ToPixel): void {
    if (this.kind === 'line') this.paint_line(g, place);
    if (this.kind === 'measure') this.paint_measure(g, place);
    for (const [x, y] of this.points) paint_point(g, ...place(x, y));
  }

  private paint_measure(g: CanvasRenderingContext2D, place: ToPixel): void {
    const points = this.pointer ? [...this.points, this.pointer] : this.points;
    stroke_path(
      g,
      points.map(([x, y]) => place(x, y)),
      '#111',
      [],
    );
    if (points.length > 1) {
      const [x, y] = place(...points.at(-1)!);
      paint_label(g, distance_text(length_of(points)), x + 10, y - 12);
    }
  }

  // Seen up to where the ground first stands in the way, unseen behind it.
  private paint_line(g: CanvasRenderingContext2D, place: ToPixel): void {
    const [a, b] = [this.points[0], this.points[1] ?? this.pointer];
    if (!a || !b) return;
    const pixels = [place(...a), place(...b)] as Point[];
    if (!this.sight) return stroke_path(g, pixels, '#111', [6, 4]);
    const whole = length_of([a, b]);
    const share = this.sight.visible ? 1 : (this.sight.blocked_at_m ?? whole) / whole;
    const [p, q] = pixels as [Point, Point];
    const middle: Point = [p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])];
    stroke_path(g, [p, middle], kSeen, []);
    if (share < 1) stroke_path(g, [middle, q], kHidden, [6, 4]);
  }
}

const kSeen = '#0f6b5c';
const kHidden = '#a3261d';

export const distance_text = (m: number): string =>
  m >= 1000 ? `${(m / 1000).toFixed(2)} km` : `${Math.round(m)} m`;

export function stroke_path(
  g: CanvasRenderingContext2D,
  points: Point[],
  colour: string,
  dash: number[],
): void {
  if (points.length < 2) return;
  g.beginPath();
  points.forEach(([x, y], i) => (i ? g.lineTo(x, y) : g.moveTo(x, y)));
  g.lineWidth = 5;
  g.strokeStyle = 'rgba(255,255,255,0.85)';
  g.stroke();
  g.lineWidth = 2.2;
  g.strokeStyle = colour;
  g.setLineDash(dash);
  g.stroke();
  g.setLineDash([]);
}

export function paint_point(g: CanvasRenderingContext2D, x: number, y: number): void {
  g.beginPath();
  g.arc(x, y, 5, 0, 2 * Math.PI);
  g.fillStyle = '#fff';
  g.fill();
  g.lineWidth = 2;
  g.strokeStyle = '#111';
  g.stroke();
}

export function paint_label(g: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  g.font = '600 13px system-ui, sans-serif';
  const width = g.measureText(text).width;
  g.fillStyle = 'rgba(255,255,255,0.94)';
  g.fillRect(x - 4, y - 10, width + 8, 20);
  g.fillStyle = '#111';
  g.textAlign = 'left';
  g.textBaseline = 'middle';
  g.fillText(text, x, y);
}

// Unseen ground is dimmed with a hatch, seen ground stays clear: readable in grey too.
function picture_of(shed: Viewshed): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, shed.columns);
  canvas.height = Math.max(1, shed.rows);
  const g = canvas.getContext('2d')!;
  const image = g.createImageData(canvas.width, canvas.height);
  for (let r = 0; r < shed.rows; r++) {
    for (let c = 0; c < shed.columns; c++) {
      const i = r * shed.columns + c;
      const x = shed.west_m + (c + 0.5) * shed.cell_m - shed.x;
      const y = shed.north_m - (r + 0.5) * shed.cell_m - shed.y;
      if (Math.hypot(x, y) > shed.range_m) continue;
      image.data.set(shed.seen[i] ? [255, 214, 90, 105] : [30, 28, 24, 120], 4 * i);
    }
  }
  g.putImageData(image, 0, 0);
  return canvas;
}

function paint_shed(
  g: CanvasRenderingContext2D,
  place: ToPixel,
  shed: Viewshed,
  picture: HTMLCanvasElement,
): void {
  const [left, top] = place(shed.west_m, shed.north_m);
  const [right, bottom] = place(
    shed.west_m + shed.columns * shed.cell_m,
    shed.north_m - shed.rows * shed.cell_m,
  );
  g.imageSmoothingEnabled = false;
  g.drawImage(picture, left, top, right - left, bottom - top);
  g.imageSmoothingEnabled = true;
}

// Share of the ground within range that is seen.
export function seen_share(shed: Viewshed, grid: Grid): number {
  let seen = 0;
  let all = 0;
  for (let r = 0; r < shed.rows; r++) {
    for (let c = 0; c < shed.columns; c++) {
      const x = shed.west_m + (c + 0.5) * grid.cell_m - shed.x;
      const y = shed.north_m - (r + 0.5) * grid.cell_m - shed.y;
      if (Math.hypot(x, y) > shed.range_m) continue;
      all++;
      seen += shed.seen[r * shed.columns + c]!;
    }
  }
  return all ? seen / all : 0;
}

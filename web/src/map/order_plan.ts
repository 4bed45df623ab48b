// An order on the map before it is given: the way, the points it leads by, the objective, and when
// the unit would be there; and the pen with which its points are set.
import type { MapTool, Point } from './tools';
import { paint_label, paint_point, stroke_path } from './tools';
import type { ToPixel } from './fires';

export interface OrderPlan {
  way: Point[]; // as the ground leads; empty: not known
  via: Point[];
  objective: Point | null;
  label: string; // beside the objective
  colour: string;
}

function paint_objective(g: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  for (const [width, ink] of [
    [5, 'rgba(255,255,255,0.9)'],
    [2.2, colour],
  ] as const) {
    g.beginPath();
    g.arc(x, y, 11, 0, 2 * Math.PI);
    g.moveTo(x - 16, y);
    g.lineTo(x - 6, y);
    g.moveTo(x + 6, y);
    g.lineTo(x + 16, y);
    g.moveTo(x, y - 16);
    g.lineTo(x, y - 6);
    g.moveTo(x, y + 6);
    g.lineTo(x, y + 16);
    g.lineWidth = width;
    g.strokeStyle = ink;
    g.stroke();
  }
}

export function draw_plan(g: CanvasRenderingContext2D, place: ToPixel, plan: OrderPlan): void {
  const pixels = plan.way.map(([x, y]) => place(x, y) as Point);
  stroke_path(g, pixels, plan.colour, [9, 5]);
  for (const [x, y] of plan.via) paint_point(g, ...place(x, y));
  if (!plan.objective) return;
  const [x, y] = place(...plan.objective);
  paint_objective(g, x, y, plan.colour);
  if (plan.label) paint_label(g, plan.label, x + 20, y - 16);
}

// Takes one click; a cross follows the pointer.
export class Pen implements MapTool {
  pointer: Point | null = null;

  constructor(
    private colour: string,
    private on_point: (x: number, y: number) => void,
  ) {}

  add([x, y]: Point): void {
    this.on_point(x, y);
  }

  paint_ground(): void {
    // nothing lies on the ground
  }

  paint(g: CanvasRenderingContext2D, place: ToPixel): void {
    if (this.pointer) paint_objective(g, ...place(...this.pointer), this.colour);
  }
}

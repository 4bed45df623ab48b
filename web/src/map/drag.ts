// Things on the map that can be dragged: a press near one takes hold of it, else the map moves.
import PointerInteraction from 'ol/interaction/Pointer';
import type { Point } from './tools';
import type { ToPixel } from './fires';

export interface Draggable {
  // Takes hold of what lies within `reach_m` of the place; false: nothing does.
  take(at: Point, reach_m: number): boolean;
  move(to: Point): void;
  drop(): void;
  paint(g: CanvasRenderingContext2D, place: ToPixel): void;
}

const kReach_px = 14;

// `held`: what can be dragged now, if anything.
export function drag_interaction(held: () => Draggable | null): PointerInteraction {
  const point = (event: { coordinate: number[] }) => event.coordinate as Point;
  return new PointerInteraction({
    handleDownEvent: (event) => {
      const metres_per_pixel = event.map.getView().getResolution() ?? 1;
      return held()?.take(point(event), kReach_px * metres_per_pixel) ?? false;
    },
    handleDragEvent: (event) => {
      held()?.move(point(event));
      event.map.render();
    },
    handleUpEvent: (event) => {
      held()?.drop();
      event.map.render();
      return false;
    },
  });
}

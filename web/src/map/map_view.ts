// The playing map: OpenLayers for the ground, panning and zooming; one canvas layer of our own on
// top, redrawn every frame, for fire and unit symbols.
import Map from 'ol/Map';
import View from 'ol/View';
import { defaults as default_controls } from 'ol/control/defaults';
import ScaleLine from 'ol/control/ScaleLine';
import { boundingExtent } from 'ol/extent';
import Layer from 'ol/layer/Layer';
import type VectorLayer from 'ol/layer/Vector';
import type { FrameState } from 'ol/Map';
import Projection from 'ol/proj/Projection';
import { apply } from 'ol/transform';
import type { Battle } from '../protocol/read';
import { group_of_elements, markers_at, type Level, type Marker } from '../store/aggregate';
import { light_share, weather_at } from '../store/light';
import { seer_of } from '../store/known';
import { believed_at } from '../store/pictures';
import type { Player } from '../store/player';
import { basis_layer } from './basis';
import { draw_fires, type ToPixel } from './fires';
import { draw_tasks } from './tasks';
import { drag_interaction, type Draggable } from './drag';
import type { MapTool, Point } from './tools';
import {
  contour_layer,
  extent_of,
  feature_layer,
  label_layer,
  relief_layer,
  type Language,
} from './ground_layers';
import { draw_believed } from './beliefs';
import { draw_markers, type Box, type Drawn, type MarkerLook } from './markers';

export type LevelChoice = Level | 'auto';
export interface MapCallbacks {
  on_hover(place: [number, number] | null, marker: Marker | null): void;
  on_level(level: Level): void;
  on_move?(x: number, y: number, resolution: number): void;
}
// Anything more to be drawn on the moving layer, under the symbols.
export type Painter = (
  g: CanvasRenderingContext2D,
  place: ToPixel,
  metres_per_pixel: number,
) => void;

const kRoomy_px = 900;

// Metres per pixel up to which a level is legible: what the zoom asks for. A narrow
// map has room for fewer symbols: they are gathered sooner.
export function level_for(metres_per_pixel: number, width_px = kRoomy_px): Level {
  const resolution = metres_per_pixel * Math.sqrt(Math.max(1, kRoomy_px / width_px));
  if (resolution < 2.2) return 'element';
  if (resolution < 6) return 'platoon';
  if (resolution < 16) return 'company';
  if (resolution < 30) return 'battalion';
  if (resolution < 80) return 'regiment';
  return 'division';
}

// Squads shown from far away get small symbols, so that a company is still a shape and not a pile.
export function symbol_size(level: Level, resolution: number, width_px = kRoomy_px): number {
  if (level !== 'element') return width_px < 0.6 * kRoomy_px ? 14 : 20;
  return Math.max(8, Math.min(16, Math.round(30 / resolution)));
}

export class MapView {
  readonly map: Map;
  private language: Language = 'en';
  private level: LevelChoice = 'auto';
  private groups = new globalThis.Map<Level, Int32Array>();
  private drawn: Drawn[] = [];
  private hover: string | null = null;
  private tool: MapTool | null = null;
  private painter: Painter | null = null;
  private draggable: Draggable | null = null;
  private shown: Level | null = null;
  private labels: VectorLayer;
  private basis: ReturnType<typeof basis_layer> | null = null;
  private canvas = document.createElement('canvas');
  private stop_following = () => undefined as void | boolean;
  private still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  constructor(
    target: HTMLElement,
    private battle: Battle,
    private player: Player,
    private callbacks: MapCallbacks,
    shared?: View, // of another map that this one follows
  ) {
    const grid = battle.grid!;
    const extent = extent_of(grid);
    const projection = new Projection({ code: 'khasan-metres', units: 'm', extent });
    this.labels = label_layer(grid.features, extent, () => this.language);
    this.canvas.style.cssText =
      'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
    const moving = new Layer({ render: (frame) => this.render(frame), zIndex: 10 });
    const width_m = grid.columns * grid.cell_m;
    this.map = new Map({
      target,
      controls: default_controls({ attribution: false, rotate: false }).extend([new ScaleLine()]),
      layers: [
        relief_layer(grid, projection),
        feature_layer(grid.features, extent),
        this.labels,
        moving,
      ],
      view:
        shared ??
        new View({
          projection,
          extent,
          constrainOnlyCenter: true,
          enableRotation: false,
          center: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2],
          resolution: grid.cell_m,
          minResolution: 0.3,
          maxResolution: width_m / 300,
        }),
    });
    if (!shared) this.fit_action();
    this.listen();
    // Contours take a moment on a large map: after the first picture.
    setTimeout(() => this.map.getLayers().insertAt(1, contour_layer(grid)), 30);
  }

  // The ground on which the elements move, with some room; without them as much of the map as
  // fills the window.
  fit_action(): void {
    const places = this.battle.tracks.flatMap((track) =>
      track.x.map((x, i) => [x, track.y[Math.min(i, track.y.length - 1)]!]),
    );
    if (places.length) {
      const extent = boundingExtent(places);
      const room = Math.min(60, (this.map.getSize()?.[0] ?? 800) / 12);
      this.map.getView().fit(extent, { padding: [room, room, room, room], maxZoom: 30 });
      return;
    }
    const [west, south, east, north] = extent_of(this.battle.grid!);
    const [width, height] = this.map.getSize() ?? [800, 600];
    const resolution = Math.min((east - west) / width!, (north - south) / height!);
    this.look_at((west + east) / 2, (south + north) / 2, resolution);
  }

  private listen(): void {
    const viewport = this.map.getViewport()!;
    this.map.on('pointermove', (event) => {
      if (event.dragging) return;
      const found = this.tool ? null : this.at_pixel(event.pixel);
      this.hover = found?.key ?? null;
      viewport.style.cursor = this.tool ? 'crosshair' : found ? 'pointer' : '';
      if (this.tool) this.tool.pointer = event.coordinate as Point;
      this.callbacks.on_hover(event.coordinate as [number, number], found);
      this.redraw();
    });
    this.map.on('click', (event) => {
      if (this.tool) this.place_point(event.coordinate as Point);
      else this.player.select(this.at_pixel(event.pixel)?.key ?? null);
    });
    this.map.on('moveend', () => {
      const view = this.map.getView();
      const [x, y] = view.getCenter()!;
      this.callbacks.on_move?.(x!, y!, view.getResolution()!);
    });
    viewport.addEventListener('pointerleave', () => {
      this.hover = null;
      if (this.tool) this.tool.pointer = null;
      this.callbacks.on_hover(null, null);
      this.redraw();
    });
    this.map.addInteraction(drag_interaction(() => this.draggable));
    this.stop_following = this.player.subscribe(() => this.redraw());
  }

  private at_pixel(pixel: number[]): Marker | null {
    const distance = (d: Drawn) => Math.hypot(d.x - pixel[0]!, d.y - pixel[1]!);
    const near = this.drawn.filter((d) => distance(d) < d.radius + 6);
    return near.sort((a, b) => distance(a) - distance(b))[0]?.marker ?? null;
  }

  private markers(level: Level): Marker[] {
    let groups = this.groups.get(level);
    if (!groups) this.groups.set(level, (groups = group_of_elements(this.battle, level)));
    return markers_at(this.battle, groups, this.player.state.t);
  }

  private clean_canvas(frame: FrameState): CanvasRenderingContext2D {
    const [width, height] = (frame.size as [number, number]).map((n) =>
      Math.round(n * frame.pixelRatio),
    );
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width!;
      this.canvas.height = height!;
    }
    const g = this.canvas.getContext('2d')!;
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.clearRect(0, 0, width!, height!);
    g.scale(frame.pixelRatio, frame.pixelRatio);
    return g;
  }

  private render(frame: FrameState): HTMLElement {
    const g = this.clean_canvas(frame);
    const transform = frame.coordinateToPixelTransform;
    const place: ToPixel = (x, y) => apply(transform, [x, y]) as [number, number];
    const resolution = frame.viewState.resolution;
    const level = this.level === 'auto' ? level_for(resolution, frame.size[0]) : this.level;
    if (level !== this.shown) {
      this.shown = level;
      queueMicrotask(() => this.callbacks.on_level(level));
    }
    const { t, speed, playing, selected, tasks } = this.player.state;
    this.darken(g, place, t);
    this.tool?.paint_ground(g, place);
    this.painter?.(g, place, resolution);
    const seer = seer_of(this.player.state.fog);
    if (tasks || selected) draw_tasks(g, this.battle, place, { t, selected, all: tasks, seer });
    draw_fires(g, this.battle, place, {
      t,
      speed: playing ? speed : 10,
      still: this.still,
      metres_per_pixel: resolution,
      seer,
    });
    const look = {
      size: symbol_size(level, resolution, frame.size[0]),
      names: level !== 'element' || resolution < 1.2,
      selected,
      hover: this.hover,
    };
    this.drawn = this.draw_forces(g, place, level, look);
    this.draggable?.paint(g, place);
    this.tool?.paint(g, place);
    return this.canvas;
  }

  // Everybody where he is; or, of one side's enemies, only what its headquarters believe.
  private draw_forces(
    g: CanvasRenderingContext2D,
    place: ToPixel,
    level: Level,
    look: MarkerLook,
  ): Drawn[] {
    const all = this.markers(level);
    const { side, error } = this.player.state.fog;
    if (!side) return draw_markers(g, this.battle, all, place, look);
    const own = all.filter((marker) => marker.side === side);
    const { t } = this.player.state;
    const believed = believed_at(this.battle, this.groups.get(level)!, side, t);
    const metres_per_pixel = this.map.getView().getResolution()!;
    const taken: Box[] = [];
    const how = { ...look, t, error, metres_per_pixel, taken };
    const seen = draw_believed(g, this.battle, believed, place, how);
    return [...seen, ...draw_markers(g, this.battle, own, place, { ...look, taken })];
  }

  // Night lies over the ground, lightly: the map must stay readable.
  private darken(g: CanvasRenderingContext2D, place: ToPixel, t: number): void {
    const now = weather_at(this.battle.weather, t);
    const dark = 1 - light_share(now?.illumination_lux);
    if (dark <= 0) return;
    const [west, south, east, north] = extent_of(this.battle.grid!);
    const [left, top] = place(west, north);
    const [right, bottom] = place(east, south);
    g.fillStyle = `rgba(28,36,84,${0.3 * dark})`;
    g.fillRect(left, top, right - left, bottom - top);
  }

  redraw(): void {
    this.map.render();
  }

  set_language(language: Language): void {
    this.language = language;
    this.labels.changed();
  }

  set_level(level: LevelChoice): void {
    this.level = level;
    this.redraw();
  }

  set_painter(painter: Painter | null): void {
    this.painter = painter;
    this.redraw();
  }

  set_draggable(draggable: Draggable | null): void {
    this.draggable = draggable;
    this.redraw();
  }

  set_tool(tool: MapTool | null): void {
    this.tool = tool;
    this.map.getViewport()!.style.cursor = tool ? 'crosshair' : '';
    this.redraw();
  }

  // A point for the tool in hand; without a place, the middle of the map.
  place_point(place?: Point): void {
    this.tool?.add(place ?? (this.map.getView().getCenter() as Point));
    this.redraw();
  }

  // What another map follows to show the same ground.
  get view(): View {
    return this.map.getView();
  }

  look_at(x: number, y: number, resolution: number): void {
    this.map.getView().setCenter([x, y]);
    this.map.getView().setResolution(resolution);
  }

  // Drawn when it is first asked for.
  show_basis(shown: boolean): void {
    const grid = this.battle.grid!;
    if (shown && !this.basis && grid.basis) {
      this.basis = basis_layer(grid, grid.basis, this.map.getView().getProjection());
      this.map.addLayer(this.basis);
    }
    this.basis?.setVisible(shown);
  }

  show(x: number, y: number): void {
    this.map.getView().animate({ center: [x, y], duration: this.still ? 0 : 350 });
  }

  dispose(): void {
    this.stop_following();
    this.map.setTarget(undefined);
  }
}

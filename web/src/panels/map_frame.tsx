// The map in its frame, with the read-out of the pointer and the card of the tool in hand.
import type View from 'ol/View';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MapView, type Painter } from '../map/map_view';
import { Tool, type MapTool, type Sights, type ToolNews } from '../map/tools';
import type { Level, Marker } from '../store/aggregate';
import { usePage, type Page } from '../store/context';
import { height_at, line_of_sight, viewshed } from '../store/sight';
import { utm_to_geographic, utm_zone } from '../store/utm';
import { strings } from '../strings';
import type { MapChoice } from './map_switches';
import { ToolCard } from './tool_card';

export function place_text(crs: string, place: [number, number]): string {
  const zone = utm_zone(crs);
  const utm = `E ${Math.round(place[0])}  N ${Math.round(place[1])}`;
  if (zone === null) return utm;
  const { lat, lon } = utm_to_geographic(place[0], place[1], zone);
  return `UTM ${zone}N  ${utm}   ${lat.toFixed(5)}° N  ${lon.toFixed(5)}° E`;
}

interface Hover {
  place: [number, number] | null;
  marker: Marker | null;
}

function ReadOut({ hover }: { hover: Hover }) {
  const { battle } = usePage();
  const { marker, place } = hover;
  if (!marker && !place) return null;
  return (
    <div class="read-out">
      {marker && (
        <b>
          {marker.name} · {Math.round(marker.men)} {strings.orbat.men}{' '}
        </b>
      )}
      {place && (
        <span>
          {place_text(battle.grid!.crs, place)} {Math.round(height_at(battle.grid!, ...place))} m
        </span>
      )}
    </div>
  );
}

// The page's own answers, for when there is no server.
function own_sights(page: Page): Sights {
  const grid = page.battle.grid!;
  return {
    line: (line) => Promise.resolve(line_of_sight(grid, line)),
    viewshed: (eye) => Promise.resolve(viewshed(grid, eye)),
  };
}

export interface MapFrameProps {
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
  on_level(level: Level): void;
  on_move?(x: number, y: number, resolution: number): void;
  on_map?(map: MapView): void; // once it is there
  sights?: Sights;
  shared?: View;
  painter?: Painter | null;
  label?: string;
  aim?: MapTool | null; // goes before the tool in hand
}

// The map in its element, made once for a battle; what it reports goes to the listeners.
function use_map(props: MapFrameProps, on_hover: (hover: Hover) => void) {
  const page = usePage();
  const target = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  useEffect(() => {
    const callbacks = {
      on_hover: (place: [number, number] | null, marker: Marker | null) =>
        on_hover({ place, marker }),
      on_level: props.on_level,
      on_move: props.on_move,
    };
    const map = new MapView(target.current!, page.battle, page.player, callbacks, props.shared);
    view.current = map;
    page.show_place = (x, y) => map.show(x, y);
    props.on_map?.(map);
    return () => map.dispose();
  }, [page]);
  return { target, view };
}

// The tool in hand, made anew when another is taken.
function use_tool(view: { current: MapView | null }, props: MapFrameProps) {
  const page = usePage();
  const [news, set_news] = useState<ToolNews | null>(null);
  const tool = useRef<Tool | null>(null);
  const kind = props.aim ? null : props.choice.tool;
  useEffect(() => {
    const on_news = (found: ToolNews) => {
      set_news(found);
      view.current?.redraw();
    };
    tool.current = kind ? new Tool(kind, props.sights ?? own_sights(page), on_news) : null;
    view.current?.set_tool(props.aim ?? tool.current);
    if (!kind) set_news(null);
  }, [kind, page, props.aim]);
  return { news, clear: () => tool.current?.clear() };
}

export function MapFrame(props: MapFrameProps) {
  const { choice, choose } = props;
  const [hover, set_hover] = useState<Hover>({ place: null, marker: null });
  const { target, view } = use_map(props, set_hover);
  const { news, clear } = use_tool(view, props);
  const page = usePage(); // another one has another map
  useEffect(() => view.current?.set_language(choice.language), [choice.language, page]);
  useEffect(() => view.current?.set_level(choice.level), [choice.level, page]);
  useEffect(() => view.current?.show_basis(choice.basis), [choice.basis, page]);
  useEffect(() => view.current?.set_painter(props.painter ?? null), [props.painter, page]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (choice.tool || props.aim)) view.current?.place_point();
    else if (event.key === 'Escape' && choice.tool) choose({ tool: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={`map-frame${choice.tool || props.aim ? ' aiming' : ''}`}>
      <div
        class="map"
        ref={target}
        tabIndex={0}
        role="application"
        aria-label={props.label ?? strings.map.label}
        onKeyDown={press}
      />
      {news && (
        <ToolCard
          news={news}
          bare={!props.sights}
          on_clear={clear}
          on_close={() => choose({ tool: null })}
        />
      )}
      <ReadOut hover={hover} />
    </div>
  );
}

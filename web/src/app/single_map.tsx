// The one map of the application: answers of the engine for its tools, its place in the address.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MapView } from '../map/map_view';
import type { Sights } from '../map/tools';
import { use_order_map } from '../game/order_map';
import { MapFrame } from '../panels/map_frame';
import type { MapChoice } from '../panels/map_switches';
import type { Level } from '../store/aggregate';
import { strings } from '../strings';
import { useApp, useAppState } from './context';

export interface SingleMapProps {
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
  on_level(level: Level): void;
}

export function SingleMap({ choice, choose, on_level }: SingleMapProps) {
  const app = useApp();
  const view = useRef<MapView | null>(null);
  const { aim, painter } = use_order_map(view);
  const moves = useAppState((state) => state.moves);
  useEffect(() => view.current?.set_draggable(moves), [moves]);
  useEffect(() => app.subscribe(({ moves }) => moves && view.current?.redraw()), [app]);
  const sights = useMemo<Sights>(() => {
    const battle = () => app.state.route.battle ?? '';
    return {
      line: (line) => app.api.line(battle(), line),
      viewshed: (eye) => app.api.viewshed(battle(), eye),
    };
  }, [app]);
  const on_map = (map: MapView) => {
    view.current = map;
    map.set_draggable(app.state.moves);
    const { place } = app.state.route;
    if (place) map.look_at(...place);
  };
  return (
    <div class="app-map">
      <MapFrame
        choice={choice}
        choose={choose}
        on_level={on_level}
        on_move={(x, y, resolution) => app.go({ place: [x, y, resolution] })}
        on_map={on_map}
        sights={sights}
        aim={aim}
        painter={painter}
      />
      <button type="button" class="fit" onClick={() => view.current?.fit_action()}>
        {strings.map.fit}
      </button>
    </div>
  );
}

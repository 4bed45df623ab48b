// The order in hand on the map: its way and objective, and the pen that sets its points.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MapView, Painter } from '../map/map_view';
import { draw_plan, Pen, type OrderPlan } from '../map/order_plan';
import { distance_text, type MapTool, type Point } from '../map/tools';
import { clock_time } from '../store/clock';
import { useSession } from './context';
import { point_of } from './draft';
import { there_ms } from './order_form';
import type { Session } from './session';
import { words } from './words';

const colour_of = ({ game, page }: Session): string =>
  page.battle.sides.find((side) => side.id === game.card.side)?.colour ?? '#111';

export function plan_of(session: Session): OrderPlan | null {
  const { game, player, page, state } = session;
  const { draft, preview } = state;
  if (!draft) return null;
  const { clocks, epoch_utc_ms } = page.battle;
  const there = preview ? there_ms(preview, player.now_ms, draft) : 0;
  const label = preview
    ? words.form.label(distance_text(preview.way_m), clock_time(epoch_utc_ms, there, clocks[0]!))
    : '';
  const points = draft.via.map((spot) => point_of(game, spot));
  return {
    way: (preview?.way ?? []) as Point[],
    via: points.filter((point) => point !== null),
    objective: draft.objective && point_of(game, draft.objective),
    label,
    colour: colour_of(session),
  };
}

const painter_of =
  (session: Session): Painter =>
  (g, place) => {
    const plan = plan_of(session);
    if (plan) draw_plan(g, place, plan);
  };

// What the map needs while a game is on it; nothing otherwise.
export function use_order_map(view: { current: MapView | null }): {
  aim: MapTool | null;
  painter: Painter | null;
} {
  const session = useSession();
  const [aims, set_aims] = useState(false);
  useEffect(() => {
    set_aims(false);
    return session?.subscribe(({ aim }) => {
      set_aims(aim !== null);
      view.current?.redraw();
    });
  }, [session]);
  const painter = useMemo<Painter | null>(() => session && painter_of(session), [session]);
  const aim = useMemo<MapTool | null>(
    () => (session && aims ? new Pen(colour_of(session), (x, y) => session.point(x, y)) : null),
    [session, aims],
  );
  return { aim, painter };
}

// What the player has ordered, and what has become of it.
import type { OrderCard } from '../protocol/game';
import { day_and_time } from '../store/clock';
import { usePage } from '../store/context';
import { useSessionState } from './context';
import { is_open } from './draft';
import type { Session } from './session';
import { words } from './words';

const w = words.orders;

function OrderLine({ session, order }: { session: Session; order: OrderCard }) {
  const { battle, player } = usePage();
  const busy = useSessionState(session, (state) => state.busy);
  const unit = session.game.units.find((one) => one.path === order.unit);
  const at = (t: number) => day_and_time(battle, t);
  const facts = [
    w.given(at(order.given_ms)),
    order.begun_ms !== null ? w.begun(at(order.begun_ms)) : '',
    order.begun_ms === null && order.expected_ms !== null ? w.expected(at(order.expected_ms)) : '',
  ].filter(Boolean);
  return (
    <li class={`order-line${is_open(order) ? '' : ' settled'}`}>
      <button
        type="button"
        class="plain"
        onClick={() => unit && player.select(`u${unit.unit}`)}
      >
        {order.text}
      </button>
      <span>
        <b>{w.states[order.state]}</b> <span class="quiet">{facts.join(', ')}</span>
      </span>
      {order.can_recall && (
        <button
          type="button"
          disabled={busy}
          aria-label={w.recall_of(order.text)}
          onClick={() => void session.recall(order.order)}
        >
          {w.recall}
        </button>
      )}
    </li>
  );
}

export function OrderList({ session, unit }: { session: Session; unit?: string }) {
  const all = useSessionState(session, (state) => state.orders);
  const shown = unit === undefined ? all : all.filter((one) => one.unit === unit);
  if (!shown.length) return <p class="quiet">{unit === undefined ? w.none : w.no_order}</p>;
  return (
    <ul class="order-list">
      {shown.map((order) => (
        <OrderLine key={order.order} session={session} order={order} />
      ))}
    </ul>
  );
}

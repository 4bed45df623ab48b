// What the card of an own unit has in a game: its orders, and the form for a new one.
import { Members } from '../app/moment_card';
import { usePage } from '../store/context';
import { useSession, useSessionState } from './context';
import { unit_of } from './draft';
import { OrderForm } from './order_form';
import { OrderList } from './order_list';
import type { Session } from './session';
import { words } from './words';

function Orders({ session, id }: { session: Session; id: string }) {
  const { battle } = usePage();
  const draft = useSessionState(session, (state) => state.draft);
  const over = useSessionState(session, (state) => state.is_over || state.run !== null);
  const unit = unit_of(session.game, battle, id);
  if (!unit) return null;
  if (draft && draft.unit === unit.path)
    return <OrderForm session={session} draft={draft} unit={unit} key={unit.path} />;
  return (
    <>
      {!over && (
        <p>
          <button type="button" class="primary" onClick={() => session.plan(unit.path)}>
            {id.startsWith('e') ? words.orders.order_to(unit.name) : words.orders.give}
          </button>
        </p>
      )}
      <OrderList session={session} unit={unit.path} />
      {id.startsWith('u') && <Members unit={unit.unit} />}
    </>
  );
}

export function UnitOrders({ id }: { id: string }) {
  const session = useSession();
  return session && <Orders session={session} id={id} />;
}

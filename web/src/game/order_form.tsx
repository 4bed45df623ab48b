// The order to the chosen unit: what, where, how; what it would mean; and the word that gives it.
import { useEffect, useRef } from 'preact/hooks';
import { Fault } from '../app/jobs';
import { distance_text } from '../map/tools';
import { Table } from '../panels/table';
import type { Game, GameUnit, OrderPreview, Spot } from '../protocol/game';
import { clock_time, day_and_time } from '../store/clock';
import { usePage } from '../store/context';
import { useSessionState } from './context';
import { lacks_place, spot_name, spot_of_place, type Draft } from './draft';
import type { Aim, Session } from './session';
import { plain, time_text, words } from './words';

const w = words.form;

interface FieldProps {
  session: Session;
  draft: Draft;
}

interface WordChoice extends FieldProps {
  label: string;
  field: 'task' | 'stance' | 'fire';
  all: string[];
  names?: Record<string, string>;
}

function WordSelect({ session, draft, label, field, all, names = {} }: WordChoice) {
  return (
    <label>
      <span>{label}</span>
      <select
        value={draft[field]}
        onChange={(event) => session.change({ [field]: event.currentTarget.value })}
      >
        {all.map((word) => (
          <option key={word} value={word}>
            {names[word] ?? plain(word)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AimButton({ session, aim, text }: { session: Session; aim: Aim; text: string }) {
  const now = useSessionState(session, (state) => state.aim);
  return (
    <button type="button" aria-pressed={now === aim} onClick={() => session.aim(aim)}>
      {text}
    </button>
  );
}

const Places = ({ game }: { game: Game }) => (
  <>
    {game.places.map((place) => (
      <option key={place.id} value={place.id}>
        {place.name}
      </option>
    ))}
  </>
);

function Objective({ session, draft }: FieldProps) {
  const { game } = session;
  const spot = draft.objective;
  const is_point = spot !== null && spot.place === null;
  const choose = (value: string) => {
    if (value !== 'point') session.change({ objective: value ? spot_of_place(value) : null });
  };
  return (
    <div class="order-spot">
      <label>
        <span>{w.objective}</span>
        <select
          value={is_point ? 'point' : (spot?.place ?? '')}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{lacks_place(draft) ? w.choose : w.in_place}</option>
          {is_point && <option value="point">{w.point(spot_name(game, spot))}</option>}
          <Places game={game} />
        </select>
      </label>
      <AimButton session={session} aim="objective" text={w.on_map} />
    </div>
  );
}

function Via({ session, draft }: FieldProps) {
  const { game } = session;
  const add = (spot: Spot) => session.change({ via: [...draft.via, spot] });
  const take_out = (i: number) => session.change({ via: draft.via.filter((_, at) => at !== i) });
  return (
    <fieldset class="checks">
      <legend>{w.via}</legend>
      <ul class="order-via">
        {draft.via.map((spot, i) => (
          <li key={i}>
            {spot_name(game, spot)}{' '}
            <button
              type="button"
              aria-label={w.take_out(spot_name(game, spot))}
              onClick={() => take_out(i)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <div class="order-spot">
        <select
          aria-label={w.add_place}
          value=""
          onChange={(event) => add(spot_of_place(event.currentTarget.value))}
        >
          <option value="">{w.add_place}</option>
          <Places game={game} />
        </select>
        <AimButton session={session} aim="via" text={w.on_map} />
      </div>
    </fieldset>
  );
}

const kWaits_min = [15, 30, 60, 120, 240, 480, 720];

function NotBefore({ session, draft }: FieldProps) {
  const { battle } = usePage();
  const now_ms = session.player.now_ms;
  const hours = kWaits_min.map((min) => Math.ceil(now_ms / 300e3) * 300e3 + min * 60e3);
  const chosen = draft.not_before_ms;
  const all = chosen === null || hours.includes(chosen) ? hours : [chosen, ...hours];
  return (
    <label>
      <span>{w.not_before}</span>
      <select
        value={chosen ?? ''}
        onChange={(event) =>
          session.change({ not_before_ms: Number(event.currentTarget.value) || null })
        }
      >
        <option value="">{w.at_once}</option>
        {all.map((t) => (
          <option key={t} value={t}>
            {day_and_time(battle, t)}
          </option>
        ))}
      </select>
    </label>
  );
}

// When the unit would be there, if the order takes the usual time.
export function there_ms(preview: OrderPreview, now_ms: number, draft: Draft): number {
  const begun = preview.arrivals.at(-1)?.best_ms ?? now_ms;
  return Math.max(begun, draft.not_before_ms ?? begun) + preview.march_ms;
}

function Meaning({ session, draft }: FieldProps) {
  const { battle } = usePage();
  const preview = useSessionState(session, (state) => state.preview);
  if (!preview) return <p class="quiet">{lacks_place(draft) ? w.no_place : w.asking}</p>;
  const at = (t: number) => clock_time(battle.epoch_utc_ms, t, battle.clocks[0]!);
  const there = there_ms(preview, session.player.now_ms, draft);
  const march = w.march(distance_text(preview.way_m), time_text(preview.march_ms));
  return (
    <div class="order-meaning">
      <p>
        {preview.way_m > 0 ? march : w.no_way}{' '}
        {preview.way_m > 0 && w.there(day_and_time(battle, there))}
      </p>
      {preview.arrivals.length > 0 && (
        <>
          <h4>{w.arrivals}</h4>
          <Table title={w.arrivals} heads={w.arrival_heads} name="arrivals">
            {preview.arrivals.map((one) => (
              <tr key={one.unit}>
                <th scope="row">{one.name}</th>
                <td>{at(one.low_ms)}</td>
                <td>{at(one.best_ms)}</td>
                <td>{at(one.high_ms)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </div>
  );
}

function Buttons({ session, draft }: FieldProps) {
  const busy = useSessionState(session, (state) => state.busy);
  const fault = useSessionState(session, (state) => state.fault);
  return (
    <>
      {fault && <Fault fault={fault} />}
      <p class="order-buttons">
        <button type="submit" class="primary" disabled={busy || lacks_place(draft)}>
          {busy ? w.committing : w.commit}
        </button>
        <button type="button" onClick={() => session.drop_draft()}>
          {w.drop}
        </button>
      </p>
    </>
  );
}

export function OrderForm({ session, draft, unit }: FieldProps & { unit: GameUnit }) {
  const form = useRef<HTMLFormElement>(null);
  const aim = useSessionState(session, (state) => state.aim);
  useEffect(() => form.current?.querySelector('select')?.focus({ preventScroll: true }), []);
  const { game } = session;
  const both = { session, draft };
  return (
    <form
      class="order-form"
      ref={form}
      aria-label={words.orders.order_to(unit.name)}
      onSubmit={(event) => {
        event.preventDefault();
        void session.commit();
      }}
    >
      <h4>{words.orders.order_to(unit.name)}</h4>
      <WordSelect {...both} label={w.task} field="task" all={game.tasks} />
      <Objective {...both} />
      {aim && <p role="status">{w.aiming}</p>}
      <details class="order-more">
        <summary>{w.more}</summary>
        <Via {...both} />
        <WordSelect
          {...both}
          label={w.stance}
          field="stance"
          all={game.stances}
          names={w.stances}
        />
        <WordSelect {...both} label={w.fire} field="fire" all={game.fires} names={w.fires} />
        <NotBefore {...both} />
      </details>
      <Meaning {...both} />
      <Buttons {...both} />
    </form>
  );
}

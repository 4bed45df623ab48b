// The panel Play: a new game, the games so far, and what stands in the one on the screen.
import { useState } from 'preact/hooks';
import { useApp, useAppState, useFetched } from '../app/context';
import { Fault, useFault } from '../app/jobs';
import type { ServerError } from '../app/api';
import { as_fault } from '../app/app_state';
import type { GameCard, GameRequest } from '../protocol/game';
import type { Battle } from '../protocol/read';
import type { Battle as ServerBattle, BattleCard } from '../protocol/server';
import { day_and_time } from '../store/clock';
import { usePage } from '../store/context';
import { tree_of } from '../store/tree';
import { useSession, useSessionState } from './context';
import { EndButton } from './end';
import { OrderList } from './order_list';
import { kOutpost } from './outpost_guide';
import type { Session } from './session';
import { Victory } from './victory';
import { words } from './words';

const w = words.play;

// Units of a side that have a headquarters of their own: there a player can sit.
export function seats_of(battle: Battle, side: string): { path: string; name: string }[] {
  const { units } = tree_of(battle);
  const seats = new Map<string, string>();
  for (const element of battle.elements) {
    const unit = units.get(element.unit);
    if (element.side === side && element.kind === 'headquarters' && unit?.path)
      seats.set(unit.path, unit.name);
  }
  return [...seats].map(([path, name]) => ({ path, name }));
}

// Starts a game and shows it; what is wrong is given back.
export function use_start(): [ServerError | null, boolean, (request: GameRequest) => void] {
  const app = useApp();
  const [fault, set_fault] = useFault();
  const [busy, set_busy] = useState(false);
  const start = async (request: GameRequest) => {
    set_busy(true);
    try {
      const card = await app.api.start_game(request);
      const panel = request.guided ? null : 'play';
      app.go({ game: card.id, battle: card.battle, selected: null, place: null, panel });
      set_fault(null);
    } catch (error) {
      set_fault(as_fault(error));
    }
    set_busy(false);
  };
  return [fault, busy, (request) => void start(request)];
}

interface ChoiceProps {
  label: string;
  value: string;
  all: [string, string][]; // value and text
  choose(value: string): void;
}

function Choice({ label, value, all, choose }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {all.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function BattleChoice({ battle }: { battle: ServerBattle }) {
  const app = useApp();
  const battles = useAppState((state) => state.battles ?? []);
  const all = battles.map((card: BattleCard): [string, string] => [card.id, card.title]);
  const choose = (id: string) =>
    app.go({ battle: id, run: null, comparison: null, t: null, selected: null, place: null });
  return <Choice label={w.battle} value={battle.card.id} all={all} choose={choose} />;
}

function StartForm({ battle, shown }: { battle: ServerBattle; shown: Battle }) {
  const [side, set_side] = useState(battle.sides.at(-1)!.id);
  const [seat, set_seat] = useState('');
  const [seed, set_seed] = useState(1);
  const [opponent, set_opponent] = useState('plan');
  const [fault, busy, start] = use_start();
  const seats = seats_of(shown, side).map(({ path, name }): [string, string] => [path, name]);
  const request: GameRequest = {
    ...kOutpost,
    battle: battle.card.id,
    side,
    seed,
    headquarters: seat || null,
    guided: false,
    opponent,
  };
  const sides = battle.sides.map((one): [string, string] => [one.id, one.name]);
  const choose_side = (id: string) => {
    set_side(id);
    set_seat('');
  };
  return (
    <form
      class="game-form"
      onSubmit={(event) => {
        event.preventDefault();
        start(request);
      }}
    >
      <p class="intro">{w.intro}</p>
      <BattleChoice battle={battle} />
      <Choice label={w.side} value={side} all={sides} choose={choose_side} />
      <Choice
        label={w.headquarters}
        value={seat}
        all={[['', w.highest], ...seats]}
        choose={set_seat}
      />
      <p class="quiet">{w.headquarters_hint}</p>
      <Choice
        label={w.opponent}
        value={opponent}
        all={Object.entries(w.opponents)}
        choose={set_opponent}
      />
      <label>
        <span>{w.seed}</span>
        <input
          type="number"
          min={0}
          value={seed}
          onInput={(event) => set_seed(Math.max(0, Math.floor(Number(event.currentTarget.value))))}
        />
      </label>
      <button type="submit" class="primary" disabled={busy}>
        {busy ? w.starting : w.start}
      </button>
      {fault && <Fault fault={fault} />}
    </form>
  );
}

function GameLine({ card, battle }: { card: GameCard; battle: ServerBattle | null }) {
  const app = useApp();
  const side = battle?.sides.find((one) => one.id === card.side)?.name ?? card.side;
  const when = battle && battle.card.id === card.battle ? day_and_time(battle, card.now_ms) : '';
  const open = () =>
    card.run
      ? app.show_run(card.run)
      : app.go({ game: card.id, battle: card.battle, selected: null, place: null });
  const facts = [w.state[card.state], card.guided ? w.guided : '', w.seeds(card.seed)];
  return (
    <li class="run-line">
      <button type="button" class="choice" onClick={open}>
        <b>{card.title}</b>
        <span>{w.at(side, when)}</span>
        <span class="quiet">{facts.filter(Boolean).join(' · ')}</span>
      </button>
      <a
        class="quiet"
        href={app.api.game_record_url(card.id)}
        aria-label={w.record_of(card.title)}
        download
      >
        {w.record}
      </a>
    </li>
  );
}

function Saved({ battle }: { battle: ServerBattle | null }) {
  const app = useApp();
  const { value } = useFetched('games', () => app.api.games());
  return (
    <>
      <h3>{w.saved}</h3>
      {value?.length === 0 && <p class="quiet">{w.none}</p>}
      <ul class="choices">
        {value?.map((card) => (
          <GameLine key={card.id} card={card} battle={battle} />
        ))}
      </ul>
    </>
  );
}

function Running({ session }: { session: Session }) {
  const app = useApp();
  const { card, units } = session.game;
  const over = useSessionState(session, (state) => state.run !== null);
  const side = session.page.battle.sides.find((one) => one.id === card.side)?.name ?? card.side;
  const seat = units.find((one) => one.path === card.headquarters)?.name ?? w.highest;
  return (
    <>
      <p>{w.leads(side, seat)}</p>
      <Victory session={session} />
      <h3>{words.orders.title}</h3>
      <OrderList session={session} />
      {!over && <EndButton session={session} />}
      <p>
        <button type="button" onClick={() => app.go({ battle: card.battle, selected: null })}>
          {w.leave}
        </button>{' '}
        <span class="quiet">{w.kept}</span>
      </p>
      <p>
        <a href={app.api.game_record_url(card.id)} download>
          {w.record}
        </a>
      </p>
    </>
  );
}

export function PlayPanel() {
  const session = useSession();
  const battle = useAppState((state) => state.battle);
  const page = usePage();
  return (
    <>
      {session && <Running session={session} />}
      {!session && battle && page && (
        <StartForm key={battle.card.id} battle={battle} shown={page.battle} />
      )}
      <Saved battle={battle} />
    </>
  );
}

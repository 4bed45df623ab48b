// Over the map in a game: why the clock stands still, what is fought for, what it came to.
import { useApp } from '../app/context';
import { Fault } from '../app/jobs';
import type { PauseCard } from '../protocol/game';
import { usePage, usePlayer } from '../store/context';
import { day_and_time } from '../store/clock';
import { useSessionState } from './context';
import { Ended, EndButton } from './end';
import { Guide } from './guide';
import type { Session } from './session';
import { Conditions } from './victory';
import { words } from './words';

const w = words.clock;

function Stopped({ session, stop }: { session: Session; stop: PauseCard }) {
  const page = usePage();
  const has_place = stop.x !== null && stop.y !== null;
  const go_there = () => {
    page.show_place(stop.x!, stop.y!);
    if (stop.unit !== null) page.player.select(`u${stop.unit}`);
  };
  return (
    <div class="note-card stopped" role="status">
      <p>
        <b>{w.kinds[stop.kind]}</b> {day_and_time(page.battle, stop.at_ms)}. {stop.text}
      </p>
      {has_place && (
        <button type="button" onClick={go_there}>
          {w.go_there}
        </button>
      )}{' '}
      {stop.kind === 'end' ? (
        <EndButton session={session} />
      ) : (
        <button type="button" class="primary" onClick={() => session.player.toggle()}>
          {w.go_on}
        </button>
      )}
    </div>
  );
}

// Before the first step: what counts.
function Beginning({ session }: { session: Session }) {
  const own = session.game.victory.filter((one) => one.side === session.game.card.side);
  return (
    <div class="note-card">
      <h2>{words.victory.begin}</h2>
      {own.length ? <Conditions all={own} scored={false} /> : <p>{words.victory.none}</p>}
      <button type="button" class="primary" onClick={() => session.player.toggle()}>
        <span aria-hidden="true">▶</span> {w.play}
      </button>
    </div>
  );
}

export function GameNotes({ session }: { session: Session }) {
  const app = useApp();
  const stop = useSessionState(session, (state) => state.stop);
  const run = useSessionState(session, (state) => state.run);
  const fault = useSessionState(session, (state) => (state.draft ? null : state.fault));
  const idle = useSessionState(session, (state) => !state.orders.length && !state.draft);
  const stands = usePlayer((state) => !state.playing);
  const at_start = usePlayer(() => session.player.now_ms === session.game.start_ms);
  if (run) return <Ended session={session} run={run} />;
  const { guided } = session.game.card;
  return (
    <>
      {fault && (
        <div class="note-card">
          <Fault fault={fault} />
        </div>
      )}
      {guided && <Guide session={session} />}
      {stop && stands && <Stopped session={session} stop={stop} />}
      {!guided && at_start && idle && stands && app.state.route.panel !== 'play' && (
        <Beginning session={session} />
      )}
    </>
  );
}

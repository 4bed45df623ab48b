// Ending a game, and what it came to.
import { useState } from 'preact/hooks';
import { useApp } from '../app/context';
import type { RunCard } from '../protocol/server';
import { useSessionState } from './context';
import type { Session } from './session';
import { Conditions, standing_of } from './victory';
import { words } from './words';

const w = words.end;

export function EndButton({ session }: { session: Session }) {
  const [asks, ask] = useState(false);
  const busy = useSessionState(session, (state) => state.busy);
  if (!asks) {
    return (
      <p>
        <button type="button" onClick={() => ask(true)}>
          {w.ask}
        </button>{' '}
        <span class="quiet">{w.hint}</span>
      </p>
    );
  }
  return (
    <p>
      {w.sure}{' '}
      <button type="button" class="primary" disabled={busy} onClick={() => void session.end()}>
        {w.ask}
      </button>{' '}
      <button type="button" onClick={() => ask(false)}>
        {w.no}
      </button>
    </p>
  );
}

// The score of both sides: now everything may be told.
export function Ended({ session, run }: { session: Session; run: RunCard }) {
  const app = useApp();
  const victory = useSessionState(session, (state) => state.victory);
  const { side } = session.game.card;
  const own = standing_of(victory, side);
  return (
    <div class="note-card ended" role="status">
      <h2>{w.title}</h2>
      {own.points > 0 && <p>{words.victory.ended(own.score, own.points)}</p>}
      <Conditions all={victory.filter((one) => one.side === side)} scored />
      {session.page.battle.sides
        .filter((one) => one.id !== side)
        .map((one) => {
          const { score, points, is_whole } = standing_of(victory, one.id);
          const is_told = points > 0 && is_whole;
          return is_told && <p key={one.id}>{words.victory.against(one.name, score, points)}</p>;
        })}
      <button type="button" class="primary" onClick={() => app.show_run(run.id)}>
        {w.see}
      </button>{' '}
      <a href={app.api.debrief_url(run.id)} target="_blank" rel="noopener">
        {w.debrief}
      </a>
    </div>
  );
}

// The clock of a game: run and stop, one step, speed, and what stops it by itself.
import { usePage, usePlayer } from '../store/context';
import { useSessionState } from './context';
import type { AutoPause, Session } from './session';
import { words } from './words';

const w = words.clock;
const kSpeeds = [1, 15, 60, 120, 300, 600];
const kAuto: (keyof AutoPause)[] = ['contact', 'report', 'order'];

function Speed() {
  const { player } = usePage();
  const speed = usePlayer((state) => state.speed);
  const all = kSpeeds.includes(speed) ? kSpeeds : [speed, ...kSpeeds].sort((a, b) => a - b);
  return (
    <label>
      {w.speed}{' '}
      <select
        value={speed}
        onChange={(event) => player.set_speed(Number(event.currentTarget.value))}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </label>
  );
}

function Auto({ session }: { session: Session }) {
  const auto = useSessionState(session, (state) => state.auto);
  return (
    <fieldset class="auto-pause">
      <legend>{w.stop_at}</legend>
      {kAuto.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={auto[kind]}
            onChange={(event) => session.set_auto({ [kind]: event.currentTarget.checked })}
          />{' '}
          {w.auto[kind]}
        </label>
      ))}
    </fieldset>
  );
}

export function GameClock({ session }: { session: Session }) {
  const { player } = session;
  const playing = usePlayer((state) => state.playing);
  const back = usePlayer((state) => !state.playing && state.t < player.now_ms);
  const over = useSessionState(session, (state) => state.is_over);
  const label = playing ? w.pause : w.play;
  return (
    <div class="buttons game-clock">
      <button type="button" class="play primary" aria-label={label} onClick={() => player.toggle()}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span>{' '}
        <span class="play-word">{label}</span>
      </button>
      <button
        type="button"
        aria-label={w.step}
        title={w.step}
        disabled={over}
        onClick={() => player.step(1)}
      >
        ›
      </button>
      <Speed />
      <Auto session={session} />
      {back && (
        <button type="button" onClick={() => player.seek(player.now_ms)}>
          {w.back_to_now}
        </button>
      )}
    </div>
  );
}

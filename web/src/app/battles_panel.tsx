// Battles that the server offers, and the runs of the one that is shown.
import type { Battle, BattleCard, RunCard } from '../protocol/server';
import { day_and_time } from '../store/clock';
import { useApp, useAppState } from './context';
import { seconds_text } from './jobs';
import { words } from './words';

function BattleLine({ card }: { card: BattleCard }) {
  const app = useApp();
  const shown = useAppState((state) => state.route.battle === card.id);
  const show = () =>
    app.go({ battle: card.id, run: null, comparison: null, t: null, selected: null, place: null });
  return (
    <li>
      <button type="button" class="choice" aria-pressed={shown} onClick={show}>
        <b>{card.title}</b>
        <span>{card.subtitle}</span>
        <span class="quiet">
          {words.battles.elements(card.elements)}
          {card.seconds_a_run !== null && ` · ${words.next.takes(card.seconds_a_run)}`}
        </span>
      </button>
    </li>
  );
}

function fork_text(run: RunCard, battle: Battle | null): string {
  if (run.forked_at_ms === null || !battle?.clocks.length) return '';
  return words.battles.forked(day_and_time(battle, run.forked_at_ms));
}

function RunLine({ run }: { run: RunCard }) {
  const app = useApp();
  const shown = useAppState((state) => state.page_of === run.id && !state.route.comparison);
  const battle = useAppState((state) => state.battle);
  const changes = run.changes.length ? run.changes.join(' ') : words.battles.as_planned;
  return (
    <li class="run-line">
      <button
        type="button"
        class="choice"
        aria-pressed={shown}
        disabled={run.state !== 'done'}
        onClick={() => app.go({ run: run.id, comparison: null })}
      >
        <b>{changes}</b>
        <span class="quiet">
          {[
            words.top.run(run.seed, run.replication),
            fork_text(run, battle),
            words.battles.state[run.state],
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
      {run.state === 'done' && (
        <span class="run-files">
          {!run.forked_from && (
            <a class="quiet" href={app.api.debrief_url(run.id)} target="_blank" rel="noopener">
              {words.battles.debrief}
            </a>
          )}
          <a class="quiet" href={app.api.record_url(run.id)} download>
            {words.battles.record}
          </a>
        </span>
      )}
    </li>
  );
}

export function BattlesPanel() {
  const app = useApp();
  const battles = useAppState((state) => state.battles ?? []);
  const battle = useAppState((state) => state.route.battle);
  const card = battles.find((one) => one.id === battle);
  const runs = useAppState((state) => state.runs).filter((run) => run.battle === battle);
  const next = 1 + Math.max(-1, ...runs.filter((r) => !r.forked_from).map((r) => r.replication));
  return (
    <>
      {battles.length === 0 && (
        <p>
          {words.no_battles} <code>{words.no_battles_fix}</code>
        </p>
      )}
      <ul class="choices">
        {battles.map((one) => (
          <BattleLine key={one.id} card={one} />
        ))}
      </ul>
      {card && (
        <>
          <h3>{words.battles.runs}</h3>
          {runs.length === 0 && <p class="quiet">{words.battles.none}</p>}
          <ul class="choices">
            {runs.map((run) => (
              <RunLine key={run.id} run={run} />
            ))}
          </ul>
          <p>
            <button
              type="button"
              title={words.battles.another_hint}
              onClick={() => void app.play(card.id, next)}
            >
              {runs.length ? words.battles.play_another : words.next.play}
            </button>{' '}
            <span class="quiet">{seconds_text(card.seconds_a_run)}</span>
          </p>
        </>
      )}
    </>
  );
}

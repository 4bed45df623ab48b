// On the first screen: the guided game for who has not played anything yet, else the way to lead a
// side.
import { useApp, useAppState, useFetched } from '../app/context';
import { Fault } from '../app/jobs';
import { kOutpost } from './outpost_guide';
import { use_start } from './panel';
import { words } from './words';

const w = words.first;

function Outpost() {
  const [fault, busy, start] = use_start();
  return (
    <section class="first-game" aria-labelledby="first-game-title">
      <h2 id="first-game-title">{w.title}</h2>
      <p>{w.text}</p>
      <button type="button" class="primary" disabled={busy} onClick={() => start(kOutpost)}>
        <span aria-hidden="true">▶</span> {busy ? words.play.starting : w.start}
      </button>
      {fault && <Fault fault={fault} />}
    </section>
  );
}

export function FirstGame() {
  const app = useApp();
  const { value } = useFetched('games', () => app.api.games());
  const is_new = useAppState((state) => state.runs.length === 0) && value?.length === 0;
  const offered = useAppState((state) => state.battles?.some((one) => one.id === kOutpost.battle));
  if (is_new && offered) return <Outpost />;
  return (
    <p>
      <button type="button" onClick={() => app.go({ panel: 'play' })}>
        {w.own}
      </button>
    </p>
  );
}

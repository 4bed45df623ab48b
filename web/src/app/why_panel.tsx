// Why did it come out so? A question to the run that is shown, and its explanation.
import { useState } from 'preact/hooks';
import { CiteContext } from '../cite/cite_button';
import { question_imprint } from '../cite/imprint';
import { effects_shown } from '../cite/shown_more';
import { FogNote } from '../panels/fog_note';
import { Table } from '../panels/table';
import type { CauseEffect, ExplanationCard, HistoryLine, PartingCard } from '../protocol/server';
import { day_and_time } from '../store/clock';
import { usePage } from '../store/context';
import { figure, percent } from '../store/figures';
import { useApp, useAppState, useFetched } from './context';
import { Fault, useFault } from './jobs';
import { words } from './words';

const w = words.why;
const kFutures = 12;

function effect_text(effect: CauseEffect): string {
  if (effect.effect === null) return '–';
  const sign = (n: number) => (n > 0 ? '+' : '') + figure(n);
  const range =
    effect.low === null || effect.high === null
      ? ''
      : ` (${sign(effect.low)} … ${sign(effect.high)})`;
  return sign(effect.effect) + range;
}

function Effects({ card }: { card: ExplanationCard }) {
  const { report } = usePage().battle;
  return (
    <CiteContext.Provider value={question_imprint(report, card)}>
      <Table
        title={card.sentence}
        shown={() => effects_shown(card)}
        heads={[w.cause, w.with_it, w.without, w.effect]}
      >
        {card.effects.map((effect) => (
          <tr key={effect.id} class={`sure-${effect.sureness}`}>
            <th scope="row">{effect.name}</th>
            <td>{figure(effect.with_cause)}</td>
            <td>{figure(effect.without_cause)}</td>
            <td>{effect_text(effect)}</td>
          </tr>
        ))}
      </Table>
    </CiteContext.Provider>
  );
}

function Told({ title, lines }: { title: string; lines: HistoryLine[] }) {
  const { battle, player } = usePage();
  if (!lines.length) return null;
  return (
    <>
      <h5>{title}</h5>
      <ol class="card-history">
        {lines.map((line, i) => (
          <li key={i}>
            <button type="button" class="plain" onClick={() => player.seek(line.at_ms)}>
              <time>{day_and_time(battle, line.at_ms)}</time> {line.text}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

// Where the histories with and without the strongest cause part, and how each goes on.
function Parting({ parting }: { parting: PartingCard }) {
  const page = usePage();
  const show = () => {
    page.player.seek(parting.parts_at_ms);
    // Some events have no place.
    if (parting.x || parting.y) page.show_place(parting.x, parting.y);
  };
  return (
    <>
      <h4>{w.chain}</h4>
      <button type="button" class="plain" onClick={show}>
        <time>{day_and_time(page.battle, parting.parts_at_ms)}</time>{' '}
        {w.parts(parting.name, parting.event.replaceAll('_', ' '), parting.only)}
      </button>
      <Told title={w.with_it} lines={parting.with} />
      <Told title={w.without} lines={parting.without} />
    </>
  );
}

function Explanation({ card }: { card: ExplanationCard }) {
  const { battle } = usePage();
  const at = (t: number) => day_and_time(battle, t);
  return (
    <article class="explanation">
      <h3>{card.sentence}</h3>
      <p>{card.paragraph}</p>
      <p class="quiet">{w.from(at(card.from_ms), card.futures)}</p>
      <Effects card={card} />
      {card.shares.length > 0 && <h4>{w.shares}</h4>}
      {card.shares.map((share) => (
        <div class="meter" key={share.id}>
          <span>{share.name}</span>
          <span>
            {share.raised ? '+' : '−'} {percent(share.share)}
          </span>
          <div class="meter-bar">
            <i style={{ width: `${100 * share.share}%`, background: '#5d4326' }} />
          </div>
        </div>
      ))}
      {card.chain && <Parting parting={card.chain} />}
    </article>
  );
}

function Answer({ id }: { id: string }) {
  const app = useApp();
  const { value, fault } = useFetched(`question/${id}`, () => app.api.explanation(id));
  if (fault) return <p>{fault.message}</p>;
  return value ? <Explanation card={value} /> : <p>{words.loading}</p>;
}

export function WhyPanel() {
  const run = useAppState((state) => (state.page?.battle.play ? state.page_of : null));
  return run ? <Questions run={run} key={run} /> : <p>{w.none}</p>;
}

function Questions({ run }: { run: string }) {
  const app = useApp();
  const { value: suggestions } = useFetched(`why/${run}`, () => app.api.suggestions(run));
  const [answer, set_answer] = useState<string | null>(null);
  const [own, set_own] = useState('');
  const [fault, set_fault] = useFault();
  const ask = async (question: string) => {
    const asked = app.api.ask({ run, question, from_ms: null, futures: kFutures });
    set_fault(await app.request(asked, set_answer));
  };
  return (
    <>
      <p class="intro">{w.intro}</p>
      <FogNote part="record" />
      <ul class="choices">
        {(suggestions ?? []).map((one) => (
          <li key={one.question}>
            <button
              type="button"
              class="choice"
              title={one.question}
              onClick={() => void ask(one.question)}
            >
              {one.sentence}
            </button>
          </li>
        ))}
      </ul>
      <details>
        <summary>{w.own}</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void ask(own);
          }}
        >
          <input
            type="text"
            aria-label={w.own}
            value={own}
            placeholder="zaozernaya.control.jp at …"
            onInput={(event) => set_own(event.currentTarget.value)}
          />{' '}
          <button type="submit" disabled={!own.trim()}>
            {w.ask}
          </button>
        </form>
      </details>
      {fault && <Fault fault={fault} />}
      {answer && <Answer id={answer} key={answer} />}
    </>
  );
}

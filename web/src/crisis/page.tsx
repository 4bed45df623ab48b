// The page of a crisis from top to bottom: question and answer, ladder, beliefs, story, odds, what
// a change does, accounts that differ, the war elsewhere, figures and sources.
import { CiteContext } from '../cite/cite_button';
import { crisis_imprint } from '../cite/imprint';
import { actors_shown, versions_shown } from '../cite/shown_words';
import { Table } from '../panels/table';
import type { CrisisReport } from '../protocol/crisis';
import { BeliefPlots } from './beliefs';
import { ChangePanel } from './change';
import { ElsewherePanel } from './elsewhere';
import { FiguresPanel, SourcesPanel } from './figures';
import { Ladder } from './ladder';
import { Cite, side_colour } from './marks';
import { BaseRates, OddsPlot, Targets } from './odds';
import { StoryLines } from './story';
import {
  answer_text,
  caution_text,
  played_text,
  question_text,
  role_words,
  targets_text,
  words,
} from './words';
import '../study/study.css';
import './crisis.css';

function Head({ crisis }: { crisis: CrisisReport }) {
  return (
    <header>
      <h1>{crisis.title}</h1>
      <p class="subtitle">{question_text(crisis)}</p>
      <p class="lead answer">{answer_text(crisis)}</p>
      <p class="caution">{caution_text(crisis)}</p>
      {crisis.targets.length > 0 && <p>{targets_text(crisis)}</p>}
      {crisis.changed && (
        <p>
          <a href="#change">{words.change}</a> {crisis.changed.sentences.join(' ')}
        </p>
      )}
      <p class="quiet">{played_text(crisis)}</p>
      <p class="repeat">
        {words.repeat}: <code>{crisis.command}</code>
      </p>
    </header>
  );
}

// The figure of an actor from low to high with who says so, if it has a range.
function Range({ crisis, name }: { crisis: CrisisReport; name: string }) {
  const row = crisis.figures.find((figure) => figure.figure === name);
  if (!row) return <>–</>;
  return (
    <>
      {`${row.best} (${row.low} to ${row.high})`} <Cite ids={row.sources} />
    </>
  );
}

function Who({ crisis }: { crisis: CrisisReport }) {
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <p class="intro">{words.who_intro}</p>
      <Table
        name="targets crisis-table"
        title={words.who}
        shown={() => actors_shown(crisis, words.who)}
        heads={[
          'Actor',
          'Role',
          'Worth of the prize to it',
          'What acting without leave costs it',
          'Who they are',
        ]}
      >
        {crisis.actors.map((actor) => (
          <tr key={actor.id}>
            <th scope="row" style={`color: ${side_colour(actor.side)}`}>
              {actor.name}
            </th>
            <td data-name="Role">{role_words[actor.role]}</td>
            <td data-name="Worth">
              <Range crisis={crisis} name={`actors.${actor.id}.stake`} />
            </td>
            <td data-name="Without leave">
              <Range crisis={crisis} name={`actors.${actor.id}.discipline`} />
            </td>
            <td data-name="Who">
              {actor.text} <Cite ids={actor.sources} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Versions({ crisis }: { crisis: CrisisReport }) {
  if (!crisis.versions.length) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <Table
        name="targets crisis-table versions"
        title={words.versions}
        shown={() => versions_shown(crisis, words.versions)}
        heads={['What', 'The popular account', 'The record', 'Who says so']}
      >
        {crisis.versions.map((version) => (
          <tr key={version.what}>
            <th scope="row">{version.what}</th>
            <td data-name="Popular">{version.popular}</td>
            <td data-name="Record">{version.record}</td>
            <td data-name="Who says so">
              <Cite ids={version.sources} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Odds({ crisis }: { crisis: CrisisReport }) {
  return (
    <section aria-labelledby="odds">
      <h2 id="odds">{words.odds}</h2>
      <OddsPlot crisis={crisis} unit="chance" />
      <OddsPlot crisis={crisis} unit="date" />
      <OddsPlot crisis={crisis} unit="days" />
      <OddsPlot crisis={crisis} unit="a year" />
      <OddsPlot crisis={crisis} unit="of strain" />
      {crisis.targets.length > 0 && (
        <>
          <h3>{words.targets}</h3>
          <Targets crisis={crisis} />
        </>
      )}
      {crisis.base_rates.length > 0 && (
        <>
          <h3>{words.rates}</h3>
          <BaseRates crisis={crisis} />
        </>
      )}
    </section>
  );
}

function Foot({ crisis }: { crisis: CrisisReport }) {
  return (
    <footer>
      <h2>{words.about}</h2>
      <dl class="facts">
        {[
          [words.repeat, crisis.command],
          ['Seed', crisis.seed],
          ['Version', crisis.version],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}

// What both sides believed in the told run, and its story.
function Told({ crisis }: { crisis: CrisisReport }) {
  return (
    <>
      <section aria-labelledby="beliefs">
        <h2 id="beliefs">{words.beliefs}</h2>
        <BeliefPlots crisis={crisis} />
      </section>
      <section aria-labelledby="story">
        <h2 id="story">{words.story}</h2>
        <p class="intro">
          {`Run ${crisis.told.run} at the best numbers, ${crisis.choice}. It is one of many and ` +
            'not what happened.'}
        </p>
        <StoryLines crisis={crisis} story={crisis.told} />
      </section>
    </>
  );
}

// The told run and what stands behind it, as a chapter of the page of a battle; `sources` are there
// already.
export function CrisisChapter({ crisis, sources }: { crisis: CrisisReport; sources: string[] }) {
  const more = crisis.sources.filter((source) => !sources.includes(source.id));
  return (
    <CiteContext.Provider value={crisis_imprint(crisis)}>
      <div class="study crisis">
        <section aria-labelledby="ladder">
          <h2 id="ladder">{crisis.title}</h2>
          <p class="intro">{words.chapter_intro}</p>
          <Ladder crisis={crisis} story={crisis.told} name="ladder" />
        </section>
        <Told crisis={crisis} />
        <Who crisis={crisis} />
        <Versions crisis={crisis} />
        {more.length > 0 && <SourcesPanel crisis={{ ...crisis, sources: more }} />}
      </div>
    </CiteContext.Provider>
  );
}

export function CrisisPage({ crisis }: { crisis: CrisisReport }) {
  return (
    <CiteContext.Provider value={crisis_imprint(crisis)}>
      <main class="study crisis">
        <Head crisis={crisis} />
        <section aria-labelledby="ladder">
          <h2 id="ladder">{words.ladder}</h2>
          <Ladder crisis={crisis} story={crisis.told} name="ladder" />
        </section>
        <Told crisis={crisis} />
        <Who crisis={crisis} />
        <Odds crisis={crisis} />
        <ChangePanel crisis={crisis} />
        <Versions crisis={crisis} />
        <ElsewherePanel crisis={crisis} />
        <FiguresPanel crisis={crisis} />
        <SourcesPanel crisis={crisis} />
        <Foot crisis={crisis} />
      </main>
    </CiteContext.Provider>
  );
}

// The page of a study: what was varied, the outcomes, and the plots of those that the reader
// chooses.
import { useState } from 'preact/hooks';
import { CiteContext } from '../cite/cite_button';
import { study_imprint } from '../cite/imprint';
import { outcomes_shown } from '../cite/shown_study';
import { Table } from '../panels/table';
import type { Factor, StudyReport } from '../protocol/study';
import { quantity, unit_text } from '../store/figures';
import { Distribution } from './distribution';
import { all_runs, is_still, measure_shown, value_name } from './rows';
import { Scatter } from './scatter';
import { mover_words, recorded_text } from './sentences';
import { Shares } from './shares';
import { Tornado } from './tornado';
import { design_words, kind_words, words } from './words';
import './study.css';

const values_text = (factor: Factor): string =>
  factor.alternatives?.join(' or ') ??
  `${value_name(String(factor.low))} to ${value_name(String(factor.high))}`;

function Factors({ factors }: { factors: Factor[] }) {
  return (
    <Table
      name="factors"
      title={words.varied}
      heads={[words.factor, words.kind, words.values, words.unit]}
    >
      {factors.map((factor) => (
        <tr key={factor.id}>
          <th scope="row">{factor.id}</th>
          <td>
            {kind_words[factor.kind]} {factor.name}
          </td>
          <td>{values_text(factor)}</td>
          <td>{factor.unit}</td>
        </tr>
      ))}
    </Table>
  );
}

function Head({ study }: { study: StudyReport }) {
  const points = study.points.length;
  const is_whole = study.runs === points * study.replications;
  return (
    <header>
      <h1>{study.title}</h1>
      <p class="subtitle">{study.battle}</p>
      <p class="lead">
        {`${study.runs} runs, ${is_whole ? '' : 'up to '}${study.replications} at each of ` +
          `${points} ${points === 1 ? 'point' : 'points'}: ${design_words[study.design]}.`}
      </p>
      <p class="repeat">
        {words.repeat}: <code>{study.command}</code>
      </p>
      {study.factors.length > 0 && (
        <section aria-labelledby="varied">
          <h2 id="varied">{words.varied}</h2>
          <Factors factors={study.factors} />
        </section>
      )}
    </header>
  );
}

function runs_text(study: StudyReport, m: number): string {
  const s = all_runs(study, m).summary;
  if (!s) return words.none;
  const q = (value: number) => quantity(value, study.measures[m]!.unit);
  return s.middle ? `${q(s.mean)} (${q(s.middle[0])} to ${q(s.middle[1])})` : q(s.mean);
}

interface OutcomesProps {
  study: StudyReport;
  moving: number[];
  chosen: number;
  choose(m: number): void;
}

function Outcomes({ study, moving, chosen, choose }: OutcomesProps) {
  return (
    <Table
      name="outcomes"
      title={words.outcomes}
      shown={() => outcomes_shown(study, moving, words.outcomes)}
      heads={[words.measure, words.record, words.runs, words.told]}
    >
      {moving.map((m) => {
        const measure = study.measures[m]!;
        return (
          <tr key={measure.id} class={m === chosen ? 'chosen' : ''}>
            <th scope="row">
              <button type="button" aria-pressed={m === chosen} onClick={() => choose(m)}>
                {measure.id}
              </button>{' '}
              {measure.side}: {measure.quantity} <span class="unit">{unit_text(measure.unit)}</span>
            </th>
            <td>
              {recorded_text(measure) || words.none}
              {measure.recorded && !measure.judged && (
                <span class="context">{words.not_judged}</span>
              )}
            </td>
            <td>{runs_text(study, m)}</td>
            <td>{mover_words(study, m) || '–'}</td>
          </tr>
        );
      })}
    </Table>
  );
}

// The plots of one measure, by what the design can tell.
function Measure({ study, m }: { study: StudyReport; m: number }) {
  const measure = study.measures[m]!;
  const has_shares = study.design === 'indices' || study.design === 'spread';
  const has_scatter = !has_shares && study.design !== 'one_at_a_time';
  return (
    <section class="study-measure" aria-labelledby={`measure-${measure.id}`}>
      <h3 id={`measure-${measure.id}`}>
        {measure.id} {measure.side}: {measure.quantity}{' '}
        <span class="unit">{unit_text(measure.unit)}</span>
        <span class="context">{measure.window}</span>
      </h3>
      {study.design === 'one_at_a_time' && <Tornado study={study} m={m} />}
      {has_shares && <Shares study={study} m={m} />}
      {has_scatter && <Scatter study={study} m={m} />}
      <Distribution study={study} m={m} />
    </section>
  );
}

function Foot({ study }: { study: StudyReport }) {
  const facts: [string, string][] = [
    [words.seed, study.seed],
    [words.version, study.version],
    [words.hash, study.study_hash],
  ];
  return (
    <footer>
      <h2>{words.about}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {study.credits.length > 0 && (
          <div>
            <dt>{words.credits}</dt>
            <dd>{study.credits.join('; ')}</dd>
          </div>
        )}
      </dl>
    </footer>
  );
}

export function StudyPage({ study }: { study: StudyReport }) {
  const all = study.measures.map((_, m) => m);
  const moving = all.filter((m) => !is_still(study, m));
  const still = all.filter((m) => is_still(study, m)).map((m) => study.measures[m]!.id);
  const [asked, choose] = useState<number | null>(null);
  const chosen = measure_shown(asked, moving);
  const [shows_all, show_all] = useState(false);
  return (
    <CiteContext.Provider value={study_imprint(study)}>
      <main class="study">
        <Head study={study} />
        <section aria-labelledby="outcomes">
          <h2 id="outcomes">{words.outcomes}</h2>
          <p class="intro">
            {words.outcomes_intro} {still.length > 0 && words.still(still)}
          </p>
          <Outcomes {...{ study, moving, chosen, choose }} />
          {moving.length > 1 && (
            <button type="button" class="all" onClick={() => show_all(!shows_all)}>
              {shows_all ? words.one : words.all}
            </button>
          )}
          {(shows_all ? moving : moving.filter((m) => m === chosen)).map((m) => (
            <Measure key={m} study={study} m={m} />
          ))}
        </section>
        <Foot study={study} />
      </main>
    </CiteContext.Provider>
  );
}

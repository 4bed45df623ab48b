// What the report rests on: evidence, sources, the phases of a step, how to repeat it, credits.
import { evidence_shown } from '../cite/shown';
import { usePage } from '../store/context';
import { figure } from '../store/figures';
import { strings } from '../strings';
import { Table } from './table';

const value_text = (value: number | string | null | undefined): string =>
  typeof value === 'string' ? value : figure(value);

export function EvidencePanel() {
  const { battle } = usePage();
  const words = strings.evidence;
  if (!battle.evidence.length) return null;
  return (
    <section aria-labelledby="evidence-title">
      <h2 id="evidence-title">{strings.sections.evidence}</h2>
      <Table
        title={strings.sections.evidence}
        shown={() => evidence_shown(battle.evidence, strings.sections.evidence)}
        heads={[words.figure, words.best, words.range, words.reliability, words.sources]}
      >
        {battle.evidence.map((row, i) => (
          <tr key={i}>
            <th scope="row">{row.figure}</th>
            <td>{value_text(row.best)}</td>
            <td>
              {value_text(row.low)} – {value_text(row.high)}
            </td>
            <td>{row.reliability ?? '–'}</td>
            <td>
              {(row.sources ?? []).map((id) => (
                <a key={id} href={`#source-${id}`}>
                  {id}{' '}
                </a>
              ))}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

export function SourcesPanel() {
  const { battle } = usePage();
  if (!battle.sources.length) return null;
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">{strings.sections.sources}</h2>
      <dl class="sources">
        {battle.sources.map((source) => (
          <div key={source.id} id={`source-${source.id}`}>
            <dt>{source.id}</dt>
            <dd>
              {source.citation}
              {source.note && <span class="quiet"> {source.note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function PhasesPanel() {
  const phases = usePage().battle.report.phases ?? [];
  const words = strings.phases;
  if (!phases.length) return null;
  const columns = (['name', 'period', 'reads', 'writes', 'why'] as const).filter((key) =>
    phases.some((phase) => phase[key] !== undefined),
  );
  return (
    <section aria-labelledby="phases-title">
      <h2 id="phases-title">{strings.sections.phases}</h2>
      <details>
        <summary>{phases.map((phase) => phase.name).join(' → ')}</summary>
        <Table title={strings.sections.phases} heads={columns.map((key) => words[key])}>
          {phases.map((phase) => (
            <tr key={phase.name}>
              {columns.map((key) => (
                <td key={key}>{String(phase[key] ?? '')}</td>
              ))}
            </tr>
          ))}
        </Table>
      </details>
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ul>
    </>
  );
}

export function AboutPanel() {
  const { report, grid } = usePage().battle;
  const words = strings.about;
  const facts: [string, string | number | undefined][] = [
    [words.command, report.command],
    [words.seed, report.seed],
    [words.replications, report.replications],
    [words.scenario_hash, report.scenario_hash],
    [words.parameter_hash, report.parameter_hash],
    [words.version, report.version],
    [words.created, report.created_note],
  ];
  return (
    <footer>
      <h2>{strings.sections.about}</h2>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
      </dl>
      <Lines title={strings.sections.notes} lines={report.notes ?? []} />
      <Lines title={strings.sections.credits} lines={grid?.credits ?? []} />
    </footer>
  );
}

// Every figure with its range and who says so, to be searched; and the sources.
import { crisis_figures_shown } from '../cite/shown_crisis';
import { Table } from '../panels/table';
import { useState } from 'preact/hooks';
import type { CrisisReport, FigureRow } from '../protocol/crisis';
import { Cite } from './marks';
import { words } from './words';

// Up to four figures: a table of ranges that differ in the third.
const plain = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(4))).replace('-', '−');

// Whether every word of the search stands in the row.
export function matches(row: FigureRow, search: string): boolean {
  const text = [row.figure, row.reliability, ...row.sources].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function FigureTable({ rows }: { rows: FigureRow[] }) {
  return (
    <Table
      name="figures"
      title={words.figures}
      shown={() => crisis_figures_shown(rows, words.figures)}
      heads={['Figure', 'Low', 'Best', 'High', 'Reliability', 'Who says so']}
    >
      {rows.map((row) => (
        <tr key={row.figure}>
          <th scope="row">{row.figure}</th>
          <td>{plain(row.low)}</td>
          <td>{plain(row.best)}</td>
          <td>{plain(row.high)}</td>
          <td>{row.reliability}</td>
          <td>
            <Cite ids={row.sources} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function FiguresPanel({ crisis }: { crisis: CrisisReport }) {
  const [search, set_search] = useState('');
  const rows = crisis.figures.filter((row) => matches(row, search));
  const type = (event: Event) => set_search((event.target as HTMLInputElement).value);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{words.figures}</h2>
      <details class="fold">
        <summary>{`${crisis.figures.length} figures with low, best and high`}</summary>
        <label class="search">
          {words.search} <input type="search" value={search} onInput={type} />
          <span class="quiet" aria-live="polite">{` ${rows.length} shown`}</span>
        </label>
        <FigureTable rows={rows} />
      </details>
    </section>
  );
}

export function SourcesPanel({ crisis }: { crisis: CrisisReport }) {
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{words.sources}</h2>
      <dl class="sources">
        {crisis.sources.map((source) => (
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

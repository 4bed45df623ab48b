// The outcomes under each evidence side by side, and the disputed figures that move them most.
import { evidence_table_shown } from '../cite/shown';
import type { EvidenceCell, EvidenceOutcome, EvidenceTable } from '../protocol/report';
import { usePage } from '../store/context';
import { quantity, unit_text } from '../store/figures';
import { strings } from '../strings';
import { Table } from './table';

const words = strings.evidence_table;

function Cell({ cell, unit }: { cell: EvidenceCell; unit?: string }) {
  if (cell.p50 === null) return <td>{words.never}</td>;
  const ci = cell.shift?.ci;
  const differs = ci != null && ci[0] !== null && ci[1] !== null && (ci[0] > 0 || ci[1] < 0);
  return (
    <td>
      {quantity(cell.p50, unit)}
      {differs ? '*' : ''}
      <br />
      <span class="unit">
        {quantity(cell.p10, unit)}–{quantity(cell.p90, unit)}
        {cell.happened < cell.n ? ` (${cell.happened}/${cell.n})` : ''}
      </span>
    </td>
  );
}

function Row({ outcome: o }: { outcome: EvidenceOutcome }) {
  const signed = (x: number) => (x < 0 ? '−' : '+') + Math.abs(x).toFixed(2);
  return (
    <tr>
      <th scope="row">
        {o.name} <span class="unit">{unit_text(o.unit)}</span>
      </th>
      <td>{quantity(o.recorded, o.unit)}</td>
      {o.cells.map((cell, i) => (
        <Cell key={i} cell={cell} unit={o.unit} />
      ))}
      <td>
        {o.movers.map((m) => (
          <div key={m.figure}>
            {m.figure} {signed(m.rank_correlation)}{' '}
            <span class="unit">
              ({signed(m.ci[0])} – {signed(m.ci[1])})
            </span>
          </div>
        ))}
      </td>
    </tr>
  );
}

function Streams({ table }: { table: EvidenceTable }) {
  return (
    <ul>
      {table.streams.map((stream) => (
        <li key={stream.id}>
          <b>{stream.id}</b>: {stream.title}
          {stream.note ? `; ${stream.note}` : ''}
        </li>
      ))}
    </ul>
  );
}

export function EvidenceTablePanel() {
  const table = usePage().battle.report.evidence_table;
  if (!table?.outcomes.length) return null;
  const heads = [words.outcome, words.recorded, ...table.streams.map((s) => s.id), words.movers];
  return (
    <section aria-labelledby="evidence-table-title">
      <h2 id="evidence-table-title">{strings.sections.evidence_table}</h2>
      <p>{words.intro(table.streams[0]?.replications ?? 0)}</p>
      <Table
        title={strings.sections.evidence_table}
        shown={() => evidence_table_shown(table, strings.sections.evidence_table)}
        heads={heads}
      >
        {table.outcomes.map((outcome) => (
          <Row key={outcome.id} outcome={outcome} />
        ))}
      </Table>
      <p>{words.moved(table.drawn_runs, table.disputed_figures)}</p>
      <Streams table={table} />
    </section>
  );
}

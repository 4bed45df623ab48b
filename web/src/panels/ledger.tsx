// What each side lost, fired, flew and held, by phase of the battle or by day: one table a group,
// darker where a row has most. Numbers are means over the runs, the range stands below.
import { useState } from 'preact/hooks';
import { ledger_shown } from '../cite/shown';
import type { SideView } from '../protocol/read';
import type { Ledger, LedgerRow } from '../protocol/report';
import { usePage, usePlayer } from '../store/context';
import { figure, percent } from '../store/figures';
import { of_side, seer_of } from '../store/known';
import { counted_origin } from '../store/origins';
import { strings } from '../strings';
import { Figure } from './figure';
import { Table } from './table';

const words = strings.ledger;
const { origins } = strings;
type Kind = 'stage' | 'day';

// Positions of the spans of a kind.
export function spans_of(ledger: Ledger, kind: Kind): number[] {
  return ledger.spans.flatMap((span, i) => (span.kind === kind ? [i] : []));
}

// Rows by group, in the order of the document.
export function groups_of(rows: LedgerRow[]): [string, LedgerRow[]][] {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups.entries()];
}

function text_of(row: LedgerRow, value: number | undefined): string {
  if (value === undefined) return '–';
  if (row.unit === 'share') return percent(value);
  return figure(value >= 10 ? Math.round(value) : value);
}

// The unit, unless the name says it or it is a share.
export function unit_of(row: LedgerRow): string {
  return row.unit === 'share' || row.name.includes(row.unit) ? '' : row.unit;
}

function Cell({ row, span, most, side }: CellProps) {
  const { battle } = usePage();
  const mean = row.mean[span] ?? 0;
  const low = row.p10[span] ?? 0;
  const high = row.p90[span] ?? 0;
  const tint = most > 0 ? Math.round(60 * (mean / most)) : 0;
  const background = `color-mix(in srgb, ${side?.colour ?? '#777777'} ${tint}%, transparent)`;
  return (
    <td class={mean === 0 ? 'nought' : undefined} style={{ background }}>
      <Figure
        origins={() => [counted_origin(battle, origins.ledger(row.name, row.stock), origins)]}
      >
        {text_of(row, mean)}
      </Figure>
      {high > low && (
        <>
          <br />
          <span class="unit">
            {text_of(row, low)}–{text_of(row, high)}
          </span>
        </>
      )}
    </td>
  );
}

interface CellProps {
  row: LedgerRow;
  span: number;
  most: number;
  side: SideView | undefined;
}

function Row({ row, spans, side }: { row: LedgerRow; spans: number[]; side?: SideView }) {
  const most = Math.max(...spans.map((i) => row.mean[i] ?? 0));
  const sum = spans.reduce((all, i) => all + (row.mean[i] ?? 0), 0);
  return (
    <tr>
      <th scope="row">
        <i class="swatch" style={{ background: side?.colour }} title={side?.name} /> {row.name}{' '}
        <span class="unit">{unit_of(row)}</span>
      </th>
      {spans.map((span) => (
        <Cell key={span} row={row} span={span} most={most} side={side} />
      ))}
      <td>{row.stock ? '' : <b>{text_of(row, sum)}</b>}</td>
    </tr>
  );
}

function Group({ name, rows, ledger, kind }: GroupProps) {
  const { battle } = usePage();
  const spans = spans_of(ledger, kind);
  const titles: Record<string, string> = words.groups;
  const title = titles[name] ?? name;
  return (
    <>
      <h3>{title}</h3>
      <Table
        title={title}
        shown={() => ledger_shown(battle, rows, title)}
        heads={['', ...spans.map((i) => ledger.spans[i]!.name), words.all]}
      >
        {battle.sides.flatMap((side) =>
          rows
            .filter((row) => row.side === side.id)
            .map((row) => <Row key={row.id} row={row} spans={spans} side={side} />),
        )}
      </Table>
    </>
  );
}

interface GroupProps {
  name: string;
  rows: LedgerRow[];
  ledger: Ledger;
  kind: Kind;
}

export function LedgerPanel() {
  const { battle } = usePage();
  const seer = usePlayer((state) => seer_of(state.fog));
  const ledger = battle.report.ledger;
  const has_stages = !!ledger && spans_of(ledger, 'stage').length > 0;
  const [kind, set_kind] = useState<Kind>(has_stages ? 'stage' : 'day');
  if (!ledger?.rows.length) return null;
  return (
    <section class="ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">{strings.sections.ledger}</h2>
      <p class="intro">
        {battle.sides.map((side) => (
          <span key={side.id}>
            <i class="swatch" style={{ background: side.colour }} /> {side.name}.{' '}
          </span>
        ))}
        {words.intro}
      </p>
      {has_stages && (
        <fieldset class="segments">
          <legend>{words.by}</legend>
          {(['stage', 'day'] as const).map((each) => (
            <button
              type="button"
              key={each}
              aria-pressed={kind === each}
              onClick={() => set_kind(each)}
            >
              {words.kinds[each]}
            </button>
          ))}
        </fieldset>
      )}
      {groups_of(of_side(ledger.rows, seer)).map(([name, rows]) => (
        <Group key={name} name={name} rows={rows} ledger={ledger} kind={kind} />
      ))}
    </section>
  );
}

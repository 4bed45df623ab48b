// What the tables and charts of a battle have to be cited for: one statement a number.
import type { Battle } from '../protocol/read';
import type {
  Curve,
  Evidence,
  EvidenceOutcome,
  EvidenceTable,
  Ledger,
  LedgerRow,
  Measure,
  PairedDifference,
  Pairs,
  Target,
} from '../protocol/report';
import { clock_day, clock_time } from '../store/clock';
import { figure, is_hour, percent, quantity, unit_text } from '../store/figures';
import type { Range, Shown, Statement } from './citation';

const kMiddle = 'middle 80 % of the runs';

const with_unit = (text: string, unit: string | undefined): string =>
  `${text} ${unit === 'share' ? '' : unit_text(unit)}`.trim();

const value_text = (value: number | null | undefined, unit: string | undefined): string =>
  unit === 'share' && typeof value === 'number' ? percent(value) : quantity(value, unit);

function range_of(
  low: number | null | undefined,
  high: number | null | undefined,
  what: string,
): Range | null {
  return typeof low === 'number' && typeof high === 'number' ? { low, high, what } : null;
}

const range_text = (range: Range | null, unit: string | undefined): string =>
  range ? ` (${range.what} ${value_text(range.low, unit)} to ${value_text(range.high, unit)})` : '';

export function recorded_text(target: Target): string {
  const { low, best, high } = target.recorded ?? {};
  if (best == null) return '';
  const q = (value: number | null | undefined) => quantity(value, target.unit);
  return low === high
    ? `; recorded ${q(best)}`
    : `; recorded ${q(low)} to ${q(high)}, best ${q(best)}`;
}

const ids_of = (source: string | undefined): string[] => (source ?? '').split(/[,;]\s*/);

// "outpost killed (Soviet Union, 29 July 14:40 – 15:10)".
function name_of(battle: Battle, target: Target): string {
  const side = battle.sides.find((each) => each.id === target.side)?.name ?? target.side;
  const where = [side, target.window].filter(Boolean).join(', ');
  return where ? `${target.quantity} (${where})` : target.quantity;
}

const share_text = (
  happened: number,
  n: number,
  ci: readonly [number, number] | null | undefined,
) =>
  `happened in ${happened} of ${n} runs` +
  (ci
    ? ` (${percent(happened / n)}, 95 % interval after Wilson ${ci.map(percent).join(' to ')})`
    : '');

function target_statement(battle: Battle, target: Target): Statement {
  const s = target.simulated;
  const name = name_of(battle, target);
  const of_runs = range_of(s?.p10, s?.p90, kMiddle);
  const median = with_unit(value_text(s?.p50, target.unit), target.unit);
  const happened = s?.happened ?? s?.n ?? 0;
  const is_whole = !s || happened === s.n;
  const share = is_whole ? '' : `${share_text(happened, s.n, s.happened_ci)}, and there `;
  const said =
    s?.p50 == null
      ? `${name} ${s ? 'happened in none' : 'is not simulated'}`
      : `${name} ${share}had median ${median}${range_text(of_runs, target.unit)}`;
  return {
    id: target.id,
    name: `${target.id} ${target.quantity}`,
    clause: said + recorded_text(target),
    of: 'runs',
    n: s?.n ?? null,
    value: s?.p50 ?? null,
    unit: target.unit,
    interval: of_runs,
    path: `targets[id=${target.id}].simulated.p50`,
    sources: ids_of(target.source),
  };
}

export const targets_shown = (battle: Battle, title: string): Shown => ({
  title,
  output: 'json',
  statements: battle.targets.map((target) => target_statement(battle, target)),
  table: {
    columns: 'id,quantity,unit,side,window,n,p10,p50,p90,low,best,high,verdict,source'.split(','),
    rows: battle.targets.map((t) => [
      ...[t.id, t.quantity, t.unit, t.side, t.window, t.simulated?.n],
      ...[t.simulated?.p10, t.simulated?.p50, t.simulated?.p90],
      ...[t.recorded?.low, t.recorded?.best, t.recorded?.high, t.verdict, t.source],
    ]),
  },
});

function measure_statement(battle: Battle, m: Measure): Statement {
  const target = battle.targets.find((each) => each.id === m.id);
  const n = m.n ?? 0;
  const happened = m.happened ?? n;
  const of_runs = range_of(m.p10, m.p90, kMiddle);
  const share = m.share_ci ? share_text(happened, n, m.share_ci) : '';
  const has_median = typeof m.p50 === 'number';
  const number = has_median ? m.p50 : m.mean;
  const amount = with_unit(value_text(number, m.unit), m.unit);
  const said = `${has_median ? 'median' : 'mean'} ${amount}${range_text(of_runs, m.unit)}`;
  const clause =
    number == null
      ? `${m.name} ${share || 'happened in none'}`
      : share
        ? `${m.name} ${share}, and there had ${said}`
        : `${m.name} had ${said}`;
  return {
    id: m.id,
    name: `${m.id} ${m.name}`,
    clause: clause + (target ? recorded_text(target) : ''),
    of: 'runs',
    n,
    value: number ?? null,
    unit: m.unit,
    interval: of_runs,
    path: `measures[id=${m.id}].${has_median ? 'p50' : 'mean'}`,
    sources: ids_of(target?.source),
  };
}

export const measures_shown = (battle: Battle, title: string): Shown => ({
  title,
  output: 'json',
  statements: battle.measures.map((measure) => measure_statement(battle, measure)),
  table: {
    columns: 'id,name,unit,n,happened,mean,p10,p50,p90,share_low95,share_high95'.split(','),
    rows: battle.measures.map((m) => [
      ...[m.id, m.name, m.unit, m.n, m.happened ?? m.n, m.mean, m.p10, m.p50, m.p90],
      ...(m.share_ci ?? [null, null]),
    ]),
  },
});

// Differences of hours are told in minutes.
function difference_statement(
  battle: Battle,
  d: PairedDifference,
  path: string,
  at = '',
): Statement {
  const scale = is_hour(d.unit) ? 60 : 1;
  const unit = is_hour(d.unit) ? 'min' : unit_text(d.unit);
  const signed = (value: number) => (value > 0 ? '+' : '') + figure(scale * value);
  const ci = range_of(d.ci95[0], d.ci95[1], '95 % confidence interval of the mean difference');
  const side = battle.sides.find((each) => each.id === d.side)?.name;
  const name = [side, d.name].filter(Boolean).join(': ') + (at && `, ${at}`);
  const interval = ci ? ` (${ci.what} ${signed(ci.low)} to ${signed(ci.high)})` : '';
  return {
    id: `${d.id}${at && ` ${at}`}`,
    name,
    clause:
      d.difference === null
        ? `${name} has no difference`
        : `${name} differed on average by ${signed(d.difference)} ${unit}${interval}`,
    of: 'pairs',
    n: d.n,
    value: d.difference,
    unit: is_hour(d.unit) ? 'hours' : unit,
    interval: ci,
    path,
  };
}

const kDifference = 'id,name,unit,side,n,difference,low95,high95,share_differing'.split(',');
const difference_cells = (d: PairedDifference) => [
  ...[d.id, d.name, d.unit, d.side, d.n, d.difference, ...d.ci95, d.share_differing],
];

export const pairs_shown = (battle: Battle, pairs: Pairs, title: string): Shown => ({
  title,
  output: 'json',
  statements: pairs.measures
    .filter((d) => d.n > 0)
    .map((d) => difference_statement(battle, d, `measures[id=${d.id}].difference`)),
  table: { columns: kDifference, rows: pairs.measures.map(difference_cells) },
});

export function horizons_shown(battle: Battle, pairs: Pairs, title: string): Shown {
  const moments = pairs.horizons?.moments ?? [];
  const all = moments.flatMap((moment) => moment.curves.map((d) => ({ moment, d })));
  const at = (name: string) => (name === 'end' ? 'at the end' : `after ${name}`);
  return {
    title,
    output: 'json',
    statements: all
      .filter(({ d }) => d.share_differing > 0)
      .map(({ moment: { name }, d }) => {
        const path = `horizons.moments[name=${name}].curves[id=${d.id}].difference`;
        return difference_statement(battle, d, path, at(name));
      }),
    table: {
      columns: ['horizon', ...kDifference],
      rows: all.map(({ moment, d }) => [moment.name, ...difference_cells(d)]),
    },
  };
}

function ledger_statements(battle: Battle, ledger: Ledger, row: LedgerRow): Statement[] {
  const side = battle.sides.find((each) => each.id === row.side)?.name ?? row.side;
  return ledger.spans.map((span, i) => {
    const of_runs = range_of(row.p10[i], row.p90[i], kMiddle);
    const name = `${side}: ${row.name}, ${row.stock ? 'at the end of ' : ''}${span.name}`;
    const mean = with_unit(value_text(row.mean[i], row.unit), row.unit);
    return {
      id: `${row.id} ${span.name}`,
      name,
      clause: `${name} had mean ${mean}${range_text(of_runs, row.unit)}`,
      of: 'runs',
      n: ledger.n,
      value: row.mean[i] ?? null,
      unit: row.unit,
      interval: of_runs,
    };
  });
}

export const ledger_shown = (battle: Battle, rows: LedgerRow[], title: string): Shown => {
  const ledger = battle.report.ledger!;
  return {
    title,
    output: 'report',
    statements: rows.flatMap((row) => ledger_statements(battle, ledger, row)),
    table: {
      columns: 'id,name,unit,side,span,kind,mean,p10,p90,n'.split(','),
      rows: rows.flatMap((row) =>
        ledger.spans.map((span, i) => [
          ...[row.id, row.name, row.unit, row.side, span.name, span.kind],
          ...[row.mean[i], row.p10[i], row.p90[i], ledger.n],
        ]),
      ),
    },
  };
};

function curve_statement(battle: Battle, curve: Curve): Statement {
  const side = battle.sides.find((each) => each.id === curve.side)?.name ?? '';
  const last = <T>(values: T[] | undefined): T | undefined => values?.at(-1);
  const of_runs = range_of(last(curve.p10), last(curve.p90), kMiddle);
  const median = last(curve.median);
  const value = median ?? last(curve.this_run) ?? null;
  const t = last(curve.t) ?? battle.end_ms;
  const clock = battle.clocks[0]!;
  const epoch = battle.epoch_utc_ms;
  const when = `${clock_day(epoch, t, clock)}, ${clock_time(epoch, t, clock)} (${clock.name})`;
  const which = median === undefined ? 'came to' : 'had median';
  return {
    id: curve.id,
    name: `${curve.name}, ${side}`,
    clause:
      `${curve.name} (${side}) ${which} ` +
      `${with_unit(value_text(value, curve.unit), curve.unit)}${range_text(of_runs, curve.unit)} ` +
      `on ${when}`,
    of: 'runs',
    n: battle.report.replications ?? null,
    value,
    unit: curve.unit,
    interval: of_runs,
  };
}

export const curves_shown = (battle: Battle, curves: Curve[], title: string): Shown => ({
  title,
  output: 'report',
  statements: curves.map((curve) => curve_statement(battle, curve)),
  table: {
    columns: 'id,name,unit,side,t_ms,median,p10,p90,this_run'.split(','),
    rows: curves.flatMap((c) =>
      c.t.map((t, i) => [
        ...[c.id, c.name, c.unit, c.side, t, c.median?.[i], c.p10?.[i], c.p90?.[i]],
        c.this_run?.[Math.min(i, c.this_run.length - 1)],
      ]),
    ),
  },
});

const evidence_statement = (row: Evidence): Statement => ({
  id: row.figure,
  name: row.figure,
  clause:
    `${row.figure} is taken as ${row.best ?? 'unknown'} (${row.low} to ${row.high}; ` +
    `reliability ${row.reliability ?? 'not said'})` +
    ((row.sources ?? []).includes('assumed') ? '; it rests on no source and is assumed' : ''),
  of: 'figures',
  n: null,
  value: typeof row.best === 'number' ? row.best : null,
  sources: row.sources,
});

export const evidence_shown = (rows: Evidence[], title: string): Shown => ({
  title,
  output: 'report',
  statements: rows.map(evidence_statement),
  table: {
    columns: 'figure,best,low,high,reliability,sources'.split(','),
    rows: rows.map((row) => [
      ...[row.figure, row.best, row.low, row.high, row.reliability, row.sources?.join(' ')],
    ]),
  },
});

const outcome_statements = (table: EvidenceTable, o: EvidenceOutcome): Statement[] =>
  o.cells.map((cell, i) => {
    const of_runs = range_of(cell.p10, cell.p90, kMiddle);
    const median = with_unit(value_text(cell.p50, o.unit), o.unit);
    const said = `had median ${median}${range_text(of_runs, o.unit)}`;
    const name = `${o.name}, evidence “${table.streams[i]?.id}”`;
    return {
      id: `${o.id} ${table.streams[i]?.id}`,
      name,
      clause: `${name}, ${cell.p50 === null ? 'happened in none' : said}`,
      of: 'runs',
      n: cell.n,
      value: cell.p50,
      unit: o.unit,
      interval: of_runs,
      path: `evidence_table.outcomes[id=${o.id}].cells[${i}].p50`,
    };
  });

export const evidence_table_shown = (table: EvidenceTable, title: string): Shown => ({
  title,
  output: 'json',
  statements: table.outcomes.flatMap((outcome) => outcome_statements(table, outcome)),
  table: {
    columns: 'id,name,unit,recorded,evidence,n,happened,p10,p50,p90'.split(','),
    rows: table.outcomes.flatMap((o) =>
      o.cells.map((cell, i) => [
        ...[o.id, o.name, o.unit, o.recorded, table.streams[i]?.id],
        ...[cell.n, cell.happened, cell.p10, cell.p50, cell.p90],
      ]),
    ),
  },
});

// What one change did, by pairs of runs on the same chance: at the end by measure, and over time by
// curve.
import { horizons_shown, pairs_shown } from '../cite/shown';
import type { Horizon, PairedDifference, Pairs } from '../protocol/report';
import { clock_day, clock_time } from '../store/clock';
import { usePage } from '../store/context';
import { figure, is_hour, unit_text } from '../store/figures';
import { strings } from '../strings';
import { RunStrip, type Strip } from './run_strip';
import { Table } from './table';

const words = strings.pairs;

// Differences of hours are told in minutes.
const scale_of = (d: PairedDifference): number => (is_hour(d.unit) ? 60 : 1);

const signed = (value: number): string => (value > 0 ? '+' : '') + figure(value);

export function difference_text(d: PairedDifference): string {
  if (d.difference === null) return '–';
  if (d.share_differing === 0) return words.same;
  const scale = scale_of(d);
  const mean = signed(scale * d.difference) + (is_hour(d.unit) ? ' min' : '');
  const [low, high] = d.ci95;
  if (low === null || high === null) return mean;
  return `${mean} (${signed(scale * low)} … ${signed(scale * high)})`;
}

export function factor_text(d: PairedDifference): string {
  if (d.n < 2 || d.share_differing === 0) return '';
  return words.factor(d.variance_reduction === null ? words.all : figure(d.variance_reduction));
}

export function is_clear(d: PairedDifference): boolean {
  const [low, high] = d.ci95;
  return low !== null && high !== null && (low > 0 || high < 0);
}

// Those that differ in some pair at some horizon, in the order of the first horizon.
export function moving_curves(horizons: Horizon[]): PairedDifference[] {
  const moving = new Set<string>();
  for (const horizon of horizons) {
    for (const curve of horizon.curves) if (curve.share_differing > 0) moving.add(curve.id);
  }
  return (horizons[0]?.curves ?? []).filter((curve) => moving.has(curve.id));
}

function Cell({ d }: { d: PairedDifference | undefined }) {
  if (!d) return <td>–</td>;
  const text = difference_text(d);
  return (
    <td>
      {is_clear(d) ? <b>{text}</b> : text}
      <span class="factor">{factor_text(d)}</span>
    </td>
  );
}

function Name({ d }: { d: PairedDifference }) {
  const side = usePage().battle.sides.find((each) => each.id === d.side);
  return (
    <th scope="row">
      {side && <i class="swatch" style={{ background: side.colour }} title={side.name} />}{' '}
      {d.name}{' '}
      <span class="unit">{unit_text(d.unit)}</span>
    </th>
  );
}

function strip_of(d: PairedDifference, numbers: number[]): Strip {
  const values = (d.samples ?? []).map((value) => (value === null ? null : value * scale_of(d)));
  return { values, numbers, unit: is_hour(d.unit) ? 'min' : d.unit, are_pairs: true };
}

function Measures({ pairs }: { pairs: Pairs }) {
  const { battle } = usePage();
  const { runs = [] } = battle.report;
  const differing = pairs.measures.filter((d) => d.n > 0 && d.share_differing > 0);
  const title = strings.sections.pairs;
  return (
    <Table
      title={title}
      shown={() => pairs_shown(battle, pairs, title)}
      heads={[words.measure, words.end, strings.run_strip.pairs]}
    >
      {differing.map((d) => (
        <tr key={d.id}>
          <Name d={d} />
          <Cell d={d} />
          <td>
            <RunStrip strip={strip_of(d, runs)} name={d.name} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function OverTime({ horizons, pairs, title }: OverTimeProps) {
  const { battle } = usePage();
  const clock = battle.clocks[0]!;
  const when = (t: number) =>
    `${clock_day(battle.epoch_utc_ms, t, clock).replace(/ \d+$/, '')} ` +
    clock_time(battle.epoch_utc_ms, t, clock);
  const heads = horizons.map((horizon) => (
    <>
      {horizon.name}
      <span class="context">{when(horizon.at_ms)}</span>
    </>
  ));
  return (
    <Table title={title} shown={() => horizons_shown(battle, pairs, title)} heads={['', ...heads]}>
      <tr>
        <th scope="row">{words.parted}</th>
        {horizons.map((horizon) => (
          <td key={horizon.name}>
            {horizon.parted} / {pairs.n}
          </td>
        ))}
      </tr>
      {moving_curves(horizons).map((curve) => (
        <tr key={curve.id}>
          <Name d={curve} />
          {horizons.map((horizon) => (
            <Cell key={horizon.name} d={horizon.curves.find((d) => d.id === curve.id)} />
          ))}
        </tr>
      ))}
    </Table>
  );
}

interface OverTimeProps {
  horizons: Horizon[];
  pairs: Pairs;
  title: string;
}

export function PairsPanel() {
  const { battle } = usePage();
  const pairs = battle.report.pairs;
  if (!pairs) return null;
  const clock = battle.clocks[0]!;
  const from = pairs.horizons?.from_ms ?? 0;
  const over_time = words.over_time(
    `${clock_time(battle.epoch_utc_ms, from, clock)}, ` +
      clock_day(battle.epoch_utc_ms, from, clock),
  );
  return (
    <section class="pairs" aria-labelledby="pairs-title">
      <h2 id="pairs-title">{strings.sections.pairs}</h2>
      <p class="intro">{words.intro(pairs.n)}</p>
      <Measures pairs={pairs} />
      {pairs.horizons && (
        <>
          <h3>{over_time}</h3>
          <OverTime horizons={pairs.horizons.moments} pairs={pairs} title={over_time} />
        </>
      )}
    </section>
  );
}

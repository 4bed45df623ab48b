// The odds with their bands, the targets with misses first, and rates of other crises.
import { crisis_targets_shown, odds_statements } from '../cite/shown_crisis';
import { rates_shown } from '../cite/shown_words';
import { Table } from '../panels/table';
import type { CrisisMeasure, CrisisReport, CrisisTarget } from '../protocol/crisis';
import { Frame } from '../study/frame';
import { Axis, colours, kAxis_px, RowName } from '../study/marks';
import { scale_of, type Scale } from '../study/numbers';
import {
  band_text,
  chance_text,
  date_of,
  is_untold,
  measure_of,
  range_text,
  value_text,
} from './numbers';
import { Cite, NameAbove } from './marks';
import { words } from './words';

type Unit = CrisisMeasure['unit'];

const kRow_px = 24;
const kTitles: Record<Unit, string> = {
  chance: 'Chances',
  date: 'Dates (medians)',
  days: 'Lengths in days (medians)',
  'a year': 'Crises a year',
  'of strain': 'Strain of the relation',
};

const target_of = (crisis: CrisisReport, id: string): CrisisTarget | undefined =>
  crisis.targets.find((target) => target.measure === id);

interface RowProps {
  measure: CrisisMeasure;
  target: CrisisTarget | undefined;
  scale: Scale;
  y: number;
}

function Row({ measure, target, scale, y }: RowProps) {
  const at = (value: number) => scale.at(Math.min(scale.high, Math.max(scale.low, value)));
  const { low, high, mean, best } = measure;
  const is_missed = target && !target.met;
  return (
    <g>
      {target && (
        <rect
          x={at(target.low)}
          y={y - 10}
          width={Math.max(2, at(target.high) - at(target.low))}
          height={20}
          fill={colours.record}
          fill-opacity="0.35"
        />
      )}
      {low !== null && high !== null && (
        <rect
          x={at(low)}
          y={y - 4}
          width={Math.max(1.5, at(high) - at(low))}
          height={8}
          fill={colours.middle}
        />
      )}
      {mean !== null && (
        <path d={`M${at(mean)} ${y - 7} v14`} stroke={colours.mean} stroke-width="1.6" />
      )}
      {best !== null && (
        <circle
          cx={at(best)}
          cy={y}
          r="4.5"
          fill={is_missed ? '#fff' : colours.mean}
          stroke={is_missed ? '#a3261d' : '#fff'}
          stroke-width={is_missed ? 2.5 : 1}
        />
      )}
      <title>{measure.text}</title>
    </g>
  );
}

function draw(crisis: CrisisReport, measures: CrisisMeasure[], width: number) {
  const unit = measures[0]!.unit;
  const is_narrow = width < 860;
  const names = is_narrow ? 0 : Math.min(400, width * 0.42);
  const texts = width > 860 ? 186 : 0;
  const row = is_narrow ? 40 : kRow_px;
  const [from, to] = [names + 12, width - texts - 20];
  const ends = measures.flatMap((measure) => {
    const target = target_of(crisis, measure.id);
    return [measure.low, measure.high, measure.best, target?.low, target?.high];
  });
  const scale = scale_of(unit === 'chance' ? [0, 1] : ends, from, to);
  const top = 6;
  const bottom = top + measures.length * row;
  const body = (
    <g>
      <Axis
        {...{ scale, from, to, top, bottom }}
        name=""
        text={(value) =>
          unit === 'date' ? date_of(crisis, value) : value_text(crisis, unit, value)
        }
      />
      {measures.map((measure, i) => {
        const y = top + (i + 0.5) * row + (is_narrow ? 9 : 0);
        return (
          <g key={measure.id}>
            {is_narrow ? (
              <NameAbove text={measure.text} y={y - 14} width={width} />
            ) : (
              <RowName text={measure.text} y={y} width={names} />
            )}
            <Row {...{ measure, scale, y }} target={target_of(crisis, measure.id)} />
            {texts > 0 && (
              <text x={to + 14} y={y + 4}>
                {band_text(crisis, unit, measure)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
  return { height: bottom + kAxis_px - 12, body };
}

function tables_of(crisis: CrisisReport, measures: CrisisMeasure[]) {
  const ends = (m: CrisisMeasure, [low, high]: (number | null)[]) =>
    range_text(crisis, m.unit, low ?? null, high ?? null);
  return {
    numbers: {
      columns: ['', words.best, '95 % of chance', 'Mean of sets', '95 %', words.middle, 'Sets'],
      rows: measures.map((m) => [
        m.text,
        value_text(crisis, m.unit, m.best),
        ends(m, m.best_ci95),
        value_text(crisis, m.unit, m.mean),
        ends(m, m.ci95),
        ends(m, [m.low, m.high]),
        m.sets,
      ]),
    },
    csv: {
      columns: 'measure,text,unit,best,best_low95,best_high95,mean,low95,high95,p05,p95,sets'.split(
        ',',
      ),
      rows: measures.map((m) => [
        ...[m.id, m.text, m.unit, m.best, ...m.best_ci95, m.mean, ...m.ci95, m.low, m.high, m.sets],
      ]),
    },
  };
}

// What the numbers leave most open.
function widest_text(crisis: CrisisReport, measures: CrisisMeasure[]): string {
  const room = (m: CrisisMeasure) => (m.high ?? 0) - (m.low ?? 0);
  const widest = measures.reduce((a, b) => (room(b) > room(a) ? b : a));
  const range = range_text(crisis, widest.unit, widest.low, widest.high);
  return `The sets of numbers leave most room to this: ${widest.text}, ${range}.`;
}

export function OddsPlot({ crisis, unit }: { crisis: CrisisReport; unit: Unit }) {
  const measures = crisis.measures.filter((m) => m.unit === unit && !is_untold(m));
  if (!measures.length) return null;
  return (
    <Frame
      title={kTitles[unit]}
      name={`odds_${unit.replace(' ', '_')}`}
      subject={crisis.title}
      sentence={widest_text(crisis, measures)}
      statements={odds_statements(crisis, measures)}
      note={unit === 'chance' ? words.odds_note : undefined}
      {...tables_of(crisis, measures)}
      draw={(width) => draw(crisis, measures, width)}
    />
  );
}

export function Targets({ crisis }: { crisis: CrisisReport }) {
  return (
    <Table
      name="targets crisis-table"
      title={words.targets}
      shown={() => crisis_targets_shown(crisis, words.targets)}
      heads={[
        'Target',
        'Recorded',
        'Accepted',
        words.best,
        words.middle,
        'Verdict',
        'Sets that meet it',
      ]}
    >
      {crisis.targets.map((target) => {
        const m = measure_of(crisis, target.measure)!;
        const range = (low: number | null, high: number | null) =>
          range_text(crisis, m.unit, low, high);
        return (
          <tr key={target.id}>
            <th scope="row">
              {target.id} {target.text}
            </th>
            <td data-name="Recorded">{target.recorded}</td>
            <td data-name="Accepted">{range(target.low, target.high)}</td>
            <td data-name={words.best}>{value_text(crisis, m.unit, m.best)}</td>
            <td data-name={words.middle}>{range(m.low, m.high)}</td>
            <td data-name="Verdict">
              <span class={`badge ${target.met ? 'met' : 'missed'}`}>
                {target.met ? 'met' : 'missed'}
              </span>
            </td>
            <td data-name="Sets that meet it">{chance_text(target.sets_met)}</td>
          </tr>
        );
      })}
    </Table>
  );
}

export function BaseRates({ crisis }: { crisis: CrisisReport }) {
  return (
    <Table
      name="targets crisis-table"
      title={words.rates}
      shown={() => rates_shown(crisis, words.rates)}
      heads={['Rate', 'Elsewhere', 'Here: best numbers (middle 90 % of sets)', 'Who says so']}
    >
      {crisis.base_rates.map((rate) => {
        const m = measure_of(crisis, rate.measure);
        const unit = m?.unit ?? 'chance';
        return (
          <tr key={rate.id}>
            <th scope="row">{rate.text}</th>
            <td data-name="Elsewhere">
              {value_text(crisis, unit, rate.rate)}
              {rate.n > 0 && <span class="unit"> (n = {rate.n})</span>}
            </td>
            <td data-name="Here">{m ? band_text(crisis, m.unit, m) : 'no measure of the model'}</td>
            <td data-name="Who says so">
              <Cite ids={rate.sources} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

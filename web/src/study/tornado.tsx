// What each change does against the battle as it is, the largest first.
import { tornado_statements } from '../cite/shown_study';
import type { Bar, StudyMeasure, StudyReport } from '../protocol/study';
import { is_hour } from '../store/figures';
import { present, scale_of, summary_of, type Scale } from './numbers';
import { Axis, colours, kAxis_px, RecordBand, RecordLine, RowName } from './marks';
import { Plot } from './plot';
import { kRowsMost } from './rows';
import {
  bar_name,
  bar_text,
  difference_text,
  difference_unit,
  has_interval,
  is_clear,
  recorded_ends,
  sorted_bars,
  tornado_sentence,
} from './sentences';
import type { Table } from './table';

const kRow_px = 26;
const kNote =
  'Full bar: its 95 % interval keeps clear of 0. Hollow bar: the interval holds 0, or there are ' +
  'too few pairs for one. Blue is more, orange less than as it is. Shaded: how far the record ' +
  'lies from the mean as it is.';

function BarShape({ bar, scale, y }: { bar: Bar; scale: Scale; y: number }) {
  const colour = bar.difference < 0 ? colours.less : colours.more;
  const [a, b] = [scale.at(0), scale.at(bar.difference)];
  const clear = is_clear(bar.ci95);
  return (
    <g>
      <rect
        x={Math.min(a, b)}
        y={y - 7}
        width={Math.max(1, Math.abs(b - a))}
        height={14}
        fill={clear ? colour : '#ffffff'}
        stroke={colour}
        stroke-dasharray={clear ? undefined : '3 2'}
      />
      {has_interval(bar.ci95) && <Whisker {...{ scale, y }} ci={bar.ci95} />}
    </g>
  );
}

export function Whisker({ ci, scale, y }: { ci: [number, number]; scale: Scale; y: number }) {
  const [a, b] = [scale.at(ci[0]), scale.at(ci[1])];
  return (
    <g fill="none">
      <path d={`M${a} ${y} H${b}`} stroke="#ffffff" stroke-width="4" />
      <path
        d={`M${a} ${y - 4} V${y + 4} M${a} ${y} H${b} M${b} ${y - 4} V${y + 4}`}
        stroke={colours.ink}
        stroke-width="1.4"
      />
    </g>
  );
}

const kFarthest = 1.5; // a record farther off than this many bars is left out

// The measure with its record as a difference from the mean as it is; none where it is far off.
function relative(study: StudyReport, m: number, most: number): StudyMeasure {
  const measure = study.measures[m]!;
  const r = measure.recorded;
  const mean = summary_of(study.points[0]!.samples[m]!)?.mean;
  if (!r || mean === undefined || Math.abs(r.best - mean) > kFarthest * most) {
    return { ...measure, recorded: null };
  }
  const recorded = { low: r.low - mean, best: r.best - mean, high: r.high - mean };
  return { ...measure, recorded };
}

function draw(study: StudyReport, m: number, bars: Bar[], width: number) {
  const names = Math.min(220, width * 0.32);
  const text = width > 640 ? 170 : 0;
  const [from, to] = [names, width - text - 12];
  const ends = present(bars.flatMap((bar) => [bar.difference, ...bar.ci95]));
  const measure = relative(study, m, Math.max(0, ...ends.map(Math.abs)));
  const scale = scale_of([0, ...ends, ...recorded_ends(measure)], from, to);
  const top = 24;
  const bottom = top + bars.length * kRow_px;
  const unit = difference_unit(measure.unit);
  const body = (
    <g>
      <Axis
        {...{ scale, from, to, top, bottom }}
        name={`difference from as it is, ${unit}`}
        unit={is_hour(measure.unit) ? measure.unit : ''}
        text={(value) => difference_text(value, measure.unit)}
      />
      <RecordBand {...{ measure, scale, top, bottom }} />
      <RecordLine {...{ measure, scale, top, bottom }} />
      <line x1={scale.at(0)} x2={scale.at(0)} y1={top} y2={bottom} stroke={colours.ink} />
      {bars.map((bar, i) => {
        const y = top + (i + 0.5) * kRow_px;
        return (
          <g key={i}>
            <RowName text={bar_name(study, bar)} y={y} width={names} />
            <BarShape {...{ bar, scale, y }} />
            {text > 0 && (
              <text x={width - text + 4} y={y + 4} font-weight={is_clear(bar.ci95) ? 600 : 400}>
                {bar_text(bar, measure.unit)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
  return { height: bottom + kAxis_px, body };
}

const csv_table = (study: StudyReport, bars: Bar[]): Table => ({
  columns: ['factor', 'level', 'point', 'pairs', 'difference', 'low95', 'high95', 'clear'],
  rows: bars.map((bar) => [
    study.factors[bar.factor]!.id,
    bar.level,
    bar.point,
    bar.n,
    bar.difference,
    ...bar.ci95,
    is_clear(bar.ci95) ? 1 : 0,
  ]),
});

const numbers_of = (study: StudyReport, measure: StudyMeasure, bars: Bar[]): Table => ({
  columns: ['change', 'pairs', 'difference', '95 % interval', 'clear'],
  rows: bars.map((bar) => [
    bar_name(study, bar),
    bar.n,
    difference_text(bar.difference, measure.unit),
    has_interval(bar.ci95)
      ? bar.ci95.map((end) => difference_text(end, measure.unit)).join(' to ')
      : null,
    is_clear(bar.ci95) ? 'yes' : 'no',
  ]),
});

export function Tornado({ study, m }: { study: StudyReport; m: number }) {
  const measure = study.measures[m]!;
  const bars = sorted_bars(measure);
  return (
    <Plot
      {...{ study, measure }}
      kind="tornado"
      sentence={tornado_sentence(study, measure)}
      statements={tornado_statements(study, m)}
      note={kNote}
      numbers={numbers_of(study, measure, bars)}
      csv={csv_table(study, bars)}
      draw={(width) => draw(study, m, bars.slice(0, kRowsMost), width)}
    />
  );
}

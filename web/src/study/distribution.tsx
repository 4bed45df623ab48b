// Where the runs of each point come out, beside the record.
import { distribution_statements } from '../cite/shown_study';
import type { StudyMeasure, StudyReport } from '../protocol/study';
import { quantity } from '../store/figures';
import { kRunsForRange, scale_of, ticks_of, type Scale } from './numbers';
import {
  Axis,
  axis_name,
  colours,
  Dots,
  kAxis_px,
  legend_height,
  MarkLegend,
  RecordBand,
  RecordLine,
  RowName,
  type Dot,
} from './marks';
import { Plot, type Picking } from './plot';
import { is_pooled, rows_of, type Row, type Run } from './rows';
import { distribution_sentence, recorded_ends } from './sentences';
import type { Table } from './table';
import { mark_words, marks_note } from './words';

const kDotsMost = 60; // a row of more is drawn as bars
const kDot_px = 7;
const kStrip_px = 8; // room below bars for the middle 80 %

// Heights of dots in a row: those that would touch are put beside each other, above and below, and
// closer where the row has not the room.
export function swarm(xs: number[], half: number): number[] {
  const ends: number[] = [];
  const lanes = xs.map((x) => {
    const free = ends.findIndex((end) => x - end >= kDot_px);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = x;
    return (lane % 2 ? 1 : -1) * Math.ceil(lane / 2);
  });
  const most = Math.max(1, ...lanes.map(Math.abs));
  return lanes.map((lane) => lane * Math.min(kDot_px, half / most));
}

const by_value = (row: Row): Run[] => [...row.runs].sort((a, b) => a.value - b.value);

function label_of(measure: StudyMeasure, row: Row, run: Run): string {
  const marks = run.marks.map((mark) => mark_words[mark]).join('; ');
  const text = `${row.name}, run ${run.replication}: ${quantity(run.value, measure.unit)}`;
  return marks ? `${text} (${marks})` : text;
}

// Where the rows lie on the drawing.
interface Rows {
  all: Row[];
  scale: Scale;
  top: number;
  height: number; // of one row
}

const is_bars = (row: Row): boolean => row.runs.length > kDotsMost;

function dots_of(measure: StudyMeasure, { all, scale, top, height }: Rows): Dot[] {
  return all.flatMap((row, r) => {
    const runs = by_value(row).filter((run) => !is_bars(row) || run.marks.length > 0);
    const offsets = swarm(
      runs.map((run) => scale.at(run.value)),
      height / 2 - 8,
    );
    return runs.map((run, i) => ({
      x: scale.at(run.value),
      y: top + (r + 0.5) * height + offsets[i]!,
      row: r,
      run,
      label: label_of(measure, row, run),
    }));
  });
}

// How many runs in each of some forty bins; whole numbers keep bins of their own.
function bins_of(
  row: Row,
  scale: Scale,
  unit: string,
): { step: number; counts: [number, number][] } {
  const [a, b] = ticks_of(scale.low, scale.high, 40, unit) as [number, number];
  const is_whole = row.runs.every((run) => Number.isInteger(run.value));
  const step = is_whole ? Math.max(1, Math.round(b - a)) : b - a;
  const counts = new Map<number, number>();
  for (const run of row.runs) {
    const bin = Math.round(run.value / step);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return { step, counts: [...counts] };
}

interface RowProps {
  row: Row;
  rows: Rows;
  r: number;
  unit: string;
}

function Histogram({ row, rows, r, unit }: RowProps) {
  const { step, counts } = bins_of(row, rows.scale, unit);
  const most = Math.max(...counts.map(([, count]) => count));
  const base = rows.top + (r + 1) * rows.height - kStrip_px;
  return (
    <g fill={colours.run} stroke="#fff" stroke-width="0.5">
      {counts.map(([bin, count]) => {
        const height = (count / most) * (rows.height - kStrip_px - 4);
        const [a, b] = [-0.5, 0.5].map((half) => rows.scale.at((bin + half) * step)) as [
          number,
          number,
        ];
        return <rect key={bin} x={a} y={base - height} width={b - a} height={height} />;
      })}
    </g>
  );
}

// Name, middle 80 %, bars and mean of a row; its dots are drawn over all rows.
function RowBody({ row, rows, r, unit, names }: RowProps & { names: number }) {
  const { scale, top, height } = rows;
  const s = row.summary;
  const y = top + (r + 0.5) * height;
  const mean = s && scale.at(s.mean);
  return (
    <g>
      <RowName text={row.name} y={y} width={names} />
      {s?.middle && (
        <rect
          x={scale.at(s.middle[0]) - 1}
          y={is_bars(row) ? y + height / 2 - kStrip_px + 1 : y - 8}
          width={Math.max(2, scale.at(s.middle[1]) - scale.at(s.middle[0]) + 2)}
          height={is_bars(row) ? kStrip_px - 2 : 16}
          fill={colours.middle}
          fill-opacity="0.75"
        />
      )}
      {is_bars(row) && <Histogram {...{ row, rows, r, unit }} />}
      {mean !== null && (
        <path
          d={`M${mean} ${y - height / 2 + 4} V${y + height / 2 - 4}`}
          stroke={colours.mean}
          stroke-width="2.4"
        />
      )}
    </g>
  );
}

function range_text(row: Row, unit: string): string {
  const s = row.summary;
  if (!s) return 'did not happen';
  const q = (value: number) => quantity(value, unit);
  const [low, high] = s.middle ?? [s.low, s.high];
  return `${q(s.mean)} (${q(low)} to ${q(high)})`;
}

function draw(measure: StudyMeasure, all: Row[], width: number, picking: Picking) {
  const names = Math.min(190, width * 0.27);
  const text = width > 640 ? 160 : 0;
  const [from, to] = [names, width - text - 12];
  const values = [...recorded_ends(measure), ...all.flatMap((row) => row.runs.map((r) => r.value))];
  const scale = scale_of(values, from, to);
  const top = legend_height(width) + 22;
  const height = all.length > 3 ? 46 : 110;
  const rows = { all, scale, top, height };
  const bottom = top + all.length * height;
  const body = (
    <g>
      <MarkLegend x={8} y={12} width={width} />
      <Axis {...{ scale, from, to, top, bottom }} name={axis_name(measure)} unit={measure.unit} />
      <RecordBand {...{ measure, scale, top, bottom }} />
      {all.map((row, r) => (
        <g key={r}>
          <path d={`M0 ${top + r * height} H${width}`} stroke={colours.grid} />
          <RowBody {...{ row, rows, r, names }} unit={measure.unit} />
          {text > 0 && (
            <text x={width - text + 4} y={top + (r + 0.5) * height + 4}>
              {range_text(row, measure.unit)}
            </text>
          )}
        </g>
      ))}
      <RecordLine {...{ measure, scale, top, bottom }} />
      <Dots dots={dots_of(measure, rows)} {...picking} />
    </g>
  );
  return { height: bottom + kAxis_px, body };
}

function numbers_of(rows: Row[], unit: string): Table {
  const q = (value: number | undefined) => (value === undefined ? null : quantity(value, unit));
  return {
    columns: ['runs of', 'runs', 'happened', 'mean', 'p10', 'p90', 'lowest', 'highest'],
    rows: rows.map(({ name, summary: s }) => [
      name,
      s?.n ?? 0,
      s?.happened ?? 0,
      q(s?.mean),
      q(s?.middle?.[0]),
      q(s?.middle?.[1]),
      q(s?.low),
      q(s?.high),
    ]),
  };
}

function csv_table(measure: StudyMeasure, rows: Row[]): Table {
  const r = measure.recorded;
  return {
    columns: [
      'row',
      'point',
      'replication',
      'value',
      'mark',
      'recorded_low',
      'recorded_best',
      'recorded_high',
    ],
    rows: rows.flatMap((row) =>
      by_value(row).map((run) => [
        row.name,
        run.point,
        run.replication,
        run.value,
        run.marks.join(' '),
        r?.low,
        r?.best,
        r?.high,
      ]),
    ),
  };
}

export function Distribution({ study, m }: { study: StudyReport; m: number }) {
  const measure = study.measures[m]!;
  const rows = rows_of(study, m);
  const few = rows.some((row) => row.runs.length < kRunsForRange);
  return (
    <Plot
      {...{ study, measure }}
      kind="distribution"
      sentence={distribution_sentence(measure, rows)}
      statements={distribution_statements(study, m)}
      note={
        marks_note(is_pooled(study)) +
        (few ? ' Of fewer, the brackets hold the lowest and the highest.' : '') +
        (rows.some(is_bars) ? ` Rows of more than ${kDotsMost} runs are drawn as bars.` : '')
      }
      has_runs
      numbers={numbers_of(rows, measure.unit)}
      csv={csv_table(measure, rows)}
      draw={(width, picking) => draw(measure, rows, width, picking)}
    />
  );
}

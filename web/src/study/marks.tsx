// What plots have in common: axis, record, names of rows, dots of runs.
import type { Mark, StudyMeasure } from '../protocol/study';
import { quantity, unit_text } from '../store/figures';
import { ticks_of, type Scale } from './numbers';
import type { Picking } from './plot';
import type { Run } from './rows';
import { mark_words } from './words';

// Blue, orange and grey stay apart for the common kinds of colour blindness and in grey print.
export const colours = {
  run: '#5b7894',
  middle: '#b9cbdc',
  mean: '#12385f',
  more: '#1d5fa6',
  less: '#c2410c',
  record: '#e3b04b',
  record_line: '#7a5200',
  grid: '#e7e1d3',
  soft: '#5d564c',
  ink: '#26221c',
};

export const kAxis_px = 34; // room below for ticks and unit

// Cuts a name to the room it has; the whole of it stays as a title.
export function RowName({ text, y, width }: { text: string; y: number; width: number }) {
  const most = Math.floor(width / 6.3);
  const shown = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return (
    <text x={width - 10} y={y + 4} text-anchor="end">
      {shown}
      {shown !== text && <title>{text}</title>}
    </text>
  );
}

interface AxisProps {
  scale: Scale;
  from: number;
  to: number;
  top: number;
  bottom: number;
  name: string;
  unit?: string;
  text?: (value: number) => string;
}

// Below a plot, with lines up into it.
export function Axis({ scale, from, to, top, bottom, name, unit, text }: AxisProps) {
  const ticks = ticks_of(scale.low, scale.high, Math.max(2, (to - from) / 80), unit);
  const written = text ?? ((value: number) => quantity(value, unit));
  return (
    <g>
      {ticks.map((value) => (
        <g key={value}>
          <line
            x1={scale.at(value)}
            x2={scale.at(value)}
            y1={top}
            y2={bottom}
            stroke={colours.grid}
          />
          <text x={scale.at(value)} y={bottom + 14} text-anchor="middle" fill={colours.soft}>
            {written(value)}
          </text>
        </g>
      ))}
      <line x1={from} x2={to} y1={bottom} y2={bottom} stroke={colours.soft} />
      <text x={(from + to) / 2} y={bottom + 29} text-anchor="middle" fill={colours.soft}>
        {name}
      </text>
    </g>
  );
}

export const axis_name = (measure: StudyMeasure): string =>
  [measure.quantity, unit_text(measure.unit)].filter(Boolean).join(', ');

interface RecordProps {
  measure: StudyMeasure;
  scale: Scale;
  top: number;
  bottom: number;
}

// The recorded range as a band; it lies below everything.
export function RecordBand({ measure, scale, top, bottom }: RecordProps) {
  const r = measure.recorded;
  if (!r) return null;
  const [low, high] = [scale.at(r.low), scale.at(r.high)];
  return (
    <rect
      x={low}
      y={top}
      width={Math.max(1, high - low)}
      height={bottom - top}
      fill={colours.record}
      fill-opacity="0.3"
    />
  );
}

// The best recorded figure as a line, with the word; it lies above everything.
export function RecordLine({ measure, scale, top, bottom }: RecordProps) {
  if (!measure.recorded) return null;
  const best = scale.at(measure.recorded.best);
  return (
    <g>
      <line
        x1={best}
        x2={best}
        y1={top - 3}
        y2={bottom}
        stroke={colours.record_line}
        stroke-width="1.6"
        stroke-dasharray="6 3"
      />
      <text x={best} y={top - 7} text-anchor="middle" fill={colours.record_line} font-weight="600">
        record
      </text>
    </g>
  );
}

const kShapes: Record<Mark, string> = {
  median: 'M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z',
  closest: 'M0 -5.5 L5.5 4.5 L-5.5 4.5 Z',
  worst: 'M-5 -3 L-3 -5 L0 -2 L3 -5 L5 -3 L2 0 L5 3 L3 5 L0 2 L-3 5 L-5 3 L-2 0 Z',
};
const kMarkColours: Record<Mark, string> = {
  median: '#26221c',
  closest: '#7a5200',
  worst: '#a3261d',
};

function Shape({ mark, x, y }: { mark: Mark; x: number; y: number }) {
  return (
    <path
      d={kShapes[mark]}
      transform={`translate(${x} ${y})`}
      fill={kMarkColours[mark]}
      stroke="#fff"
      stroke-width="1"
    />
  );
}

// The three marks with their words, side by side or below each other.
export function MarkLegend({ x, y, width }: { x: number; y: number; width: number }) {
  const marks: Mark[] = ['median', 'closest', 'worst'];
  const is_wide = width > 640;
  return (
    <g>
      {marks.map((mark, i) => {
        const [at_x, at_y] = is_wide ? [x + i * 190, y] : [x, y + i * 17];
        return (
          <g key={mark}>
            <Shape mark={mark} x={at_x + 6} y={at_y} />
            <text x={at_x + 18} y={at_y + 4} fill={colours.soft}>
              {mark_words[mark]}
            </text>
          </g>
        );
      })}
    </g>
  );
}

export const legend_height = (width: number): number => (width > 640 ? 22 : 56);

export interface Dot {
  x: number;
  y: number;
  row: number;
  run: Run;
  label: string;
}

const same = (a: Run | null, b: Run): boolean =>
  !!a && a.point === b.point && a.replication === b.replication;

// The dot that a key leads to: along the row, or to the nearest of the next row.
export function next_dot(dots: Dot[], at: number, key: string): number {
  if (key === 'ArrowRight') return Math.min(at + 1, dots.length - 1);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return at;
  const here = dots[at]!;
  const rows = [...new Set(dots.map((dot) => dot.row))].sort((a, b) => a - b);
  const row = rows[rows.indexOf(here.row) + (key === 'ArrowDown' ? 1 : -1)];
  if (row === undefined) return at;
  const away = (i: number) => Math.abs(dots[i]!.x - here.x);
  return dots
    .flatMap((dot, i) => (dot.row === row ? [i] : []))
    .reduce((a, b) => (away(b) < away(a) ? b : a));
}

// Runs as dots. One stop for the Tab key; the arrow keys go from dot to dot. A dot that has the
// focus is the one that is picked.
export function Dots({ dots, picked, pick, colour }: { dots: Dot[]; colour?: string } & Picking) {
  const chosen = dots.findIndex((dot) => same(picked, dot.run));
  const stop = Math.max(0, chosen);
  const on_key = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const group = event.currentTarget as SVGGElement;
    const circles = group.querySelectorAll<SVGGElement>('[role=button]');
    const at = [...circles].indexOf(event.target as SVGGElement);
    circles[next_dot(dots, at, event.key)]?.focus();
  };
  return (
    <g onKeyDown={on_key}>
      {dots.map((dot, i) => (
        <g
          key={i}
          role="button"
          tabIndex={i === stop ? 0 : -1}
          aria-label={dot.label}
          class="run-dot"
          onClick={() => pick(dot.run)}
          onFocus={() => pick(dot.run)}
        >
          {i === chosen && (
            <circle cx={dot.x} cy={dot.y} r="8" fill="none" stroke={colours.ink} stroke-width="2" />
          )}
          <circle
            cx={dot.x}
            cy={dot.y}
            r={dot.run.marks.length ? 6 : 2.8}
            fill={colour ?? colours.run}
            fill-opacity={dot.run.marks.length ? 0 : 1}
            stroke="#fff"
            stroke-width="0.5"
          />
          <title>{dot.label}</title>
        </g>
      ))}
      <g pointer-events="none">
        {dots.flatMap(({ x, y, run }) =>
          run.marks.map((mark, k) => (
            <Shape key={`${mark} ${x} ${y}`} mark={mark} x={x} y={y - 9 * k} />
          )),
        )}
      </g>
    </g>
  );
}

// A small picture of one figure: recorded low–best–high above, the runs below, on one axis.
import type { Target } from '../protocol/report';
import { quantity } from '../store/figures';

const kWidth = 300;
const kHeight = 46;
const kMargin = 8;

export interface Axis {
  low: number;
  high: number;
  at(value: number): number;
}

const numbers = (values: (number | null | undefined)[]): number[] =>
  values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v));

// The axis holds everything there is to show, single runs included.
export function axis_of(target: Target): Axis | null {
  const { recorded: r, simulated: s } = target;
  const all = numbers([
    r?.low,
    r?.best,
    r?.high,
    s?.p10,
    s?.p50,
    s?.p90,
    ...(s?.p10_ci ?? []),
    ...(s?.p90_ci ?? []),
    ...(target.samples ?? []),
  ]);
  if (!all.length) return null;
  let low = Math.min(...all),
    high = Math.max(...all);
  if (high - low < 1e-9) [low, high] = [low - 1, high + 1];
  const scale = (kWidth - 2 * kMargin) / (high - low);
  return { low, high, at: (value) => kMargin + (value - low) * scale };
}

// Dots that would lie on each other are stacked in three rows.
export function dot_rows(xs: number[]): number[] {
  const ends = [-Infinity, -Infinity, -Infinity];
  return xs.map((x) => {
    const free = ends.findIndex((end) => x - end >= 4.2);
    const row = free < 0 ? ends.indexOf(Math.min(...ends)) : free;
    ends[row] = x;
    return row;
  });
}

function Recorded({ target, axis }: { target: Target; axis: Axis }) {
  const { low, best, high } = target.recorded ?? {};
  const ends = numbers([low, best, high]);
  if (!ends.length) return null;
  const from = axis.at(Math.min(...ends)),
    to = axis.at(Math.max(...ends));
  return (
    <g>
      <rect x={from - 1} y={7} width={Math.max(2, to - from + 2)} height={5} fill="#8d867a" />
      {typeof best === 'number' && (
        <path d={`M${axis.at(best)} 3.5 l6 6 l-6 6 l-6 -6 z`} fill="#26221c" stroke="#fff" />
      )}
    </g>
  );
}

function Whisker({ ci, axis }: { ci: [number, number] | null | undefined; axis: Axis }) {
  if (!ci) return null;
  const [a, b] = [axis.at(ci[0]), axis.at(ci[1])];
  return (
    <path
      d={`M${a} 19 v6 M${a} 22 H${b} M${b} 19 v6`}
      stroke="#26221c"
      stroke-width="0.9"
      fill="none"
    />
  );
}

function Simulated({ target, axis, colour }: { target: Target; axis: Axis; colour: string }) {
  const s = target.simulated;
  const xs = numbers(target.samples ?? [])
    .sort((a, b) => a - b)
    .map((v) => axis.at(v));
  const rows = dot_rows(xs);
  const has_range = typeof s?.p10 === 'number' && typeof s?.p90 === 'number';
  return (
    <g>
      {has_range && (
        <rect
          x={axis.at(s.p10!) - 1}
          y={18}
          height={8}
          fill={colour}
          opacity={0.45}
          width={Math.max(2, axis.at(s.p90!) - axis.at(s.p10!) + 2)}
        />
      )}
      {typeof s?.p50 === 'number' && (
        <rect x={axis.at(s.p50) - 1.2} y={16.5} width={2.4} height={11} fill={colour} />
      )}
      <Whisker ci={s?.p10_ci} axis={axis} />
      <Whisker ci={s?.p90_ci} axis={axis} />
      {xs.map((x, i) => (
        <circle key={i} cx={x} cy={31.5 + 4.2 * rows[i]!} r={1.9} fill={colour} opacity={0.75} />
      ))}
    </g>
  );
}

export function IntervalPlot({
  target,
  colour,
  label,
}: {
  target: Target;
  colour: string;
  label: string;
}) {
  const axis = axis_of(target);
  if (!axis) return null;
  return (
    <figure class="interval-plot">
      <svg viewBox={`0 0 ${kWidth} ${kHeight}`} role="img" aria-label={label}>
        <line x1={kMargin} x2={kWidth - kMargin} y1={28.5} y2={28.5} stroke="#ddd6c8" />
        <Recorded target={target} axis={axis} />
        <Simulated target={target} axis={axis} colour={colour} />
      </svg>
      <figcaption aria-hidden="true">
        <span>{quantity(axis.low, target.unit)}</span>
        <span>{quantity(axis.high, target.unit)}</span>
      </figcaption>
    </figure>
  );
}

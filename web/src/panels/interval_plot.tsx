// A small picture of one figure: recorded low–best–high above, the runs below, on one axis.
import type { Target } from '../protocol/report';
import { CiteButton } from '../cite/cite_button';
import type { Shown } from '../cite/citation';
import { usePage } from '../store/context';
import { quantity } from '../store/figures';
import { Dots } from '../study/marks';
import { strip_dots, use_picking, type Strip } from './run_strip';

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
    </g>
  );
}

interface IntervalPlotProps {
  target: Target;
  colour: string;
  label: string;
  shown(): Shown; // for its citation
}

export function IntervalPlot({ target, colour, label, shown }: IntervalPlotProps) {
  const { runs = [] } = usePage().battle.report;
  const { picking, line } = use_picking(target);
  const axis = axis_of(target);
  if (!axis) return null;
  const values = target.samples ?? [];
  const strip: Strip = { values, numbers: runs, unit: target.unit };
  return (
    <figure class="interval-plot">
      <svg
        viewBox={`0 0 ${kWidth} ${kHeight}`}
        role={numbers(values).length ? 'group' : 'img'}
        aria-label={label}
      >
        <line x1={kMargin} x2={kWidth - kMargin} y1={28.5} y2={28.5} stroke="#ddd6c8" />
        <Recorded target={target} axis={axis} />
        <Simulated target={target} axis={axis} colour={colour} />
        <Dots dots={strip_dots(strip, axis.at, 31.5)} colour={colour} {...picking} />
      </svg>
      <figcaption>
        <span aria-hidden="true">{quantity(axis.low, target.unit)}</span>
        <CiteButton title={target.quantity} shown={shown} first={target.id} />
        <span aria-hidden="true">{quantity(axis.high, target.unit)}</span>
      </figcaption>
      {line}
    </figure>
  );
}

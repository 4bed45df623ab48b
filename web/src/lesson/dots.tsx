// The pairs as dots: one dot a pair at its difference, the line of no difference, and the range of
// the average.
import type { Answer } from '../protocol/lesson';
import { figure } from '../store/figures';
import { change_text, differences_of, kind_of } from './sentences';
import { words } from './words';

const kWidth = 720;
const kSide = 40;
const kDot = 8;
const kAxis_px = 54; // room under the dots

export interface Dot {
  x: number;
  level: number; // dots on the same place are stacked
}

interface Scale {
  low: number;
  high: number;
  x(value: number): number;
}

// The axis holds all values and nought, with a little room.
export function scale_of(values: number[]): Scale {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const room = 0.06 * (most - least || 1);
  const [low, high] = [least - room, most + room];
  const x = (value: number) => kSide + ((kWidth - 2 * kSide) * (value - low)) / (high - low);
  return { low, high, x };
}

// Dots in order of their values; one that would touch others is put on top of them.
export function stacked(places: number[], width = 2 * kDot): Dot[] {
  const dots: Dot[] = [];
  for (const x of [...places].sort((a, b) => a - b)) {
    const near = new Set(dots.filter((dot) => x - dot.x < width).map((dot) => dot.level));
    let level = 0;
    while (near.has(level)) level++;
    dots.push({ x, level });
  }
  return dots;
}

// Round steps, at most seven marks.
export function marks_of(low: number, high: number): number[] {
  const span = high - low;
  const power = 10 ** Math.floor(Math.log10(span / 6));
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => span / s <= 7)!;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

export function Dots({ answer, unit, counted }: { answer: Answer; unit: string; counted: string }) {
  const kind = kind_of(unit);
  const values = differences_of(answer).map((d) => d * kind.scale);
  const [low, high] = answer.ci95;
  const ends = [low, high].map((end) => (end ?? 0) * kind.scale) as [number, number];
  const scale = scale_of([...values, ...ends]);
  const dots = stacked(values.map(scale.x));
  const top = 34 + 2 * kDot * (1 + Math.max(0, ...dots.map((dot) => dot.level)));
  const height = top + kAxis_px;
  const zero = scale.x(0);
  const label = `${words.dots(counted, values.length)} ${
    answer.difference === null ? '' : change_text(answer.difference, unit)
  }`;
  return (
    <figure class="lesson-dots">
      <svg viewBox={`0 0 ${kWidth} ${height}`} role="img" aria-label={label}>
        <line class="zero" x1={zero} x2={zero} y1={22} y2={top + 4} />
        <text
          class="zero-text"
          x={Math.max(60, Math.min(kWidth - 60, zero))}
          y={16}
          text-anchor="middle"
        >
          {words.no_difference}
        </text>
        {dots.map((dot, i) => (
          <circle key={i} cx={dot.x} cy={top - kDot - 2 * kDot * dot.level} r={kDot - 1} />
        ))}
        <line class="axis" x1={kSide / 2} x2={kWidth - kSide / 2} y1={top} y2={top} />
        {marks_of(scale.low, scale.high).map((mark) => (
          <text key={mark} x={scale.x(mark)} y={top + 18} text-anchor="middle">
            {mark > 0 ? `+${figure(mark)}` : figure(mark)}
          </text>
        ))}
        {low !== null && high !== null && (
          <g class="range">
            <line x1={scale.x(ends[0])} x2={scale.x(ends[1])} y1={top + 32} y2={top + 32} />
            <text
              x={Math.max(90, Math.min(kWidth - 90, scale.x((ends[0] + ends[1]) / 2)))}
              y={top + 50}
              text-anchor="middle"
            >
              {words.range_label}
            </text>
          </g>
        )}
      </svg>
      <figcaption>{words.dots(counted, values.length)}</figcaption>
    </figure>
  );
}

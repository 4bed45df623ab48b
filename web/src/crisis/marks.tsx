// What the drawings of a crisis share: colours and shapes of the sides, days, sources, bars.
import type { Band, CrisisReport } from '../protocol/crisis';
import { kSideColours } from '../protocol/read';
import { Axis } from '../study/marks';
import type { Scale } from '../study/numbers';
import { date_of } from './numbers';

export const side_colour = (side: number): string => kSideColours[side % kSideColours.length]!;

interface MarkProps {
  side: number;
  x: number;
  y: number;
  r?: number;
}

// A circle for the first side, a square for the second: told apart without colour.
export function SideMark({ side, x, y, r = 5 }: MarkProps) {
  const paint = { fill: side_colour(side), stroke: '#fff', 'stroke-width': 1 };
  return side === 0 ? (
    <circle cx={x} cy={y} r={r} {...paint} />
  ) : (
    <rect x={x - r + 0.5} y={y - r + 0.5} width={2 * r - 1} height={2 * r - 1} {...paint} />
  );
}

// Both sides with their marks, in a row.
export function SideLegend({ crisis, x, y }: { crisis: CrisisReport; x: number; y: number }) {
  return (
    <g>
      {crisis.sides.map((side, i) => (
        <g key={i}>
          <SideMark side={i} x={x + 6 + i * 120} y={y} />
          <text x={x + 16 + i * 120} y={y + 4}>
            {side.name}
          </text>
        </g>
      ))}
    </g>
  );
}

interface DaysProps {
  crisis: CrisisReport;
  scale: Scale;
  from: number;
  to: number;
  top: number;
  bottom: number;
}

export function Days({ crisis, ...axis }: DaysProps) {
  return <Axis {...axis} name="" text={(day) => date_of(crisis, day)} />;
}

// The middle 90 % of sets as a bar, the best numbers as a mark upon it.
export function BandBar(props: { band: Band; side: number; at(v: number): number; y: number }) {
  const { band, side, at, y } = props;
  if (band.low === null || band.high === null) return null;
  const [low, high] = [at(band.low), at(band.high)];
  return (
    <g>
      <rect
        x={low}
        y={y - 3}
        width={Math.max(1.5, high - low)}
        height={6}
        fill={side_colour(side)}
        fill-opacity="0.35"
      />
      {band.best !== null && <SideMark side={side} x={at(band.best)} y={y} r={4} />}
    </g>
  );
}

// A line of marks that belong to a level, as steps: level until the next.
export const steps_path = (points: [number, number][], end: number): string =>
  points.map(([x, y], i) => (i === 0 ? `M${x} ${y}` : `H${x} V${y}`)).join(' ') + ` H${end}`;

// The name of a row above it, smaller where it would not fit.
export function NameAbove({ text, y, width }: { text: string; y: number; width: number }) {
  const size = Math.min(11.5, (width - 8) / (0.6 * text.length));
  return (
    <text x={4} y={y} font-size={size.toFixed(1)} {...halo}>
      {text}
    </text>
  );
}

export function Cite({ ids }: { ids: string[] }) {
  return (
    <span class="cite">
      {ids.map((id, i) => (
        <span key={id}>
          {i > 0 && ', '}
          {id === 'assumed' ? <b class="assumed">assumed</b> : <a href={`#source-${id}`}>{id}</a>}
        </span>
      ))}
    </span>
  );
}

// White round the letters, so that lines may pass behind them.
export const halo = { stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke' } as const;

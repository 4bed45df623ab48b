// Beliefs over time in the told run: strength as each side sees it, and how sure it is that the
// enemy means to fight; the reports that moved them are numbered.
import type { BeliefPoint, CrisisReport, News } from '../protocol/crisis';
import { Frame } from '../study/frame';
import { kAxis_px, colours } from '../study/marks';
import { scale_of, type Scale } from '../study/numbers';
import { capital, chance_text, date_of, strength_text } from './numbers';
import { days_scale } from './ladder';
import { Days, halo, SideLegend, SideMark, side_colour, steps_path } from './marks';

const kHeight_px = 230;
const kTop_px = 44;
const kRatios = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6];

type Kind = 'strength' | 'enemy_resolved';
type Point = Omit<BeliefPoint, 'day' | 'what' | 'report'> & { day: number; what: string };

// The course of beliefs with what was believed at first.
export function points_of(crisis: CrisisReport): Point[] {
  const { before, beliefs } = crisis.told;
  const first = Math.min(crisis.start_day, ...beliefs.map((point) => point.day));
  return [{ ...before, day: first - 2, what: 'at first' }, ...beliefs];
}

const text_of = (kind: Kind, value: number): string =>
  kind === 'strength' ? strength_text(value) : chance_text(value);

function Levels({ kind, y, from, to }: { kind: Kind; y: Scale; from: number; to: number }) {
  const levels =
    kind === 'strength'
      ? kRatios.map((ratio) => [Math.log(ratio), `×${ratio}`] as const)
      : [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${100 * share} %`] as const);
  return (
    <g>
      {levels
        .filter(([value]) => value >= y.low && value <= y.high)
        .map(([value, text]) => (
          <g key={text}>
            <path
              d={`M${from} ${y.at(value)} H${to}`}
              stroke={kind === 'strength' && value === 0 ? colours.soft : colours.grid}
            />
            <text x={from - 6} y={y.at(value) + 4} text-anchor="end" fill={colours.soft}>
              {text}
            </text>
          </g>
        ))}
    </g>
  );
}

interface CurveProps {
  kind: Kind;
  side: number;
  points: Point[];
  x: Scale;
  y: Scale;
  end: number;
}

function Curve({ kind, side, points, x, y, end }: CurveProps) {
  const level = (point: Point): [number, number] => [x.at(point.day), y.at(point[kind][side]!)];
  return (
    <g>
      <path
        d={steps_path(points.map(level), end)}
        fill="none"
        stroke={side_colour(side)}
        stroke-width="2.2"
        stroke-dasharray={side === 0 ? undefined : '7 3'}
      />
      {points.map((point, i) => {
        const was = points[i - 1]?.[kind][side];
        if (was !== undefined && Math.abs(was - point[kind][side]!) < 1e-9) return null;
        const [at_x, at_y] = level(point);
        return (
          <g key={i}>
            <SideMark side={side} x={at_x} y={at_y} r={4} />
            <title>{`${point.what}: ${text_of(kind, point[kind][side]!)}`}</title>
          </g>
        );
      })}
    </g>
  );
}

// The reports that were heard in the run, numbered by day, with what they moved.
interface Heard {
  news: News;
  day: number;
  before: Point;
  after: Point;
}
export function heard_of(crisis: CrisisReport): Heard[] {
  const points = points_of(crisis);
  return crisis.told.beliefs.flatMap((point, i) =>
    point.report === null
      ? []
      : [
          {
            news: crisis.reports[point.report]!,
            day: point.day,
            before: points[i]!,
            after: points[i + 1]!,
          },
        ],
  );
}

function Marks({ heard, x, bottom }: { heard: Heard[]; x: Scale; bottom: number }) {
  return (
    <g>
      {heard.map(({ day, news }, i) => (
        <g key={i}>
          <path
            d={`M${x.at(day)} ${kTop_px - 8} V${bottom}`}
            stroke={colours.record_line}
            stroke-dasharray="4 3"
          />
          <circle cx={x.at(day)} cy={kTop_px - 16} r="9" fill={colours.record_line} />
          <text
            x={x.at(day)}
            y={kTop_px - 12}
            text-anchor="middle"
            fill="#fff"
            font-weight="600"
            font-size="11"
          >
            {i + 1}
          </text>
          <title>{news.text}</title>
        </g>
      ))}
    </g>
  );
}

interface TruthProps {
  crisis: CrisisReport;
  y: Scale;
  from: number;
  to: number;
}

// What was true in this run, and nobody knew: by side, for its own strength.
function Truths({ crisis, y, from, to }: TruthProps) {
  const { strength } = crisis.told.truth;
  return (
    <g>
      {[strength, -strength].map((value, side) => (
        <g key={side}>
          <path
            d={`M${from} ${y.at(value)} H${to}`}
            stroke={side_colour(side)}
            stroke-dasharray="1.5 3"
            stroke-width="1.4"
          />
          <text
            x={to}
            y={y.at(value) - 5}
            text-anchor="end"
            fill={side_colour(side)}
            font-size="11"
            {...halo}
          >
            {`true of ${crisis.sides[side]!.name} in this run`}
          </text>
        </g>
      ))}
    </g>
  );
}

function draw(crisis: CrisisReport, kind: Kind, width: number) {
  const points = points_of(crisis);
  const [from, to] = [width < 500 ? 50 : 60, width - 14];
  const bottom = kTop_px + kHeight_px;
  const x = days_scale(crisis, [crisis.told], from + 8, to);
  const { strength } = crisis.told.truth;
  const values =
    kind === 'strength'
      ? [0, strength, -strength, ...points.flatMap((point) => point.strength)]
      : [0, 1];
  const y = scale_of(values, bottom - 4, kTop_px);
  const body = (
    <g>
      <SideLegend crisis={crisis} x={from} y={10} />
      <Days {...{ crisis, from, to, bottom }} scale={x} top={kTop_px} />
      <Levels {...{ kind, y, from, to }} />
      {kind === 'strength' && <Truths {...{ crisis, y, from, to }} />}
      <Marks {...{ heard: heard_of(crisis), x, bottom }} />
      {crisis.sides.map((_, side) => (
        <Curve key={side} {...{ kind, side, points, x, y }} end={x.at(crisis.told.end_day)} />
      ))}
    </g>
  );
  return { height: bottom + kAxis_px - 10, body };
}

function sentence_of(crisis: CrisisReport, kind: Kind): string {
  const points = points_of(crisis);
  const [first, last] = [points[0]!, points.at(-1)!];
  const parts = crisis.sides.map((side, i) => {
    const [a, b] = [first[kind][i]!, last[kind][i]!].map((value) => text_of(kind, value));
    return kind === 'strength'
      ? `${side.people} thought themselves ${a} at first and ${b} at the end`
      : `${side.people} held it ${a} likely at first and ${b} at the end`;
  });
  const than = kind === 'strength' ? ', against what the planners’ tables say' : '';
  return `${capital(parts.join('; '))}${than}.`;
}

function tables_of(crisis: CrisisReport, kind: Kind) {
  const points = points_of(crisis);
  const names = crisis.sides.map((side) => side.name);
  return {
    numbers: {
      columns: ['day', 'after', ...names],
      rows: points.map((point) => [
        date_of(crisis, point.day),
        point.what,
        ...point[kind].map((value) => text_of(kind, value)),
      ]),
    },
    csv: {
      columns: ['day', 'after', ...crisis.sides.map((side) => `${kind}_${side.id}`)],
      rows: points.map((point) => [point.day, point.what, ...point[kind]]),
    },
  };
}

function moved_text(before: Point, after: Point, side: number): string {
  const change = (kind: Kind) => {
    const [a, b] = [before, after].map((point) => text_of(kind, point[kind][side]!));
    return a === b ? [] : [`${a} → ${b}`];
  };
  const moved = [
    ...change('strength').map((text) => `strength ${text}`),
    ...change('enemy_resolved').map((text) => `the enemy means to fight ${text}`),
  ];
  return moved.join('; ') || 'unmoved';
}

// What each report moved on both sides.
function Moved({ crisis }: { crisis: CrisisReport }) {
  return (
    <ol class="moved">
      {heard_of(crisis).map(({ news, day, before, after }, i) => (
        <li key={i}>
          <b>{date_of(crisis, day)}</b>, to {crisis.sides[news.receiver]!.name}: {news.text}{' '}
          {crisis.sides.map((side, s) => (
            <span class="context" key={side.id}>
              {side.name}: {moved_text(before, after, s)}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

const kTitles: Record<Kind, string> = {
  strength: 'Own strength over the enemy’s, as each side sees it',
  enemy_resolved: 'Chance that the enemy means to fight, as each side sees it',
};
const kNotes: Record<Kind, string> = {
  strength:
    'Against the planners’ tables: above ×1 a side thinks itself stronger than they say. Each ' +
    'mark is a change of mind. Dotted: what was true in this run.',
  enemy_resolved:
    'Each mark is a change of mind: a report, a step on the ladder, an answer, a fight.',
};

export function BeliefPlots({ crisis }: { crisis: CrisisReport }) {
  const kinds: Kind[] = ['strength', 'enemy_resolved'];
  return (
    <>
      {heard_of(crisis).length > 0 && (
        <>
          <p>The numbered reports, and what they moved:</p>
          <Moved crisis={crisis} />
        </>
      )}
      {kinds.map((kind) => (
        <Frame
          key={kind}
          title={kTitles[kind]}
          name={`beliefs_${kind}`}
          subject={crisis.title}
          sentence={sentence_of(crisis, kind)}
          note={kNotes[kind]}
          {...tables_of(crisis, kind)}
          draw={(width) => draw(crisis, kind, width)}
        />
      ))}
    </>
  );
}

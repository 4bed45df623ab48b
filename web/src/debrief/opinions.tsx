// What a side believed of the enemy over time, against what was so.
import type { Debrief } from '../protocol/debrief';
import type { Battle } from '../protocol/read';
import { clock_marks, clock_time } from '../store/clock';
import { words } from './words';

const kWidth = 720;
const kHeight = 170;
const kLeft = 40;
const kBottom = 24;

type Line = 'there' | 'believed' | 'right';
const kLines: Line[] = ['there', 'believed', 'right'];

// Numbers of one line for one side: its place in the rows of the document.
export function values_of(debrief: Debrief, side: number, line: Line): [number, number][] {
  const column = 1 + 3 * side + { believed: 0, right: 1, there: 2 }[line];
  return debrief.opinions.map((row) => [row[0], row[column]!]);
}

export function OpinionChart(props: { battle: Battle; debrief: Debrief; side: number }) {
  const { battle, debrief, side } = props;
  const top = Math.max(1, ...values_of(debrief, side, 'there').map((row) => row[1]));
  const most = Math.max(top, ...values_of(debrief, side, 'believed').map((row) => row[1]));
  const span = battle.end_ms - battle.start_ms;
  const x = (t: number) => kLeft + ((t - battle.start_ms) / span) * (kWidth - kLeft - 90);
  const y = (n: number) => kHeight - kBottom - (n / most) * (kHeight - kBottom - 10);
  const last = debrief.opinions.at(-1);
  const name = words.opinion_of(battle.sides[side]!.adjective);
  return (
    <figure class="opinion">
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${kWidth} ${kHeight}`} role="img" aria-label={name}>
        {clock_marks(battle).map((t) => (
          <g key={t}>
            <line class="grid" x1={x(t)} x2={x(t)} y1={10} y2={kHeight - kBottom} />
            <text x={x(t)} y={kHeight - 8} text-anchor="middle">
              {clock_time(battle.epoch_utc_ms, t, battle.clocks[0]!)}
            </text>
          </g>
        ))}
        {[0, most].map((n) => (
          <text key={n} x={kLeft - 6} y={y(n) + 4} text-anchor="end">
            {n}
          </text>
        ))}
        {kLines.map((line) => (
          <path
            key={line}
            class={line}
            d={values_of(debrief, side, line)
              .map(([t, n], i) => `${i ? 'L' : 'M'}${x(t).toFixed(1)} ${y(n).toFixed(1)}`)
              .join('')}
          />
        ))}
        {last && <Labels {...{ debrief, side, y }} at={x(last[0])} />}
      </svg>
    </figure>
  );
}

// Names of the lines at their ends, kept apart.
function Labels(props: {
  debrief: Debrief;
  side: number;
  at: number;
  y(n: number): number;
}) {
  const names = { there: words.there, believed: words.of_believed, right: words.right };
  let above = -Infinity;
  const ends = kLines
    .map((line) => ({ line, y: props.y(values_of(props.debrief, props.side, line).at(-1)![1]) }))
    .sort((a, b) => a.y - b.y)
    .map((end) => {
      above = Math.max(end.y, above + 13);
      return { line: end.line, y: above };
    });
  return (
    <>
      {ends.map((end) => (
        <text key={end.line} class={end.line} x={props.at + 6} y={end.y + 4}>
          {names[end.line]}
        </text>
      ))}
    </>
  );
}

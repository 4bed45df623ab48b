// The ladder: rungs upwards, days to the right, the steps of the told run on it; beside each rung
// the share of all runs in which either side used it.
import { ladder_statements } from '../cite/shown_crisis';
import type { Band, CrisisReport, Rung, Step, Story } from '../protocol/crisis';
import { kAxis_px, colours } from '../study/marks';
import { scale_of, type Scale } from '../study/numbers';
import { Frame } from '../study/frame';
import { chance_text, date_of } from './numbers';
import { BandBar, Days, halo, SideLegend, SideMark, side_colour, steps_path } from './marks';

const kTop_px = 46;

// Where things lie on the drawing; on narrow ones the name of a rung stands above its row.
interface Layout {
  names: number; // width of the names; 0: above the rows
  days: [number, number];
  shares: [number, number];
  texts: number; // width of the shares in words; 0: none
  row: number;
}

export function layout_of(width: number): Layout {
  if (width < 620) {
    const middle = Math.round(width * 0.6);
    return { names: 0, days: [14, middle], shares: [middle + 22, width - 24], texts: 0, row: 44 };
  }
  const names = 206;
  const texts = width > 960 ? 190 : 0;
  const shares = width > 800 ? 150 : 110;
  const to = width - texts - shares - 52;
  return {
    names,
    days: [names + 8, to],
    shares: [to + 26, to + 26 + shares],
    texts,
    row: 38,
  };
}

// Rungs of chance, that no side takes by itself.
const is_shared = (rung: Rung): boolean => rung.kind === 'shot' || rung.kind === 'war';

const share_text = (band: Band): string =>
  band.low === band.high
    ? chance_text(band.best)
    : `${chance_text(band.best)} (${chance_text(band.low)} – ${chance_text(band.high)})`;

export function days_scale(crisis: CrisisReport, stories: Story[], from: number, to: number) {
  const days = stories.flatMap((story) => [
    ...story.beliefs.map((point) => point.day),
    ...story.steps.map((step) => step.day),
    story.end_day,
  ]);
  return scale_of([...days, crisis.start_day], from, to);
}

function Names({ ladder, layout, y_of }: { ladder: Rung[]; layout: Layout; y_of: Ys }) {
  return (
    <g>
      {ladder.map((rung, k) =>
        layout.names ? (
          <text
            key={k}
            x={layout.names - 4}
            y={y_of(k) + 4}
            text-anchor="end"
            font-size={Math.min(12, (layout.names - 8) / (0.56 * (rung.name.length + 3)))}
          >
            {`${rung.name} ${k + 1}`}
            <title>{rung.text}</title>
          </text>
        ) : (
          <text key={k} x={4} y={y_of(k) - 15} font-size="11.5" {...halo}>
            {`${k + 1} ${rung.name}`}
            <title>{rung.text}</title>
          </text>
        ),
      )}
    </g>
  );
}

type Ys = (rung: number) => number;
const shift_of = (side: number): number => (side === 0 ? -5 : 5);

function Steps({ story, scale, y_of }: { story: Story; scale: Scale; y_of: Ys }) {
  const of_side = (side: number): Step[] => story.steps.filter((step) => step.side === side);
  const point = (step: Step): [number, number] => [
    scale.at(step.day),
    y_of(step.rung) + shift_of(step.side),
  ];
  return (
    <g>
      {[0, 1].map((side) => {
        const points = of_side(side).map(point);
        if (!points.length) return null;
        return (
          <path
            key={side}
            d={steps_path(points, points.at(-1)![0])}
            fill="none"
            stroke={side_colour(side)}
            stroke-opacity="0.55"
            stroke-width="1.6"
            stroke-dasharray={side === 0 ? undefined : '5 3'}
          />
        );
      })}
      {story.steps.map((step, i) => {
        const [x, y] = point(step);
        return (
          <g key={i}>
            <SideMark side={step.side} x={x} y={y} />
            <title>{step.what}</title>
          </g>
        );
      })}
    </g>
  );
}

function EndLine(props: { story: Story; scale: Scale; bottom: number; from: number }) {
  const { story, scale, bottom, from } = props;
  const x = scale.at(story.end_day);
  const is_left = x - from < 7 * story.end.length;
  return (
    <g>
      <path d={`M${x} ${kTop_px - 12} V${bottom}`} stroke={colours.ink} stroke-dasharray="2 3" />
      <text x={is_left ? x + 4 : x} y={kTop_px - 16} text-anchor={is_left ? 'start' : 'end'}>
        {story.end}
      </text>
    </g>
  );
}

function Shares(props: { ladder: Rung[]; layout: Layout; y_of: Ys; bottom: number }) {
  const { ladder, layout, y_of, bottom } = props;
  const [from, to] = layout.shares;
  const at = (share: number) => from + share * (to - from);
  return (
    <g>
      <text x={(from + to) / 2} y={kTop_px - 16} text-anchor="middle" font-weight="600">
        {to - from > 130 ? 'share of all runs' : 'all runs'}
      </text>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path d={`M${at(share)} ${kTop_px - 8} V${bottom}`} stroke={colours.grid} />
          <text x={at(share)} y={bottom + 14} text-anchor="middle" fill={colours.soft}>
            {`${100 * share} %`}
          </text>
        </g>
      ))}
      {ladder.map((rung, k) =>
        (is_shared(rung) ? rung.used.slice(0, 1) : rung.used).map((band, side) => {
          const y = y_of(k) + (is_shared(rung) ? 0 : 1.5 * shift_of(side));
          return (
            <g key={`${k} ${side}`}>
              {is_shared(rung) ? (
                <SharedBar {...{ band, at, y }} />
              ) : (
                <BandBar {...{ band, side, at, y }} />
              )}
              {layout.texts > 0 && (
                <text
                  x={to + 16}
                  y={y + 4}
                  font-size="11"
                  fill={is_shared(rung) ? colours.ink : side_colour(side)}
                >
                  {share_text(band)}
                </text>
              )}
            </g>
          );
        }),
      )}
    </g>
  );
}

// For what is no side's own doing: grey, with a diamond.
function SharedBar({ band, at, y }: { band: Band; at(v: number): number; y: number }) {
  if (band.low === null || band.high === null || band.best === null) return null;
  const [low, high] = [at(band.low), at(band.high)];
  return (
    <g>
      <rect
        x={low}
        y={y - 3}
        width={Math.max(1.5, high - low)}
        height={6}
        fill={colours.soft}
        fill-opacity="0.35"
      />
      <path d={`M${at(band.best)} ${y - 5} l5 5 l-5 5 l-5 -5 z`} fill={colours.ink} stroke="#fff" />
    </g>
  );
}

function draw(crisis: CrisisReport, story: Story, stories: Story[], width: number) {
  const { ladder } = crisis;
  const layout = layout_of(width);
  const bottom = kTop_px + ladder.length * layout.row;
  const y_of: Ys = (rung) =>
    bottom - (rung + 0.5) * layout.row + (layout.names ? 0 : 0.16 * layout.row);
  const [from, to] = layout.days;
  const scale = days_scale(crisis, stories, from, to);
  const body = (
    <g>
      <SideLegend crisis={crisis} x={layout.names ? from : 4} y={10} />
      {ladder.map((_, k) => (
        <path
          key={k}
          d={`M${layout.names ? from : 0} ${bottom - k * layout.row} H${width}`}
          stroke={colours.grid}
        />
      ))}
      <Days {...{ crisis, scale, from, to, bottom }} top={kTop_px - 8} />
      <Shares {...{ ladder, layout, y_of, bottom }} />
      <EndLine {...{ story, scale, bottom, from }} />
      <Steps {...{ story, scale, y_of }} />
      <Names {...{ ladder, layout, y_of }} />
    </g>
  );
  return { height: bottom + kAxis_px - 10, body };
}

function tables_of(crisis: CrisisReport, story: Story) {
  const top_down = crisis.ladder.map((_, k) => k).reverse();
  const used_on = (k: number, side: number) =>
    story.steps
      .filter((step) => step.rung === k && step.side === side)
      .map((step) => date_of(crisis, step.day));
  const dates = (k: number, side: number) => [...new Set(used_on(k, side))].join(', ') || null;
  const names = crisis.sides.map((side) => side.name);
  const numbers = {
    columns: ['rung', 'what it is', ...names.flatMap((n) => [`${n}: share of runs`, `${n}: here`])],
    rows: top_down.map((k) => {
      const rung = crisis.ladder[k]!;
      const cells = rung.used.flatMap((band, side) => [share_text(band), dates(k, side)]);
      return [`${k + 1} ${rung.name}`, rung.text, ...cells];
    }),
  };
  const csv = {
    columns: ['rung', 'id', 'name', 'side', 'best', 'mean', 'p05', 'p95', 'sets'],
    rows: top_down.flatMap((k) =>
      crisis.ladder[k]!.used.map((band, side) => [
        k + 1,
        crisis.ladder[k]!.id,
        crisis.ladder[k]!.name,
        crisis.sides[side]!.id,
        band.best,
        band.mean,
        band.low,
        band.high,
        band.sets,
      ]),
    ),
  };
  return { numbers, csv };
}

// The sentence above the ladder: how far either side went in this run.
export function ladder_sentence(crisis: CrisisReport, story: Story): string {
  const highest = crisis.sides.map((side, i) => {
    const rungs = story.steps.filter((step) => step.side === i).map((step) => step.rung);
    if (!rungs.length) return `${side.people} took no step`;
    const top = Math.max(...rungs);
    return `${side.people} went up to rung ${top + 1} (${crisis.ladder[top]!.name})`;
  });
  const end = `It ended on ${date_of(crisis, story.end_day)}: ${story.end}.`;
  return `In run ${story.run} ${highest.join(', and ')}. ${end}`;
}

const kNote =
  'Left: the steps of the told run. Right: of all runs, how often either side used the rung; ' +
  'mark at the best numbers, bar the middle 90 % of sets. A diamond stands for what no side does ' +
  'alone.';

export function Ladder(props: { crisis: CrisisReport; story: Story; name: string }) {
  const { crisis, story } = props;
  const stories = crisis.changed ? [crisis.told, crisis.changed.told] : [crisis.told];
  return (
    <Frame
      title={`Run ${story.run} on the ladder`}
      name={props.name}
      subject={crisis.title}
      sentence={ladder_sentence(crisis, story)}
      statements={ladder_statements(crisis)}
      note={kNote}
      {...tables_of(crisis, story)}
      draw={(width) => draw(crisis, story, stories, width)}
    />
  );
}

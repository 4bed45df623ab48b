// What a change does: paired differences with their intervals, how many sets agree on the sign,
// and where the histories first part.
import { change_statements } from '../cite/shown_crisis';
import type { CrisisMeasure, CrisisReport, Difference } from '../protocol/crisis';
import { Frame } from '../study/frame';
import { Axis, colours, kAxis_px, RowName } from '../study/marks';
import { scale_of } from '../study/numbers';
import { Whisker } from '../study/tornado';
import {
  change_text,
  chance_text,
  date_of,
  is_clear,
  measure_of,
  unit_of_change,
  value_text,
} from './numbers';
import { Ladder } from './ladder';
import { NameAbove } from './marks';
import { StoryLines } from './story';
import { change_sentence, partings_text, words } from './words';

const kPartingsMost = 8;
const kRow_px = 24;

interface Row {
  difference: Difference;
  measure: CrisisMeasure;
}

// Chances, the clear and great ones first.
function rows_of(crisis: CrisisReport, unit: CrisisMeasure['unit']): Row[] {
  const size = ({ difference: d }: Row) => (is_clear(d.ci95) ? 10 : 0) + Math.abs(d.mean ?? 0);
  return crisis
    .changed!.differences.map((difference) => ({
      difference,
      measure: measure_of(crisis, difference.measure)!,
    }))
    .filter((row) => row.measure.unit === unit)
    .sort((a, b) => size(b) - size(a));
}

const signs_text = ({ more, less }: Difference): string =>
  `${chance_text(more)} more, ${chance_text(less)} less`;

function draw(rows: Row[], width: number) {
  const is_narrow = width < 860;
  const names = is_narrow ? 0 : Math.min(400, width * 0.42);
  const texts = width > 860 ? 170 : 0;
  const row = is_narrow ? 40 : kRow_px;
  const [from, to] = [names + 12, width - texts - 20];
  const ends = rows.flatMap(({ difference: d }) => [d.mean, ...d.ci95]);
  const scale = scale_of([0, ...ends], from, to);
  const top = 6;
  const bottom = top + rows.length * row;
  const body = (
    <g>
      <Axis
        {...{ scale, from, to, top, bottom }}
        name="change in percentage points"
        text={(value) => change_text('chance', value)}
      />
      <path d={`M${scale.at(0)} ${top} V${bottom}`} stroke={colours.ink} />
      {rows.map(({ difference: d, measure }, i) => {
        const y = top + (i + 0.5) * row + (is_narrow ? 9 : 0);
        const mean = d.mean ?? 0;
        const colour = mean < 0 ? colours.less : colours.more;
        return (
          <g key={measure.id}>
            {is_narrow ? (
              <NameAbove text={measure.text} y={y - 14} width={width} />
            ) : (
              <RowName text={measure.text} y={y} width={names} />
            )}
            <rect
              x={Math.min(scale.at(0), scale.at(mean))}
              y={y - 6}
              width={Math.max(1, Math.abs(scale.at(mean) - scale.at(0)))}
              height={12}
              fill={is_clear(d.ci95) ? colour : '#ffffff'}
              stroke={colour}
              stroke-dasharray={is_clear(d.ci95) ? undefined : '3 2'}
            />
            {d.ci95[0] !== null && d.ci95[1] !== null && (
              <Whisker ci={[d.ci95[0], d.ci95[1]]} {...{ scale, y }} />
            )}
            {texts > 0 && (
              <text x={to + 14} y={y + 4} font-size="11.5">
                {signs_text(d)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
  return { height: bottom + kAxis_px, body };
}

function numbers_of(crisis: CrisisReport) {
  const units: CrisisMeasure['unit'][] = ['chance', 'date', 'days', 'a year', 'of strain'];
  return {
    columns: ['', 'As it was', 'Changed', 'Difference (mean of sets)', '95 %', 'Sets more, less'],
    rows: units
      .flatMap((unit) => rows_of(crisis, unit))
      .map(({ difference: d, measure: { text, unit } }) => [
        text,
        value_text(crisis, unit, d.before),
        value_text(crisis, unit, d.after),
        `${change_text(unit, d.mean)} ${unit_of_change(unit)}`,
        d.ci95.map((end) => change_text(unit, end)).join(' to '),
        signs_text(d),
      ]),
  };
}

const csv_of_changes = (crisis: CrisisReport) => ({
  columns: 'measure,before,after,difference,low95,high95,sets_more,sets_less,sets'.split(','),
  rows: crisis.changed!.differences.map((d) => [
    ...[d.measure, d.before, d.after, d.mean, ...d.ci95, d.more, d.less, d.sets],
  ]),
});

function Partings({ crisis }: { crisis: CrisisReport }) {
  const { counts, runs } = crisis.changed!.partings;
  return (
    <>
      <h3>{words.partings}</h3>
      <p>{partings_text(crisis)} The others part first where</p>
      <ol class="partings">
        {counts.slice(0, kPartingsMost).map((parting, i) => (
          <li key={i}>
            <b>{chance_text(parting.runs / runs)}</b> {parting.what},{' '}
            <i>{parting.only_before ? 'only as it was' : 'only with the change'}</i>, about{' '}
            {date_of(crisis, parting.day)}
          </li>
        ))}
      </ol>
    </>
  );
}

export function ChangePanel({ crisis }: { crisis: CrisisReport }) {
  const { changed } = crisis;
  if (!changed) return null;
  const rows = rows_of(crisis, 'chance');
  return (
    <section aria-labelledby="change">
      <h2 id="change">{words.change}</h2>
      {changed.sentences.map((sentence) => (
        <p class="lead" key={sentence}>
          {sentence}
        </p>
      ))}
      <Frame
        title="What the change does to the chances"
        name="what_if"
        subject={crisis.title}
        sentence={change_sentence(crisis)}
        statements={change_statements(crisis)}
        note={
          'Bar: mean difference over the sets, with its 95 % interval; hollow where the interval ' +
          'holds 0. Beside it: in what share of sets it rises, and in what share it falls. ' +
          'Dates and lengths stand in the numbers below.'
        }
        numbers={numbers_of(crisis)}
        csv={csv_of_changes(crisis)}
        draw={(width) => draw(rows, width)}
      />
      <Partings crisis={crisis} />
      <details class="twin">
        <summary>{words.twin}</summary>
        <Ladder crisis={crisis} story={changed.told} name="ladder_changed" />
        <StoryLines crisis={crisis} story={changed.told} />
      </details>
    </section>
  );
}

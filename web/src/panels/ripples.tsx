// How the difference spreads through one pair of runs: how many elements differ over time, where,
// and which unit parts after which.
import { useState } from 'preact/hooks';
import { CiteButton } from '../cite/cite_button';
import { ripples_shown } from '../cite/shown_more';
import type { Battle, SideView } from '../protocol/read';
import type { Curve, RippleMoment, Ripples, RippleUnit } from '../protocol/report';
import { clock_day, clock_time } from '../store/clock';
import { usePage } from '../store/context';
import { figure } from '../store/figures';
import { strings } from '../strings';
import { Chart } from './curves';
import { Table } from './table';

const words = strings.ripples;
const kFirstRows = 15;
const kRoom_m = 750; // around the cells, for names

// "10 min", "3 h", "2 d".
export function span_text(ms: number): string {
  const minutes = Math.round(ms / 60000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${figure(minutes / 60)} h`;
  return `${figure(minutes / 1440)} d`;
}

// The counts as curves of either side, as the chart wants them.
export function curves_of(ripples: Ripples, sides: { id: string }[]): Curve[] {
  return ripples.counts.elements.map((values, i) => ({
    id: `differing_${sides[i]?.id ?? i}`,
    name: words.counts,
    unit: words.elements,
    side: sides[i]?.id,
    t: ripples.counts.t,
    this_run: values,
  }));
}

export interface Box {
  west: number;
  north: number;
  width: number;
  height: number;
}

// What holds the cells of all moments, so that the map stands still while time goes on.
export function box_of(ripples: Ripples): Box | null {
  const cells = ripples.moments.flatMap((moment) => moment.cells);
  if (!cells.length) return null;
  const room = kRoom_m + ripples.cell_m / 2;
  const xs = cells.map((cell) => cell[0]);
  const ys = cells.map((cell) => cell[1]);
  const west = Math.min(...xs) - room;
  const north = Math.max(...ys) + room;
  return {
    west,
    north,
    width: Math.max(...xs) + room - west,
    height: north - Math.min(...ys) + room,
  };
}

// Side of the square of a cell: its area grows with the number of elements, up to the whole cell.
export const square_m = (n: number, most: number, cell_m: number): number =>
  cell_m * Math.sqrt(Math.max(0.12, n / Math.max(1, most)));

function Names({ battle, box }: { battle: Battle; box: Box }) {
  const points = (battle.grid?.features ?? []).filter(
    (feature) => feature.geometry === 'Point' && feature.name && feature.kind !== 'place',
  );
  const size = box.width / 45;
  return (
    <g font-size={size} fill="#5d564c">
      {points.map((feature, i) => {
        const [x, y] = feature.coordinates as number[];
        const [left, top] = [x! - box.west, box.north - y!];
        if (left < 0 || top < 0 || left > box.width || top > box.height) return null;
        return (
          <g key={i}>
            <circle cx={left} cy={top} r={size / 5} />
            <text x={left + size / 2.5} y={top + size / 3}>
              {feature.name!.en}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Cells(p: { moment: RippleMoment; ripples: Ripples; box: Box; sides: SideView[] }) {
  const { cell_m, moments } = p.ripples;
  const most = Math.max(...moments.flatMap((m) => m.cells.map((cell) => cell[2] + cell[3])));
  return (
    <g>
      {p.moment.cells.map(([x, y, first, second]) => {
        const side = square_m(first + second, most, cell_m);
        const left = x - p.box.west - side / 2;
        const top = p.box.north - y - side / 2;
        const cut = (side * first) / (first + second);
        return (
          <g key={`${x},${y}`} opacity={0.85}>
            <title>{`${first} / ${second}`}</title>
            <rect x={left} y={top} width={cut} height={side} fill={p.sides[0]?.colour} />
            <rect
              x={left + cut}
              y={top}
              width={side - cut}
              height={side}
              fill={p.sides[1]?.colour}
            />
          </g>
        );
      })}
    </g>
  );
}

function RippleMap({ ripples }: { ripples: Ripples }) {
  const { battle, player } = usePage();
  const [at, set_at] = useState(Math.min(6, ripples.moments.length - 1));
  const box = box_of(ripples);
  const moment = ripples.moments[at];
  if (!box || !moment) return null;
  const men = battle.sides.map((side, i) => {
    const n = moment.men[i] ?? 0;
    return `${side.name} ${n > 0 ? '+' : ''}${figure(n)}`;
  });
  const show = (index: number) => {
    set_at(index);
    player.seek(ripples.moments[index]!.at_ms);
  };
  return (
    <figure class="ripple-map">
      <label>
        {words.moment}: <b>{span_text(moment.at_ms - ripples.parted_ms!)}</b>
        <input
          type="range"
          min={0}
          max={ripples.moments.length - 1}
          value={at}
          onInput={(event) => show(Number(event.currentTarget.value))}
        />
      </label>
      <p class="quiet-line">
        {words.at(
          moment.units,
          men.join(', '),
          (moment.farthest_m / 1000).toFixed(1),
          figure(moment.area_km2),
        )}
      </p>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={words.map}>
        <Cells moment={moment} ripples={ripples} box={box} sides={battle.sides} />
        <Names battle={battle} box={box} />
      </svg>
      <figcaption class="quiet">
        {words.map_hint}{' '}
        <CiteButton title={words.map} shown={() => ripples_shown(ripples, words.map)} />
      </figcaption>
    </figure>
  );
}

function UnitRow({ unit, battle }: { unit: RippleUnit; battle: Battle }) {
  const page = usePage();
  const side = battle.sides.find((each) => each.id === unit.side);
  const when = clock_time(battle.epoch_utc_ms, unit.at_ms, battle.clocks[0]!, true);
  const show = () => {
    page.player.seek(unit.at_ms);
    page.show_place(unit.x, unit.y);
  };
  const from = unit.from && ` ${unit.from}, ${words.away(unit.from_m)}`;
  return (
    <tr>
      <td>
        <button type="button" onClick={show} title={strings.story.jump}>
          {when}
        </button>
      </td>
      <th scope="row">
        <i class="swatch" style={{ background: side?.colour }} title={side?.name} />{' '}
        {unit.name}{' '}
        <span class="unit">{unit.unit}</span>
      </th>
      <td>{unit.facets.join(', ')}</td>
      <td class={unit.loose ? 'loose' : ''}>
        {words.links[unit.link] ?? unit.link}
        {from}
        {unit.loose && ` (${words.loose})`}
      </td>
    </tr>
  );
}

function UnitTable({ units, battle }: { units: RippleUnit[]; battle: Battle }) {
  const [whole, set_whole] = useState(false);
  const shown = whole ? units : units.slice(0, kFirstRows);
  return (
    <>
      <h3>{words.order}</h3>
      <Table title={words.order} heads={[words.time, words.unit, words.facets, words.through]}>
        {shown.map((unit) => (
          <UnitRow key={unit.unit} unit={unit} battle={battle} />
        ))}
      </Table>
      {shown.length < units.length && (
        <button type="button" onClick={() => set_whole(true)}>
          {words.rest(units.length - shown.length)}
        </button>
      )}
    </>
  );
}

function Spread({ ripples, battle }: { ripples: Ripples; battle: Battle }) {
  const clock = battle.clocks[0]!;
  const at = ripples.parted_ms!;
  const when =
    `${clock_time(battle.epoch_utc_ms, at, clock, true)}, ` +
    clock_day(battle.epoch_utc_ms, at, clock);
  const alone = ripples.only_first.length + ripples.only_second.length > 0;
  return (
    <>
      <p class="intro">
        {words.intro(ripples.pair, when, ripples.units[0]?.name ?? '')}{' '}
        {alone && words.alone(ripples.only_first.length, ripples.only_second.length)}
      </p>
      <div class="ripples">
        <Chart curves={curves_of(ripples, battle.sides)} />
        <RippleMap ripples={ripples} />
      </div>
      <UnitTable units={ripples.units} battle={battle} />
    </>
  );
}

export function RipplesPanel() {
  const { battle } = usePage();
  const ripples = battle.report.pairs?.ripples;
  if (!ripples) return null;
  return (
    <section aria-labelledby="ripples-title">
      <h2 id="ripples-title">{strings.sections.ripples}</h2>
      {ripples.parted_ms === null ? (
        <p>{words.never}</p>
      ) : (
        <Spread ripples={ripples} battle={battle} />
      )}
    </section>
  );
}

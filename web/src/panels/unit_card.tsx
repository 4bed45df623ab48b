// The card of the chosen unit: men, state and what happened to it so far.
import type { ComponentChildren } from 'preact';
import type { Battle, SideView } from '../protocol/read';
import type { StoryEvent } from '../protocol/report';
import { marker_of, strength_of, type Marker } from '../store/aggregate';
import { clock_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { seer_of } from '../store/known';
import { counted_origin, evidence_origin, unit_evidence } from '../store/origins';
import { belief_about, kKnownByName, picture_error } from '../store/pictures';
import { history_of } from '../store/tracks';
import { names_above, side_of } from '../store/tree';
import { strings } from '../strings';
import { Figure } from './figure';
import { FogNote } from './fog_note';
import { useTold } from './told';

const { origins } = strings;
import { sidc_for, symbol_image } from '../map/symbols';

interface Line {
  t: number;
  text: string;
}

// Losses and changes of state of the elements, and the story lines of the unit, in order of time.
export function card_history(
  battle: Battle,
  elements: number[],
  unit: number | null,
  t: number,
  events: StoryEvent[] = battle.events,
): Line[] {
  const names = battle.play?.morale_names ?? strings.morales;
  const lines: Line[] = [];
  for (const i of elements) {
    const who = elements.length > 1 ? `${battle.elements[i]!.name}: ` : '';
    let morale = 0;
    for (const change of history_of(battle.tracks[i]!)) {
      if (change.t > t) break;
      if (change.lost > 0)
        lines.push({ t: change.t, text: who + strings.card.lost(change.lost, change.men) });
      if (change.lost < 0)
        lines.push({ t: change.t, text: who + strings.card.gained(-change.lost, change.men) });
      if (change.morale !== morale && change.men > 0) {
        lines.push({ t: change.t, text: who + (names[change.morale] ?? '') });
      }
      morale = change.morale;
    }
  }
  for (const event of events) {
    if (unit !== null && event.unit === unit && event.t <= t)
      lines.push({ t: event.t, text: event.text });
  }
  return lines.sort((a, b) => b.t - a.t);
}

function Meter({
  name,
  value,
  max,
  colour,
  text,
}: {
  name: string;
  value: number;
  max: number;
  colour: string;
  text: ComponentChildren;
}) {
  return (
    <div class="meter">
      <span>{name}</span>
      <span>{text}</span>
      <div class="meter-bar">
        <i style={{ width: `${max > 0 ? (100 * value) / max : 0}%`, background: colour }} />
      </div>
    </div>
  );
}

function CardHead({ id, marker, side }: { id: string; marker: Marker; side?: SideView }) {
  const { battle, player } = usePage();
  const code = sidc_for(battle, id, marker.sidc, marker.side);
  const image = symbol_image(code, 26, side?.tint ?? '#ddd');
  return (
    <div class="card-head">
      <img alt="" src={image.canvas.toDataURL()} height={44} />
      <div>
        <h3>{marker.name}</h3>
        <p class="quiet">{[side?.name, ...names_above(battle, id)].join(' · ')}</p>
      </div>
      <button type="button" aria-label={strings.card.close} onClick={() => player.select(null)}>
        ×
      </button>
    </div>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { battle } = usePage();
  return (
    <ol class="card-history">
      {lines.map((line, i) => (
        <li key={i}>
          <time>{clock_time(battle.epoch_utc_ms, line.t, battle.clocks[0]!)}</time> {line.text}
        </li>
      ))}
    </ol>
  );
}

// Where the men of a unit, or of all, come from: the count, and the strength that they began with.
function MenFigure({ id, text }: { id: string | null; text: string }) {
  const { battle } = usePage();
  const began = () => (id === null ? null : unit_evidence(battle, id, 'strength'));
  const find = () => {
    const row = began();
    const counted = counted_origin(battle, origins.men, origins);
    return row ? [counted, evidence_origin(battle, row, origins)] : [counted];
  };
  return <Figure origins={find}>{text}</Figure>;
}

function State({ id, marker, colour }: { id: string; marker: Marker; colour: string }) {
  const { battle } = usePage();
  const { play } = battle;
  const posture = (play?.posture_names ?? strings.postures)[marker.posture] ?? '–';
  const morale = (play?.morale_names ?? strings.morales)[marker.morale] ?? '–';
  // A game does not tell how its men bear up.
  const is_told = battle.play?.morale_names?.length !== 0;
  const men = `${Math.round(marker.men)} ${strings.card.of} ${marker.men_start}`;
  const { suppression } = marker;
  return (
    <>
      <Meter
        name={strings.card.men}
        value={marker.men}
        max={marker.men_start}
        colour={colour}
        text={<MenFigure id={id} text={men} />}
      />
      {is_told && (
        <Meter
          name={strings.card.suppression}
          value={suppression}
          max={100}
          colour="#d99a00"
          text={
            <Figure origins={() => [counted_origin(battle, origins.suppression, origins)]}>
              {Math.round(suppression)} %
            </Figure>
          }
        />
      )}
      {marker.men > 0 && (
        <p>
          {is_told ? strings.card.morale : strings.card.posture}: {is_told && <b>{morale}, </b>}
          {posture}
        </p>
      )}
    </>
  );
}

// `more`: what else is known of the chosen one, under its state.
type More = (id: string) => ComponentChildren;

function Card({ id, more }: { id: string; more?: More }) {
  const { battle, player } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / player.step_ms) * player.step_ms);
  const told = useTold();
  const marker = marker_of(battle, id, t);
  if (!marker) return <p class="quiet">{strings.card.hint}</p>;
  const side = battle.sides.find((s) => s.id === marker.side);
  const index = Number(id.slice(1));
  const unit = id.startsWith('u') ? index : (battle.elements[index]?.unit ?? null);
  const history = card_history(battle, marker.elements, unit, t, told);
  return (
    <>
      <CardHead id={id} marker={marker} side={side} />
      <State id={id} marker={marker} colour={side?.colour ?? '#444'} />
      {more?.(id)}
      <h4>{strings.card.history}</h4>
      {history.length ? (
        <Lines lines={history.slice(0, 60)} />
      ) : (
        <p class="quiet">{strings.card.none}</p>
      )}
    </>
  );
}

// With nothing chosen: the strength of the sides and the last lines of the story; of one side
// alone, if the map shows what it sees.
function Moment() {
  const { battle, player } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / player.step_ms) * player.step_ms);
  const seer = usePlayer((state) => seer_of(state.fog));
  const told = useTold();
  const recent = told
    .filter((event) => event.t <= t && (event.importance ?? 1) >= 1)
    .slice(-7);
  return (
    <>
      <h3>{strings.card.now}</h3>
      {battle.sides
        .filter(({ id }) => seer === null || id === seer)
        .map((side) => {
          const { men, men_start } = strength_of(battle, side.id, t);
          return (
            <Meter
              key={side.id}
              name={side.name}
              value={men}
              max={men_start}
              colour={side.colour}
              text={
                <MenFigure
                  id={null}
                  text={`${men} ${strings.card.of} ${men_start} ${strings.orbat.men}`}
                />
              }
            />
          );
        })}
      <FogNote part="card" />
      <Lines lines={recent.reverse()} />
      <p class="quiet">{strings.card.hint}</p>
    </>
  );
}

// Of an enemy of the side whose eyes the map shows: only what its headquarters believe.
function BeliefCard({ id, side }: { id: string; side: string }) {
  const { battle, player } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / player.step_ms) * player.step_ms);
  const fog = usePlayer((state) => state.fog);
  const one = belief_about(battle, id, side, t);
  if (!one) return <p class="quiet">{strings.fog.not_known}</p>;
  const known = one.level >= kKnownByName;
  const off = Math.hypot(one.x - one.true_x, one.y - one.true_y);
  const level = battle.report.pictures?.level_names[one.level] ?? '';
  return (
    <>
      <div class="card-head">
        <span />
        <h3>{known ? one.name : strings.fog.unknown}</h3>
        <button type="button" aria-label={strings.card.close} onClick={() => player.select(null)}>
          ×
        </button>
      </div>
      <p>{strings.fog.belief(level, one.error_m, one.elements.length)}</p>
      <p>{strings.fog.seen((t - one.seen_ms) / 60000)}</p>
      {fog.error && <p>{strings.fog.off(off)}</p>}
    </>
  );
}

function FogLine() {
  const { battle, player } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / player.step_ms) * player.step_ms);
  const { side, error } = usePlayer((state) => state.fog);
  if (!side || !error) return null;
  const found = picture_error(battle, side, t);
  return <p>{strings.fog.error_line(found.known, found.all, found.mean_m)}</p>;
}

export function UnitCard({ more }: { more?: More }) {
  const { battle } = usePage();
  const selected = usePlayer((state) => state.selected);
  const side = usePlayer((state) => state.fog.side);
  const hidden = selected && side && side_of(battle, selected) !== side;
  return (
    <aside class={`card${selected ? ' chosen' : ''}`} aria-label={strings.card.title}>
      {!selected && <FogLine />}
      {hidden ? (
        <BeliefCard id={selected} side={side} key={selected} />
      ) : selected ? (
        <Card id={selected} key={selected} more={more} />
      ) : (
        <Moment />
      )}
    </aside>
  );
}

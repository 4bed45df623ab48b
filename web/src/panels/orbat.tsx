// Order of battle as a tree with a search; a click chooses the unit on the map. Closed branches are
// not built: a corps has thousands of rows.
import { useState } from 'preact/hooks';
import type { Battle, SideView } from '../protocol/read';
import type { Unit } from '../protocol/report';
import { sidc_for, symbol_image } from '../map/symbols';
import { marker_of } from '../store/aggregate';
import { usePage, usePlayer } from '../store/context';
import { known_enemies, of_side, seer_of } from '../store/known';
import { kKnownByName, type Believed } from '../store/pictures';
import { names_above, tree_of } from '../store/tree';
import { strings } from '../strings';
import { FogNote } from './fog_note';

const words = strings.orbat;

interface RowProps {
  id: string;
  name: string;
  side: SideView;
  t: number;
}

function Row({ id, name, side, t }: RowProps) {
  const page = usePage();
  const selected = usePlayer((state) => state.selected === id);
  const marker = marker_of(page.battle, id, t);
  if (!marker) return <span class="orbat-row">{name}</span>;
  const image = symbol_image(sidc_for(page.battle, id, marker.sidc, marker.side), 13, side.tint);
  const choose = () => {
    page.player.select(id);
    page.show_place(marker.x, marker.y);
  };
  return (
    <button type="button" class="orbat-row" aria-pressed={selected} onClick={choose}>
      <img alt="" src={image.canvas.toDataURL()} height={20} />
      <span>{name}</span>
      <span class="men">
        {Math.round(marker.men)} / {marker.men_start}
      </span>
      <span class="meter-bar">
        <i
          style={{
            width: `${(100 * marker.men) / Math.max(1, marker.men_start)}%`,
            background: side.colour,
          }}
        />
      </span>
    </button>
  );
}

interface BranchProps {
  battle: Battle;
  unit: Unit;
  side: SideView;
  t: number;
  depth: number;
}

function Branch({ battle, unit, side, t, depth }: BranchProps) {
  const [open, set_open] = useState(depth < 1);
  const tree = tree_of(battle);
  const below = tree.below.get(unit.index) ?? [];
  const elements = tree.elements.get(unit.index) ?? [];
  const row = <Row id={`u${unit.index}`} name={unit.name} side={side} t={t} />;
  if (!below.length && !elements.length) return <li>{row}</li>;
  const fold = open ? words.close(unit.name) : words.open(unit.name);
  return (
    <li>
      <div class="orbat-branch">
        <button
          type="button"
          class="fold-button"
          aria-expanded={open}
          aria-label={fold}
          onClick={() => set_open(!open)}
        >
          {open ? '▾' : '▸'}
        </button>
        {row}
      </div>
      {open && (
        <ul>
          {below.map((other) => (
            <Branch key={other.index} {...{ battle, side, t }} unit={other} depth={depth + 1} />
          ))}
          {elements.map((i) => (
            <li key={`e${i}`}>
              <Row id={`e${i}`} name={battle.elements[i]!.name} side={side} t={t} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export interface Found {
  key: string;
  name: string;
  side: string;
}

// Units and elements whose name holds all the words, units first, at most `most`.
export function search_orbat(battle: Battle, text: string, most = 40): Found[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const fits = (name: string) => wanted.every((word) => name.toLowerCase().includes(word));
  const units = battle.units
    .filter((unit) => fits(`${unit.name} ${unit.short_name ?? ''}`))
    .map((unit) => ({ key: `u${unit.index}`, name: unit.name, side: unit.side }));
  const elements = battle.elements.flatMap((element, i) =>
    fits(element.name) ? [{ key: `e${i}`, name: element.name, side: element.side }] : [],
  );
  return [...units, ...elements].slice(0, most);
}

function Results({ text, t }: { text: string; t: number }) {
  const { battle } = usePage();
  const seer = usePlayer((state) => seer_of(state.fog));
  const found = of_side(search_orbat(battle, text, seer === null ? 40 : 400), seer).slice(0, 40);
  if (!found.length) return <p class="quiet">{words.nothing(text)}</p>;
  return (
    <ul class="orbat-found">
      {found.map(({ key, name, side }) => (
        <li key={key}>
          <Row id={key} name={name} side={battle.sides.find((s) => s.id === side)!} t={t} />
          <span class="context">{names_above(battle, key).slice(0, 2).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}

function SideTree({ side, t }: { side: SideView; t: number }) {
  const { battle } = usePage();
  const roots = (tree_of(battle).below.get(-1) ?? []).filter((unit) => unit.side === side.id);
  return (
    <div>
      <h3>
        <i class="swatch" style={{ background: side.colour }} /> {side.name}
      </h3>
      <ul>
        {roots.map((unit) => (
          <Branch key={unit.index} {...{ battle, unit, side, t }} depth={0} />
        ))}
      </ul>
    </div>
  );
}

function BelievedRow({ one, t }: { one: Believed; t: number }) {
  const page = usePage();
  const selected = usePlayer((state) => state.selected === one.key);
  const level = page.battle.report.pictures?.level_names[one.level] ?? '';
  const known = [one.name, ...names_above(page.battle, one.key).slice(0, 2)].join(', ');
  const choose = () => {
    page.player.select(one.key);
    page.show_place(one.x, one.y);
  };
  return (
    <li>
      <button type="button" class="believed-row" aria-pressed={selected} onClick={choose}>
        <span>{one.level >= kKnownByName ? known : strings.fog.unknown}</span>
        <span class="men">
          {level}, {strings.fog.seen((t - one.seen_ms) / 60000)}
        </span>
      </button>
    </li>
  );
}

// The enemy of the side that is looked through: what its picture holds, last seen first.
function BelievedEnemy({ side, seer, t }: { side: SideView; seer: string; t: number }) {
  const { battle } = usePage();
  const known = known_enemies(battle, seer, t).filter((one) => one.side === side.id);
  return (
    <div>
      <h3>
        <i class="swatch" style={{ background: side.colour }} />{' '}
        {strings.fog.picture_of(side.name)}
      </h3>
      {known.length === 0 && <p class="quiet">{strings.fog.empty}</p>}
      <ul>
        {known.map((one) => (
          <BelievedRow key={one.key} one={one} t={t} />
        ))}
      </ul>
    </div>
  );
}

export function OrbatPanel() {
  const { battle } = usePage();
  const [text, set_text] = useState('');
  const seer = usePlayer((state) => seer_of(state.fog));
  // Men change slowly beside the frames of the map: the tree follows by the minute.
  const t = usePlayer((state) => Math.floor(state.t / 60000) * 60000);
  if (!battle.units.length) return null;
  return (
    <section aria-labelledby="orbat-title" class="orbat">
      <h2 id="orbat-title">{strings.sections.orbat}</h2>
      <label class="search">
        {words.search}{' '}
        <input
          type="search"
          value={text}
          onInput={(event) => set_text(event.currentTarget.value)}
        />
      </label>
      <FogNote part="orbat" />
      {text.trim() ? (
        <Results text={text} t={t} />
      ) : (
        battle.sides.map((side) =>
          seer === null || side.id === seer ? (
            <SideTree key={side.id} side={side} t={t} />
          ) : (
            <BelievedEnemy key={side.id} side={side} seer={seer} t={t} />
          ),
        )
      )}
    </section>
  );
}

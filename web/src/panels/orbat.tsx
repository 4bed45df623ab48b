// Order of battle as a tree; a click chooses the unit on the map.
import { useMemo } from 'preact/hooks';
import type { Battle, SideView } from '../protocol/read';
import type { Unit } from '../protocol/report';
import { sidc_for, symbol_image } from '../map/symbols';
import { marker_of } from '../store/aggregate';
import { usePage, usePlayer } from '../store/context';
import { strings } from '../strings';

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

function Branch({
  battle,
  unit,
  side,
  t,
  depth,
}: {
  battle: Battle;
  unit: Unit;
  side: SideView;
  t: number;
  depth: number;
}) {
  const below = battle.units.filter((other) => other.parent === unit.index);
  const elements = battle.elements.flatMap((element, i) =>
    element.unit === unit.index ? [i] : [],
  );
  const row = <Row id={`u${unit.index}`} name={unit.name} side={side} t={t} />;
  if (!below.length && !elements.length) return <li>{row}</li>;
  return (
    <li>
      <details open={depth < 2}>
        <summary>{row}</summary>
        <ul>
          {below.map((other) => (
            <Branch
              key={other.index}
              battle={battle}
              unit={other}
              side={side}
              t={t}
              depth={depth + 1}
            />
          ))}
          {elements.map((i) => (
            <li key={`e${i}`}>
              <Row id={`e${i}`} name={battle.elements[i]!.name} side={side} t={t} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

export function OrbatPanel() {
  const { battle } = usePage();
  // Men change slowly beside the frames of the map: the tree follows by the minute.
  const t = usePlayer((state) => Math.floor(state.t / 60000) * 60000);
  const roots = useMemo(() => {
    const known = new Set(battle.units.map((unit) => unit.index));
    return battle.units.filter((unit) => !known.has(unit.parent));
  }, [battle]);
  if (!battle.units.length) return null;
  return (
    <section aria-labelledby="orbat-title" class="orbat">
      <h2 id="orbat-title">{strings.sections.orbat}</h2>
      {battle.sides.map((side) => (
        <div key={side.id}>
          <h3>
            <i class="swatch" style={{ background: side.colour }} /> {side.name}
          </h3>
          <ul>
            {roots
              .filter((unit) => unit.side === side.id)
              .map((unit) => (
                <Branch key={unit.index} battle={battle} unit={unit} side={side} t={t} depth={0} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

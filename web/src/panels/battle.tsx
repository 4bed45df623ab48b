// The map with its switches, the unit card and the playback below it; owns the keyboard.
import { useEffect, useRef, useState } from 'preact/hooks';
import { MapView, type LevelChoice } from '../map/map_view';
import type { Language } from '../map/ground_layers';
import { kLevels, type Level, type Marker } from '../store/aggregate';
import { usePage } from '../store/context';
import type { Player } from '../store/player';
import { utm_to_geographic, utm_zone } from '../store/utm';
import { strings } from '../strings';
import { Legend } from './legend';
import { PlaybackPanel } from './playback';
import { UnitCard } from './unit_card';

// Keys of the player, wherever the focus is inside the map and playback (but not in a text field).
function press(event: KeyboardEvent, player: Player): boolean {
  const count = event.shiftKey ? 10 : 1;
  const target = event.target as HTMLElement;
  if (target.tagName === 'SELECT') return false;
  const on_button = target.tagName === 'BUTTON';
  const on_map = target.closest('.map') !== null;
  switch (event.key) {
    case ' ':
      if (on_button) return false;
      player.toggle();
      return true;
    case 'ArrowLeft':
      if (on_map || on_button) return false;
      player.step(-count);
      return true;
    case 'ArrowRight':
      if (on_map || on_button) return false;
      player.step(count);
      return true;
    case ',':
      player.faster(-1);
      return true;
    case '.':
      player.faster(1);
      return true;
    case 'Home':
      player.seek(player.start_ms);
      return true;
    case 'End':
      player.seek(player.end_ms);
      return true;
    case 'Escape':
      player.select(null);
      return true;
    default:
      return false;
  }
}

function place_text(crs: string, place: [number, number]): string {
  const zone = utm_zone(crs);
  const utm = `E ${Math.round(place[0])}  N ${Math.round(place[1])}`;
  if (zone === null) return utm;
  const { lat, lon } = utm_to_geographic(place[0], place[1], zone);
  return `UTM ${zone}N  ${utm}   ${lat.toFixed(5)}° N  ${lon.toFixed(5)}° E`;
}

interface Hover {
  place: [number, number] | null;
  marker: Marker | null;
}

function ReadOut({ hover, crs }: { hover: Hover; crs: string }) {
  const { marker, place } = hover;
  return (
    <div class="read-out">
      {marker && (
        <b>
          {marker.name} · {Math.round(marker.men)} {strings.orbat.men}{' '}
        </b>
      )}
      {place && <span>{place_text(crs, place)}</span>}
    </div>
  );
}

interface SwitchProps {
  language: Language;
  on_language(language: Language): void;
  level: LevelChoice;
  on_level(level: LevelChoice): void;
  shown: Level;
  basis: boolean | null; // null: the battle does not say what its ground rests on
  on_basis(shown: boolean): void;
  on_fit(): void;
}

function MapSwitches(p: SwitchProps) {
  const languages = Object.keys(strings.map.languages) as Language[];
  const auto = `${strings.map.levels.auto} (${strings.map.levels[p.shown]})`;
  return (
    <div class="switches">
      <fieldset class="segments">
        <legend>{strings.map.names}</legend>
        {languages.map((code) => (
          <button
            type="button"
            key={code}
            lang={code}
            aria-pressed={p.language === code}
            onClick={() => p.on_language(code)}
          >
            {strings.map.languages[code]}
          </button>
        ))}
      </fieldset>
      <label>
        {strings.map.show}{' '}
        <select
          value={p.level}
          onChange={(event) => p.on_level(event.currentTarget.value as LevelChoice)}
        >
          <option value="auto">{auto}</option>
          {kLevels.map((level) => (
            <option key={level} value={level}>
              {strings.map.levels[level]}
            </option>
          ))}
        </select>
      </label>
      {p.basis !== null && (
        <label>
          <input
            type="checkbox"
            checked={p.basis}
            onChange={(event) => p.on_basis(event.currentTarget.checked)}
          />{' '}
          {strings.map.basis}
        </label>
      )}
      <button type="button" onClick={p.on_fit}>
        {strings.map.fit}
      </button>
      <Legend />
    </div>
  );
}

// The map in its element, made once; what it reports goes to the two listeners.
function use_map(on_hover: (hover: Hover) => void, on_level: (level: Level) => void) {
  const page = usePage();
  const target = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  useEffect(() => {
    const map = new MapView(target.current!, page.battle, page.player, {
      on_hover: (place, marker) => on_hover({ place, marker }),
      on_level,
    });
    view.current = map;
    page.show_place = (x, y) => map.show(x, y);
    return () => map.dispose();
  }, []);
  return { target, view };
}

function PlayingMap() {
  const { battle } = usePage();
  const [language, set_language] = useState<Language>('en');
  const [level, set_level] = useState<LevelChoice>('auto');
  const [shown, set_shown] = useState<Level>('company');
  const [basis, set_basis] = useState(false);
  const [hover, set_hover] = useState<Hover>({ place: null, marker: null });
  const { target, view } = use_map(set_hover, set_shown);
  useEffect(() => view.current?.set_language(language), [language]);
  useEffect(() => view.current?.set_level(level), [level]);
  useEffect(() => view.current?.show_basis(basis), [basis]);
  return (
    <>
      <MapSwitches
        language={language}
        on_language={set_language}
        level={level}
        on_level={set_level}
        shown={shown}
        basis={battle.grid!.basis ? basis : null}
        on_basis={set_basis}
        on_fit={() => view.current?.fit_action()}
      />
      <div class="map-frame">
        <div
          class="map"
          ref={target}
          tabIndex={0}
          role="application"
          aria-label={strings.map.label}
        />
        <ReadOut hover={hover} crs={battle.grid!.crs} />
      </div>
    </>
  );
}

export function BattlePanel() {
  const { battle, player } = usePage();
  if (!battle.grid && !battle.events.length) return null;
  return (
    <section
      id="map"
      aria-labelledby="map-title"
      onKeyDown={(event) => {
        if (press(event, player)) event.preventDefault();
      }}
    >
      <h2 id="map-title" class="quiet">
        {strings.sections.map}
      </h2>
      <div class="stage">
        {battle.grid ? <PlayingMap /> : <p>{strings.map.no_map}</p>}
        {battle.end_ms > battle.start_ms && <PlaybackPanel />}
        <UnitCard />
      </div>
    </section>
  );
}

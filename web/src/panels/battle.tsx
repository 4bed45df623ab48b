// The map with its switches, the unit card and the playback below it; owns the keyboard.
import { useRef, useState } from 'preact/hooks';
import type { MapView } from '../map/map_view';
import type { Level } from '../store/aggregate';
import { usePage } from '../store/context';
import type { Player } from '../store/player';
import { strings } from '../strings';
import { Legend } from './legend';
import { MapFrame } from './map_frame';
import {
  BasisChoice,
  FogChoice,
  kFirstChoice,
  LanguageChoice,
  LevelSelect,
  TaskChoice,
  ToolChoice,
  type MapChoice,
} from './map_switches';
import { PlaybackPanel } from './playback';
import { UnitCard } from './unit_card';

// Keys of the player, wherever the focus is inside the map and playback (but not in a text field).
export function press(event: KeyboardEvent, player: Player): boolean {
  const count = event.shiftKey ? 10 : 1;
  const target = event.target as HTMLElement;
  if (target.tagName === 'SELECT' || target.closest('input:not([type=range]), textarea'))
    return false;
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

function PlayingMap() {
  const [choice, set_choice] = useState(kFirstChoice);
  const [shown, set_shown] = useState<Level>('company');
  const view = useRef<MapView | null>(null);
  const choose = (change: Partial<MapChoice>) => set_choice((old) => ({ ...old, ...change }));
  return (
    <>
      <div class="switches">
        <FogChoice />
        <LanguageChoice choice={choice} choose={choose} />
        <LevelSelect choice={choice} choose={choose} shown={shown} />
        <ToolChoice choice={choice} choose={choose} />
        <TaskChoice />
        <BasisChoice choice={choice} choose={choose} />
        <button type="button" onClick={() => view.current?.fit_action()}>
          {strings.map.fit}
        </button>
        <Legend />
      </div>
      <MapFrame
        choice={choice}
        choose={choose}
        on_level={set_shown}
        on_map={(map) => (view.current = map)}
      />
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

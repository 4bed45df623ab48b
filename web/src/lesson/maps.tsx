// The battle on the map, once or as twins side by side, with one clock.
import type View from 'ol/View';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { press } from '../panels/battle';
import { MapFrame } from '../panels/map_frame';
import { kFirstChoice, type MapChoice } from '../panels/map_switches';
import type { Battle } from '../protocol/read';
import { clock_day, clock_time } from '../store/clock';
import { PageContext, usePage, usePlayer, type Page } from '../store/context';
import { kSpeeds, Player } from '../store/player';
import { words } from './words';

const kSpeed = 300; // five minutes of the battle a second

function Clock() {
  const { battle } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / 1000) * 1000);
  const clock = battle.clocks[0]!;
  return (
    <p class="lesson-clock">
      <b>{clock_time(battle.epoch_utc_ms, t, clock)}</b>{' '}
      {clock_day(battle.epoch_utc_ms, t, clock)} <span class="context">{clock.name}</span>
    </p>
  );
}

function Controls({ from_ms }: { from_ms: number | null }) {
  const { player } = usePage();
  const { t, playing, speed } = usePlayer((state) => state);
  const label = playing ? words.pause : words.play;
  return (
    <div class="lesson-controls" role="group" aria-label={words.time}>
      <button type="button" class="main" onClick={() => player.toggle()}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {label}
      </button>
      <Clock />
      <input
        type="range"
        min={player.start_ms}
        max={player.end_ms}
        step={player.step_ms}
        value={t}
        aria-label={words.time}
        onInput={(event) => player.seek(Number(event.currentTarget.value))}
      />
      <label>
        {words.speed}{' '}
        <select
          value={speed}
          onChange={(event) => player.set_speed(Number(event.currentTarget.value))}
        >
          {kSpeeds.map((s) => (
            <option key={s} value={s}>
              {s}×
            </option>
          ))}
        </select>
      </label>
      {from_ms !== null && (
        <button type="button" onClick={() => player.seek(from_ms)}>
          {words.counted_hours}
        </button>
      )}
    </div>
  );
}

// Names of the sides with their colours.
function Sides() {
  const { battle } = usePage();
  return (
    <p class="lesson-sides">
      {battle.sides.map((side) => (
        <span key={side.id}>
          <i class="swatch" style={{ background: side.colour }} /> {side.name}
        </span>
      ))}
    </p>
  );
}

// Pages of some battles under one player.
function usePages(battles: Battle[], from_ms: number | null): Page[] {
  const pages = useMemo(() => {
    const start = Math.min(...battles.map((battle) => battle.start_ms));
    const end = Math.max(...battles.map((battle) => battle.end_ms));
    const player = new Player(start, end, battles[0]!.play?.step_ms ?? 60000);
    player.set_speed(kSpeed);
    if (from_ms !== null) player.seek(from_ms);
    return battles.map((battle) => ({ battle, player, show_place: () => undefined }));
  }, battles);
  useEffect(() => () => pages[0]!.player.pause(), [pages]);
  return pages;
}

export interface MapsProps {
  battles: Battle[]; // one, or two that are looked at side by side
  labels: string[];
  from_ms: number | null; // where the looking begins; null: at the start
}

export function Maps({ battles, labels, from_ms }: MapsProps) {
  const pages = usePages(battles, from_ms);
  const [choice, set_choice] = useState<MapChoice>(kFirstChoice);
  const [view, set_view] = useState<View | null>(null);
  const choose = (change: Partial<MapChoice>) => set_choice((old) => ({ ...old, ...change }));
  const frame = { choice, choose, on_level: () => undefined };
  const { player } = pages[0]!;
  return (
    <div
      class="lesson-maps"
      onKeyDown={(event) => {
        if (press(event, player)) event.preventDefault();
      }}
    >
      <div class={pages.length > 1 ? 'lesson-twins' : 'lesson-single'}>
        {pages.map((page, i) => (
          <figure key={labels[i]}>
            {pages.length > 1 && <figcaption>{labels[i]}</figcaption>}
            {(i === 0 || view) && (
              <PageContext.Provider value={page}>
                <MapFrame
                  {...frame}
                  label={labels[i]}
                  shared={i === 0 ? undefined : view!}
                  on_map={(map) => i === 0 && set_view(map.view)}
                />
              </PageContext.Provider>
            )}
          </figure>
        ))}
      </div>
      <PageContext.Provider value={pages[0]!}>
        <Controls from_ms={from_ms} />
        <Sides />
      </PageContext.Provider>
    </div>
  );
}

// Play, pause, speed, both clocks, the time slider with event marks, and the strip of light and
// weather under it.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Battle } from '../protocol/read';
import {
  clock_day,
  clock_mark,
  clock_marks,
  clock_time,
  offset_text,
  thinned,
} from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { is_wet, light_share, weather_at } from '../store/light';
import { evidence_origin, weather_evidence } from '../store/origins';
import { kSpeeds } from '../store/player';
import { event_mark, strings } from '../strings';
import { Figure } from './figure';
import { useTold } from './told';
import { LossesStrip, StagesStrip } from './timeline_strips';

const { origins } = strings;

function Clocks() {
  const { battle } = usePage();
  const second = usePlayer((state) => Math.floor(state.t / 1000));
  const t = second * 1000;
  return (
    <div class="clocks">
      {battle.clocks.map((clock) => (
        <div key={clock.name}>
          <b>{clock_time(battle.epoch_utc_ms, t, clock, true)}</b>
          <span>
            {clock.name} {clock_day(battle.epoch_utc_ms, t, clock)}
            {!clock.name.includes('UTC') && `, ${offset_text(clock)}`}
          </span>
        </div>
      ))}
    </div>
  );
}

function strip_colour(lux: number | null | undefined): string {
  const share = light_share(lux);
  const mix = (dark: number, bright: number) => Math.round(dark + (bright - dark) * share);
  return `rgb(${mix(38, 252)},${mix(48, 246)},${mix(84, 222)})`;
}

function WeatherStrip({ battle }: { battle: Battle }) {
  const { weather, start_ms, end_ms } = battle;
  const span = end_ms - start_ms;
  if (!weather.length) return null;
  return (
    <div class="weather-strip" aria-hidden="true">
      {weather.map((item, i) => {
        const from = Math.max(start_ms, item.t);
        const to = Math.min(end_ms, weather[i + 1]?.t ?? end_ms);
        if (to <= from) return null;
        const fog = (item.visibility_m ?? Infinity) < 1000;
        return (
          <span
            key={i}
            class={is_wet(item) ? 'rain' : fog ? 'fog' : ''}
            title={item.text}
            style={{
              left: `${(100 * (from - start_ms)) / span}%`,
              width: `${(100 * (to - from)) / span}%`,
              backgroundColor: strip_colour(item.illumination_lux),
            }}
          />
        );
      })}
    </div>
  );
}

function WeatherText({ battle }: { battle: Battle }) {
  const now = usePlayer((state) => weather_at(battle.weather, state.t));
  if (!now) return null;
  const seen = now.visibility_m == null ? '' : strings.player.visibility(now.visibility_m);
  const facts = [
    now.illumination_lux == null ? '' : strings.player.lux(now.illumination_lux),
    is_wet(now) ? strings.player.rain : '',
  ].filter(Boolean);
  return (
    <p class="weather-text">
      <b>{now.text}</b>
      {seen && ' · '}
      {seen && (
        <Figure
          origins={() =>
            weather_evidence(battle, now.text).map((row) => evidence_origin(battle, row, origins))
          }
        >
          {seen}
        </Figure>
      )}
      {facts.length ? ` · ${facts.join(' · ')}` : ''}
    </p>
  );
}

function EventMarks({ battle }: { battle: Battle }) {
  const { player } = usePage();
  const span = battle.end_ms - battle.start_ms;
  const colours = new Map(battle.sides.map((side) => [side.id, side.colour]));
  const told = useTold();
  const main = told.filter((event) => (event.importance ?? 1) >= 2);
  return (
    <div class="event-marks" aria-hidden="true">
      {main.map((event, i) => (
        <span
          key={i}
          title={event.text}
          onClick={() => player.seek(event.t)}
          class={(event.importance ?? 1) >= 3 ? 'great' : ''}
          style={{
            left: `${(100 * (event.t - battle.start_ms)) / span}%`,
            color: colours.get(event.side ?? '') ?? '#444',
          }}
        >
          {(event.importance ?? 1) >= 3 ? event_mark(event.kind) : '|'}
        </span>
      ))}
    </div>
  );
}

function Slider({ battle }: { battle: Battle }) {
  const { player } = usePage();
  const t = usePlayer((state) => state.t);
  const text = battle.clocks
    .map((clock) => `${clock.name} ${clock_time(battle.epoch_utc_ms, t, clock)}`)
    .join(', ');
  return (
    <input
      type="range"
      min={battle.start_ms}
      max={battle.end_ms}
      step={player.step_ms}
      value={t}
      aria-label={strings.player.time}
      aria-valuetext={text}
      onInput={(event) => player.seek(Number(event.currentTarget.value))}
    />
  );
}

function Ticks({ battle }: { battle: Battle }) {
  const strip = useRef<HTMLDivElement>(null);
  const [width, set_width] = useState(600);
  useEffect(() => {
    const watch = new ResizeObserver(([one]) => set_width(one!.contentRect.width));
    watch.observe(strip.current!);
    return () => watch.disconnect();
  }, []);
  const ticks = useMemo(() => thinned(clock_marks(battle), width), [battle, width]);
  return (
    <div class="ticks" aria-hidden="true" ref={strip}>
      {ticks.map((t) => (
        <span
          key={t}
          style={{ left: `${(100 * (t - battle.start_ms)) / (battle.end_ms - battle.start_ms)}%` }}
        >
          {clock_mark(battle.epoch_utc_ms, t, battle.clocks[0]!)}
        </span>
      ))}
    </div>
  );
}

function SpeedChoice() {
  const { player } = usePage();
  const speed = usePlayer((state) => state.speed);
  return (
    <label>
      {strings.player.speed}{' '}
      <select
        value={speed}
        onChange={(event) => player.set_speed(Number(event.currentTarget.value))}
      >
        {kSpeeds.map((s) => (
          <option key={s} value={s}>
            {s}
            {strings.player.times}
          </option>
        ))}
      </select>
    </label>
  );
}

function Buttons() {
  const { player } = usePage();
  const playing = usePlayer((state) => state.playing);
  const label = playing ? strings.player.pause : strings.player.play;
  return (
    <div class="buttons">
      <button
        type="button"
        aria-label={strings.player.back}
        title={strings.player.back}
        onClick={() => player.step(-1)}
      >
        ‹
      </button>
      <button type="button" class="play" aria-label={label} onClick={() => player.toggle()}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span>{' '}
        <span class="play-word">{label}</span>
      </button>
      <button
        type="button"
        aria-label={strings.player.forward}
        title={strings.player.forward}
        onClick={() => player.step(1)}
      >
        ›
      </button>
      <SpeedChoice />
    </div>
  );
}

// `buttons`: others than those of a recorded run.
export function PlaybackPanel({ buttons }: { buttons?: ComponentChildren }) {
  const { battle } = usePage();
  return (
    <div class="playback" role="group" aria-label={strings.player.label}>
      <div class="playback-top">
        {buttons ?? <Buttons />}
        <WeatherText battle={battle} />
        <Clocks />
      </div>
      <div class="timeline">
        <StagesStrip battle={battle} />
        <EventMarks battle={battle} />
        <Slider battle={battle} />
        <LossesStrip battle={battle} />
        <WeatherStrip battle={battle} />
        <Ticks battle={battle} />
      </div>
    </div>
  );
}

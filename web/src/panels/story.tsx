// The story of the run: a line an event; a click takes the map there.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StoryEvent } from '../protocol/report';
import { clock_day, clock_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { last_at } from '../store/tracks';
import { event_mark, strings } from '../strings';
import { FogNote } from './fog_note';
import { useTold } from './told';

// The least importance that still leaves a readable list.
export function first_choice(events: StoryEvent[], readable = 80): number {
  for (let least = 0; least < 3; least++) {
    if (events.filter((event) => (event.importance ?? 1) >= least).length <= readable) return least;
  }
  return 3;
}

function Line({ event, now }: { event: StoryEvent; now: boolean }) {
  const page = usePage();
  const { battle, player } = page;
  const side = battle.sides.find((s) => s.id === event.side);
  const jump = () => {
    player.pause();
    player.seek(event.t);
    if (event.x != null && event.y != null) page.show_place(event.x, event.y);
  };
  return (
    <li
      class={`weight-${event.importance ?? 1}${now ? ' now' : ''}`}
      aria-current={now ? 'true' : undefined}
    >
      <button type="button" onClick={jump} title={strings.story.jump}>
        <time>{clock_time(battle.epoch_utc_ms, event.t, battle.clocks[0]!)}</time>
        <i style={{ color: side?.colour ?? '#5d564c' }} aria-hidden="true">
          {event_mark(event.kind)}
        </i>
        <span>{event.text}</span>
      </button>
    </li>
  );
}

function LeastChoice(p: { least: number; on_choice(least: number): void }) {
  return (
    <label>
      {strings.story.show}{' '}
      <select value={p.least} onChange={(event) => p.on_choice(Number(event.currentTarget.value))}>
        {strings.story.importance.map((name, i) => (
          <option key={i} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function StoryPanel() {
  const { battle } = usePage();
  const told = useTold();
  const [least, set_least] = useState(() => first_choice(battle.events));
  const list = useRef<HTMLOListElement>(null);
  const shown = useMemo(
    () => told.filter((event) => (event.importance ?? 1) >= least),
    [told, least],
  );
  const times = useMemo(() => shown.map((event) => event.t), [shown]);
  const all_times = useMemo(() => told.map((event) => event.t), [told]);
  const current = usePlayer((state) => last_at(all_times, state.t));
  const now = current < 0 ? -1 : last_at(times, all_times[current]!);
  useEffect(() => {
    // The list scrolls by itself; the page must stay where the reader is.
    const item = list.current?.children[now] as HTMLElement | undefined;
    if (item && list.current)
      list.current.scrollTop = item.offsetTop - list.current.clientHeight / 2;
  }, [now]);
  if (!battle.events.length) return null;
  return (
    <section aria-labelledby="story-title" class="story">
      <h2 id="story-title">{strings.sections.story}</h2>
      <p class="intro">
        <LeastChoice least={least} on_choice={set_least} /> {battle.clocks[0]!.name},{' '}
        {clock_day(battle.epoch_utc_ms, battle.start_ms, battle.clocks[0]!)}
      </p>
      <FogNote part="story" />
      {shown.length ? (
        <ol ref={list} tabIndex={-1}>
          {shown.map((event, i) => (
            <Line key={i} event={event} now={i === now} />
          ))}
        </ol>
      ) : (
        <p>{strings.story.none}</p>
      )}
    </section>
  );
}

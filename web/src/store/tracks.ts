// The state of an element at a moment, from its track of change points.
import type { Track } from '../protocol/report';

export interface Sample {
  x: number;
  y: number;
  men: number;
  posture: number;
  suppression: number; // 0..100
  morale: number;
}

// Index of the last entry at or before t, -1 before the first.
export function last_at(times: ArrayLike<number>, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// A short array means that its last value holds to the end.
const held = (values: number[] | undefined, i: number): number =>
  values?.length ? values[Math.min(i, values.length - 1)]! : 0;

// Positions glide to the next change point during the step that produced it; all else holds.
export function sample_track(track: Track, t: number, step_ms: number): Sample {
  const i = Math.max(0, last_at(track.t, t));
  let x = held(track.x, i);
  let y = held(track.y, i);
  const next = track.t[i + 1];
  if (next !== undefined && t > next - step_ms) {
    const begin = Math.max(track.t[i]!, next - step_ms);
    const share = Math.min(1, Math.max(0, (t - begin) / Math.max(1, next - begin)));
    x += (held(track.x, i + 1) - x) * share;
    y += (held(track.y, i + 1) - y) * share;
  }
  return {
    x,
    y,
    men: held(track.men, i),
    posture: held(track.posture, i),
    suppression: held(track.suppression, i),
    morale: held(track.morale, i),
  };
}

const arrivals = new WeakMap<Track, number>();

// When the element first had a man: before that it has not arrived; without one after it is lost.
function arrival_ms(track: Track): number {
  let t = arrivals.get(track);
  if (t === undefined) {
    const i = (track.men ?? []).findIndex((n) => n > 0);
    t = i < 0 ? Infinity : i === 0 ? -Infinity : (track.t[i] ?? Infinity);
    if (t !== Infinity) arrivals.set(track, t); // a track that grows may still tell
  }
  return t;
}

// Whether the element has been on the map by then.
export function has_come(track: Track, t: number): boolean {
  return t >= arrival_ms(track);
}

// Moments at which an element's men or morale changed: the history of a unit card.
export interface Change {
  t: number;
  men: number;
  lost: number;
  morale: number;
}

export function history_of(track: Track): Change[] {
  const changes: Change[] = [];
  for (let i = 0; i < track.t.length; i++) {
    const men = held(track.men, i);
    const morale = held(track.morale, i);
    const before = i ? held(track.men, i - 1) : men;
    if (i === 0 || men !== before || morale !== held(track.morale, i - 1)) {
      changes.push({ t: track.t[i]!, men, lost: before - men, morale });
    }
  }
  return changes;
}

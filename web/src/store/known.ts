// What one side's headquarters know: the parts of a document that may be shown through their eyes.
// Of their own side all; of the enemy only what their picture holds (pictures.ts).
import type { Battle } from '../protocol/read';
import type { StoryEvent } from '../protocol/report';
import { believed_at, kKnownByName, type Believed } from './pictures';
import type { Fog } from './player';
import { last_at } from './tracks';
import { elements_below } from './tree';

// The side that the page must not tell more than it knows; null: everything may be told.
export const seer_of = ({ side, error }: Fog): string | null => (error ? null : side);

// Things of the own side and of nobody, such as the weather.
export function of_side<T extends { side?: string | null }>(all: T[], seer: string | null): T[] {
  return seer === null ? all : all.filter(({ side }) => !side || side === seer);
}

// Names by which the story calls the enemy, the longest first, with the elements they stand for.
function enemy_names(battle: Battle, seer: string): [string, number[]][] {
  const names = new Map<string, number[]>();
  for (const unit of battle.units) {
    if (unit.side === seer) continue;
    const name = unit.name.toLowerCase();
    names.set(name, [...(names.get(name) ?? []), ...elements_below(battle, unit.index)]);
  }
  return [...names].sort(([a], [b]) => b.length - a.length);
}

// Where a name stands in a text as words of its own, -1: nowhere.
function place_of(name: string, text: string): number {
  const at = text.toLowerCase().indexOf(name);
  const around = [text[at - 1], text[at + name.length]];
  return around.some((sign) => /[\w/]/.test(sign ?? '')) ? -1 : at;
}

// When a side first knows each enemy element by name, in ms; missing: never.
function named_from(battle: Battle, seer: string): Map<number, number> {
  const from = new Map<number, number>();
  const pictures = battle.report.pictures?.sides.find(({ side }) => side === seer);
  for (const { element, t, level } of pictures?.elements ?? []) {
    const i = level.findIndex((each) => each >= kKnownByName);
    if (i >= 0) from.set(element, t[i]!);
  }
  return from;
}

// The lines of the story that a side can tell: its own and those of nobody. A line calls its own
// unit first, with the side in brackets; an enemy after it has a name only once he is known.
export function told_by(battle: Battle, seer: string | null, nameless: string): StoryEvent[] {
  if (seer === null) return battle.events;
  const names = enemy_names(battle, seer);
  const from = named_from(battle, seer);
  return of_side(battle.events, seer).map((event) => {
    const object = event.text.indexOf(') ') + 1;
    const tail = event.text.slice(object);
    const found = object > 0 && names.find(([name]) => place_of(name, tail) >= 0);
    if (!found || found[1].some((i) => (from.get(i) ?? Infinity) <= event.t)) return event;
    const at = place_of(found[0], tail);
    const rest = tail.slice(at + found[0].length);
    return { ...event, text: event.text.slice(0, object) + tail.slice(0, at) + nameless + rest };
  });
}

// What a side believes of each enemy element at a moment, last seen first.
export function known_enemies(battle: Battle, seer: string, t: number): Believed[] {
  const alone = new Int32Array(battle.elements.length).fill(-1);
  return believed_at(battle, alone, seer, t).sort((a, b) => b.seen_ms - a.seen_ms);
}

// Phases of the battle by their names: one that has not begun is not foretold.
export function begun_by<T extends { from_ms: number }>(
  spans: T[],
  seer: string | null,
  t: number,
): T[] {
  return seer === null ? spans : spans.filter((span) => span.from_ms <= t);
}

// Whether a side believes in an enemy near a place: fire from there is no surprise to it.
export function expects_fire(
  battle: Battle,
  seer: string,
  fire: { t: number; from_x: number; from_y: number },
): boolean {
  const pictures = battle.report.pictures?.sides.find(({ side }) => side === seer);
  return (pictures?.elements ?? []).some(({ t, level, x, y, error_m }) => {
    const i = last_at(t, fire.t);
    if (i < 0 || !level[i]) return false;
    return Math.hypot(x[i]! - fire.from_x, y[i]! - fire.from_y) <= 50 + 2 * error_m[i]!;
  });
}

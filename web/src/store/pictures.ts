// What a side's headquarters believe of the enemy, at a moment, from the document's change
// points.
import type { Battle } from '../protocol/read';
import type { EnemyPicture } from '../protocol/pictures';
import { last_at, sample_track } from './tracks';
import { elements_below, tree_of } from './tree';

// The belief about the elements of one marker.
export interface Believed {
  key: string; // as of the marker that stands there in truth
  name: string;
  side: string;
  sidc: string;
  elements: number[];
  level: number; // the best known of them
  x: number;
  y: number;
  error_m: number;
  seen_ms: number;
  true_x: number;
  true_y: number;
}

// From this level on a name is known: recognised.
export const kKnownByName = 3;

function pictures_of(battle: Battle, side: string): EnemyPicture[] {
  return battle.report.pictures?.sides.find((each) => each.side === side)?.elements ?? [];
}

// Mean place of what is believed and of what is true, of the elements of one group.
function gather(battle: Battle, key: string, known: [EnemyPicture, number][], t: number): Believed {
  const first = known[0]![0].element;
  const element = battle.elements[first]!;
  const unit = key.startsWith('u') ? tree_of(battle).units.get(Number(key.slice(1))) : undefined;
  const step_ms = battle.play?.step_ms ?? 1000;
  const truth = known.map(([one]) => sample_track(battle.tracks[one.element]!, t, step_ms));
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    key,
    name: unit ? (unit.short_name ?? unit.name) : element.name,
    side: element.side,
    sidc: (unit ?? element).sidc ?? '',
    elements: known.map(([one]) => one.element),
    level: Math.max(...known.map(([one, i]) => one.level[i]!)),
    x: mean(known.map(([one, i]) => one.x[i]!)),
    y: mean(known.map(([one, i]) => one.y[i]!)),
    error_m: mean(known.map(([one, i]) => one.error_m[i]!)),
    // A sighting that the point foretells has not happened yet.
    seen_ms: Math.max(...known.map(([one, i]) => Math.min(t, one.seen_ms[i]!))),
    true_x: mean(truth.map((s) => s.x)),
    true_y: mean(truth.map((s) => s.y)),
  };
}

// Beliefs of a side at a moment, gathered as the map gathers elements: `groups` gives the unit that
// stands for each element, -1 for itself.
export function believed_at(
  battle: Battle,
  groups: Int32Array,
  side: string,
  t: number,
): Believed[] {
  const members = new Map<string, [EnemyPicture, number][]>();
  for (const one of pictures_of(battle, side)) {
    const i = last_at(one.t, t);
    if (i < 0 || !one.level[i] || !battle.tracks[one.element]) continue;
    const group = groups[one.element] ?? -1;
    const key = group < 0 ? `e${one.element}` : `u${group}`;
    const list = members.get(key);
    if (list) list.push([one, i]);
    else members.set(key, [[one, i]]);
  }
  return [...members].map(([key, known]) => gather(battle, key, known, t));
}

// What a side believes of the elements of one unit ("u3") or of one element ("e12").
export function belief_about(
  battle: Battle,
  key: string,
  side: string,
  t: number,
): Believed | null {
  const index = Number(key.slice(1));
  const groups = new Int32Array(battle.elements.length).fill(-1);
  if (key.startsWith('u')) for (const i of elements_below(battle, index)) groups[i] = index;
  return believed_at(battle, groups, side, t).find((one) => one.key === key) ?? null;
}

export interface PictureError {
  known: number; // enemy elements that the side believes in
  all: number; // that are on the map
  mean_m: number; // from believed to true place, mean over the known
}

// How far a side's picture is from the truth.
export function picture_error(battle: Battle, side: string, t: number): PictureError {
  const alone = new Int32Array(battle.elements.length).fill(-1);
  const known = believed_at(battle, alone, side, t);
  const step_ms = battle.play?.step_ms ?? 1000;
  const all = battle.tracks.filter(
    (track, i) => battle.elements[i]!.side !== side && sample_track(track, t, step_ms).men > 0,
  ).length;
  const off = known.map((one) => Math.hypot(one.x - one.true_x, one.y - one.true_y));
  const mean_m = off.length ? off.reduce((a, b) => a + b, 0) / off.length : 0;
  return { known: known.length, all, mean_m };
}

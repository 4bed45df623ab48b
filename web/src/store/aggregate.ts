// What the map shows at a moment: elements gathered into the units of one level, with strength,
// suppression and morale summed over the men.
import type { Battle } from '../protocol/read';
import type { Echelon, Unit } from '../protocol/report';
import { has_come, sample_track, type Sample } from './tracks';
import { elements_below, tree_of } from './tree';

export const kEchelons: Echelon[] = [
  'team',
  'squad',
  'section',
  'platoon',
  'company',
  'battalion',
  'regiment',
  'brigade',
  'division',
  'corps',
];
export type Level = 'element' | 'platoon' | 'company' | 'battalion' | 'regiment' | 'division';
export const kLevels: Level[] = [
  'element',
  'platoon',
  'company',
  'battalion',
  'regiment',
  'division',
];

// A symbol on the map: one element, or the elements of one unit.
export interface Marker {
  key: string; // "e12" or "u3"
  name: string;
  side: string;
  sidc: string;
  x: number;
  y: number;
  men: number;
  men_start: number;
  suppression: number; // 0..100, mean over men
  morale: number; // worst state that holds for at least half of the men
  posture: number; // likewise the commonest
  elements: number[];
}

const rank_of = (echelon: Echelon): number => kEchelons.indexOf(echelon);

// The unit that stands for an element at a level: the lowest one above it that is large enough,
// or the highest there is. Elements that belong to no unit stand for themselves.
export function group_of_elements(battle: Battle, level: Level): Int32Array {
  const groups = new Int32Array(battle.elements.length).fill(-1);
  if (level === 'element') return groups;
  const by_index = tree_of(battle).units;
  const highest = rank_of(level === 'division' ? 'division' : 'regiment');
  battle.elements.forEach((element, i) => {
    let unit = by_index.get(element.unit);
    const seen = new Set<Unit>();
    while (unit && rank_of(unit.echelon) < rank_of(level) && !seen.has(unit)) {
      seen.add(unit);
      const above = by_index.get(unit.parent);
      if (!above || rank_of(above.echelon) > highest) break;
      unit = above;
    }
    if (unit) groups[i] = unit.index;
  });
  return groups;
}

function marker_of_element(battle: Battle, i: number, s: Sample): Marker {
  const element = battle.elements[i]!;
  return {
    key: `e${i}`,
    name: element.name,
    side: element.side,
    sidc: element.sidc ?? '',
    x: s.x,
    y: s.y,
    men: s.men,
    men_start: element.men_start,
    suppression: s.suppression,
    morale: s.morale,
    posture: s.posture,
    elements: [i],
  };
}

// The state at which half of the men are reached, counted from the worst; `gone` does not count.
function median_state(samples: Sample[], pick: (s: Sample) => number): number {
  const sorted = samples.filter((s) => s.men > 0).sort((a, b) => pick(b) - pick(a));
  const half = sorted.reduce((sum, s) => sum + s.men, 0) / 2;
  let sum = 0;
  for (const s of sorted) {
    sum += s.men;
    if (sum >= half) return pick(s);
  }
  return samples.length ? pick(samples[0]!) : 0;
}

function marker_of_unit(battle: Battle, unit: Unit, members: number[], samples: Sample[]): Marker {
  let men = 0,
    x = 0,
    y = 0,
    suppression = 0;
  for (const s of samples) {
    men += s.men;
    x += s.x * s.men;
    y += s.y * s.men;
    suppression += s.suppression * s.men;
  }
  const mean = (sum: number, pick: (s: Sample) => number) =>
    men > 0 ? sum / men : samples.reduce((a, s) => a + pick(s), 0) / samples.length;
  return {
    key: `u${unit.index}`,
    name: unit.short_name ?? unit.name,
    side: unit.side,
    sidc: unit.sidc ?? '',
    x: mean(x, (s) => s.x),
    y: mean(y, (s) => s.y),
    men,
    men_start: members.reduce((sum, i) => sum + battle.elements[i]!.men_start, 0),
    suppression: men > 0 ? suppression / men : 0,
    morale: median_state(samples, (s) => s.morale),
    posture: median_state(samples, (s) => s.posture),
    elements: members,
  };
}

// Whether an element is to be drawn at all: who has not arrived is nowhere, not lost.
const is_shown = (battle: Battle, i: number, s: Sample, t: number): boolean =>
  s.men > 0 || has_come(battle.tracks[i]!, t);

export function markers_at(battle: Battle, groups: Int32Array, t: number): Marker[] {
  const step_ms = battle.play?.step_ms ?? 1000;
  const samples = battle.tracks.map((track) => sample_track(track, t, step_ms));
  const members = new Map<number, number[]>();
  const markers: Marker[] = [];
  for (let i = 0; i < samples.length; i++) {
    const group = groups[i] ?? -1;
    if (group < 0 && !is_shown(battle, i, samples[i]!, t)) continue;
    if (group < 0) markers.push(marker_of_element(battle, i, samples[i]!));
    else if (members.has(group)) members.get(group)!.push(i);
    else members.set(group, [i]);
  }
  const by_index = tree_of(battle).units;
  for (const [index, list] of members) {
    if (!list.some((i) => is_shown(battle, i, samples[i]!, t))) continue;
    markers.push(
      marker_of_unit(
        battle,
        by_index.get(index)!,
        list,
        list.map((i) => samples[i]!),
      ),
    );
  }
  return markers;
}

// One marker for a selection, whatever the map shows: "e12" an element, "u3" a unit.
export function marker_of(battle: Battle, key: string, t: number): Marker | null {
  const index = Number(key.slice(1));
  const step_ms = battle.play?.step_ms ?? 1000;
  const members = key.startsWith('u') ? elements_below(battle, index) : [index];
  const usable = members.filter((i) => battle.elements[i] && battle.tracks[i]);
  if (!usable.length) return null;
  const samples = usable.map((i) => sample_track(battle.tracks[i]!, t, step_ms));
  if (key.startsWith('e')) return marker_of_element(battle, usable[0]!, samples[0]!);
  const unit = tree_of(battle).units.get(index);
  return unit ? { ...marker_of_unit(battle, unit, usable, samples), name: unit.name } : null;
}

// Men of a side at a moment and at the start.
export function strength_of(
  battle: Battle,
  side: string,
  t: number,
): { men: number; men_start: number } {
  let men = 0,
    men_start = 0;
  battle.elements.forEach((element, i) => {
    const track = battle.tracks[i];
    if (element.side !== side || !track) return;
    men += sample_track(track, t, battle.play?.step_ms ?? 1000).men;
    men_start += element.men_start;
  });
  return { men, men_start };
}

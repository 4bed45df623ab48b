// The tree of units as tables, made once a battle: a search through four thousand elements for
// every row and frame would be slow.
import type { Battle } from '../protocol/read';
import type { Unit } from '../protocol/report';

export interface Tree {
  units: Map<number, Unit>;
  below: Map<number, Unit[]>; // units by the index of the unit above; -1: the roots
  elements: Map<number, number[]>; // places in `elements`, by unit
}

const kept = new WeakMap<Battle, Tree>();

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function tree_of(battle: Battle): Tree {
  const known = kept.get(battle);
  if (known) return known;
  const tree: Tree = { units: new Map(), below: new Map(), elements: new Map() };
  for (const unit of battle.units) tree.units.set(unit.index, unit);
  for (const unit of battle.units)
    push(tree.below, tree.units.has(unit.parent) ? unit.parent : -1, unit);
  battle.elements.forEach((element, i) => push(tree.elements, element.unit, i));
  kept.set(battle, tree);
  return tree;
}

// Places of all elements of a unit and of the units below it, in the order of the document.
export function elements_below(battle: Battle, unit_index: number): number[] {
  const tree = tree_of(battle);
  const found: number[] = [];
  const seen = new Set<number>();
  const open = [unit_index];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    found.push(...(tree.elements.get(index) ?? []));
    for (const unit of tree.below.get(index) ?? []) open.push(unit.index);
  }
  return found.sort((a, b) => a - b);
}

// Names of the units above an element ("e12") or a unit ("u3"), nearest first.
export function names_above(battle: Battle, key: string): string[] {
  const { units } = tree_of(battle);
  const index = Number(key.slice(1));
  const names: string[] = [];
  const first = key.startsWith('e') ? battle.elements[index]?.unit : units.get(index)?.parent;
  let unit = units.get(first ?? -1);
  for (; unit && names.length < 6; unit = units.get(unit.parent)) names.push(unit.name);
  return names;
}

export function side_of(battle: Battle, key: string): string | undefined {
  const index = Number(key.slice(1));
  return (key.startsWith('e') ? battle.elements[index] : tree_of(battle).units.get(index))?.side;
}

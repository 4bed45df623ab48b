// An order that is being thought about: what the form holds, and what is asked of the server.
import type { Game, GameUnit, OrderCard, OrderRequest, Spot } from '../protocol/game';
import type { Battle } from '../protocol/read';
import { tree_of } from '../store/tree';

export interface Draft {
  unit: string; // path
  task: string;
  objective: Spot | null; // null: where the unit stands
  via: Spot[];
  stance: string;
  fire: string;
  not_before_ms: number | null;
}

export const first_draft = (game: Game, unit: string): Draft => ({
  unit,
  task: game.tasks.includes('defend') ? 'defend' : game.tasks[0]!,
  objective: null,
  via: [],
  stance: game.stances[0]!,
  fire: game.fires[0]!,
  not_before_ms: null,
});

const kInPlace = new Set(['reserve', 'dig']);

// Whether nothing can be said of the order yet: its task leads somewhere, and nobody said where.
export const lacks_place = (draft: Draft): boolean =>
  draft.objective === null && !kInPlace.has(draft.task);

export const request_of = (draft: Draft): OrderRequest => ({ ...draft, seat: null });

export const spot_at = (x: number, y: number): Spot => ({
  place: null,
  x: Math.round(x),
  y: Math.round(y),
});

export const spot_of_place = (id: string): Spot => ({ place: id, x: null, y: null });

// Where a spot lies on the map; null for a place that the game does not have.
export function point_of(game: Game, spot: Spot): [number, number] | null {
  if (spot.place === null) return [spot.x ?? 0, spot.y ?? 0];
  const place = game.places.find((one) => one.id === spot.place);
  return place ? [place.x, place.y] : null;
}

export function spot_name(game: Game, spot: Spot): string {
  const place = game.places.find((one) => one.id === spot.place);
  return place?.name ?? `${Math.round(spot.x ?? 0)}, ${Math.round(spot.y ?? 0)}`;
}

// The own unit that is meant by what is chosen on the map or in the order of battle.
export function unit_of(game: Game, battle: Battle, key: string | null): GameUnit | null {
  if (!key) return null;
  const index = Number(key.slice(1));
  const unit = key.startsWith('e') ? battle.elements[index]?.unit : index;
  return game.units.find((one) => one.unit === unit) ?? null;
}

// Whether a unit is the other, or lies below it.
export function is_within(battle: Battle, unit: number, other: number): boolean {
  const { units } = tree_of(battle);
  for (let at = units.get(unit); at; at = units.get(at.parent)) if (at.index === other) return true;
  return false;
}

const kOpen = new Set<OrderCard['state']>(['with_the_staff', 'on_its_way', 'begun']);
export const is_open = (order: OrderCard): boolean => kOpen.has(order.state);

// The same list with some changed or new ones, newest first.
export function with_orders(list: OrderCard[], changed: OrderCard[]): OrderCard[] {
  const by_number = new Map([...list, ...changed].map((one) => [one.order, one]));
  return [...by_number.values()].sort((a, b) => b.order - a.order);
}

// The guided game: the fight of the outpost on Bezymyannaya, 29 July 1938, step by step. Each step
// says what to do and knows when it was done.
import type { GameRequest } from '../protocol/game';
import type { Battle } from '../protocol/read';
import { tree_of } from '../store/tree';
import type { SessionState } from './session';

export const kOutpost: GameRequest = {
  battle: 'lake-khasan-1938',
  side: 'su',
  seed: 1,
  replication: 0,
  what_ifs: [],
  patch: '',
  headquarters: 'su/40rd/119rr/bn1',
  guided: true,
  opponent: 'plan',
};
const kEleven = 'su/59border/makhalin';
const kReserve = 'su/40rd/119rr/bn1/levchenko';
const kFight_ms = 4 * 3600e3; // from the start; the fight is decided by then

// What a step can look at.
export interface GuideView {
  battle: Battle;
  session: SessionState;
  now_ms: number;
  start_ms: number;
  selected: string | null;
  panel: string | null;
}
export interface GuideStep {
  text: string;
  unit?: string; // path of one to show
  ends?: boolean; // the game can be ended here
  is_done(view: GuideView): boolean;
}

// Whether a unit with that path, or a part of it, is chosen.
function is_chosen({ battle, selected }: GuideView, path: string): boolean {
  if (!selected) return false;
  const index = Number(selected.slice(1));
  const unit = selected.startsWith('e') ? battle.elements[index]?.unit : index;
  const found = tree_of(battle).units.get(unit ?? -1)?.path ?? '';
  return found === path || found.startsWith(`${path}/`);
}

const has_order = (view: GuideView, states: string[]): boolean =>
  view.session.orders.some((order) => states.includes(order.state));

export const kOutpostSteps: GuideStep[] = [
  {
    text:
      'It is two in the afternoon. Eleven frontier guards lie on the western slope of ' +
      'Bezymyannaya. Click their symbol on the map and look at their card.',
    unit: kEleven,
    is_done: (view) => is_chosen(view, kEleven),
  },
  {
    text:
      'They are not yours to order: they belong to the frontier guards, and you sit with the ' +
      'battalion of the rifle regiment. But you have a reserve, an hour and a half away on the ' +
      'march. Choose Levchenko’s company.',
    unit: kReserve,
    is_done: (view) => is_chosen(view, kReserve),
  },
  {
    text:
      'On its card press “Give an order”. Take “attack” or “defend” as the task, and ' +
      'Bezymyannaya as the place: from the list, or with a click on the map.',
    unit: kReserve,
    is_done: ({ session }) => !!session.draft?.objective || session.orders.length > 0,
  },
  {
    text:
      'The dashed line is the way that the company would take. Below stands when the order ' +
      'has gone through each staff: 1, 5 and 9 times in 10 it is there by that hour. ' +
      'Commit the order.',
    unit: kReserve,
    is_done: ({ session }) => session.orders.length > 0,
  },
  {
    text:
      'Run the clock, with the button below the map or with the space bar. The full stop key ' +
      'makes it faster, the comma slower.',
    is_done: ({ session, now_ms }) => session.orders.some((order) => now_ms > order.given_ms),
  },
  {
    text:
      'The clock stops by itself when your men meet somebody, or when there is news of an ' +
      'order. Read why, go there, and go on until your order has reached the company.',
    is_done: (view) => has_order(view, ['begun', 'done', 'given_up']),
  },
  {
    text:
      'An order can be taken back as long as the staff has it. Give the company another one, ' +
      'and recall it at once: the button stands with the order, on the card of the company.',
    unit: kReserve,
    is_done: (view) => has_order(view, ['recalled']),
  },
  {
    text:
      'The enemy stands where your headquarters believe him: the older the sighting, the ' +
      'paler. Open “Story” or “Order of battle” at the left to read what is known. Then close ' +
      'it again.',
    is_done: ({ panel }) => panel === 'story' || panel === 'orbat',
  },
  {
    text:
      'Now fight. Run the clock until six in the evening, and give what orders you like. Take ' +
      'out a tick below the map if the clock stops too often.',
    is_done: ({ now_ms, start_ms }) => now_ms >= start_ms + kFight_ms,
  },
  {
    text:
      'That was the fight of the outpost. End the game to see what it is worth, and then what ' +
      'was really there. Or go on: the night of 30 July is still to come.',
    ends: true,
    is_done: ({ session }) => session.run !== null,
  },
];

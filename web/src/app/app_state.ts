// The state that the parts of the application show, and how lists in it change.
import type { Pairs } from '../protocol/report';
import type {
  Battle as ServerBattle,
  BattleCard,
  Comparison,
  Job,
  Limits,
  RunCard,
} from '../protocol/server';
import type { Session } from '../game/session';
import type { Page } from '../store/context';
import { ServerError } from './api';
import type { Moves } from './moves';
import type { Route } from './route';
import { words } from './words';

// Two pages with one clock, and what the change did so far.
export interface Twin {
  pages: [Page, Page];
  pairs: Pairs | null;
}
// An interval of a comparison when it had so many pairs.
export interface Narrowing {
  n: number;
  low: number;
  high: number;
  difference: number;
}
export interface AppState {
  route: Route;
  battles: BattleCard[] | null;
  battle: ServerBattle | null;
  runs: RunCard[];
  jobs: Job[];
  limits: Limits | null;
  answers: boolean; // the server does
  returns: number; // times that it answered again after a silence
  page: Page | null;
  page_of: string | null; // run of `page`; null: the ground alone
  session: Session | null; // the game that is being played
  moves: Moves | null; // units and tasks are being moved on the map
  twin: Twin | null;
  comparison: Comparison | null;
  narrowing: Map<string, Narrowing[]>; // by measure of the comparison
  loading: string | null;
  failed: ServerError | null;
}

export const as_fault = (error: unknown): ServerError =>
  error instanceof ServerError
    ? error
    : new ServerError({
        what: error instanceof Error ? error.message : String(error),
        found: '',
        expected: '',
        fix: words.reload,
        line: 0,
      });

// The same list with one replaced, or added in front.
export function with_one<T extends { id: string }>(list: T[], one: T): T[] {
  return list.some((each) => each.id === one.id)
    ? list.map((each) => (each.id === one.id ? one : each))
    : [one, ...list];
}

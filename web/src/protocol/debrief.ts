// The document of an after-action report: format "khasan-debrief-1". Prose:
// docs/methods/debrief.md.
// Sides by position, 0 and 1; times in milliseconds from the battle's epoch.
import type { Report } from './report';

// Enemy elements near a place, as headquarters believe and as it is.
export interface Opinion {
  believed: number;
  right: number; // of those believed, there and about where they are believed
  there: number;
}

export interface Condition {
  side: number;
  text: string;
  points: number;
  value: number | null;
  got: number;
}

export interface TurningPoint {
  at_ms: number;
  side: number; // who took the place
  place: string;
  x: number;
  y: number;
  points: number;
  opinions: [Opinion, Opinion]; // of each side about the other, ten minutes before
  why: string; // empty: not explained
}

export interface GivenOrder {
  given_ms: number;
  side: number;
  unit: string;
  by: string;
  task: string;
  objective: string | null;
  not_before_ms: number;
  recalled: boolean;
  begun_ms: number | null;
  ended_ms: number | null;
}

export interface RecordRow {
  id: string;
  quantity: string;
  unit: string;
  side: number;
  window: string;
  value: number;
  low: number;
  best: number;
  high: number;
  inside: boolean;
  source: string;
}

export interface Debrief {
  led: number | null; // side of a player; null: both by their plans
  victory: { conditions: Condition[]; score: [number, number]; verdict: string };
  turning_points: TurningPoint[];
  orders: GivenOrder[];
  decisions: string[];
  // [at, believed, right, there of the first side, the same of the second]
  opinions: [number, number, number, number, number, number, number][];
  record: RecordRow[];
  questions: string[];
}

export interface DebriefReport {
  format: 'khasan-debrief-1';
  title: string;
  debrief: Debrief;
  report: Report;
}

export const kDebriefFormat = 'khasan-debrief-1';

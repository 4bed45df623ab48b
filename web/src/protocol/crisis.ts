// The document of a crisis: format "khasan-crisis-report-1". Prose: docs/methods/crisis_page.md.
// Positions count from 0: sides, rungs, reports. Days count from day 0. null: no such number.
import type { Work } from './report';
import { ReportError } from './read';
import type { Pair } from './study';

// One number over the sets: at the best numbers, its mean, and the middle 90 % of sets.
export interface Band {
  best: number | null;
  best_ci95: Pair; // of chance alone
  mean: number | null;
  ci95: Pair; // of the mean over sets
  low: number | null;
  high: number | null;
  sets: number;
}

export interface CrisisSide {
  id: string;
  name: string;
  adjective: string;
  people: string;
  commander: string;
}

export interface Actor {
  id: string;
  name: string;
  side: number;
  role: 'capital' | 'field command' | 'guard' | 'successor';
  text: string;
  sources: string[];
}

export interface Rung {
  id: string;
  name: string;
  kind: string;
  text: string;
  sources: string[];
  used: Band[]; // by side; a shot and a general war count for both
}

export interface News {
  id: string;
  receiver: number;
  day: number;
  credibility: number | null;
  text: string;
  sources: string[];
}

export interface StoryLine {
  day: number;
  what: string;
  why: string;
}

export interface Step {
  day: number;
  side: number;
  rung: number;
  what: string;
}

// By side: ln(own strength over enemy strength) beyond the planners' tables.
export interface Beliefs {
  strength: number[];
  deviation: number[];
  enemy_resolved: number[];
}

export interface BeliefPoint {
  strength: number[];
  deviation: number[];
  enemy_resolved: number[];
  day: number;
  what: string;
  report: number | null;
}

export interface Story {
  run: number;
  end: string;
  end_day: number;
  lines: StoryLine[];
  steps: Step[];
  before: Beliefs;
  beliefs: BeliefPoint[];
  truth: { strength: number; resolved: boolean[] }; // strength of the first side over the second
  lessons: string[];
}

export interface CrisisMeasure {
  id: string;
  text: string;
  unit: 'chance' | 'date' | 'days' | 'a year' | 'of strain';
  best: number | null;
  best_ci95: Pair;
  mean: number | null;
  ci95: Pair;
  low: number | null;
  high: number | null;
  sets: number;
}

export interface CrisisTarget {
  id: string;
  text: string;
  measure: string;
  low: number;
  high: number;
  recorded: string;
  met: boolean;
  sets_met: number;
}

export interface BaseRate {
  id: string;
  text: string;
  measure: string; // empty: the model has nothing against it
  rate: number;
  n: number; // 0: not said
  sources: string[];
}

export interface Difference {
  measure: string;
  before: number | null;
  after: number | null;
  best: number | null;
  mean: number | null;
  ci95: Pair;
  more: number; // share of sets
  less: number;
  sets: number;
}

export interface Parting {
  what: string;
  only_before: boolean;
  day: number;
  runs: number;
}

export interface Change {
  sentences: string[];
  differences: Difference[];
  partings: { runs: number; same: number; counts: Parting[] };
  told: Story;
}

export interface Version {
  what: string;
  popular: string;
  record: string;
  sources: string[];
}

export interface Delivery {
  month: string;
  route: string;
  what: string;
  count: number | null;
  sources: string[];
}

export interface Claim {
  month: string;
  what: string;
  note: string;
  claimed: number | null;
  recorded: number | null;
  is_false: boolean;
  sources: string[];
}

export interface Commitment {
  day: number;
  side: number;
  share: number; // of its army tied down elsewhere
  text: string;
  sources: string[];
}

export interface FigureRow {
  figure: string;
  best: number | null;
  low: number | null;
  high: number | null;
  reliability: string;
  sources: string[];
}

export interface CrisisSource {
  id: string;
  citation: string;
  note: string;
}

export interface CrisisReport {
  format: 'khasan-crisis-report-1';
  version: string;
  title: string;
  prize: string;
  command: string;
  seed: string;
  day_0_utc_ms: number;
  offset_minutes: number;
  start_day: number;
  end_day: number;
  sets: number;
  runs: number; // of each set
  drawn: boolean;
  sides: CrisisSide[];
  actors: Actor[];
  ladder: Rung[];
  reports: News[];
  told: Story;
  choice: string;
  measures: CrisisMeasure[];
  targets: CrisisTarget[];
  base_rates: BaseRate[];
  changed: Change | null;
  versions: Version[];
  deliveries: Delivery[];
  claims: Claim[];
  commitments: Commitment[];
  figures: FigureRow[];
  sources: CrisisSource[];
  commit: string;
  battle: string; // its id
  parameter_hash: string; // of all figures with their ranges
  works: Work[];
}

export const kCrisisFormat = 'khasan-crisis-report-1';

// The document if its parts fit each other; else it is an error of the writer, and is said.
export function read_crisis(crisis: CrisisReport): CrisisReport {
  crisis.ladder.forEach((rung, k) => {
    if (rung.used.length !== crisis.sides.length) {
      throw new ReportError(`rung ${k}: ${rung.used.length} odds for ${crisis.sides.length} sides`);
    }
  });
  for (const { rung } of crisis.told.steps) {
    if (!crisis.ladder[rung]) throw new ReportError(`a step on rung ${rung}, which is not there`);
  }
  return crisis;
}

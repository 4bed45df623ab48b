// The document of a study: format "khasan-study-report-1". Prose: docs/methods/study_page.md.
// Positions count from 0: of factors in `factors`, of points in `points`. null: no such number.
import type { Source, Work } from './report';
import { ReportError } from './read';

export type Pair = [number | null, number | null]; // the two ends of a 95 % interval

export type Design = 'one_at_a_time' | 'latin_hypercube' | 'sobol' | 'indices' | 'spread' | 'own';

export interface Factor {
  id: string;
  kind: 'range' | 'parameter' | 'figure' | 'choice';
  unit: string;
  name: string; // of the parameter or figure
  low?: number;
  high?: number;
  alternatives?: string[]; // of a choice
}

// One change against the battle as it is, run by run on the same chance.
export interface Bar {
  factor: number;
  level: string;
  point: number;
  n: number; // pairs of runs in which it happened in both
  difference: number;
  ci95: Pair; // null, null: too few pairs
  variance_reduction: number | null;
}

// Shares of the variance of the outcome.
export interface ShareIndex {
  first: number;
  first_ci95: Pair;
  total: number;
  total_ci95: Pair;
}

export interface FactorMover {
  factor: number;
  rho: number;
  ci95: Pair;
}

export interface Recorded {
  low: number;
  best: number;
  high: number;
}

export interface StudyMeasure {
  id: string;
  quantity: string;
  unit: string;
  side: string; // "Japanese"
  window: string;
  judged: boolean;
  recorded: Recorded | null;
  bars: Bar[]; // one_at_a_time
  indices: ShareIndex[]; // indices: by factor; spread: by stream
  index_rows: number;
  movers: FactorMover[]; // other designs: only those that are more than chance
}

export interface StudyPoint {
  values: (string | null)[]; // by factor; null: as the battle has it
  replications: number[]; // the numbers of its runs
  hashes: string[];
  samples: (number | null)[][]; // by measure and run; null: did not happen
  median?: number; // numbers of the marked runs
  closest?: number;
  worst?: number;
}

export type Mark = 'median' | 'closest' | 'worst';

export interface StudyReport {
  format: 'khasan-study-report-1';
  version: string;
  title: string;
  battle: string;
  file: string;
  command: string;
  seed: string;
  study_hash: string;
  design: Design;
  streams: string[];
  replications: number;
  runs: number;
  marked: Partial<Record<Mark, [number, number]>>; // among all runs: point and run
  factors: Factor[];
  measures: StudyMeasure[];
  points: StudyPoint[];
  credits: string[];
  commit?: string;
  battle_id?: string;
  scenario_hash?: string; // of the battle as it is
  parameter_hash?: string;
  sources?: Source[];
  works?: Work[];
}

export const kStudyFormat = 'khasan-study-report-1';

// The document if its tables fit each other; else it is an error of the writer, and is said.
export function read_study(study: StudyReport): StudyReport {
  study.points.forEach((point, p) => {
    if (point.values.length !== study.factors.length) {
      throw new ReportError(
        `point ${p}: ${point.values.length} values for ${study.factors.length} factors`,
      );
    }
    const fits = point.samples.every((runs) => runs.length === point.replications.length);
    if (point.samples.length !== study.measures.length || !fits) {
      throw new ReportError(`point ${p}: its samples are not one for each measure and run`);
    }
  });
  return study;
}

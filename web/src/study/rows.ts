// What one row of the distributions holds: the runs of a point, or, of a design with many points,
// all runs and those at either end of each factor.
import type { Factor, Mark, StudyPoint, StudyReport } from '../protocol/study';
import {
  mean_of,
  present,
  rank_correlation,
  summary_of,
  type Summary,
  type Value,
} from './numbers';

export const kRowsMost = 24;
const kMarks: Mark[] = ['median', 'closest', 'worst'];
const kRunsForMarks = 3; // of fewer, each is everything at once

export interface Run {
  point: number;
  replication: number;
  value: number; // of the measure
  marks: Mark[];
}

export interface Row {
  name: string;
  runs: Run[]; // those in which it happened
  summary: Summary | null;
}

// "guards = 40, fog = none".
export function point_name(study: StudyReport, point: StudyPoint): string {
  const parts = study.factors.flatMap((factor, f) =>
    point.values[f] == null ? [] : [`${factor.id} = ${value_name(point.values[f]!)}`],
  );
  return parts.join(', ') || 'as it is';
}

// Numbers to four figures; names as they are.
export function value_name(text: string): string {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? String(+value.toPrecision(4)) : text;
}

// Where a factor stands at a point: its number, or the position of its alternative.
export function level_of(factor: Factor, text: string | null): number | null {
  if (text === null) return null;
  if (!factor.alternatives) return Number(text);
  const position = factor.alternatives.indexOf(text);
  return position < 0 ? null : position;
}

function runs_at(study: StudyReport, p: number, measure: number, marks: 'own' | 'study'): Run[] {
  const point = study.points[p]!;
  const has_own = point.replications.length >= kRunsForMarks;
  return point.replications.flatMap((replication, r) => {
    const value = point.samples[measure]![r];
    if (value == null) return [];
    const is_marked = (mark: Mark) => {
      if (marks === 'own') return has_own && point[mark] === replication;
      const [at, run] = study.marked[mark] ?? [];
      return at === p && run === replication;
    };
    return [{ point: p, replication, value, marks: kMarks.filter(is_marked) }];
  });
}

function row_of(
  study: StudyReport,
  measure: number,
  name: string,
  points: number[],
  marks: 'own' | 'study' = 'study',
): Row {
  const samples: Value[] = points.flatMap((p) => study.points[p]!.samples[measure]!);
  const runs = points.flatMap((p) => runs_at(study, p, measure, marks));
  return { name, runs, summary: summary_of(samples) };
}

export const all_points = (study: StudyReport): number[] => study.points.map((_, p) => p);

// Mean of a measure at each point; null: it did not happen there.
export const means_of = (study: StudyReport, measure: number): (number | null)[] =>
  study.points.map((point) => {
    const values = present(point.samples[measure]!);
    return values.length ? mean_of(values) : null;
  });

export interface Correlation {
  factor: number;
  rho: number;
  at: { point: number; x: number; mean: number }[];
}

// Of each factor with the mean over the points that say both, the strongest first.
export function correlations_of(study: StudyReport, measure: number): Correlation[] {
  const means = means_of(study, measure);
  const all = study.factors.map((factor, f) => {
    const at = means.flatMap((mean, point) => {
      const x = level_of(factor, study.points[point]!.values[f]!);
      return mean === null || x === null ? [] : [{ point, x, mean }];
    });
    const rho = rank_correlation(
      at.map((p) => p.x),
      at.map((p) => p.mean),
    );
    return { factor: f, rho, at };
  });
  return all.sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho));
}

// The points at either end of a factor: its lowest and its highest third, or each alternative.
function ends_of(factor: Factor, at: { point: number; x: number }[]): [string, number[]][] {
  if (factor.alternatives) {
    return factor.alternatives.map((name, i) => [
      `${factor.id} = ${name}`,
      at.filter((p) => p.x === i).map((p) => p.point),
    ]);
  }
  const sorted = [...at].sort((a, b) => a.x - b.x);
  const third = Math.floor(sorted.length / 3);
  if (third === 0) return [];
  const number = (x: number) => value_name(String(x));
  return [
    [`${factor.id} ≤ ${number(sorted[third - 1]!.x)}`, sorted.slice(0, third)],
    [`${factor.id} ≥ ${number(sorted.at(-third)!.x)}`, sorted.slice(-third)],
  ].map(([name, ends]) => [name as string, (ends as { point: number }[]).map((p) => p.point)]);
}

function pooled_rows(study: StudyReport, measure: number): Row[] {
  const rows = [row_of(study, measure, 'all runs', all_points(study))];
  for (const correlation of correlations_of(study, measure)) {
    for (const [name, points] of ends_of(study.factors[correlation.factor]!, correlation.at)) {
      rows.push(row_of(study, measure, name, points));
    }
  }
  return rows.slice(0, kRowsMost);
}

// The points that are shown: all where there are few, else the first and those that differ most.
function shown_points(study: StudyReport, measure: number): number[] {
  const points = all_points(study);
  if (points.length <= kRowsMost) return points;
  const bars = [...study.measures[measure]!.bars];
  bars.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const largest = new Set([0, ...bars.slice(0, kRowsMost - 1).map((bar) => bar.point)]);
  return points.filter((p) => largest.has(p));
}

export function is_pooled(study: StudyReport): boolean {
  if (study.design === 'one_at_a_time') return false;
  return ['indices', 'spread'].includes(study.design) || study.points.length > kRowsMost;
}

export function rows_of(study: StudyReport, measure: number): Row[] {
  if (is_pooled(study)) return pooled_rows(study, measure);
  return shown_points(study, measure).map((p) =>
    row_of(study, measure, point_name(study, study.points[p]!), [p], 'own'),
  );
}

// Whether a measure has one value in all runs, or happened in none.
export function is_still(study: StudyReport, measure: number): boolean {
  return new Set(present(study.points.flatMap((point) => point.samples[measure]!))).size < 2;
}

// The runs of all points as one.
export const all_runs = (study: StudyReport, measure: number): Row =>
  row_of(study, measure, 'all runs', all_points(study));

// The measure whose plots are shown: the one asked for, or the first that moves. While a study is
// played there may be none at first, and what moved in few runs goes on moving.
export const measure_shown = (asked: number | null, moving: number[]): number =>
  asked !== null && moving.includes(asked) ? asked : (moving[0] ?? -1);

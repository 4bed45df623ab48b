// The few statistics that the page works out itself. Definitions: docs/methods/scoring.md.
import { is_hour } from '../store/figures';

export const kRunsForRange = 10; // fewer runs have no middle 80 %

export type Value = number | null | undefined;

export const present = (values: Value[]): number[] =>
  values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v));

export const mean_of = (values: number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / values.length;

// Linear between the sorted values (type 7 of Hyndman and Fan 1996), as the program has it.
export function quantile_of(sorted: number[], p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

export interface Summary {
  n: number;
  happened: number;
  mean: number;
  low: number; // of all runs
  high: number;
  middle: [number, number] | null; // p10 and p90; null: too few runs
}

export function summary_of(samples: Value[]): Summary | null {
  const values = present(samples).sort((a, b) => a - b);
  if (!values.length) return null;
  const is_enough = values.length >= kRunsForRange;
  return {
    n: samples.length,
    happened: values.length,
    mean: mean_of(values),
    low: values[0]!,
    high: values.at(-1)!,
    middle: is_enough ? [quantile_of(values, 0.1), quantile_of(values, 0.9)] : null,
  };
}

// Ties share their mean rank.
function ranks_of(values: number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let i = 0; i < order.length;) {
    let end = i + 1;
    while (end < order.length && values[order[end]!] === values[order[i]!]) end++;
    for (let j = i; j < end; j++) ranks[order[j]!] = (i + end - 1) / 2;
    i = end;
  }
  return ranks;
}

// Spearman's; 0 where one of the two does not vary.
export function rank_correlation(x: number[], y: number[]): number {
  const a = ranks_of(x);
  const b = ranks_of(y);
  const mean = (a.length - 1) / 2;
  const sum = (u: number[], v: number[]) =>
    u.reduce((total, _, i) => total + (u[i]! - mean) * (v[i]! - mean), 0);
  const size = Math.sqrt(sum(a, a) * sum(b, b));
  return size > 0 ? sum(a, b) / size : 0;
}

const kHourSteps = [1 / 60, 1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 3, 6, 12, 24];

function step_of(rough: number, unit: string): number {
  if (is_hour(unit) && rough <= 24) return kHourSteps.find((step) => step >= rough)!;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((step) => step * power >= rough * (1 - 1e-9))!;
}

// Round numbers within a range, at most `count` or so.
export function ticks_of(low: number, high: number, count: number, unit = ''): number[] {
  const step = step_of((high - low) / count, unit);
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    ticks.push(i * step + 0); // no -0
  }
  return ticks;
}

export interface Scale {
  low: number;
  high: number;
  at(value: number): number; // in pixels
}

// Holds all values with a little room; `from` and `to` in pixels.
export function scale_of(values: Value[], from: number, to: number): Scale {
  const all = present(values);
  let low = Math.min(...all);
  let high = Math.max(...all);
  if (!(high - low > 1e-9)) [low, high] = all.length ? [low - 1, low + 1] : [0, 1];
  const room = (high - low) * 0.03;
  low -= room;
  high += room;
  return { low, high, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
}

// One sentence or two for each plot, worked out from its numbers. They claim no more than the
// intervals allow.
import type {
  Bar,
  FactorMover,
  Pair,
  ShareIndex,
  StudyMeasure,
  StudyReport,
} from '../protocol/study';
import { figure, is_hour, quantity, unit_text } from '../store/figures';
import { kRunsForRange, present, type Summary } from './numbers';
import { point_name, value_name, type Row } from './rows';
import { stream_name } from './words';

export const kRowsForIndices = 10; // the program gives no indices of fewer
const kWide = 0.5; // an interval of shares that says little
const kManyBars = 10; // from here on, some look clear by chance

const joined = (parts: string[]): string => parts.filter(Boolean).join(' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// A difference with its sign; of hours of the day, in minutes.
export function difference_text(value: number | null, unit: string): string {
  if (value === null) return '–';
  const size = is_hour(unit) ? Math.round(60 * value) : value;
  return `${size > 0 ? '+' : ''}${figure(size)}`;
}

export function difference_unit(unit: string): string {
  if (is_hour(unit)) return 'min';
  return unit.replace(/^(minutes|hours) from.*$/, '$1');
}

export const has_interval = (ci: Pair): ci is [number, number] => ci[0] !== null && ci[1] !== null;
export const is_clear = (ci: Pair): boolean => has_interval(ci) && (ci[0] > 0 || ci[1] < 0);

export const rho_text = (rho: number): string =>
  `${rho < 0 ? '−' : '+'}${Math.abs(rho).toFixed(2)}`;

export function recorded_text(measure: StudyMeasure): string {
  const r = measure.recorded;
  if (!r) return '';
  const q = (value: number) => quantity(value, measure.unit);
  return r.low === r.high ? q(r.best) : `${q(r.best)} (${q(r.low)} to ${q(r.high)})`;
}

// "the middle 80 % lie between 66 and 103", or the extremes of few runs.
function range_words(summary: Summary, unit: string): string {
  const q = (value: number) => quantity(value, unit);
  if (summary.low === summary.high) return 'all the same';
  return summary.middle
    ? `the middle 80 % between ${q(summary.middle[0])} and ${q(summary.middle[1])}`
    : `between ${q(summary.low)} and ${q(summary.high)}`;
}

// Where a recorded figure lies among runs.
function place_of(best: number, summary: Summary): string {
  if (best < summary.low) return 'below every one of them';
  if (best > summary.high) return 'above every one of them';
  if (!summary.middle) return 'among them';
  if (best < summary.middle[0]) return 'among their lowest tenth';
  if (best > summary.middle[1]) return 'among their highest tenth';
  return 'inside that middle';
}

function record_sentence(measure: StudyMeasure, summary: Summary): string {
  if (!measure.recorded) return 'History records no figure.';
  const role = measure.judged ? '' : ' (a figure that is not judged)';
  const { low, best, high } = measure.recorded;
  const is_outside = best < summary.low || best > summary.high;
  const reaches = is_outside && low <= summary.high && high >= summary.low;
  return (
    `The record, ${recorded_text(measure)}${role}, lies ${place_of(best, summary)}` +
    `${reaches ? ', though its range reaches into them' : ''}.`
  );
}

function extremes_sentence(rows: Row[], unit: string): string {
  const said = rows.filter((row) => row.summary);
  if (said.length < 2) return '';
  const sorted = [...said].sort((a, b) => a.summary!.mean - b.summary!.mean);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const at = (row: Row) => `${quantity(row.summary!.mean, unit)} (${row.name})`;
  return `From row to row the mean goes from ${at(low)} to ${at(high)}.`;
}

export function distribution_sentence(measure: StudyMeasure, rows: Row[]): string {
  const first = rows.find((row) => row.summary);
  if (!first) return 'It happened in no run.';
  const { n, happened, mean } = first.summary!;
  const never = n > happened ? ` In ${n - happened} of ${n} it did not happen.` : '';
  return joined([
    `${capital(first.name)}: ${happened} ${happened === 1 ? 'run' : 'runs'} with a mean of ` +
      `${quantity(mean, measure.unit)} ${unit_text(measure.unit)}, ` +
      `${range_words(first.summary!, measure.unit)}.${never}`,
    record_sentence(measure, first.summary!),
    extremes_sentence(rows.slice(rows.indexOf(first)), measure.unit),
  ]);
}

export const bar_name = (study: StudyReport, bar: Bar): string =>
  `${study.factors[bar.factor]!.id} = ${value_name(bar.level)}`;

export function bar_text(bar: Bar, unit: string): string {
  const d = (value: number) => difference_text(value, unit);
  const range = has_interval(bar.ci95) ? ` (${d(bar.ci95[0])} to ${d(bar.ci95[1])})` : '';
  return d(bar.difference) + range;
}

export const sorted_bars = (measure: StudyMeasure): Bar[] =>
  measure.bars
    .filter((bar) => bar.n > 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));

function clear_sentence(clear: number, all: number): string {
  const rest = all - clear;
  if (rest === 0) return all === 1 ? '' : `All ${all} changes are clear.`;
  const others =
    clear === 0
      ? `the ${all === 1 ? 'interval holds' : 'intervals hold'} 0`
      : `the ${rest === 1 ? 'interval of the other holds' : 'intervals of the others hold'} 0`;
  return `${clear} of ${all} ${all === 1 ? 'change is' : 'changes are'} clear; ${others}, and ${
    rest === 1 ? 'it' : 'they'
  } may do nothing.`;
}

export function tornado_sentence(study: StudyReport, measure: StudyMeasure): string {
  const bars = sorted_bars(measure);
  const told = bars.filter((bar) => has_interval(bar.ci95));
  if (!bars.length) return 'In no pair of runs did it happen both as it is and changed.';
  if (!told.length) {
    return (
      `Fewer than ${kRunsForRange} pairs of runs: no intervals, and so no change can be told ` +
      'from chance.'
    );
  }
  const largest = told.find((bar) => is_clear(bar.ci95));
  const unit = difference_unit(measure.unit);
  return joined([
    largest
      ? `Against the battle as it is, on the same chance, ${bar_name(study, largest)} has the ` +
        `largest clear effect: ${bar_text(largest, measure.unit)} ${unit} (95 % interval).`
      : 'No change has a clear effect.',
    clear_sentence(told.filter((bar) => is_clear(bar.ci95)).length, told.length),
    told.length >= kManyBars ? 'One interval in twenty misses 0 by chance alone.' : '',
  ]);
}

export const share_names = (study: StudyReport): string[] =>
  study.design === 'spread' ? study.streams.map(stream_name) : study.factors.map((f) => f.id);

// With a true minus, and never parted from its sign.
export const percent = (share: number): string => `${figure(Math.round(100 * share) + 0)}\u00a0%`;

const share_range = (ci: Pair): string =>
  has_interval(ci) ? ` (${percent(ci[0])} to ${percent(ci[1])})` : '';

export const share_text = (value: number, ci: Pair): string => percent(value) + share_range(ci);

// Shares whose interval starts at 0 or below may be none at all.
const is_some = (index: ShareIndex): boolean =>
  has_interval(index.total_ci95) && index.total_ci95[0] > 0;

// How sure it is that the first explains more than the second.
function leader_sentence(names: string[], order: ShareIndex[], first: string): string {
  const [a, b] = order as [ShareIndex, ShareIndex | undefined];
  const text =
    `${capital(first)}: ${share_text(a.first, a.first_ci95)} of the variance alone, ` +
    `${share_text(a.total, a.total_ci95)} with all in which it takes part`;
  if (!b) return `${text}.`;
  const is_apart =
    has_interval(a.total_ci95) && has_interval(b.total_ci95) && a.total_ci95[0] > b.total_ci95[1];
  return is_apart
    ? `${text}: more than anything else.`
    : `${text}. That is the most, but its interval overlaps that of ${names[1]}.`;
}

export function shares_sentence(study: StudyReport, measure: StudyMeasure): string {
  if (measure.index_rows < kRowsForIndices) {
    return (
      `Only ${measure.index_rows} rows of the design gave a value in all their runs; ` +
      `fewer than ${kRowsForIndices} say nothing.`
    );
  }
  const names = share_names(study);
  const order = measure.indices
    .map((index, i) => ({ index, name: names[i]! }))
    .sort((a, b) => b.index.total - a.index.total);
  if (!order.some((one) => is_some(one.index))) {
    const rows = measure.index_rows;
    return `No share can be told from none with ${rows} rows: every interval reaches 0.`;
  }
  const doubtful = order.filter((one) => !is_some(one.index)).map((one) => one.name);
  const leader = order[0]!.index.total_ci95;
  const is_wide = has_interval(leader) && leader[1] - leader[0] > kWide;
  return joined([
    leader_sentence(
      order.map((one) => one.name),
      order.map((one) => one.index),
      order[0]!.name,
    ),
    doubtful.length ? `May be nothing at all: ${doubtful.join(', ')}.` : '',
    is_wide ? `With ${measure.index_rows} rows the intervals are too wide for more.` : '',
  ]);
}

function mover_text(study: StudyReport, mover: FactorMover): string {
  const [low, high] = mover.ci95;
  const range = low === null || high === null ? '' : ` (${rho_text(low)} to ${rho_text(high)})`;
  return `${study.factors[mover.factor]!.id} ${rho_text(mover.rho)}${range}`;
}

export function scatter_sentence(study: StudyReport, measure: number, points: number): string {
  if (points < kRunsForRange) {
    return `Fewer than ${kRunsForRange} points: no rank correlation can be told from chance.`;
  }
  const movers = study.measures[measure]!.movers;
  if (!movers.length) {
    return `Over ${points} points no rank correlation with a factor is more than chance.`;
  }
  const rest = study.factors.length - movers.length;
  return (
    `Over ${points} points these go with the mean more than chance would: ` +
    `${movers.map((mover) => mover_text(study, mover)).join('; ')} (rank correlation, 95 % ` +
    'interval).' +
    (rest > 0 ? ` Not so the other ${rest === 1 ? 'factor' : `${rest} factors`}.` : '')
  );
}

// What moves a measure most, in a few words; empty where nothing can be told.
export function mover_words(study: StudyReport, m: number): string {
  const measure = study.measures[m]!;
  const bar = sorted_bars(measure).find((one) => is_clear(one.ci95));
  if (bar) {
    const effect = `${bar_text(bar, measure.unit)} ${difference_unit(measure.unit)}`;
    return `${bar_name(study, bar)}: ${effect}`;
  }
  if (measure.movers[0]) return `rank correlation ${mover_text(study, measure.movers[0])}`;
  if (measure.index_rows < kRowsForIndices) return '';
  const names = share_names(study);
  const best = measure.indices
    .map((index, i) => ({ index, name: names[i]! }))
    .filter((one) => is_some(one.index))
    .sort((a, b) => b.index.total - a.index.total)[0];
  if (!best) return '';
  return `${best.name}: ${share_text(best.index.total, best.index.total_ci95)} of the variance`;
}

export const run_sentence = (
  study: StudyReport,
  measure: StudyMeasure,
  run: { point: number; replication: number; value: number },
): string => {
  const where = point_name(study, study.points[run.point]!);
  const value = `${quantity(run.value, measure.unit)} ${unit_text(measure.unit)}`;
  return `Run ${run.replication} at point ${run.point} (${where}): ${value}.`;
};

// A file name with anything odd in it goes in quotes.
const shell = (text: string): string =>
  /^[\w./@%+:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

export const run_command = (study: StudyReport, point: number, replication: number): string =>
  `khasan run --study ${shell(study.file)} --point ${point} --rep ${replication}`;

// All numbers that the axis of a measure must hold.
export const recorded_ends = (measure: StudyMeasure): number[] =>
  present([measure.recorded?.low, measure.recorded?.best, measure.recorded?.high]);

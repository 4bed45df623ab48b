// What the plots of a study have to be cited for: one statement a row of a plot.
import type { Pair, StudyMeasure, StudyReport } from '../protocol/study';
import { quantity, unit_text } from '../store/figures';
import { all_runs, correlations_of, rows_of, type Row } from '../study/rows';
import {
  bar_name,
  difference_text,
  difference_unit,
  has_interval,
  rho_text,
  share_names,
  share_text,
  sorted_bars,
} from '../study/sentences';
import type { Range, Shown, Statement } from './citation';

const range_of = (ci: Pair | undefined, what: string): Range | null =>
  ci && has_interval(ci) ? { low: ci[0], high: ci[1], what } : null;

const name_of = ({ side, quantity: name, window }: StudyMeasure): string =>
  `${side}: ${name} (${window})`;

function row_statement(measure: StudyMeasure, row: Row): Statement {
  const s = row.summary;
  const unit = measure.unit;
  const middle = s?.middle;
  const interval = middle
    ? { low: middle[0], high: middle[1], what: 'middle 80 % of the runs' }
    : s && { low: s.low, high: s.high, what: 'lowest and highest of the runs' };
  const q = (value: number) => quantity(value, unit);
  const range = interval ? ` (${interval.what} ${q(interval.low)} to ${q(interval.high)})` : '';
  const never = s && s.happened < s.n ? ` in the ${s.happened} in which it happened` : '';
  const said = s ? `had mean ${q(s.mean)} ${unit_text(unit)}${never}${range}` : 'happened in none';
  const r = measure.recorded;
  const recorded = r ? `; recorded ${q(r.low)} to ${q(r.high)}, best ${q(r.best)}` : '';
  return {
    id: row.name,
    name: row.name,
    clause: `${name_of(measure)}, ${row.name}, ${said}${recorded}`,
    of: 'runs',
    n: s?.n ?? row.runs.length,
    value: s?.mean ?? null,
    unit,
    interval,
  };
}

export const distribution_statements = (study: StudyReport, m: number): Statement[] =>
  rows_of(study, m).map((row) => row_statement(study.measures[m]!, row));

export function tornado_statements(study: StudyReport, m: number): Statement[] {
  const measure = study.measures[m]!;
  return sorted_bars(measure).map((bar) => {
    const name = bar_name(study, bar);
    const ci = range_of(bar.ci95, '95 % confidence interval of the mean difference');
    const d = (value: number) => difference_text(value, measure.unit);
    const range = ci ? ` (${ci.what} ${d(ci.low)} to ${d(ci.high)})` : '';
    return {
      id: name,
      name,
      clause:
        `${name_of(measure)} differed with ${name} on average by ${d(bar.difference)} ` +
        `${difference_unit(measure.unit)}${range}`,
      of: 'pairs',
      n: bar.n,
      value: bar.difference,
      unit: measure.unit,
      interval: ci,
      path: `measures[id=${measure.id}].bars[${measure.bars.indexOf(bar)}].difference`,
    };
  });
}

export function shares_statements(study: StudyReport, m: number): Statement[] {
  const measure = study.measures[m]!;
  return measure.indices.map((index, i) => {
    const name = share_names(study)[i]!;
    return {
      id: name,
      name,
      clause:
        `${share_text(index.total, index.total_ci95)} of the variance of ${name_of(measure)} ` +
        `goes with ${name} in all in which it takes part (total Sobol index, 95 % interval), ` +
        `${share_text(index.first, index.first_ci95)} with it alone (first-order index)`,
      of: 'runs',
      n: study.runs,
      value: index.total,
      unit: 'share of the variance',
      interval: range_of(index.total_ci95, '95 % interval'),
      path: `measures[id=${measure.id}].indices[${i}].total`,
    };
  });
}

export function scatter_statements(study: StudyReport, m: number): Statement[] {
  const measure = study.measures[m]!;
  return correlations_of(study, m).map(({ factor, rho, at }) => {
    const position = measure.movers.findIndex((mover) => mover.factor === factor);
    const mover = measure.movers[position];
    const ci = range_of(mover?.ci95, '95 % interval');
    const range = ci ? ` (${ci.what} ${rho_text(ci.low)} to ${rho_text(ci.high)})` : '';
    const name = study.factors[factor]!.id;
    const doubt = mover ? '' : ', which cannot be told from chance';
    return {
      id: name,
      name,
      clause:
        `over ${at.length} points the mean of ${name_of(measure)} had a rank correlation of ` +
        `${rho_text(mover?.rho ?? rho)} with ${name}${range}${doubt}`,
      of: 'runs',
      n: study.runs,
      value: mover?.rho ?? rho,
      interval: ci,
      path: mover && `measures[id=${measure.id}].movers[${position}].rho`,
    };
  });
}

export const outcomes_shown = (study: StudyReport, measures: number[], title: string): Shown => ({
  title,
  output: 'json',
  statements: measures.map((m) => {
    const statement = row_statement(study.measures[m]!, all_runs(study, m));
    return { ...statement, id: study.measures[m]!.id, name: name_of(study.measures[m]!) };
  }),
  table: {
    columns: 'id,side,quantity,unit,runs,happened,mean,p10,p90,low,best,high'.split(','),
    rows: measures.map((m) => {
      const { id, side, quantity: name, unit, recorded: r } = study.measures[m]!;
      const s = all_runs(study, m).summary;
      const middle = s?.middle ?? [null, null];
      return [
        ...[id, side, name, unit, s?.n, s?.happened, s?.mean, ...middle],
        ...[r?.low, r?.best, r?.high],
      ];
    }),
  },
});

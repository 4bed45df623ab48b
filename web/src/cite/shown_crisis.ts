// What the plots and tables of a crisis have to be cited for.
import { band_text, change_text, range_text, unit_of_change, value_text } from '../crisis/numbers';
import type { CrisisMeasure, CrisisReport, FigureRow } from '../protocol/crisis';
import type { Shown, Statement } from './citation';
import { said_statements } from './shown_words';

const kMiddle = 'middle 90 % of the sets of numbers';

function band_statement(crisis: CrisisReport, m: CrisisMeasure): Statement {
  const chance = range_text(crisis, m.unit, ...m.best_ci95);
  const target = crisis.targets.find((each) => each.measure === m.id);
  const both = m.low !== null && m.high !== null;
  return {
    id: m.id,
    name: m.text,
    clause:
      `“${m.text}” came to ${value_text(crisis, m.unit, m.best)} at the best numbers ` +
      `(95 % interval of chance alone ${chance}; ${kMiddle} ` +
      `${range_text(crisis, m.unit, m.low, m.high)}, ${m.sets} sets of ${crisis.runs} runs each)` +
      (target ? `; recorded: ${target.recorded}` : ''),
    of: 'runs',
    n: crisis.runs,
    value: m.best,
    unit: m.unit,
    interval: both ? { low: m.low!, high: m.high!, what: kMiddle } : null,
    path: `odds.${m.id}.best`,
  };
}

export const odds_statements = (crisis: CrisisReport, measures: CrisisMeasure[]): Statement[] =>
  measures.map((measure) => band_statement(crisis, measure));

export function ladder_statements(crisis: CrisisReport): Statement[] {
  return crisis.ladder.flatMap((rung, k) =>
    crisis.sides.map((side, s): Statement => {
      const band = rung.used[s]!;
      const name = `rung ${k + 1} (${rung.name}), ${side.name}`;
      const both = band.low !== null && band.high !== null;
      return {
        id: `${rung.id} ${side.id}`,
        name,
        clause:
          `${side.name} used rung ${k + 1} (${rung.name}) in ` +
          `${band_text(crisis, 'chance', band)} of runs: at the best numbers, in brackets the ` +
          `${kMiddle} (${band.sets} sets)`,
        of: 'runs',
        n: crisis.runs,
        value: band.best,
        unit: 'chance',
        interval: both ? { low: band.low!, high: band.high!, what: kMiddle } : null,
        sources: rung.sources,
      };
    }),
  );
}

export function change_statements(crisis: CrisisReport): Statement[] {
  return (crisis.changed?.differences ?? []).map((d) => {
    const m = crisis.measures.find((measure) => measure.id === d.measure)!;
    const [low, high] = d.ci95;
    const text = (value: number | null) => change_text(m.unit, value);
    const what = '95 % confidence interval of the mean over sets';
    const both = low !== null && high !== null;
    return {
      id: d.measure,
      name: m.text,
      clause:
        `“${m.text}” changed by ${text(d.mean)} ${unit_of_change(m.unit)} on average over ` +
        `${d.sets} sets${both ? ` (${what} ${text(low)} to ${text(high)})` : ''}`,
      of: 'runs',
      n: crisis.runs,
      value: d.mean,
      unit: m.unit,
      interval: both ? { low, high, what } : null,
      path: `differences.${d.measure}.mean`,
    };
  });
}

export const crisis_targets_shown = (crisis: CrisisReport, title: string): Shown => ({
  title,
  output: 'json',
  statements: odds_statements(
    crisis,
    crisis.targets.flatMap((t) => crisis.measures.filter((m) => m.id === t.measure)),
  ),
  table: {
    columns: 'id,text,measure,low,high,recorded,met,sets_met'.split(','),
    rows: crisis.targets.map((t) => [
      ...[t.id, t.text, t.measure, t.low, t.high, t.recorded, String(t.met), t.sets_met],
    ]),
  },
});

export const crisis_figures_shown = (rows: FigureRow[], title: string): Shown => ({
  title,
  output: 'report',
  statements: rows.map((row) => ({
    ...said_statements([
      {
        id: row.figure,
        text:
          `${row.figure} is taken as ${row.best ?? 'unknown'} (${row.low} to ${row.high}; ` +
          `reliability ${row.reliability})` +
          (row.sources.includes('assumed') ? '; it rests on no source and is assumed' : ''),
        sources: row.sources,
      },
    ])[0]!,
    value: row.best,
  })),
  table: {
    columns: 'figure,low,best,high,reliability,sources'.split(','),
    rows: rows.map((r) => [
      ...[r.figure, r.low, r.best, r.high, r.reliability, r.sources.join(' ')],
    ]),
  },
});

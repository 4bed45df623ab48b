// What stands beside the figures of runs: how a difference spreads, the losses of the run on the
// map, what is seen along a line.
import type { Battle } from '../protocol/read';
import type { Curve, Ripples } from '../protocol/report';
import type { ExplanationCard } from '../protocol/server';
import { figure } from '../store/figures';
import type { Sight } from '../store/sight';
import { curves_shown } from './shown';
import type { Shown } from './citation';

const kMinute_ms = 60_000;

export const ripples_shown = (ripples: Ripples, title: string): Shown => ({
  title,
  output: 'json',
  statements: ripples.moments.map((moment, i) => {
    const minutes = Math.round((moment.at_ms - (ripples.parted_ms ?? 0)) / kMinute_ms);
    const name = `${minutes} min after they part`;
    return {
      id: String(moment.at_ms),
      name,
      clause:
        `pair ${ripples.pair} has ${moment.units} units that differ ${name}, the farthest ` +
        `${(moment.farthest_m / 1000).toFixed(1)} km from where it began`,
      of: 'pairs',
      n: 1,
      value: moment.units,
      unit: 'units',
      path: `ripples.moments[${i}].units`,
    };
  }),
  table: {
    columns:
      'at_ms,units,elements_first,elements_second,men_first,men_second,farthest_m,area_km2'.split(
        ',',
      ),
    rows: ripples.moments.map((m) => [
      ...[m.at_ms, m.units, ...m.elements, ...m.men, m.farthest_m, m.area_km2],
    ]),
  },
});

// The losses of both sides as the time line shows them: those of the run on the map.
export function losses_shown(battle: Battle, title: string): Shown {
  const lost = battle.curves.filter((curve) => curve.id.startsWith('lost_'));
  const alone = lost.map(({ median: _m, p10: _l, p90: _h, ...rest }): Curve => rest);
  const shown = curves_shown(battle, alone, title);
  return {
    ...shown,
    statements: shown.statements.map((statement) => ({ ...statement, n: 1 })),
  };
}

export const sight_shown = (sight: Sight, distance_m: number, title: string): Shown => ({
  title,
  output: 'report',
  statements: [
    {
      id: 'line',
      name: title,
      clause:
        `a line of sight of ${Math.round(distance_m)} m is ` +
        (sight.blocked_at_m === null
          ? 'free'
          : `blocked after ${Math.round(sight.blocked_at_m)} m`),
      of: 'figures',
      n: null,
      value: sight.blocked_at_m,
      unit: 'm',
    },
  ],
  table: {
    columns: ['distance_m', 'ground_m', 'cover_m', 'line_m'],
    rows: sight.profile.map((p) => [p.distance_m, p.ground_m, p.cover_m, p.line_m]),
  },
});

// What a recorded run owes to each cause.
export const effects_shown = ({ effects, sentence, futures }: ExplanationCard): Shown => ({
  title: sentence,
  output: 'json',
  statements: effects.map((e) => {
    const both = e.low !== null && e.high !== null;
    const what = '95 % interval';
    const range = both ? ` (${what} ${figure(e.low)} to ${figure(e.high)})` : '';
    return {
      id: e.id,
      name: e.name,
      clause:
        `asked “${sentence}”, ${futures} futures with and without ${e.name} differ by ` +
        `${figure(e.effect)}${range}`,
      of: 'runs',
      n: 1,
      value: e.effect,
      interval: both ? { low: e.low!, high: e.high!, what } : null,
    };
  }),
  table: {
    columns: 'id,name,sureness,n,with_cause,without_cause,effect,low95,high95'.split(','),
    rows: effects.map((e) => [
      ...[e.id, e.name, e.sureness, e.n, e.with_cause, e.without_cause, e.effect, e.low, e.high],
    ]),
  },
});

// Words of the page of a crisis, and the sentences that are worked out from its numbers.
import type { CrisisReport } from '../protocol/crisis';
import {
  band_text,
  capital,
  chance_text,
  is_assumed,
  is_clear,
  is_untold,
  measure_of,
} from './numbers';

export const words = {
  repeat: 'Repeat it with',
  question: 'The question',
  who: 'Who decides',
  who_intro:
    'A capital, a field command and a guard on the spot each have their own stakes and may act ' +
    'without leave. What one side thinks of the other’s resolve is not what the other has.',
  ladder: 'The ladder',
  beliefs: 'What each side believed',
  chapter_intro: 'The steps that led to this battle, and those taken while it went on.',
  story: 'One run, told',
  lessons: 'What they concluded',
  odds: 'Odds, and the record',
  targets: 'Against the record, misses first',
  rates: 'Base rates that nothing was fitted to',
  change: 'What if?',
  partings: 'Where the histories first part',
  twin: 'The same run with the change',
  versions: 'Where the popular account and the record differ',
  elsewhere: 'The other war: help, claims and commitments',
  deliveries: 'Help to the third party, by month and route',
  claims: 'Claims beside records',
  figures: 'Every figure, and who says so',
  sources: 'Sources',
  about: 'About this page',
  search: 'Search the figures',
  best: 'At the best numbers',
  middle: 'Middle 90 % of sets',
  odds_note:
    'Dot: at the best numbers. Bar: the middle 90 % of sets. Upright stroke: mean of the sets. ' +
    'Shaded: what the record accepts, where there is a target; a hollow dot lies outside of it.',
  deliveries_intro:
    'For all to see. “Assumed” beside a source: part of it, such as how a total falls on months ' +
    'and ways, is a guess.',
  claims_intro: 'A claim is what somebody said at the time. It is never used as a record.',
};

export const role_words: Record<string, string> = {
  capital: 'capital',
  'field command': 'field command',
  guard: 'guard on the spot',
  successor: 'next field command',
};

const sets_text = (crisis: CrisisReport): string =>
  crisis.drawn
    ? `${crisis.sets} sets of numbers drawn over their ranges`
    : `${crisis.sets} sets of numbers that the record does not rule out`;

export const question_text = (crisis: CrisisReport): string =>
  `${capital(crisis.sides.map((side) => side.people).join(' and '))} dispute ${crisis.prize}. ` +
  'Does it come to fighting, how far up the ladder does it go, how does it end, and what follows?';

export const played_text = (crisis: CrisisReport): string =>
  `Played ${crisis.runs.toLocaleString('en').replaceAll(',', '\u2009')} times at the best ` +
  `numbers and as often at each of ${sets_text(crisis)}.`;

// The answer in one paragraph; every chance with its range over the sets.
export function answer_text(crisis: CrisisReport): string {
  const chance = (id: string) => {
    const measure = measure_of(crisis, id);
    if (!measure || measure.best === null || is_untold(measure)) return null;
    return band_text(crisis, 'chance', measure);
  };
  const clauses: [string, (value: string) => string][] = [
    ['occupied', (v) => `The prize is occupied in ${v} of runs`],
    ['assault_given', (v) => `an occupation leads to an assault in ${v}`],
    ['unsanctioned', (v) => `the first assault comes without leave of the capital in ${v}`],
    ['general_war', (v) => `an assault ends in general war in ${v}`],
    ['cease_fire', (v) => `in a cease-fire in ${v}`],
    ['occupier_holds', (v) => `the occupier then holds the prize in ${v}`],
    ['next_290_days', (v) => `another major crisis within 290 days follows an assault in ${v}`],
  ];
  const said = clauses.flatMap(([id, clause]) => {
    const value = chance(id);
    return value ? [clause(value)] : [];
  });
  return (
    `${said.join('; ')}. Each first figure is at the best numbers, the range in brackets the ` +
    'middle 90\u00a0% of sets.'
  );
}

export function caution_text(crisis: CrisisReport): string {
  const assumed = crisis.figures.filter((row) => is_assumed(row.sources)).length;
  return (
    `${assumed} of the ${crisis.figures.length} figures behind this rest on no source and are ` +
    'assumed, and one case cannot prove a model: read ranges and differences, no single chance.'
  );
}

export function targets_text(crisis: CrisisReport): string {
  const missed = crisis.targets.filter((target) => !target.met).map((target) => target.id);
  const n = crisis.targets.length;
  return missed.length
    ? `At the best numbers ${missed.length} of ${n} targets are missed: ${missed.join(', ')}.`
    : `At the best numbers all ${n} targets are met; the numbers were fitted to them, so this ` +
        'is no proof.';
}

export function change_sentence(crisis: CrisisReport): string {
  const changes = crisis.changed?.differences ?? [];
  const clear = changes.filter((change) => is_clear(change.ci95)).length;
  return (
    `The same sets, the same men and the same chance, without and with the change: for ${clear} ` +
    `of ${changes.length} measures the interval of the mean difference leaves out 0. Whether the ` +
    'sign depends on the numbers is said by the share of sets with either sign.'
  );
}

export const partings_text = (crisis: CrisisReport): string => {
  const { runs, same } = crisis.changed!.partings;
  return `Of ${runs} pairs at the best numbers ${chance_text(same / runs)} never part.`;
};

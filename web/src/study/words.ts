// Words of the page of a study; the sentences that are worked out from numbers: sentences.ts.
import type { Design, Factor, Mark } from '../protocol/study';

export const words = {
  varied: 'What was varied',
  factor: 'Factor',
  kind: 'What it is',
  unit: 'Unit',
  values: 'Values',
  repeat: 'Repeat it with',
  about: 'About this study',
  outcomes: 'Outcomes',
  outcomes_intro:
    'One row a measure; the name shows its plots. First those that vary. ' +
    'A judged figure is one that the model must produce by itself.',
  measure: 'Measure',
  record: 'Record',
  runs: 'All runs: mean, middle 80 %',
  told: 'What moves it',
  all: 'Show the plots of all measures',
  one: 'Show one measure only',
  still: (ids: string[]) => `The same in every run: ${ids.join(', ')}.`,
  not_judged: 'not judged',
  none: 'none',
  plots: {
    distribution: 'Where the runs come out',
    tornado: 'What each change does',
    indices: 'Which factors explain the spread',
    spread: 'Where the spread comes from',
    scatter: 'The mean against each factor',
  },
  svg: 'SVG',
  csv: 'CSV',
  save: (what: string, plot: string) => `Save “${plot}” as ${what}`,
  numbers: 'The same in numbers',
  pick:
    'Click a dot, or go through them with the arrow keys, for the command that plays the run ' +
    'again.',
  pick_to_play:
    'Click a dot, or go through them with the arrow keys, to play that run on the map.',
  picked: 'It is played again by',
  copy: 'Copy',
  copied: 'Copied',
  alone: 'alone',
  together: 'with all in which it takes part',
  seed: 'Seed',
  version: 'Version',
  hash: 'Hash of the study',
  credits: 'Credits',
};

export const mark_words: Record<Mark, string> = {
  median: 'most typical run',
  closest: 'closest to the record',
  worst: 'worst: farthest from the record',
};

export const marks_note = (pooled: boolean): string =>
  'Dot: a run. Upright stroke: mean. Bar: middle 80 % (of ten runs or more). Shaded: the record ' +
  'from low to high, its line the best figure. Marked runs are judged by all judged figures ' +
  `together, ${pooled ? 'among all runs of the study' : 'among the runs of their row'}.`;

export const design_words: Record<Design, string> = {
  one_at_a_time: 'one factor at a time, all others as they are',
  latin_hypercube: 'a Latin hypercube: every factor at once, each over its whole range',
  sobol: 'points of the Sobol sequence: every factor at once, evenly over all ranges',
  indices: 'pairs of points that share one factor, for Sobol indices',
  spread: 'chance, disputed evidence, parameters and ground drawn apart',
  own: 'the points of a table',
};

export const kind_words: Record<Factor['kind'], string> = {
  range: 'a number of the battle',
  parameter: 'a parameter of the model',
  figure: 'a disputed figure',
  choice: 'a choice',
};

// What a stream of chance is, in words.
export const stream_words: Record<string, [string, string]> = {
  chance: ['chance', 'the luck of the fight: who is seen, who is hit, who breaks'],
  evidence: ['disputed evidence', 'figures on which the sources differ, drawn from their ranges'],
  parameters: ['model parameters', 'numbers of the model, drawn from low to high'],
  terrain: ['doubtful terrain', 'ground that no map shows, such as small folds'],
};

export const stream_name = (id: string): string => stream_words[id]?.[0] ?? id;

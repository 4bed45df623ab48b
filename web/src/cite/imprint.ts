// What the documents say of how their numbers were made.
import type { CrisisReport } from '../protocol/crisis';
import type { Evidence, Report } from '../protocol/report';
import type { Comparison, ComparisonRequest } from '../protocol/server';
import type { StudyReport } from '../protocol/study';
import type { Imprint } from './citation';
import { as_word, left_out } from './command';

const is_parameter = (row: Evidence): boolean => row.figure.startsWith('parameter ');

// Sources of figures, each once, in the order in which they are first named.
const cited_by = (rows: { sources?: string[] }[]): string[] =>
  [...new Set(rows.flatMap((row) => row.sources ?? []))].filter((id) => id !== 'assumed');

// A report of runs of a battle, or of pairs of runs, whose counts are `pairs`.
export function report_imprint(report: Report): Imprint {
  const { pairs, runs = [] } = report;
  const evidence = report.evidence ?? [];
  return {
    title: report.title,
    kind: pairs ? 'pairs' : 'battle',
    version: report.version ?? '',
    commit: report.commit ?? '',
    battle: report.battle ?? '',
    scenario_hash: report.scenario_hash ?? '',
    parameter_hash: report.parameter_hash ?? '',
    evidence: report.evidence_profile ?? '',
    changes: [
      ...(report.changes ?? []),
      ...left_out(report.command ?? '').map((name) => `without ${name}`),
    ],
    command: report.command ?? '',
    seed: String(report.seed ?? ''),
    n: pairs?.n ?? report.replications ?? null,
    first: pairs ? 0 : (runs[0] ?? 0),
    sources: report.sources ?? [],
    works: report.works ?? [],
    cited: cited_by(evidence.filter((row) => !is_parameter(row))),
  };
}

// The command of a comparison of the application.
export function compare_command({ battle, what_ifs, roe, patch, seed }: ComparisonRequest): string {
  const changes = [
    ...[...what_ifs, ...(patch ? ['PATCH'] : [])].flatMap((id) => ['--what-if', id]),
    ...roe.flatMap((rule) => ['--roe', rule]),
  ];
  const words = ['khasan', 'compare', `battles/${battle}`, ...changes, '--seed', String(seed)];
  return words.map(as_word).join(' ');
}

// A comparison of the application, whose pairs so far are counted; `changed`: the report of one of
// its changed runs.
export const comparison_imprint = (changed: Report, comparison: Comparison): Imprint => ({
  ...report_imprint(changed),
  kind: 'pairs',
  command: compare_command(comparison.request),
  seed: String(comparison.request.seed),
  n: comparison.pairs,
  first: 0,
});

// A question to a run of the application.
export const question_imprint = (
  report: Report,
  { question, run, futures }: { question: string; run: string; futures: number },
): Imprint => ({
  ...report_imprint(report),
  command: ['khasan', 'explain', `${run}.record`, '--why', question, '-n', String(futures)]
    .map(as_word)
    .join(' '),
});

export const study_imprint = (study: StudyReport): Imprint => ({
  title: `${study.title} (${study.battle})`,
  kind: 'study',
  version: study.version,
  commit: study.commit ?? '',
  battle: study.battle_id ?? '',
  scenario_hash: study.scenario_hash ?? '',
  parameter_hash: study.parameter_hash ?? '',
  study_hash: study.study_hash,
  evidence: '',
  changes: [],
  command: study.command,
  seed: study.seed,
  n: study.runs,
  first: 0,
  sources: study.sources ?? [],
  works: study.works ?? [],
  cited: [],
});

export const crisis_imprint = (crisis: CrisisReport): Imprint => ({
  title: crisis.title,
  kind: 'crisis',
  version: crisis.version,
  commit: crisis.commit ?? '',
  battle: crisis.battle ?? '',
  scenario_hash: '',
  parameter_hash: crisis.parameter_hash ?? '',
  evidence: crisis.drawn ? 'sets drawn over all ranges' : 'sets that the record does not rule out',
  changes: crisis.changed?.sentences ?? [],
  command: crisis.command,
  seed: crisis.seed,
  n: null,
  first: 0,
  sources: crisis.sources,
  works: crisis.works ?? [],
  cited: cited_by(crisis.figures),
});

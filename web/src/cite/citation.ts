// What a citation says of one number: how the number was made, what its range means, how to have it
// again, and who says what it is compared with. The forms in which it is handed over: forms.ts.
import type { Work } from '../protocol/report';
import type { Cell, Table } from '../study/table';
import { repeat_command, type Output, type Played } from './command';

// How the numbers of a document were made.
export interface Imprint extends Played {
  title: string; // of the battle, study or crisis
  kind: 'battle' | 'pairs' | 'study' | 'crisis';
  version: string;
  commit: string;
  battle: string;
  scenario_hash: string;
  parameter_hash: string;
  study_hash?: string;
  evidence: string; // under which the runs were played
  changes: string[]; // sentences of what is otherwise
  sources: { id: string; citation: string; note?: string }[];
  works: Work[];
  cited: string[]; // sources on which the figures of the whole rest
}

export interface Range {
  low: number;
  high: number;
  what: string; // "middle 80 % of the runs"
}

// One number of what is shown.
export interface Statement {
  id: string;
  name: string; // in a list of them
  clause: string; // "X had median 7 (middle 80 % of the runs 5 to 9)"
  of: 'runs' | 'pairs' | 'figures';
  n: number | null;
  value: number | null;
  unit?: string;
  interval?: Range | null;
  path?: string; // where the number stands in what the command prints
  sources?: string[]; // of what it is compared with
}

// What a button stands beside.
export interface Shown {
  title: string;
  statements: Statement[];
  table: Table;
  output: Output; // of the command that has the numbers
}

export interface CitedSource {
  id: string;
  citation: string;
  pages: string | null; // null: not recorded
  work: Work | null;
}

export interface Citation {
  sentence: string;
  title: string;
  n: number | null;
  value: number | null;
  unit: string;
  interval: Range | null;
  imprint: Imprint;
  command: string;
  path: string;
  caution: string; // why the command alone may not do
  sources: CitedSource[];
  sources_of: 'number' | 'whole';
  rows: Table;
}

const kShort = 8; // digits of a hash in a sentence

// "p. 190", "pp. 10-11" where a note says pages.
export function pages_of(note: string | undefined): string | null {
  return /\bpp?\.\s*(\d+(?:\s*[-–,]\s*\d+)*)/.exec(note ?? '')?.[1] ?? null;
}

function source_of(imprint: Imprint, id: string): CitedSource {
  const found = imprint.sources.find((source) => source.id === id);
  const work = imprint.works.find((each) => each.id === id) ?? null;
  const citation = found ? found.citation : id;
  return { id, citation, pages: pages_of(found?.note ?? work?.note), work };
}

function made_by(imprint: Imprint): string {
  const hash = (name: string, value: string | undefined) =>
    value ? [`${name} ${value.slice(0, kShort)}`] : [];
  return [
    `Khasan ${imprint.version}`,
    ...hash('study', imprint.study_hash),
    ...hash('scenario', imprint.scenario_hash),
    ...hash('parameters', imprint.parameter_hash),
    ...(imprint.seed ? [`seed ${imprint.seed}`] : []),
  ].join(', ');
}

function lead_of(imprint: Imprint, { of, n }: Statement): string {
  const title = `“${imprint.title}” (${made_by(imprint)})`;
  const changed = imprint.changes.length
    ? `, with the change: ${sentence_of(imprint.changes)}`
    : '';
  if (of === 'pairs') {
    const pairs = n === 1 ? 'one pair' : `${n ?? 0} pairs`;
    return `In ${pairs} of runs of ${title} on the same chance, changed less as it was`;
  }
  if (of === 'figures') return `In ${title}${imprint.kind === 'pairs' ? changed : ''}`;
  if (n === null) return `In runs of ${title}`;
  const runs = n === 1 ? 'one run' : `${n} runs`;
  return `In ${runs} of ${title}${changed}`;
}

const sentence_of = (changes: string[]): string =>
  changes.map((change) => change.replace(/\.$/, '')).join('; ');

const plain = (text: string): string => text.replaceAll(/[\u00a0\u2009]/g, ' ').trim();

function caution_of(command: string): string {
  if (/\bPATCH\b/.test(command)) {
    return 'PATCH stands for the change typed in the application: save it as a file and name it.';
  }
  if (/^khasan fork /.test(command)) {
    return 'The run was forked from another: the command needs the record file of that run.';
  }
  return '';
}

// Of the statement at that position; of what has none, of the whole.
export function citation_of(imprint: Imprint, shown: Shown, chosen = 0): Citation {
  const statement = shown.statements[chosen] ?? {
    id: '',
    name: shown.title,
    clause: `see “${shown.title}”`,
    of: 'figures',
    n: null,
    value: null,
  };
  const command = imprint.command ? repeat_command(imprint, shown.output) : '';
  const own = (statement.sources ?? []).filter((id) => id && id !== 'assumed');
  const pairs = statement.of === 'pairs' && imprint.changes.length;
  const change = pairs ? ` The change: ${sentence_of(imprint.changes)}.` : '';
  const clause = statement.clause.replace(/\.$/, '');
  return {
    sentence: plain(`${lead_of(imprint, statement)}, ${clause}.${change}`),
    title: shown.title,
    n: statement.n,
    value: statement.value,
    unit: statement.unit ?? '',
    interval: statement.interval ?? null,
    imprint,
    command,
    path: (shown.output === 'json' && statement.path) || '',
    caution: caution_of(command),
    sources: (own.length ? own : imprint.cited).map((id) => source_of(imprint, id)),
    sources_of: own.length ? 'number' : 'whole',
    rows: shown.table,
  };
}

// The cells of a table as the page shows it, where nothing else gives its rows.
export function table_shown(table: HTMLTableElement | null): Table {
  const text = (cell: HTMLTableCellElement): Cell =>
    (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const rows = [...(table?.rows ?? [])].map((row) => [...row.cells].map(text));
  const has_head = !!table?.tHead;
  return { columns: has_head ? rows[0]!.map(String) : [], rows: has_head ? rows.slice(1) : rows };
}

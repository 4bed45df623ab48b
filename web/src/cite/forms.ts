// The three forms of a citation: text for a paper, CSL-JSON for a reference manager, CSV for a
// table.
import type { Work } from '../protocol/report';
import { csv_of, type Cell } from '../study/table';
import type { Citation, CitedSource } from './citation';

export const kNoPage = 'page not recorded';

const kAuthor = 'The Khasan authors'; // as CITATION.cff has them

type Line = [string, string | number];

function range_text({ interval }: Citation): string {
  return interval ? `${interval.low} to ${interval.high} (${interval.what})` : '';
}

// What a reader needs beside the sentence, in order; nothing is left out but what there is not.
export function lines_of(citation: Citation): Line[] {
  const { imprint: made } = citation;
  const lines: [string, string | number | null | undefined][] = [
    ['value', citation.value === null ? '' : `${citation.value} ${citation.unit}`.trim()],
    ['interval', range_text(citation)],
    ['n', citation.n],
    ['program', `Khasan ${made.version}`],
    ['commit', made.commit],
    ['battle', made.battle],
    ['study hash', made.study_hash],
    ['scenario hash', made.scenario_hash],
    ['parameter hash', made.parameter_hash],
    ['evidence', made.evidence],
    ['seed', made.seed],
    ['command', citation.command],
    ['in its output', citation.path],
    ['caution', citation.caution],
  ];
  return lines.filter((line): line is Line => line[1] !== '' && line[1] != null);
}

const with_stop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export const source_text = ({ id, citation, pages }: CitedSource): string =>
  `[${id}] ${with_stop(citation)} ${pages ? `P. ${pages}` : `(${kNoPage})`}`;

export const sources_head = (citation: Citation): string =>
  citation.sources_of === 'number' ? 'Sources' : 'Sources of the figures that it rests on';

export function text_of(citation: Citation): string {
  const sources = citation.sources.map((source) => `- ${source_text(source)}`);
  return [
    citation.sentence,
    '',
    ...lines_of(citation).map(([name, value]) => `${name}: ${value}`),
    ...(sources.length ? ['', `${sources_head(citation)}:`, ...sources] : []),
    '',
  ].join('\n');
}

// A work as the files of the battle have it; else what its citation says, as its title.
function work_of({ id, citation, pages, work }: CitedSource): Work {
  const item = work ?? { id, type: 'document', title: citation };
  return pages ? { ...item, locator: pages } : item;
}

// An array of CSL-JSON items: the number, the program, and the sources.
export function csl_of(citation: Citation): string {
  const { imprint: made, rows } = citation;
  const name = `${made.battle || made.kind} ${made.scenario_hash || made.parameter_hash}`.trim();
  const author = [{ literal: kAuthor }];
  const items: Work[] = [
    {
      id: `khasan ${name} ${citation.title}`.replaceAll(/[^\w-]+/g, '-').toLowerCase(),
      type: 'dataset',
      title: `${citation.title}: ${rows.rows.length} rows of “${made.title}”`,
      author,
      version: made.version,
      number: made.study_hash ?? made.scenario_hash ?? made.parameter_hash,
      note: [citation.sentence, ...lines_of(citation).map((line) => line.join(': '))].join('\n'),
    },
    {
      id: `khasan-${made.version}`,
      type: 'software',
      title: 'Khasan: what-if simulation of historical battles',
      author,
      version: made.version,
      note: made.commit ? `commit ${made.commit}` : '',
    },
    ...citation.sources.map(work_of),
  ];
  return `${JSON.stringify(items, null, 2)}\n`;
}

const one_line = (value: Cell): string => String(value).replaceAll(/\s+/g, ' ');

// A head of lines that begin with #, then the rows of what is shown, with a row of their names.
export function csv_form(citation: Citation): string {
  const head: [string, Cell][] = [
    ['sentence', citation.sentence],
    ...lines_of(citation),
    ...citation.sources.map((source): Line => ['source', source_text(source)]),
  ];
  return (
    head.map(([name, value]) => `# ${name}: ${one_line(value)}\n`).join('') + csv_of(citation.rows)
  );
}

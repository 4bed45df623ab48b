// Where a figure on the page comes from: counted in this run, or evidence with its sources.
import type { Battle } from '../protocol/read';
import type { Evidence, Target } from '../protocol/report';
import { figure, quantity, unit_text } from './figures';
import { tree_of } from './tree';

// One origin: what it is, lines with a name each, and the command that prints the figure.
export interface Origin {
  title: string;
  lines: [string, string][];
  command?: string;
}

export interface OriginWords {
  counted: string;
  counted_over(n: number): string;
  evidence: string;
  recorded: string;
  definition: string;
  value: string;
  range: string;
  reliability: string;
  source: string;
  note: string;
}

// What the sources of a row say, by their ids: "id: citation (note)".
function citations(battle: Battle, ids: string[]): string[] {
  return ids.map((id) => {
    const source = battle.sources.find((each) => each.id === id);
    const note = source?.note ? ` (${source.note})` : '';
    return source ? `${id}: ${source.citation}${note}` : id;
  });
}

const text_of = (value: number | string | null | undefined): string =>
  typeof value === 'string' ? value : figure(value);

// A row of the evidence, or of the parameter files.
export function evidence_origin(battle: Battle, row: Evidence, w: OriginWords): Origin {
  const sources = citations(battle, row.sources ?? []);
  return {
    title: w.evidence,
    lines: [
      [w.definition, row.figure],
      [w.value, text_of(row.best)],
      [w.range, `${text_of(row.low)} – ${text_of(row.high)}`],
      [w.reliability, row.reliability ?? ''],
      ...sources.map((text): [string, string] => [w.source, text]),
    ],
  };
}

// A number that the run itself counts.
export function counted_origin(battle: Battle, definition: string, w: OriginWords): Origin {
  const command = battle.report.command;
  return { title: w.counted, lines: [[w.definition, definition]], command };
}

// What history records of a figure, and who says so; `source` may name pages.
export function recorded_origin(battle: Battle, target: Target, w: OriginWords): Origin {
  const { low, best, high } = target.recorded ?? {};
  const q = (value: number | null | undefined) => quantity(value, target.unit);
  const ids = (target.source ?? '').split(/,\s*/).filter(Boolean);
  return {
    title: w.recorded,
    lines: [
      [w.definition, definition_of(target)],
      [w.value, q(best)],
      [w.range, `${q(low)} – ${q(high)}`],
      ...citations(battle, ids).map((text): [string, string] => [w.source, text]),
      [w.note, target.note ?? ''],
    ],
  };
}

const definition_of = ({ id, quantity: name, unit, window }: Target): string =>
  [`${id}: ${name}`, unit_text(unit), window].filter(Boolean).join(', ');

// What the runs gave for a figure.
export function simulated_origin(battle: Battle, target: Target, w: OriginWords): Origin {
  const { n = 0 } = target.simulated ?? {};
  return {
    title: w.counted_over(n),
    lines: [[w.definition, definition_of(target)]],
    command: battle.report.command,
  };
}

// Evidence of a property of a unit ("strength"), its own or of the nearest unit above that has it.
export function unit_evidence(battle: Battle, key: string, property: string): Evidence | null {
  const { units } = tree_of(battle);
  const index = Number(key.slice(1));
  let unit = units.get(key.startsWith('e') ? (battle.elements[index]?.unit ?? -1) : index);
  for (let depth = 0; unit && depth < 12; depth++, unit = units.get(unit.parent)) {
    const name = `${unit.path}: ${property}`;
    const row = unit.path && battle.evidence.find((each) => each.figure.startsWith(name));
    if (row) return row;
  }
  return null;
}

// Evidence of the weather that holds, by its name.
export function weather_evidence(battle: Battle, text: string): Evidence[] {
  return battle.evidence.filter((row) => row.figure.startsWith(`weather, ${text}: `));
}

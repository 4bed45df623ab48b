// The command that gives the numbers of a document again, from the one that made it.

// What a shell takes for words of its own; quotes hold a word together.
export function shell_words(command: string): string[] {
  const words: string[] = [];
  for (const [, ...parts] of command.matchAll(/((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+)/g)) {
    words.push(parts[0]!.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, a, b, c) => a ?? b ?? c));
  }
  return words;
}

export const as_word = (text: string): string =>
  /^[\w./=:,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

// Options that say what is written where, how quickly, or which run is told; true: with a value.
const kOutput: Record<string, boolean> = {
  '--report': true,
  '--record': true,
  '--snapshots': true,
  '--story': true,
  '--full-story': false,
  '--ripples-csv': true,
  '--threads': true,
  '--json': false,
  '--quiet': false,
};
// Options of which the document itself says the value.
const kCounted: Record<string, boolean> = {
  '--replications': true,
  '--first': true,
  '--seed': true,
  '--pairs': true,
  '-n': true,
  '--until-width': true,
};

function without(words: string[], options: Record<string, boolean>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [name] = words[i]!.split('=');
    if (!(name! in options)) kept.push(words[i]!);
    else if (options[name!] && !words[i]!.includes('=')) i++;
  }
  return kept;
}

// What is left out of the model by a command, such as "morale".
export function left_out(command: string): string[] {
  const words = shell_words(command);
  return words.flatMap((word, i) => {
    if (word === '--without') return words[i + 1] ?? [];
    return word.startsWith('--without=') ? word.slice('--without='.length) : [];
  });
}

// How the numbers are to come: as JSON, or, where JSON does not hold them, as a report.
export type Output = 'json' | 'report';

export interface Played {
  command: string; // that made the document
  seed: string;
  n: number | null; // runs or pairs; null: the command says it
  first: number; // replication of run 0
}

const text_of = (words: string[]): string => words.map(as_word).join(' ');

const is_own = (verb: string, words: string[]): boolean =>
  (verb === 'run' && !words.includes('--study') && !words.includes('free')) || verb === 'compare';

const count_option = (verb: string): string => (verb === 'compare' ? '--pairs' : '--replications');

const seeded = (words: string[], seed: string): string[] =>
  words.includes('--seed') || words.includes('--study') ? [] : ['--seed', seed];

// The numbers themselves, whatever the first command wrote and told.
export function repeat_command({ command, seed, n, first }: Played, output: Output): string {
  const words = without(shell_words(command), kOutput);
  const verb = words[1] ?? '';
  const end = output === 'json' || verb === 'study' ? ['--json'] : ['--report', 'again.html'];
  if (verb === 'explain') return text_of([...words, '--json']);
  if (!['run', 'compare', 'study', 'crisis'].includes(verb)) return command;
  if (!is_own(verb, words)) {
    const chance = verb === 'study' ? [] : seeded(words, seed);
    return text_of([...words, ...chance, ...end]);
  }
  const counted = [
    ...(first > 0 ? ['--first', String(first)] : []),
    ...(n === null ? [] : [count_option(verb), String(n)]),
    ...['--seed', seed],
  ];
  const is_shown = output === 'report' && verb === 'compare' && !words.includes('--ripples');
  const followed = is_shown ? ['--ripples', '0'] : [];
  return text_of([...without(words, kCounted), ...counted, ...followed, ...end]);
}

// One run of a report, alone and on a map; of a comparison, one pair.
export function play_command({ command, seed }: Played, replication: number): string {
  const words = without(shell_words(command), kOutput);
  const report = ['--report', `run_${replication}.html`];
  if (words.includes('--study')) return text_of([...words, ...report]);
  if (words.includes('free')) {
    return text_of([...words, ...seeded(words, seed), '--story', String(replication), ...report]);
  }
  const rest = without(words, { ...kCounted, '--ripples': true });
  const number = String(replication);
  if (words[1] !== 'compare') {
    const one = ['--first', number, '--replications', '1'];
    return text_of([...rest, ...one, '--seed', seed, ...report]);
  }
  const one = ['--pairs', '1', '--ripples', number];
  return text_of([...rest, ...one, '--seed', seed, '--report', `pair_${number}.html`]);
}

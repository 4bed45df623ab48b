// What the pairs say, in short sentences.
import type { Answer } from '../protocol/lesson';
import { figure, is_hour, quantity } from '../store/figures';

export const differences_of = (answer: Answer): number[] =>
  answer.pairs.flatMap(([first, second]) =>
    first === null || second === null ? [] : [second - first],
  );

interface Kind {
  more: string;
  less: string;
  scale: number; // hours are told in minutes
  unit: string;
}

export function kind_of(unit: string): Kind {
  if (is_hour(unit)) return { more: 'later', less: 'earlier', scale: 60, unit: ' minutes' };
  if (unit.startsWith('minutes')) {
    return { more: 'more', less: 'fewer', scale: 1, unit: ' minutes' };
  }
  return { more: 'more', less: 'fewer', scale: 1, unit: '' };
}

// People are counted in whole ones; small averages keep a tenth.
const rounded = (value: number): number =>
  value >= 10 ? Math.round(value) : Math.round(10 * value) / 10;

// "12 more", "3 minutes earlier".
export function change_text(value: number, unit: string): string {
  const kind = kind_of(unit);
  const size = figure(rounded(Math.abs(value * kind.scale)));
  if (size === '0') return 'no difference';
  return `${size}${kind.unit} ${value > 0 ? kind.more : kind.less}`;
}

// "We counted casualties. Of 20 pairs, with the change: 18 more, 2 fewer."
export function count_sentence(answer: Answer, unit: string, counted: string): string {
  const kind = kind_of(unit);
  const all = differences_of(answer);
  const more = all.filter((d) => d > 0).length;
  const less = all.filter((d) => d < 0).length;
  const same = all.length - more - less;
  const parts = [
    more > 0 ? `${more} ${kind.more}` : '',
    less > 0 ? `${less} ${kind.less}` : '',
    same > 0 ? `${same} the same` : '',
  ].filter(Boolean);
  return `We counted ${counted}. Of ${all.length} pairs, with the change: ${parts.join(', ')}.`;
}

export function average_sentence(answer: Answer, unit: string): string {
  if (answer.difference === null || answer.mean_first === null || answer.mean_second === null) {
    return '';
  }
  const change = change_text(answer.difference, unit);
  if (is_hour(unit)) return `On average ${change} with the change.`;
  const [first, second] = [answer.mean_first, answer.mean_second].map(rounded);
  return `On average ${figure(first)} as it was, ${figure(second)} with the change: ${change}.`;
}

export function range_sentence(answer: Answer, unit: string): string {
  const [low, high] = answer.ci95;
  if (low === null || high === null) return '';
  if (low === 0 && high === 0) return 'Every pair comes out the same.';
  const ends = `${change_text(low, unit)} and ${change_text(high, unit)}`;
  return (
    'If we played very many pairs, the average would most likely (19 chances in 20) lie ' +
    `between ${ends}.`
  );
}

export function missing_sentence(answer: Answer): string {
  const { only_first, only_second } = answer;
  if (only_first + only_second === 0) return '';
  return (
    `In ${only_first} pairs it happened only as it was, in ${only_second} only with the ` +
    'change; these pairs are left out.'
  );
}

// What sources have of it, so that the model can be measured by it.
export function recorded_sentence(answer: Answer, unit: string): string {
  const { recorded, mean_first } = answer;
  if (recorded === null) return '';
  const { low, best, high } = recorded;
  const ends = `${quantity(low, unit)} to ${quantity(high, unit)}`;
  const range = low < high ? ` (${ends}, by sources)` : '';
  const model = mean_first === null ? '' : ` The model, as it was: ${quantity(mean_first, unit)}.`;
  return `What history has: ${quantity(best, unit)}${range}.${model}`;
}

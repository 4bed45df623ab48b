// Which judged figures were met: the verdicts as the program gave them, counted and sorted.
import type { Target } from '../protocol/report';

export type Class = 'missed' | 'undecided' | 'met' | 'none';
const kOrder: Class[] = ['missed', 'undecided', 'met', 'none'];

export function class_of(target: Target): Class {
  const verdict = target.verdict ?? '';
  if (verdict.startsWith('undecided')) return 'undecided';
  if (verdict === 'met' || verdict === 'missed') return verdict;
  if (verdict === '' && target.met === true) return 'met';
  if (verdict === '' && target.met === false) return 'missed';
  return 'none';
}

export interface Score {
  judged: number;
  met: number;
  missed: number;
  undecided: number;
}

export function score_of(targets: Target[]): Score {
  const count = (c: Class) => targets.filter((target) => class_of(target) === c).length;
  const met = count('met'),
    missed = count('missed'),
    undecided = count('undecided');
  return { judged: met + missed + undecided, met, missed, undecided };
}

// Misses first, then what cannot be told, then what was met, then what is only shown.
export function misses_first(targets: Target[]): Target[] {
  const place = (target: Target) => kOrder.indexOf(class_of(target));
  return [...targets].sort((a, b) => place(a) - place(b));
}

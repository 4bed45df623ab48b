// The views of the lesson, by the names that stand in the address.
import type { Lesson } from '../protocol/lesson';

// Views in their order; those of the class come one after the other.
export const steps_of = (lesson: Lesson): string[] => [
  'start',
  ...lesson.questions.map((_, i) => String(i + 1)),
  'summary',
];

export function view_of(lesson: Lesson, hash: string): string {
  const named = hash.replace(/^#/, '');
  const all = [...steps_of(lesson), 'teacher', 'worksheet'];
  return all.includes(named) ? named : 'start';
}

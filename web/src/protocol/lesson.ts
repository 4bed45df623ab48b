// The document of a lesson: format "khasan-lesson-report-1". Prose: docs/lesson_format.md.
// What is told and asked is plain; the ground, the answers and the runs are packed: gzip, base64.
import { decode_base64, ReportError } from './read';

export const kLessonFormat = 'khasan-lesson-report-1';

export type Choice = 'more' | 'less' | 'same';
export const kChoices: Choice[] = ['more', 'less', 'same'];

export interface Told {
  text: string;
  sources: string[]; // ids
}

export interface Term {
  term: string;
  meaning: string;
}

export interface PlanPart {
  minutes: number;
  title: string;
  what: string;
}

export interface RecordedFigure {
  low: number;
  best: number;
  high: number;
}

// What the pairs say, changed less as it was; null: it did not happen, or there is no such number.
export interface Answer {
  choice: Choice; // same: the range holds nought
  n: number; // pairs in which it happened in both runs
  only_first: number;
  only_second: number;
  mean_first: number | null;
  mean_second: number | null;
  difference: number | null;
  ci95: [number | null, number | null];
  pairs: [number | null, number | null][];
  recorded: RecordedFigure | null; // what history has of it
}

export interface Question {
  what_if: string;
  what_if_title: string;
  title: string;
  background: Told;
  question: string;
  measure: string;
  counted: string;
  unit: string;
  from_ms: number; // where the counting begins
  choices: Record<Choice, string>;
  discuss: string[];
  answer_packed: string; // an Answer
  changed_packed: string; // a Report without ground: the second run of the pair on the map
}

export interface LessonSource {
  id: string;
  citation: string;
  note?: string;
}

export interface Lesson {
  format: 'khasan-lesson-report-1';
  version: string;
  title: string;
  battle: string;
  scenario_hash: string;
  command: string;
  seed: string;
  pairs: number; // of each question
  told: number; // the pair on the map
  introduction: Told[];
  terms: Term[];
  plan: PlanPart[];
  questions: Question[];
  sources: LessonSource[];
  credits: string[];
  ground_packed: string; // MapData
  as_it_was_packed: string; // a Report without ground
}

export function read_lesson(lesson: Lesson): Lesson {
  if (!lesson.questions?.length) throw new ReportError('the lesson asks no question');
  return lesson;
}

export const can_unpack = (): boolean => typeof DecompressionStream === 'function';

// What lies in a packed part of the document. Rejects: the part is damaged.
export async function unpack<T>(packed: string): Promise<T> {
  const bytes = decode_base64(packed) as Uint8Array<ArrayBuffer>;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as T;
}

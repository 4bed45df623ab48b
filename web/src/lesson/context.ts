// What all parts of the lesson's page may use: the lesson, what is packed in it, the predictions.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lesson } from '../protocol/lesson';
import type { PackedLesson } from './packed';
import type { Prediction, Predictions } from './predictions';

export interface LessonStore {
  lesson: Lesson;
  packed: PackedLesson;
  predictions: Predictions;
  predict(question: number, prediction: Prediction): void;
  forget(): void;
  go(view: string): void;
}

export const LessonContext = createContext<LessonStore | null>(null);
export const useLesson = (): LessonStore => useContext(LessonContext)!;
// By which a prediction is kept: stays the same when questions are put in another order.
export const question_key = (lesson: Lesson, i: number): string => {
  const { what_if, measure } = lesson.questions[i]!;
  return `${what_if} ${measure}`;
};

// What was expected, question by question: kept in memory, and on this computer where the browser
// allows it. A prediction that is recorded stays as it is until all are forgotten.
import { kChoices, type Choice, type Lesson } from '../protocol/lesson';

export interface Prediction {
  choice: Choice;
  why: string;
  hands: Partial<Record<Choice, number>>;
  revealed: boolean;
}

export type Predictions = Record<string, Prediction>; // by question

export const key_of = (lesson: Lesson): string =>
  `khasan-lesson ${lesson.scenario_hash} ${lesson.seed} ${lesson.pairs}`;

// A browser may forbid to keep anything for a file: then memory must do.
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function is_prediction(value: unknown): value is Prediction {
  const found = value as Prediction | null;
  return (
    typeof found === 'object' &&
    found !== null &&
    kChoices.includes(found.choice) &&
    typeof found.why === 'string' &&
    typeof found.hands === 'object' &&
    found.hands !== null
  );
}

// What was kept; whatever is no prediction is left out.
export function kept_predictions(key: string): Predictions {
  try {
    const found = JSON.parse(storage()?.getItem(key) ?? '{}') as Record<string, unknown>;
    const sound = Object.entries(found).filter(([, value]) => is_prediction(value));
    return Object.fromEntries(sound) as Predictions;
  } catch {
    return {};
  }
}

export function keep_predictions(key: string, predictions: Predictions): void {
  try {
    storage()?.setItem(key, JSON.stringify(predictions));
  } catch {
    // Full or forbidden: memory has them.
  }
}

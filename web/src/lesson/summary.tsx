// Predictions against results, question by question.
import { question_key, useLesson } from './context';
import { useUnpacked } from './packed';
import type { Answer } from '../protocol/lesson';
import { hands_text } from './prediction_form';
import { model_text } from './question';
import { change_text } from './sentences';
import { Wait } from './told';
import { words } from './words';

function useShown(): number[] {
  const { lesson, predictions } = useLesson();
  return lesson.questions
    .map((_, i) => i)
    .filter((i) => predictions[question_key(lesson, i)]?.revealed);
}

function answer_text(answer: Answer, unit: string): string {
  const [low, high] = answer.ci95;
  if (answer.difference === null || low === null || high === null) return '';
  const range = `${change_text(low, unit)} … ${change_text(high, unit)}`;
  return `${change_text(answer.difference, unit)} (${range})`;
}

function Rows({ answers }: { answers: Map<number, Answer> }) {
  const { lesson, predictions, go } = useLesson();
  return (
    <tbody>
      {lesson.questions.map((question, i) => {
        const prediction = predictions[question_key(lesson, i)];
        const answer = answers.get(i);
        const is_right = answer?.choice === prediction?.choice;
        return (
          <tr key={i} class={answer ? (is_right ? 'right' : 'other') : ''}>
            <th scope="row">
              <button type="button" class="link" onClick={() => go(String(i + 1))}>
                {i + 1}. {question.title}
              </button>
            </th>
            <td>
              {prediction ? question.choices[prediction.choice] : words.not_yet}
              {prediction && <span class="context">{hands_text(prediction.hands, question)}</span>}
            </td>
            <td>
              {answer ? model_text(question, answer) : words.not_revealed}
              {answer && <span class="context">{answer_text(answer, question.unit)}</span>}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function Forget() {
  const { forget } = useLesson();
  return (
    <p>
      <button type="button" onClick={() => window.confirm(words.forget_sure) && forget()}>
        {words.forget}
      </button>{' '}
      <span class="quiet">{words.kept}</span>
    </p>
  );
}

export function Summary() {
  const { lesson, packed, predictions } = useLesson();
  const shown = useShown();
  const answers = useUnpacked(
    async () => {
      const found = await Promise.all(shown.map((i) => packed.answer(i)));
      return new Map(found.map((answer, k) => [shown[k]!, answer]));
    },
    [packed, shown.join()],
  );
  const is_right = (i: number, found: Map<number, Answer>) =>
    found.get(i)?.choice === predictions[question_key(lesson, i)]?.choice;
  return (
    <>
      <h1 tabIndex={-1}>{words.summary}</h1>
      <p class="intro">{words.summary_intro}</p>
      <Wait
        on={answers}
        show={(found) => (
          <>
            <p class="lead">
              {shown.length === 0
                ? words.none_yet
                : words.score(shown.filter((i) => is_right(i, found)).length, shown.length)}
            </p>
            <div class="scroll">
              <table class="lesson-summary">
                <thead>
                  <tr>
                    <th scope="col">{words.column_question}</th>
                    <th scope="col">{words.column_expected}</th>
                    <th scope="col">{words.column_model}</th>
                  </tr>
                </thead>
                <Rows answers={found} />
              </table>
            </div>
          </>
        )}
      />
      <Forget />
    </>
  );
}

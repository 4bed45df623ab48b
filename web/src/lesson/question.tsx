// One what-if: what was, what do you expect, what the model says. Nothing of the last is in the
// page before a prediction is recorded and the reader asks for it.
import { can_unpack, type Answer, type Question } from '../protocol/lesson';
import { question_key, useLesson } from './context';
import { Dots } from './dots';
import { Maps } from './maps';
import { useUnpacked } from './packed';
import type { Prediction } from './predictions';
import { PredictionForm, Recorded } from './prediction_form';
import {
  average_sentence,
  count_sentence,
  missing_sentence,
  range_sentence,
  recorded_sentence,
} from './sentences';
import { Paragraph, Wait } from './told';
import { words } from './words';

interface ResultProps {
  question: Question;
  answer: Answer;
  prediction: Prediction;
}

export const model_text = (question: Question, answer: Answer): string =>
  answer.choice === 'same' ? words.cannot_tell : question.choices[answer.choice];

function Result({ question, answer, prediction }: ResultProps) {
  const { unit, counted } = question;
  const is_expected = answer.choice === prediction.choice;
  const sentences = [
    count_sentence(answer, unit, counted),
    average_sentence(answer, unit),
    range_sentence(answer, unit),
    missing_sentence(answer),
  ].filter(Boolean);
  return (
    <>
      <p class={`lesson-verdict${is_expected ? ' expected' : ''}`}>
        <b>{model_text(question, answer)}.</b>{' '}
        {is_expected
          ? words.as_you_expected
          : words.not_as_expected(question.choices[prediction.choice])}
      </p>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Dots answer={answer} unit={unit} counted={counted} />
      <p class="context">{recorded_sentence(answer, unit)}</p>
    </>
  );
}

function Twins({ i }: { i: number }) {
  const { lesson, packed } = useLesson();
  const twins = useUnpacked(
    () => Promise.all([packed.as_it_was(), packed.changed(i)]),
    [packed, i],
  );
  return (
    <section aria-labelledby="twins">
      <h3 id="twins">{lesson.questions[i]!.what_if_title}</h3>
      <p class="intro">{words.twins}</p>
      <Wait
        on={twins}
        show={(battles) => (
          <Maps
            battles={battles}
            labels={[words.as_it_was, words.changed]}
            from_ms={lesson.questions[i]!.from_ms}
          />
        )}
      />
    </section>
  );
}

function Reveal({ i, prediction }: { i: number; prediction: Prediction }) {
  const { lesson, packed } = useLesson();
  const question = lesson.questions[i]!;
  const answer = useUnpacked(() => packed.answer(i), [packed, i]);
  return (
    <section class="lesson-reveal" aria-labelledby="reveal">
      <h2 id="reveal" tabIndex={-1}>
        {words.revealed}
      </h2>
      <Wait on={answer} show={(found) => <Result {...{ question, prediction }} answer={found} />} />
      <Twins i={i} />
      <section class="lesson-talk" aria-labelledby="talk">
        <h2 id="talk">{words.talk}</h2>
        <ul>
          {question.discuss.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
    </section>
  );
}

export function QuestionView({ i }: { i: number }) {
  const { lesson, predictions, predict } = useLesson();
  const question = lesson.questions[i]!;
  const prediction = predictions[question_key(lesson, i)];
  return (
    <>
      <p class="subtitle">{words.number(i + 1, lesson.questions.length)}</p>
      <h1 tabIndex={-1}>{question.title}</h1>
      <div class="lesson-text">
        <Paragraph told={question.background} />
      </div>
      {!prediction && (
        <PredictionForm question={question} record={(given) => predict(i, given)} />
      )}
      {prediction && (
        <>
          <p class="lesson-asked">{question.question}</p>
          <Recorded question={question} prediction={prediction} />
        </>
      )}
      {prediction && !prediction.revealed && can_unpack() && (
        <button
          type="button"
          class="main"
          onClick={() => predict(i, { ...prediction, revealed: true })}
        >
          {words.reveal}
        </button>
      )}
      {prediction?.revealed && <Reveal i={i} prediction={prediction} />}
    </>
  );
}

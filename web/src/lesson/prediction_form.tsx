// What do you expect? An answer and a reason; for a class, hands. Recorded once, then only shown.
import { useRef, useState } from 'preact/hooks';
import { kChoices, type Choice, type Question } from '../protocol/lesson';
import type { Prediction } from './predictions';
import { words } from './words';

const kHandsMax = 999;

interface ChoicesProps {
  question: Question;
  chosen: Choice | null;
  choose(choice: Choice): void;
  hands: Prediction['hands'];
  count(choice: Choice, hands: number | undefined): void;
}

function Choices({ question, chosen, choose, hands, count }: ChoicesProps) {
  return (
    <fieldset class="lesson-choices">
      <legend>{question.question}</legend>
      {kChoices.map((choice, i) => (
        <div key={choice} class={chosen === choice ? 'chosen' : ''}>
          <label>
            <input
              type="radio"
              name="choice"
              data-number={i + 1}
              checked={chosen === choice}
              onChange={() => choose(choice)}
            />{' '}
            <kbd aria-hidden="true">{i + 1}</kbd> {question.choices[choice]}
          </label>
          <label class="hands" title={words.hands_hint}>
            {words.hands}{' '}
            <input
              type="number"
              min={0}
              max={kHandsMax}
              value={hands[choice] ?? ''}
              aria-label={`${words.hands}: ${question.choices[choice]}`}
              onInput={(event) => {
                const said = event.currentTarget.valueAsNumber;
                const is_count = Number.isInteger(said) && said >= 0 && said <= kHandsMax;
                count(choice, is_count ? said : undefined);
              }}
            />
          </label>
        </div>
      ))}
    </fieldset>
  );
}

interface FormProps {
  question: Question;
  record(prediction: Prediction): void;
}

export function PredictionForm({ question, record }: FormProps) {
  const [chosen, choose] = useState<Choice | null>(null);
  const [why, set_why] = useState('');
  const [hands, set_hands] = useState<Prediction['hands']>({});
  const hint = useRef<HTMLParagraphElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen === null || !why.trim()) return hint.current?.focus();
    record({ choice: chosen, why: why.trim(), hands, revealed: false });
  };
  return (
    <form class="lesson-prediction" onSubmit={submit}>
      <h2>{words.prediction}</h2>
      <Choices
        {...{ question, chosen, choose, hands }}
        count={(choice, said) => set_hands((old) => ({ ...old, [choice]: said }))}
      />
      <label class="why">
        {words.why}
        <textarea
          rows={2}
          value={why}
          placeholder={words.why_hint}
          onInput={(event) => set_why(event.currentTarget.value)}
        />
      </label>
      <p class="quiet">{words.hands_hint}</p>
      <p class="lesson-hint" tabIndex={-1} ref={hint}>
        {words.record_hint}
      </p>
      <button type="submit" class="main" aria-disabled={chosen === null || !why.trim()}>
        {words.record}
      </button>
    </form>
  );
}

export const hands_text = (hands: Prediction['hands'], question: Question): string =>
  kChoices
    .filter((choice) => hands[choice] !== undefined)
    .map((choice) => `${question.choices[choice]}: ${hands[choice]}`)
    .join('; ');

interface RecordedProps {
  question: Question;
  prediction: Prediction;
}

export function Recorded({ question, prediction }: RecordedProps) {
  const hands = hands_text(prediction.hands, question);
  return (
    <section class="lesson-recorded" aria-labelledby="recorded">
      <h2 id="recorded">{words.recorded}</h2>
      <p>
        <b>{question.choices[prediction.choice]}</b> {words.because} {prediction.why}
      </p>
      {hands && (
        <p class="quiet">
          {words.hands}: {hands}
        </p>
      )}
    </section>
  );
}

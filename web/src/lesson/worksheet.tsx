// The worksheet: two pages of A4, to be written on with a pen.
import { kChoices, type Question } from '../protocol/lesson';
import { useLesson } from './context';
import { words } from './words';

function Line({ label, count = 1 }: { label: string; count?: number }) {
  return (
    <div class="pen">
      <span>{label}</span>
      {Array.from({ length: count }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  );
}

function Sheet({ question, number }: { question: Question; number: number }) {
  return (
    <section class="sheet-question">
      <h2>
        {number}. {question.title}
      </h2>
      <p>{question.question}</p>
      <p class="boxes">
        <b>{words.my_answer}:</b>
        {kChoices.map((choice) => (
          <span key={choice}>☐ {question.choices[choice]}</span>
        ))}
      </p>
      <Line label={`… ${words.because}`} />
      <div class="pens">
        <Line label={`${words.came_out}, ${words.on_average}:`} />
        <Line label={`${words.between}`} />
        <Line label={words.and} />
      </div>
    </section>
  );
}

export function Worksheet() {
  const { lesson } = useLesson();
  return (
    <>
      <p class="lesson-print">
        <button type="button" class="main" onClick={() => window.print()}>
          {words.print}
        </button>{' '}
        <span class="quiet">{words.print_hint}</span>
      </p>
      <div class="lesson-worksheet">
        <h1 tabIndex={-1}>{lesson.title}</h1>
        <div class="pens">
          <Line label={words.name} />
          <Line label={words.date} />
        </div>
        {lesson.questions.map((question, i) => (
          <Sheet key={i} question={question} number={i + 1} />
        ))}
        <section class="sheet-question">
          <h2>{words.at_the_end}</h2>
          <Line label={words.surprised} count={2} />
          <Line label={words.cannot_say} count={2} />
        </section>
      </div>
    </>
  );
}

// For the teacher: the plan of 45 minutes, how to use the page, and what its numbers are worth.
import { useLesson } from './context';
import { Sources } from './told';
import { words } from './words';

function Plan() {
  const { lesson } = useLesson();
  const ends: number[] = [];
  for (const part of lesson.plan) ends.push((ends.at(-1) ?? 0) + part.minutes);
  return (
    <div class="scroll">
      <table class="lesson-plan">
        <thead>
          <tr>
            <th scope="col">{words.minutes}</th>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.do}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.plan.map((part, i) => (
            <tr key={part.title}>
              <td>
                {ends[i]! - part.minutes}–{ends[i]}
              </td>
              <th scope="row">{part.title}</th>
              <td>{part.what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Teacher() {
  const { lesson } = useLesson();
  return (
    <>
      <h1 tabIndex={-1}>{words.teacher}</h1>
      <section aria-labelledby="plan">
        <h2 id="plan">{words.plan}</h2>
        <Plan />
      </section>
      <section aria-labelledby="how">
        <h2 id="how">{words.how}</h2>
        <ul>
          {words.how_lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="honest">
        <h2 id="honest">{words.honest}</h2>
        <ul>
          {words.honest_lines(lesson.pairs).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p class="repeat">
          {words.repeat}: <code>{lesson.command}</code> (Khasan {lesson.version},{' '}
          {lesson.scenario_hash})
        </p>
      </section>
      <Sources />
    </>
  );
}

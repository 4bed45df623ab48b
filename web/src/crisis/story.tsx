// The told run in words: date, what, why, and what both sides concluded.
import type { CrisisReport, Story } from '../protocol/crisis';
import { capital, date_of } from './numbers';
import { words } from './words';

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export function StoryLines({ crisis, story }: { crisis: CrisisReport; story: Story }) {
  return (
    <>
      <ol class="crisis-story">
        {story.lines.map((line, i) => (
          <li key={i}>
            <time>{date_of(crisis, line.day)}</time>
            <div>
              {sentence(line.what)}
              {line.why && <p class="why-line">{sentence(capital(line.why))}</p>}
            </div>
          </li>
        ))}
      </ol>
      {story.lessons.length > 0 && <h3>{words.lessons}</h3>}
      {story.lessons.map((lesson) => (
        <p class="lesson" key={lesson}>
          {lesson}
        </p>
      ))}
    </>
  );
}

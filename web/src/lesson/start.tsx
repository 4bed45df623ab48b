// The first page: what happened, the battle on the map, and the words that are needed.
import { can_unpack } from '../protocol/lesson';
import { useLesson } from './context';
import { Maps } from './maps';
import { useUnpacked } from './packed';
import { Paragraph, Sources, Wait } from './told';
import { words } from './words';

function Battle() {
  const { packed } = useLesson();
  const battle = useUnpacked(() => packed.as_it_was(), [packed]);
  return (
    <Wait
      on={battle}
      show={(found) => <Maps battles={[found]} labels={[words.watch]} from_ms={null} />}
    />
  );
}

export function Terms() {
  const { lesson } = useLesson();
  if (!lesson.terms.length) return null;
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{words.terms}</h2>
      <dl class="lesson-terms">
        {lesson.terms.map(({ term, meaning }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Start() {
  const { lesson } = useLesson();
  return (
    <>
      <h1 tabIndex={-1}>{lesson.title}</h1>
      <p class="subtitle">{lesson.battle}</p>
      <div class="lesson-text">
        {lesson.introduction.map((told) => (
          <Paragraph key={told.text} told={told} />
        ))}
      </div>
      <section aria-labelledby="watch">
        <h2 id="watch">{words.watch}</h2>
        <p class="intro">{words.watch_intro}</p>
        {can_unpack() && <Battle />}
      </section>
      <Terms />
      <Sources />
    </>
  );
}

// Small parts that several views share: a told text with its sources, waiting, the way on.
import type { ComponentChildren } from 'preact';
import type { Told } from '../protocol/lesson';
import { useLesson } from './context';
import type { Unpacked } from './packed';
import { words } from './words';

// A text, with numbers that point to the list of sources.
export function Paragraph({ told }: { told: Told }) {
  const { lesson } = useLesson();
  const numbers = told.sources
    .map((id) => lesson.sources.findIndex((source) => source.id === id) + 1)
    .filter((number) => number > 0);
  return (
    <p>
      {told.text}
      {numbers.length > 0 && <sup>{`\u00a0${numbers.join(',\u00a0')}`}</sup>}
    </p>
  );
}

export function Sources() {
  const { lesson } = useLesson();
  return (
    <details class="lesson-sources">
      <summary>{words.sources}</summary>
      <ol>
        {lesson.sources.map((source) => (
          <li key={source.id}>{source.citation}</li>
        ))}
      </ol>
      {lesson.credits.map((line) => (
        <p key={line} class="quiet">
          {line}
        </p>
      ))}
    </details>
  );
}

// What was unpacked, or that it is on its way, or why it is not.
export function Wait<T>({ on, show }: { on: Unpacked<T>; show(value: T): ComponentChildren }) {
  if (on === null) return <p role="status">{words.loading}</p>;
  if ('fault' in on) return <p role="alert">{words.damaged}</p>;
  return <>{show(on.value)}</>;
}

export function Way({ back, next }: { back: string | null; next: string | null }) {
  const { go } = useLesson();
  if (!back && !next) return null;
  return (
    <nav class="lesson-way" aria-label={`${words.back}, ${words.next}`}>
      {back && (
        <button type="button" onClick={() => go(back)}>
          ← {words.back}
        </button>
      )}
      {next && (
        <button type="button" class="main" onClick={() => go(next)}>
          {words.next} →
        </button>
      )}
    </nav>
  );
}

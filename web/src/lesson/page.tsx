// The lesson: its steps, what was predicted, keys, and large type for a projector.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { can_unpack, type Lesson } from '../protocol/lesson';
import { LessonContext, question_key, type LessonStore } from './context';
import { PackedLesson } from './packed';
import { keep_predictions, kept_predictions, key_of, type Prediction } from './predictions';
import { QuestionView } from './question';
import { Start } from './start';
import { Summary } from './summary';
import { Teacher } from './teacher';
import { Way } from './told';
import { Worksheet } from './worksheet';
import { steps_of, view_of } from './views';
import { words } from './words';
import './lesson.css';

function usePredictions(lesson: Lesson) {
  const key = key_of(lesson);
  const [predictions, set_predictions] = useState(() => kept_predictions(key));
  useEffect(() => keep_predictions(key, predictions), [predictions]);
  return {
    predictions,
    predict: (i: number, prediction: Prediction) =>
      set_predictions((old) => ({ ...old, [question_key(lesson, i)]: prediction })),
    forget: () => set_predictions({}),
  };
}

// The view in the address, so that the browser's own way back works.
function useView(lesson: Lesson): [string, (view: string) => void] {
  const [view, set_view] = useState(() => view_of(lesson, window.location.hash));
  useEffect(() => {
    const follow = () => set_view(view_of(lesson, window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [lesson]);
  const go = (next: string) => void (window.location.hash = next);
  return [view, go];
}

const is_typing = (target: HTMLElement): boolean =>
  target.closest('textarea, select, input:not([type=radio]):not([type=range])') !== null;

function useKeys(on_key: (key: string) => boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (is_typing(event.target as HTMLElement)) return;
      if (on_key(event.key.toLowerCase())) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

// Picks the answer with that number, where one is asked for.
function pick(number: string): boolean {
  const radio = document.querySelector<HTMLInputElement>(`input[data-number="${number}"]`);
  radio?.click();
  radio?.focus();
  return radio !== null;
}

function useLargeType(): [boolean, () => void] {
  const [is_large, set_large] = useState(false);
  useEffect(() => {
    document.documentElement.classList.toggle('projector', is_large);
    // The maps must learn their new room.
    window.dispatchEvent(new Event('resize'));
  }, [is_large]);
  return [is_large, () => set_large(!is_large)];
}

interface StepsProps {
  store: LessonStore;
  view: string;
  is_large: boolean;
  enlarge(): void;
}

function Steps({ store, view, is_large, enlarge }: StepsProps) {
  const { lesson, predictions, go } = store;
  const button = (name: string, text: string, is_done = false, label?: string) => (
    <button
      type="button"
      key={name}
      class={is_done ? 'done' : ''}
      aria-label={label}
      aria-current={view === name ? 'step' : undefined}
      onClick={() => go(name)}
    >
      {text}
    </button>
  );
  return (
    <header class="lesson-steps">
      <nav aria-label={words.steps}>
        {button('start', words.start)}
        <span class="lesson-numbers">
          {words.what_if}
          {lesson.questions.map((question, i) =>
            button(
              String(i + 1),
              String(i + 1),
              predictions[question_key(lesson, i)]?.revealed,
              `${i + 1}. ${question.title}`,
            ),
          )}
        </span>
        {button('summary', words.summary)}
      </nav>
      <div>
        {button('worksheet', words.worksheet)}
        {button('teacher', words.teacher)}
        <button type="button" aria-pressed={is_large} onClick={enlarge}>
          {words.projector} <kbd aria-hidden="true">P</kbd>
        </button>
      </div>
    </header>
  );
}

function View({ view }: { view: string }) {
  if (view === 'start') return <Start />;
  if (view === 'summary') return <Summary />;
  if (view === 'teacher') return <Teacher />;
  if (view === 'worksheet') return <Worksheet />;
  return <QuestionView key={view} i={Number(view) - 1} />;
}

export function LessonPage({ lesson }: { lesson: Lesson }) {
  const packed = useMemo(() => new PackedLesson(lesson), [lesson]);
  const [view, go] = useView(lesson);
  const [is_large, enlarge] = useLargeType();
  const store: LessonStore = { lesson, packed, go, ...usePredictions(lesson) };
  const steps = steps_of(lesson);
  const at = steps.indexOf(view);
  const back = at > 0 ? steps[at - 1]! : null;
  const next = at >= 0 ? (steps[at + 1] ?? null) : null;
  useKeys((key) => {
    if (key === 'p') return enlarge(), true;
    if (key === 'n' && next) return go(next), true;
    if (key === 'b' && back) return go(back), true;
    return /^[1-3]$/.test(key) && pick(key);
  });
  useEffect(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main.lesson h1')?.focus({ preventScroll: true });
  }, [view]);
  return (
    <LessonContext.Provider value={store}>
      <Steps {...{ store, view, is_large, enlarge }} />
      <main class="lesson">
        {!can_unpack() && <p role="alert">{words.old_browser}</p>}
        <View view={view} />
        <Way back={back} next={next} />
      </main>
    </LessonContext.Provider>
  );
}

// Studies: those that the battle ships and those that were played, and one of them with its plots,
// where every dot can be played on the map.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Job, StudyCard } from '../protocol/server';
import { read_study, type StudyReport } from '../protocol/study';
import { StudyPage } from '../study/page';
import { RunPlayer, type RunPlayerProps } from '../study/plot';
import { design_words } from '../study/words';
import type { ServerError } from './api';
import { useApp, useAppState } from './context';
import { Fault, is_open } from './jobs';
import { PlayButton } from './play_button';
import { words } from './words';

const w = words.studies;
const kLookAgain_ms = 3000;

const study_job = (jobs: Job[], id: string): Job | undefined =>
  jobs.find((job) => job.kind === 'study' && job.result === id && is_open(job));

function Progress({ job }: { job: Job }) {
  const app = useApp();
  const left = job.seconds_left === null ? '' : words.jobs.left(job.seconds_left);
  return (
    <p class="study-progress" role="status">
      <progress max={Math.max(1, job.all)} value={job.done} aria-label={job.title} />
      <span>
        {job.state === 'queued' ? words.jobs.state.queued : w.runs(job.done, job.all)} {left}
      </span>
      <button
        type="button"
        aria-label={words.jobs.stop_of(job.title)}
        onClick={() => app.stop_job(job.id)}
      >
        {words.jobs.stop}
      </button>
    </p>
  );
}

// Starts a study and shows it as it grows.
function use_start(card: StudyCard) {
  const app = useApp();
  const [fault, set_fault] = useState<ServerError | null>(null);
  const start = async (replications: number) => {
    const asked = app.api.start_study({ study: card.id, replications });
    set_fault(await app.request(asked, (id) => app.go({ study: id }), true));
  };
  return { fault, start };
}

interface SizeProps {
  card: StudyCard;
  start(replications: number): Promise<void>;
}

// How many runs at each point, and the button that plays them.
function SizeForm({ card, start }: SizeProps) {
  const limit = useAppState((state) => state.limits?.study_runs ?? 20000);
  const seconds = useAppState((state) => state.battle?.card.seconds_a_run ?? null);
  const [replications, set] = useState(card.replications);
  const is_spread = card.design === 'spread';
  return (
    <form
      class="study-size"
      onSubmit={(event) => {
        event.preventDefault();
        void start(replications);
      }}
    >
      {!is_spread && (
        <label>
          {w.replications}{' '}
          <input
            type="number"
            min={1}
            max={Math.floor(limit / Math.max(1, card.points))}
            value={replications}
            onInput={(event) => set(Number(event.currentTarget.value))}
          />
        </label>
      )}
      <button type="submit" class="primary">
        {w.run}
      </button>
      <span class="quiet">
        {w.size(card.points * replications)}{' '}
        {seconds !== null && words.next.takes(seconds * card.points * replications)}
      </span>
    </form>
  );
}

function Actions({ card, start }: SizeProps) {
  const app = useApp();
  const has_plots = card.state !== 'ready';
  return (
    <>
      {has_plots && (
        <p class="study-buttons">
          <button type="button" onClick={() => app.go({ study: card.id })}>
            {w.show}
          </button>
          {card.state === 'stopped' && card.current && (
            <button type="button" onClick={() => void start(card.replications)}>
              {w.go_on}
            </button>
          )}
        </p>
      )}
      {card.current && !has_plots && <SizeForm card={card} start={start} />}
      {card.current && has_plots && card.design !== 'spread' && (
        <details>
          <summary>{w.other_size}</summary>
          <SizeForm card={card} start={start} />
        </details>
      )}
    </>
  );
}

function StudyLine({ card }: { card: StudyCard }) {
  const jobs = useAppState((state) => state.jobs);
  const { fault, start } = use_start(card);
  const job = study_job(jobs, card.id);
  const state = job ? job.state : card.state;
  return (
    <li class="study-line">
      <h3>{card.title}</h3>
      <p>
        {card.sentence} {w.plan(card.points, card.replications)}:{' '}
        {design_words[card.design as keyof typeof design_words]}.
      </p>
      <p class="quiet">
        {w.state[state as keyof typeof w.state] ?? state}
        {card.state !== 'ready' && !job && `, ${w.runs(card.runs_done, card.runs)}`}
        {!card.current && ` · ${w.old}`}
      </p>
      {job && <Progress job={job} />}
      <Actions card={card} start={start} />
      {fault && <Fault fault={fault} />}
    </li>
  );
}

// The cards, asked for anew when a study has begun or ended; the old ones stay until then.
function use_cards() {
  const app = useApp();
  const changes = useAppState((state) =>
    state.jobs
      .filter((job) => job.kind === 'study')
      .map((job) => `${job.id} ${job.state}`)
      .join(),
  );
  const [cards, set_cards] = useState<StudyCard[] | null>(null);
  const [fault, set_fault] = useState<ServerError | null>(null);
  useEffect(() => {
    let live = true;
    app.api.studies().then(
      (found) => live && (set_cards(found), set_fault(null)),
      (error: ServerError) => live && set_fault(error),
    );
    return () => {
      live = false;
    };
  }, [changes]);
  return { cards, fault };
}

function StudyList() {
  const battle = useAppState((state) => state.route.battle);
  const { cards, fault } = use_cards();
  const own = (cards ?? []).filter((card) => card.battle === battle);
  return (
    <>
      <p class="intro">{w.intro}</p>
      {fault && <Fault fault={fault} />}
      {!cards && !fault && <p>{words.loading}</p>}
      {cards && !own.length && <p>{w.none}</p>}
      <ul class="choices">
        {own.map((card) => (
          <StudyLine key={card.id} card={card} />
        ))}
      </ul>
    </>
  );
}

// The document of a study, looked at again and again while it is played.
function use_document(id: string, under_way: boolean) {
  const app = useApp();
  const [study, set_study] = useState<StudyReport | null>(null);
  const [fault, set_fault] = useState<ServerError | null>(null);
  useEffect(() => {
    let live = true;
    let timer = 0;
    const look = async () => {
      try {
        const found = read_study(await app.api.study_document(id));
        if (live) set_study(found);
        if (live) set_fault(null);
      } catch (error) {
        if (live) set_fault(error as ServerError);
      }
      if (live && under_way) timer = window.setTimeout(() => void look(), kLookAgain_ms);
    };
    void look();
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [id, under_way]);
  return { study, fault };
}

// Plays a run of the study.
function play_button_of(study: string) {
  return function PlayRun({ point, replication }: RunPlayerProps) {
    const app = useApp();
    return <PlayButton ask={() => app.api.play_study_run({ study, point, replication })} />;
  };
}

function Study({ id }: { id: string }) {
  const app = useApp();
  const jobs = useAppState((state) => state.jobs);
  const job = study_job(jobs, id);
  const { study, fault } = use_document(id, !!job);
  const [play] = useState(() => play_button_of(id));
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const waits = !!job && !study;
  return (
    <>
      <p class="study-head">
        <button type="button" ref={back} onClick={() => app.go({ study: null })}>
          ‹ {w.back}
        </button>
      </p>
      {job && <Progress job={job} />}
      {waits ? <p>{w.first_runs}</p> : fault && <Fault fault={fault} />}
      {study && (
        <RunPlayer.Provider value={play}>
          <StudyPage study={study} />
        </RunPlayer.Provider>
      )}
      {!study && !fault && !waits && <p>{words.loading}</p>}
    </>
  );
}

export function StudiesPanel() {
  const chosen = useAppState((state) => state.route.study);
  return chosen ? <Study key={chosen} id={chosen} /> : <StudyList />;
}

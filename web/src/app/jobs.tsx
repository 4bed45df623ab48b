// Work in progress, what went wrong, and the one next thing to do, over the map.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Battle, Job } from '../protocol/server';
import { day_and_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { FirstGame } from '../game/first_game';
import { useApp, useAppState } from './context';
import type { ServerError } from './api';
import { duration_text, words } from './words';

export function Fault({ fault }: { fault: ServerError }) {
  return (
    <div class="fault" role="alert">
      {[fault.failure, ...fault.others].map((one, i) => (
        <p key={i}>
          <b>
            {one.line > 0 && words.line(one.line)}
            {[one.what, one.found].filter(Boolean).join(': ')}
          </b>{' '}
          {one.expected && words.fault(one.expected)} {one.fix}
        </p>
      ))}
    </div>
  );
}

export function FaultCard() {
  const app = useApp();
  const failed = useAppState((state) => state.failed);
  if (!failed) return null;
  return (
    <div class="note-card">
      <Fault fault={failed} />
      <button type="button" onClick={() => app.dismiss()}>
        {words.dismiss}
      </button>
    </div>
  );
}

// The fault of a form; when the form is closed before the answer comes, it is said over the map.
export function useFault(): [ServerError | null, (fault: ServerError | null) => void] {
  const app = useApp();
  const [fault, set_fault] = useState<ServerError | null>(null);
  const open = useRef(true);
  useEffect(() => () => void (open.current = false), []);
  const take = (found: ServerError | null) => {
    if (open.current) set_fault(found);
    else if (found) app.fail(found);
  };
  return [fault, take];
}

export const is_open = (job: Job): boolean => job.state === 'queued' || job.state === 'running';

function JobLine({ job }: { job: Job }) {
  const app = useApp();
  const share = job.all > 0 ? job.done / job.all : 0;
  const left = job.seconds_left === null ? '' : words.jobs.left(job.seconds_left);
  return (
    <li>
      <span>{job.title}</span>
      <progress max={1} value={share} aria-label={job.title} />
      <span class="quiet">
        {job.state === 'queued' ? words.jobs.state.queued : `${Math.round(100 * share)} %`} {left}
      </span>
      <button
        type="button"
        aria-label={words.jobs.stop_of(job.title)}
        onClick={() => app.stop_job(job.id)}
      >
        {words.jobs.stop}
      </button>
    </li>
  );
}

// Why a job came to nothing.
export function JobFault({ job }: { job: Job }) {
  const { error, title, state } = job;
  const said = error && [error.what, error.found].filter(Boolean).join(', ');
  return (
    <p class="fault" role="alert">
      {title}: {said ?? words.jobs.state[state]}. {error?.fix}
    </p>
  );
}

export function JobList() {
  const jobs = useAppState((state) => state.jobs);
  const [dismissed, dismiss] = useState<string[]>([]);
  const open = jobs.filter(is_open);
  const failed = jobs.find((job) => job.state === 'failed' && !dismissed.includes(job.id));
  if (!open.length && !failed) return null;
  return (
    <section class="note-card jobs" aria-label={words.jobs.title}>
      <ul>
        {open.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
      {failed && (
        <>
          <JobFault job={failed} />
          <button type="button" onClick={() => dismiss([...dismissed, failed.id])}>
            {words.dismiss}
          </button>
        </>
      )}
    </section>
  );
}

// From when to when a battle goes, by its first clock.
function from_to(battle: Battle): string {
  const { start_ms, end_ms } = battle.card;
  const clock = battle.clocks[0]?.name ?? '';
  return words.next.span(day_and_time(battle, start_ms), day_and_time(battle, end_ms), clock);
}

// Before any run: play. At the end of a run: what if?
export function NextThing() {
  const app = useApp();
  const page = useAppState((state) => state.page);
  const battle = useAppState((state) => state.battle);
  const loading = useAppState((state) => state.loading);
  const jobs = useAppState((state) => state.jobs);
  const comparing = useAppState((state) => state.route.comparison !== null);
  const moving = useAppState((state) => state.moves !== null);
  const opening = useAppState((state) => state.route.game !== null && state.loading !== null);
  if (opening) return <p class="note-card">{words.next.opening}</p>;
  if (loading && !page) return <p class="note-card">{loading}</p>;
  if (comparing || moving || !page) return null;
  if (page.battle.play) return <AtTheEnd />;
  if (!battle || jobs.some((job) => job.kind === 'run' && is_open(job))) return null;
  const seconds = battle.card.seconds_a_run;
  return (
    <div class="note-card next">
      <h2>{battle.card.title}</h2>
      <p>
        {words.next.sides(battle.sides.map((side) => side.name))}, {from_to(battle)}
      </p>
      <p>{battle.card.subtitle}</p>
      <FirstGame />
      <button type="button" class="primary" onClick={() => void app.play(battle.card.id)}>
        <span aria-hidden="true">▶</span> {words.next.play}
      </button>{' '}
      <span class="quiet">{seconds !== null && words.next.takes(seconds)}</span>
    </div>
  );
}

function AtTheEnd() {
  const app = useApp();
  const { player } = usePage();
  const at_end = usePlayer((state) => state.t >= player.end_ms && !state.playing);
  if (!at_end || app.state.route.panel === 'what_if') return null;
  return (
    <div class="note-card next">
      <p>{words.next.end}</p>
      <button type="button" class="primary" onClick={() => app.go({ panel: 'what_if' })}>
        {words.next.what_if}
      </button>
    </div>
  );
}

export const seconds_text = (seconds: number | null): string =>
  seconds === null ? '' : duration_text(seconds);

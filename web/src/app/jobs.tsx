// Work in progress, what went wrong, and the one next thing to do, over the map.
import { useEffect, useState } from 'preact/hooks';
import type { Job } from '../protocol/server';
import { usePage, usePlayer } from '../store/context';
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

const kLost_ms = 5000;

export function FaultCard() {
  const app = useApp();
  const failed = useAppState((state) => state.failed);
  const connected = useAppState((state) => state.connected);
  const [lost, set_lost] = useState(false);
  // A short gap, such as at the start, is no news.
  useEffect(() => {
    set_lost(false);
    const timer = connected === false ? setTimeout(() => set_lost(true), kLost_ms) : undefined;
    return () => clearTimeout(timer);
  }, [connected]);
  return (
    <>
      {lost && (
        <p class="note-card" role="status">
          {words.lost}
        </p>
      )}
      {failed && (
        <div class="note-card">
          <Fault fault={failed} />
          <button type="button" onClick={() => app.dismiss()}>
            {words.dismiss}
          </button>
        </div>
      )}
    </>
  );
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

export function JobList() {
  const jobs = useAppState((state) => state.jobs);
  const open = jobs.filter(is_open);
  const failed = jobs.find((job) => job.state === 'failed' && job.error);
  if (!open.length && !failed) return null;
  return (
    <section class="note-card jobs" aria-label={words.jobs.title}>
      <ul>
        {open.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
      {!open.length && failed?.error && (
        <p class="fault">
          {failed.title}: {[failed.error.what, failed.error.found].filter(Boolean).join(', ')}.{' '}
          {failed.error.fix}
        </p>
      )}
    </section>
  );
}

// Before any run: play. At the end of a run: what if?
export function NextThing() {
  const app = useApp();
  const page = useAppState((state) => state.page);
  const battle = useAppState((state) => state.battle);
  const loading = useAppState((state) => state.loading);
  const jobs = useAppState((state) => state.jobs);
  const comparing = useAppState((state) => state.route.comparison !== null);
  if (loading && !page) return <p class="note-card">{loading}</p>;
  if (comparing || !page) return null;
  if (page.battle.play) return <AtTheEnd />;
  if (!battle || jobs.some((job) => job.kind === 'run' && is_open(job))) return null;
  const seconds = battle.card.seconds_a_run;
  return (
    <div class="note-card next">
      <h2>{battle.card.title}</h2>
      <p>{battle.card.summary || battle.card.subtitle}</p>
      <button type="button" class="primary" onClick={() => play_battle(app, battle.card.id)}>
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

// Plays the battle as planned; another replication is other chance.
export function play_battle(app: ReturnType<typeof useApp>, battle: string, replication = 0) {
  const request = {
    battle,
    seed: 1,
    replication,
    what_ifs: [],
    roe: [],
    patch: '',
    fork_of: null,
    fork_at_ms: null,
  };
  return app.request(app.api.start_run(request), (run) => app.show_run(run));
}

export const seconds_text = (seconds: number | null): string =>
  seconds === null ? '' : duration_text(seconds);

// The button that plays one run and goes to it on the map, if the reader is still here then.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Job } from '../protocol/server';
import type { ServerError } from './api';
import { useApp, useAppState } from './context';
import { Fault, is_open } from './jobs';
import { words } from './words';

export function PlayButton({ ask }: { ask(): Promise<Job> }) {
  const app = useApp();
  const jobs = useAppState((state) => state.jobs);
  const [asked, set_asked] = useState('');
  const [fault, set_fault] = useState<ServerError | null>(null);
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  const job = jobs.find((one) => one.id === asked);
  const play = async () => {
    const request = ask();
    request.then(
      (one) => set_asked(one.id),
      () => undefined,
    );
    set_fault(await app.request(request, (run) => here.current && app.show_run(run)));
  };
  return (
    <span class="play-run">
      <button type="button" class="primary" disabled={job && is_open(job)} onClick={play}>
        <span aria-hidden="true">▶</span> {words.studies.play_run}
      </button>{' '}
      {job && is_open(job) && (
        <progress max={Math.max(1, job.all)} value={job.done} aria-label={job.title} />
      )}
      {job?.error && <b>{[job.error.what, job.error.found].filter(Boolean).join(': ')} </b>}
      {fault && <Fault fault={fault} />}
    </span>
  );
}

// A server of one finished report, for tests of the application that need no engine: answers the
// addresses of khasan serve from a document on the disk.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const kParts = ['map', 'units', 'elements', 'weather'];

// The document as the server gives it: what is there before a run, and what a run adds.
function split(report) {
  const { map, play, ...run } = report;
  const ground = Object.fromEntries(
    Object.entries(report).filter(
      ([key]) => kParts.includes(key) || !['object', 'undefined'].includes(typeof report[key]),
    ),
  );
  for (const key of ['clocks', 'sides', 'summary']) ground[key] = report[key];
  return { ground, run, play };
}

// A comparison of all pairs of a document that has them, as the server keeps it.
function comparison_of({ pairs, title }) {
  const measures = pairs.measures.map((m) => ({
    id: m.id,
    name: m.name,
    unit: m.unit ?? '',
    n: m.n,
    as_it_was: null,
    changed: null,
    difference: m.difference,
    low: m.ci95[0],
    high: m.ci95[1],
    share_more: m.share_differing,
    share_less: 0,
  }));
  const request = { battle: 'battle', what_ifs: ['one'], roe: [], patch: '', pairs: pairs.n };
  return {
    id: 'c1',
    battle: 'battle',
    title,
    request: { ...request, seed: 1 },
    state: 'done',
    pairs: pairs.n,
    measures,
    twins: { as_it_was: 'run1', changed: 'run2' },
  };
}

// Addresses of the changed battle, if there is one.
function answers_of_twin(changed) {
  if (!changed) return { '/api/comparisons': [] };
  const { run, play } = split(changed);
  const comparison = comparison_of(changed);
  return {
    '/api/runs/run2/document': run,
    '/api/runs/run2/play': play,
    '/api/comparisons': [comparison],
    '/api/comparisons/c1': comparison,
    '/api/comparisons/c1/pairs': changed.pairs,
  };
}

// One study that was played, and one that was not.
function answers_of_study() {
  const file = new URL('../../src/sample/study_one_at_a_time.json', import.meta.url);
  const study = JSON.parse(readFileSync(file, 'utf8'));
  const played = {
    id: 's1',
    battle: 'battle',
    title: study.title,
    file: 'outpost.yaml',
    sentence: `Varies ${study.factors.map((factor) => factor.id).join(', ')}.`,
    design: study.design,
    points: study.points.length,
    replications: study.replications,
    state: 'done',
    runs: study.runs,
    runs_done: study.runs,
    current: true,
  };
  const spread = { id: 's2', title: 'How much is chance?', design: 'spread', replications: 1 };
  const ready = { ...played, ...spread, state: 'ready', runs_done: 0, runs: played.points };
  return { '/api/studies': [played, ready], '/api/studies/s1/document': study };
}

export function fake_answers(report, template, changed) {
  const { ground, run, play } = split(report);
  const card = {
    id: 'battle',
    title: report.title,
    subtitle: report.subtitle ?? '',
    start_ms: report.start_ms ?? 0,
    end_ms: report.end_ms ?? 0,
    elements: report.elements.length,
    seconds_a_run: 1.2,
    crisis: false,
  };
  const page = { format: 'khasan-app-1', title: 'Khasan', version: '', token_needed: false };
  const run_card = {
    id: 'run1',
    battle: 'battle',
    title: report.title,
    seed: 1,
    replication: 0,
    what_ifs: [],
    roe: [],
    changes: [],
    forked_from: null,
    forked_at_ms: null,
    made_at: '',
    hash: '',
    state: 'done',
  };
  return {
    '/': template.replace('/*KHASAN_DATA*/', () => JSON.stringify({ ...page, battle: null })),
    '/api/battles': [card],
    '/api/battles/battle': {
      card,
      epoch_utc_ms: report.epoch_utc_ms,
      clocks: report.clocks,
      sides: report.sides,
      what_ifs: [{ id: 'one', title: 'Something is otherwise.' }],
      examples: [],
      rules: [],
      stages: [],
    },
    '/api/battles/battle/ground': ground,
    '/api/battles/battle/deployment': { starts: [], orders: [], places: [] },
    '/api/games': [],
    '/api/runs': [run_card],
    '/api/runs/run1/document': run,
    '/api/runs/run1/play': play,
    '/api/runs/run1/questions': [],
    ...answers_of_twin(changed),
    ...answers_of_study(),
    '/api/jobs': [],
  };
}

// Listens on a free port; `close` ends it.
export async function start_fake(report, changed = null) {
  const file = new URL('../../dist/report.html', import.meta.url);
  const answers = fake_answers(report, readFileSync(file, 'utf8'), changed);
  const bodies = Object.fromEntries(
    Object.entries(answers).map(([path, body]) => [
      path,
      typeof body === 'string' ? body : JSON.stringify(body),
    ]),
  );
  const server = createServer((request, response) => {
    const body = bodies[new URL(request.url, 'http://localhost').pathname];
    response.statusCode = body === undefined ? 404 : 200;
    response.setHeader('Content-Type', request.url === '/' ? 'text/html' : 'application/json');
    response.end(body ?? '{"error":{"what":"no such address","found":"","expected":"","fix":""}}');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => server.close(),
  };
}

// Goal: the address brings the same page again, and the numbers of twins are those of the runs.
import { expect, test, vi } from 'vitest';
import type { Curve } from '../protocol/report';
import type { Job, RuleCard } from '../protocol/server';
import { load_sample } from '../sample/load';
import { pause_ms, ServerError, type Api, type Live } from './api';
import { holdings_at } from './losses_panel';
import { is_step, kEmptyRoute, parse_route, route_hash, type Route } from './route';
import { with_one } from './app_state';
import { App } from './state';
import { difference_curves, difference_of, funnel_points } from './twins';
import { is_empty, kNoChange, roe_of } from './what_if_panel';

const kWhole: Route = {
  battle: 'lake-khasan-1938',
  run: 'r_1',
  comparison: 'c-2',
  study: 's3',
  game: 'g4',
  panel: 'orbat',
  t: 133200000,
  selected: 'u76',
  side: 'jp',
  error: true,
  language: 'ja',
  level: 'company',
  place: [631000.5, 4701000, 4.25],
};

test('an_address_brings_the_same_route_again', () => {
  expect(parse_route(route_hash(kWhole))).toEqual(kWhole);
  expect(parse_route(route_hash(kEmptyRoute))).toEqual(kEmptyRoute);
});

test('what_is_not_understood_in_an_address_is_left_out', () => {
  const hash = '#battle=../etc&run=<b>&t=soon&panel=nothing&unit=7&map=1,2&names=xx&level=huge';
  expect(parse_route(hash)).toEqual(kEmptyRoute);
});

test('time_and_place_drift_but_another_run_is_a_step', () => {
  expect(is_step(kWhole, { ...kWhole, t: 1, place: null, selected: null })).toBe(false);
  expect(is_step(kWhole, { ...kWhole, run: 'other' })).toBe(true);
});

test('a_list_keeps_its_order_when_one_changes_and_takes_new_ones_in_front', () => {
  const list = [
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
  ];
  expect(with_one(list, { id: 'b', n: 2 })).toEqual([
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ]);
  expect(with_one(list, { id: 'c', n: 3 }).map((one) => one.id)).toEqual(['c', 'a', 'b']);
});

const curve = (t: number[], this_run: number[]): Curve => ({
  id: 'lost_jp',
  name: 'Men lost',
  unit: 'men',
  side: 'jp',
  t,
  this_run,
});

test('the_difference_of_twins_is_changed_less_as_it_was_at_every_moment', () => {
  const difference = difference_of(curve([0, 10], [0, 5]), curve([0, 4], [0, 9]));
  expect(difference.t).toEqual([0, 4, 10]);
  expect(difference.this_run).toEqual([0, 9, 4]);
});

test('a_battle_differs_from_itself_in_no_curve', () => {
  const battle = load_sample();
  expect(difference_curves(battle, battle)).toEqual([]);
});

test('a_funnel_is_as_wide_as_its_widest_interval', () => {
  const steps = [
    { n: 2, low: -10, high: 10, difference: 0 },
    { n: 4, low: 2, high: 4, difference: 3 },
  ];
  const { area, line } = funnel_points(steps, 100, 42);
  expect(area).toBe('50.0,1.0 100.0,13.0 100.0,17.0 50.0,41.0');
  expect(line).toBe('50.0,21.0 100.0,15.0');
});

test('rules_are_asked_for_only_where_they_are_otherwise', () => {
  const rule = (id: string, on: boolean): RuleCard => ({ id, on, side: 'su', sentence: id });
  const rules = [rule('no_crossing', true), rule('aircraft', false), rule('same', true)];
  expect(roe_of(['no_crossing', 'aircraft'], rules)).toEqual(['no_crossing=off', 'aircraft=on']);
  expect(is_empty(kNoChange)).toBe(true);
  expect(is_empty({ ...kNoChange, patch: 'format: khasan-what-if-1\n' })).toBe(false);
});

test('shares_held_are_those_of_the_curves', () => {
  const battle = { ...load_sample(), curves: [] as Curve[] };
  battle.curves = battle.sides.map((side, i) => ({
    id: `held_hill_${side.id}`,
    name: 'Share held of Hill',
    unit: 'share',
    side: side.id,
    t: [0, 100],
    this_run: i ? [1, 0.25] : [0, 0.75],
  }));
  expect(holdings_at(battle, 150)[0]!.shares.map((one) => one.share)).toEqual([0.75, 0.25]);
  expect(holdings_at(battle, 50)[0]!.place).toBe('Hill');
});

const kJob: Job = {
  id: 'j1',
  kind: 'comparison',
  title: 'Dry ground',
  state: 'running',
  done: 0,
  all: 3,
  seconds_left: null,
  error: null,
  result: 'c1',
};

// The page in a window that is not there; `live` is its channel to the server.
async function started(server: Partial<Api>) {
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('history', { pushState: () => undefined, replaceState: () => undefined });
  let live: Live | null = null;
  const nothing: Partial<Api> = {
    battles: async () => [],
    runs: async () => [],
    jobs: async () => [],
    live: (listener) => ((live = listener), () => undefined),
  };
  const app = new App({ ...nothing, ...server } as Api, null);
  await app.start();
  return { app, live: live! as Live };
}
const kSilent = new ServerError({ what: 'no answer', found: '', expected: '', fix: '', line: 0 });

test('while_the_live_channel_is_gone_jobs_are_asked_for_and_silence_is_told', async () => {
  vi.useFakeTimers();
  let silent = false;
  let jobs: Job[] = [];
  const { app, live } = await started({
    jobs: async () => {
      if (silent) throw kSilent;
      return jobs;
    },
  });
  live.on_state(true);
  live.on_state(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(app.state.answers).toBe(true);
  jobs = [kJob];
  await vi.advanceTimersByTimeAsync(3000);
  expect(app.state.jobs).toEqual([kJob]);
  silent = true;
  await vi.advanceTimersByTimeAsync(3000);
  expect(app.state.answers).toBe(false);
  silent = false;
  jobs = [{ ...kJob, state: 'done' }];
  live.on_state(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(app.state.answers).toBe(true);
  expect(app.state.returns).toBe(1);
  expect(app.state.jobs[0]!.state).toBe('done');
  jobs = [];
  await vi.advanceTimersByTimeAsync(60000);
  expect(app.state.jobs).toHaveLength(1);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('pauses_between_attempts_grow_to_a_limit', () => {
  expect([0, 1, 2, 9].map(pause_ms)).toEqual([1000, 2000, 4000, 16000]);
});

test('a_run_that_is_refused_says_why', async () => {
  const refused = new ServerError(
    { what: 'jobs', found: '8', expected: 'at most 8', fix: 'wait', line: 0 },
    [],
    429,
  );
  const { app } = await started({ start_run: () => Promise.reject(refused) });
  await app.play('lake-khasan-1938');
  expect(app.state.failed).toBe(refused);
  vi.unstubAllGlobals();
});

test('who_has_left_the_twins_is_not_called_back_when_their_last_pair_is_played', async () => {
  const { app, live } = await started({ compare: async () => kJob });
  const request = { battle: 'b', what_ifs: [], roe: [], patch: '', pairs: 3, seed: 1 };
  expect(await app.compare(request)).toBe(null);
  expect(app.state.route.comparison).toBe('c1');
  app.go({ comparison: null, panel: 'what_if' });
  live.on_message({ kind: 'job', job: { ...kJob, done: 3, state: 'done' } });
  expect(app.state.route.comparison).toBe(null);
  expect(app.state.route.panel).toBe('what_if');
  vi.unstubAllGlobals();
});

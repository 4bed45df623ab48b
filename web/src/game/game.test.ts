// Goal: a game shows what its side knows and no more, its clock never outruns the server, and an
// order says what the form holds.
import { expect, test, vi } from 'vitest';
import type { Api } from '../app/api';
import { ServerError } from '../app/api';
import type { AdvanceRequest, Game, GameView, OrderCard, OrderRequest } from '../protocol/game';
import { load_sample } from '../sample/load';
import { believed_at } from '../store/pictures';
import { sample_track } from '../store/tracks';
import { first_draft, point_of, spot_at, spot_of_place, unit_of, with_orders } from './draft';
import { GamePlayer } from './game_player';
import { kOutpostSteps, type GuideView } from './outpost_guide';
import { plan_of } from './order_map';
import { seats_of } from './panel';
import { Session, slice_ms } from './session';
import { standing_of } from './victory';

const sample = load_sample();
const own = sample.elements.findIndex((one) => one.side === sample.sides[0]!.id);
const enemy = sample.elements.findIndex((one) => one.side !== sample.sides[0]!.id);
const unit = sample.units.find((one) => one.index === sample.elements[own]!.unit)!;

const kGame: Game = {
  card: {
    id: 'g1',
    battle: 'b',
    title: 'B',
    side: sample.sides[0]!.id,
    seed: 1,
    replication: 0,
    what_ifs: [],
    headquarters: null,
    opponent: 'plan',
    guided: false,
    made_at: '',
    now_ms: 0,
    state: 'playing',
    run: null,
  },
  start_ms: 0,
  end_ms: 3600e3,
  step_ms: 5000,
  tasks: ['move', 'defend'],
  stances: ['normal'],
  fires: ['free'],
  places: [{ id: 'hill', name: 'Hill', x: 10, y: 20 }],
  units: [
    {
      unit: unit.index,
      path: 'a/b',
      name: unit.name,
      echelon: 'company',
      parent: null,
      has_headquarters: true,
      elements: [own],
    },
  ],
  victory: [],
};
const kTime: GameView['pause'] = {
  at_ms: 0,
  kind: 'time',
  text: '',
  x: null,
  y: null,
  unit: null,
};

function view_at(now_ms: number, change: Partial<GameView> = {}): GameView {
  const nothing = { own: [], enemy: [], lost: [], lines: [], orders: [], victory: [] };
  return { now_ms, is_over: false, pause: { ...kTime, at_ms: now_ms }, ...nothing, ...change };
}
const own_at = (x: number, men = 9) => ({ element: own, x, y: 0, men, posture: 'trench' });

const kOrder: OrderCard = {
  order: 1,
  unit: 'a/b',
  name: unit.name,
  task: 'defend',
  text: 'defend the hill',
  given_ms: 0,
  state: 'with_the_staff',
  can_recall: true,
  begun_ms: null,
  expected_ms: 60e3,
};

function session_over(server: Partial<Api>, view = view_at(0, { own: [own_at(0)] })): Session {
  const { report } = sample;
  return new Session(server as Api, kGame, view, { ...report, play: undefined }, null);
}
const settled = () => new Promise((done) => setTimeout(done, 0));

test('own_men_glide_from_view_to_view_and_stand_still_between_moves', async () => {
  const views = [view_at(10e3), view_at(20e3, { own: [own_at(100)] })];
  const session = session_over({ advance: async () => views.shift()! });
  const track = session.page.battle.tracks[own]!;
  session.player.step(1);
  await settled();
  session.player.step(1);
  await settled();
  const x_at = (t: number) => sample_track(track, t, session.page.battle.play!.step_ms).x;
  expect([5e3, 10e3, 15e3, 20e3].map(x_at)).toEqual([0, 0, 50, 100]);
  expect(sample_track(track, 20e3, 1).posture).toBe(4);
});

test('an_enemy_is_believed_until_the_headquarters_give_him_up', async () => {
  const at = { x: 5, y: 6, error_m: 30, seen_ms: 9e3 };
  const seen = { element: enemy, name: 'X', level: 'located', ...at };
  const views = [view_at(10e3, { enemy: [seen] }), view_at(20e3, { lost: [enemy] })];
  const session = session_over({ advance: async () => views.shift()! });
  for (let i = 0; i < 2; i++) {
    session.player.step(1);
    await settled();
  }
  const { battle } = session.page;
  const alone = new Int32Array(battle.elements.length).fill(-1);
  const known = (t: number) => believed_at(battle, alone, kGame.card.side, t);
  expect(known(5e3)).toEqual([]);
  expect(known(15e3)).toMatchObject([{ key: `e${enemy}`, x: 5, level: 4, seen_ms: 9e3 }]);
  expect(known(20e3)).toEqual([]);
});

test('the_clock_shows_no_more_than_was_played', () => {
  const player = new GamePlayer(0, 100e3, 1000, 40e3);
  expect(player.state.t).toBe(40e3);
  player.seek(90e3);
  expect(player.state.t).toBe(40e3);
  player.seek(10e3);
  player.reach(50e3);
  expect(player.state.t).toBe(10e3);
  player.seek(50e3);
  player.reach(60e3);
  expect(player.state.t).toBe(60e3);
});

test('a_slice_is_whole_steps_and_at_most_half_an_hour', () => {
  expect(slice_ms(1, 5000)).toBe(5000);
  expect(slice_ms(60, 5000) % 5000).toBe(0);
  expect(slice_ms(60, 5000)).toBeGreaterThanOrEqual(30e3);
  expect(slice_ms(1e6, 5000)).toBe(1800e3);
});

test('while_the_clock_runs_one_slice_at_a_time_is_asked_for_until_something_stops_it', async () => {
  let frame: (now: number) => void = () => undefined;
  vi.stubGlobal('requestAnimationFrame', (next: typeof frame) => void (frame = next));
  const asked: AdvanceRequest[] = [];
  const contact = { ...kTime, kind: 'contact' as const, text: 'There!', at_ms: 40e3 };
  const session = session_over({
    advance: async (_, request) => {
      asked.push(request);
      return asked.length < 2
        ? view_at(request.until_ms)
        : view_at(40e3, { pause: contact });
    },
  });
  let now = performance.now();
  const run = async (frames: number) => {
    for (let i = 0; i < frames; i++) {
      frame((now += 50));
      await settled();
    }
  };
  session.set_auto({ report: true });
  session.player.toggle();
  await run(1);
  expect(asked).toEqual([{ until_ms: 40e3, contact: true, report: true, order: true }]);
  await run(40);
  expect(session.player.state.playing).toBe(false);
  expect(session.player.state.t).toBe(session.player.now_ms);
  expect(session.state.stop).toEqual(contact);
  session.player.toggle();
  expect(session.state.stop).toBe(null);
  vi.unstubAllGlobals();
});

test('an_order_says_what_the_form_holds_and_the_last_preview_counts', async () => {
  vi.useFakeTimers();
  const asked: OrderRequest[] = [];
  const said: OrderRequest[] = [];
  const session = session_over({
    preview_order: async (_, request) => {
      asked.push(request);
      return { way: [[0, 0], [10, 20]], way_m: 22, march_ms: 60e3, arrivals: [] };
    },
    give_order: async (_, request) => (said.push(request), kOrder),
  });
  session.plan('a/b');
  session.change({ objective: spot_of_place('hill') });
  session.aim('via');
  session.point(3.4, 4.6);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  expect(plan_of(session)).toMatchObject({ objective: [10, 20], via: [[3, 5]] });
  await session.commit();
  expect(said).toEqual([
    {
      unit: 'a/b',
      seat: null,
      task: 'defend',
      objective: { place: 'hill', x: null, y: null },
      via: [{ place: null, x: 3, y: 5 }],
      stance: 'normal',
      fire: 'free',
      not_before_ms: null,
    },
  ]);
  expect(session.state.orders).toEqual([kOrder]);
  expect(session.state.draft).toBe(null);
  vi.useRealTimers();
});

test('an_order_that_is_refused_stays_in_the_form_with_the_reason', async () => {
  const refused = new ServerError({ what: 'a', found: 'b', expected: 'c', fix: 'd', line: 0 });
  const session = session_over({ give_order: () => Promise.reject(refused) });
  session.plan('a/b');
  await session.commit();
  expect(session.state.fault).toBe(null); // nobody said where
  session.change({ objective: spot_of_place('hill') });
  await session.commit();
  expect(session.state.draft?.unit).toBe('a/b');
  expect(session.state.fault).toBe(refused);
  session.close();
  session.drop_draft();
});

test('a_changed_order_takes_the_place_of_the_old_one_and_the_newest_stands_first', () => {
  const done = { ...kOrder, state: 'done' as const };
  const second = { ...kOrder, order: 2 };
  expect(with_orders([kOrder], [done, second])).toEqual([second, done]);
});

test('a_symbol_stands_for_its_unit_if_it_is_an_own_one', () => {
  expect(unit_of(kGame, sample, `e${own}`)?.path).toBe('a/b');
  expect(unit_of(kGame, sample, `u${unit.index}`)?.path).toBe('a/b');
  expect(unit_of(kGame, sample, `e${enemy}`)).toBe(null);
  expect(point_of(kGame, spot_at(1.2, 2.7))).toEqual([1, 3]);
  expect(point_of(kGame, spot_of_place('nowhere'))).toBe(null);
  expect(first_draft(kGame, 'a/b').task).toBe('defend');
});

test('a_player_sits_where_there_is_a_headquarters', () => {
  const elements = sample.elements.map((one, i) => ({
    ...one,
    kind: i === own ? 'headquarters' : 'squad',
  }));
  const units = sample.units.map((one) => ({ ...one, path: `p/${one.index}` }));
  const seats = seats_of({ ...sample, elements, units }, kGame.card.side);
  expect(seats).toEqual([{ path: `p/${unit.index}`, name: unit.name }]);
});

test('a_standing_adds_the_conditions_of_one_side', () => {
  const one = { id: 'a', side: 'su', text: '', points: 40, score: 10, value: null };
  const all = [one, one, { ...one, side: 'jp', score: null }];
  expect(standing_of(all, 'su')).toEqual({ score: 20, points: 80, is_whole: true });
  expect(standing_of(all, 'jp')).toEqual({ score: 0, points: 40, is_whole: false });
});

test('the_guide_waits_for_each_thing_to_be_done', () => {
  const session = session_over({});
  const units = sample.units.map((one) =>
    one.index === unit.index ? { ...one, path: 'su/59border/makhalin' } : one,
  );
  const view: GuideView = {
    battle: { ...sample, units },
    session: session.state,
    now_ms: 0,
    start_ms: 0,
    selected: null,
    panel: null,
  };
  expect(kOutpostSteps.map((step) => step.is_done(view))).not.toContain(true);
  expect(kOutpostSteps[0]!.is_done({ ...view, selected: `e${own}` })).toBe(true);
  const ordered = { ...view, session: { ...view.session, orders: [kOrder] } };
  expect(kOutpostSteps[3]!.is_done(ordered)).toBe(true);
  expect(kOutpostSteps[4]!.is_done({ ...ordered, now_ms: 1 })).toBe(true);
  const recalled = { ...kOrder, state: 'recalled' as const };
  const back = { ...view, session: { ...view.session, orders: [recalled] } };
  expect(kOutpostSteps[6]!.is_done(back)).toBe(true);
});

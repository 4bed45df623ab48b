// What the application does: fetches battles, runs, jobs and the documents on the screen, as the
// route says. Parts of the page subscribe; `go` changes the route.
import { read_battle, type Grid } from '../protocol/read';
import type { Report } from '../protocol/report';
import type {
  Comparison,
  ComparisonRequest,
  Job,
  RunCard,
  ServerMessage,
} from '../protocol/server';
import { Session } from '../game/session';
import type { Page } from '../store/context';
import { Player } from '../store/player';
import { ServerError, type Api } from './api';
import { as_fault, with_one, type AppState, type Twin } from './app_state';
import { Grounds } from './grounds';
import type { Moves } from './moves';
import { changed_route, is_step, kEmptyRoute, parse_route, route_hash, type Route } from './route';
import { words } from './words';

const kHash_ms = 400;
const kPoll_ms = 3000; // while the live channel is gone
export class App {
  state: AppState;
  private wants_fork = false; // the form of what-ifs begins at the present moment
  private listeners = new Set<(state: AppState) => void>();
  private grounds: Grounds;
  private awaited = new Map<string, (result: string) => void>();
  private shown = 0; // number of the last call of show
  private timer = 0;
  private poll = 0;
  private stop_following: () => void = () => undefined;

  constructor(
    readonly api: Api,
    private first_battle: string | null,
  ) {
    this.grounds = new Grounds(api);
    this.state = {
      route: kEmptyRoute,
      battles: null,
      battle: null,
      runs: [],
      jobs: [],
      limits: null,
      answers: true,
      returns: 0,
      page: null,
      page_of: null,
      session: null,
      moves: null,
      twin: null,
      comparison: null,
      narrowing: new Map(),
      loading: words.loading,
      failed: null,
    };
  }

  subscribe(listener: (state: AppState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }

  async start(): Promise<void> {
    window.addEventListener('popstate', () => this.follow_address());
    this.set({ route: parse_route(location.hash) });
    this.api.live({
      on_message: (message) => this.hear(message),
      on_state: (connected) => this.hear_connection(connected),
    });
    await this.show_first();
  }

  private async show_first(): Promise<void> {
    try {
      const [battles, runs] = await Promise.all([this.api.battles(), this.api.runs()]);
      this.set({ battles, runs });
    } catch (error) {
      return this.set({ failed: as_fault(error), loading: null });
    }
    await this.show(this.state.route);
  }

  // While the live channel is gone the page asks; when it is back, once more for what it missed.
  private hear_connection(connected: boolean): void {
    const was_gone = this.poll !== 0;
    clearInterval(this.poll);
    this.poll = connected ? 0 : window.setInterval(() => void this.catch_up(), kPoll_ms);
    if (!connected || was_gone) void this.catch_up();
  }

  private async catch_up(): Promise<void> {
    const id = this.state.route.comparison;
    try {
      const [jobs, runs] = await Promise.all([this.api.jobs(), this.api.runs()]);
      this.set({ runs });
      this.take_jobs(jobs);
      if (id) this.hear_comparison(await this.api.comparison(id));
    } catch (error) {
      if (as_fault(error).status === 0) return this.set({ answers: false });
    }
    if (!this.state.answers) this.take_return();
  }

  // What could not be had while the server was silent is asked for again.
  private take_return(): void {
    const { failed, battles, returns } = this.state;
    this.set({ answers: true, returns: returns + 1 });
    if (!battles) void this.show_first();
    else if (failed?.status === 0) void this.show(this.state.route);
  }

  private follow_address(): void {
    void this.show(parse_route(location.hash));
  }

  // Another route; whatever it needs is fetched.
  go(change: Partial<Route>): void {
    const before = this.state.route;
    const after = changed_route(before, change);
    const step = is_step(before, after);
    if (step) history.pushState(null, '', route_hash(after));
    this.set({ route: after });
    if (step) void this.show(after);
    else this.write_address();
  }

  private write_address(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(
      () => history.replaceState(null, '', route_hash(this.state.route)),
      kHash_ms,
    );
  }

  private async show(wanted: Route): Promise<void> {
    const number = ++this.shown;
    const battle = this.battle_of(wanted);
    const route = { ...wanted, battle };
    this.set({ route, loading: words.loading, failed: null });
    if (!battle) return this.set({ loading: null });
    try {
      await this.show_battle(route, battle, number);
    } catch (error) {
      if (number === this.shown) this.set({ failed: as_fault(error) });
    }
    if (number === this.shown) this.set({ loading: null });
  }

  // The battle of the run or the comparison, the one asked for, or the first.
  private battle_of(route: Route): string | null {
    const known = (id: string | null | undefined) =>
      this.state.battles?.find((card) => card.id === id)?.id ?? null;
    const run = this.state.runs.find((card) => card.id === route.run);
    return (
      known(run?.battle) ??
      known(route.battle) ??
      known(this.first_battle) ??
      this.state.battles?.[0]?.id ??
      null
    );
  }

  private async show_battle(route: Route, battle: string, number: number): Promise<void> {
    const server_battle = this.api.battle(battle);
    if (route.game) await this.show_game(route, battle, number);
    else if (route.comparison) await this.show_comparison(route.comparison, number);
    else await this.show_page(route, battle, number);
    const known = await server_battle;
    if (number === this.shown) this.set({ battle: known });
  }

  private async show_page(route: Route, battle: string, number: number): Promise<void> {
    const run = route.run;
    const page = run ? await this.run_page(battle, run) : await this.ground_page(battle);
    if (number !== this.shown) return;
    this.follow(page.player, route);
    this.show_only({ page, page_of: run });
  }

  private show_only(shown: Partial<AppState>): void {
    this.state.session?.close();
    const nothing = { page_of: null, session: null, twin: null, comparison: null };
    this.set({ ...nothing, narrowing: new Map(), ...shown });
  }

  // A game that was ended is shown as the run that it became.
  private async show_game(route: Route, battle: string, number: number): Promise<void> {
    if (route.game === this.state.session?.game.card.id) return;
    const game = await this.api.game(route.game!);
    if (game.card.run) return this.show_run(game.card.run);
    const view = await this.api.game_view(game.card.id);
    const { report, grid } = await this.grounds.of(battle);
    if (number !== this.shown) return;
    const session = new Session(this.api, game, view, report, grid);
    this.follow(session.player, { ...route, t: null, side: game.card.side, error: false });
    this.show_only({ page: session.page, session });
  }

  private page_with(report: Report, grid: Grid | null, player?: Player): Page {
    const battle = read_battle({ ...report, map: undefined }, grid);
    const step_ms = battle.play?.step_ms ?? 60000;
    return {
      battle,
      player: player ?? new Player(battle.start_ms, battle.end_ms, step_ms),
      show_place: () => undefined,
    };
  }

  private async ground_page(battle: string): Promise<Page> {
    const { report, grid } = await this.grounds.of(battle);
    return this.page_with(report, grid);
  }

  private async run_page(battle: string, run: string, player?: Player): Promise<Page> {
    const [{ report, grid }, document, play] = await Promise.all([
      this.grounds.of(battle),
      this.api.document(run),
      this.api.play(run),
    ]);
    return this.page_with({ ...report, ...document, play }, grid, player);
  }

  // Time, selection and view of the player belong to the address.
  private follow(player: Player, route: Route): void {
    this.stop_following();
    if (route.t !== null) player.seek(route.t);
    player.select(route.selected);
    player.set_fog({ side: route.side, error: route.error });
    this.stop_following = player.subscribe(({ t, selected, fog }) => {
      this.state.route = {
        ...this.state.route,
        t,
        selected,
        side: fog.side,
        error: fog.error,
      };
      this.write_address();
    });
  }

  private async show_comparison(id: string, number: number): Promise<void> {
    // One that has just been asked for is not there before its first pair: the live channel tells.
    const waits = this.state.jobs.some((job) => job.result === id && job.state !== 'failed');
    const comparison = await this.api.comparison(id).catch((error: ServerError) => {
      if (waits && error.status === 404) return null;
      throw error;
    });
    if (!comparison || number !== this.shown) return;
    this.take_comparison(comparison);
    await this.show_twins(comparison, number);
  }

  // The two runs of the first pair, as soon as they are there.
  private async show_twins(comparison: Comparison, number: number): Promise<void> {
    const { twins, battle } = comparison;
    if (!twins) return;
    const first = await this.run_page(battle, twins.as_it_was);
    const second = await this.run_page(battle, twins.changed, first.player);
    const pairs = await this.api.comparison_pairs(comparison.id).catch(() => null);
    if (number !== this.shown) return;
    this.follow(first.player, this.state.route);
    this.state.session?.close();
    const twin: Twin = { pages: [first, second], pairs };
    this.set({ session: null, twin, page: first, page_of: twins.as_it_was });
  }

  private take_comparison(comparison: Comparison): void {
    const same = this.state.comparison?.id === comparison.id;
    const narrowing = new Map(same ? this.state.narrowing : []);
    for (const { id, low, high, difference } of comparison.measures) {
      if (low === null || high === null || difference === null) continue;
      const steps = narrowing.get(id) ?? [];
      if (steps.at(-1)?.n === comparison.pairs) continue;
      narrowing.set(id, [...steps, { n: comparison.pairs, low, high, difference }]);
    }
    this.set({ comparison, narrowing });
  }

  private hear(message: ServerMessage): void {
    if (message.kind === 'hello') {
      this.set({ limits: message.limits });
      this.take_jobs(message.jobs);
    } else if (message.kind === 'job') {
      this.take_job(message.job);
    } else if (message.kind === 'run') {
      this.set({ runs: with_one(this.state.runs, message.run) });
    } else if (message.kind === 'comparison') {
      this.hear_comparison(message.comparison);
    } else if (message.kind === 'refused') {
      this.fail(new ServerError(message.error));
    }
  }

  private take_jobs(jobs: Job[]): void {
    this.set({ jobs });
    for (const job of jobs) this.settle(job);
  }

  private hear_comparison(comparison: Comparison): void {
    if (this.state.route.comparison !== comparison.id) return;
    const ended = comparison.state === 'done' && this.state.comparison?.state !== 'done';
    this.take_comparison(comparison);
    const waiting = !this.state.twin && comparison.twins;
    if (waiting || (ended && !this.state.twin?.pairs)) {
      this.show_twins(comparison, this.shown).catch((error: unknown) => this.fail(error));
    }
  }

  private take_job(job: Job): void {
    this.set({ jobs: with_one(this.state.jobs, job) });
    this.settle(job);
  }

  // What a finished job was awaited for.
  private settle(job: Job): void {
    if (job.state === 'queued' || job.state === 'running') return;
    const then = this.awaited.get(job.id);
    this.awaited.delete(job.id);
    if (then && job.state === 'done' && job.result) then(job.result);
  }

  // Asks for something that takes time; `then` gets the id of the result once: when the job is
  // done, or as soon as the id is known if it `grows` while one looks at it.
  async request(
    asked: Promise<Job>,
    then: (result: string) => void,
    grows = false,
  ): Promise<ServerError | null> {
    try {
      const job = await asked;
      const shown = grows && job.result;
      if (!shown) this.awaited.set(job.id, then);
      this.take_job(job);
      if (shown) then(shown);
      return null;
    } catch (error) {
      return as_fault(error);
    }
  }

  // Plays a battle as planned; another replication is other chance.
  async play(battle: string, replication = 0): Promise<void> {
    const as_planned = { what_ifs: [], roe: [], patch: '', fork_of: null, fork_at_ms: null };
    const asked = this.api.start_run({ battle, seed: 1, replication, ...as_planned });
    const fault = await this.request(asked, (run) => this.show_run(run));
    if (fault) this.fail(fault);
  }

  // Plays pairs; the twins are shown as soon as the server knows the comparison.
  async compare(request: ComparisonRequest): Promise<ServerError | null> {
    const show = (id: string) => this.go({ comparison: id, panel: null });
    return this.request(this.api.compare(request), show, true);
  }

  // Whether a fork was asked for; the next form begins at the beginning again.
  take_fork_wish(): boolean {
    const wish = this.wants_fork;
    this.wants_fork = false;
    return wish;
  }

  // Opens the form of what-ifs at the present moment.
  fork_here(): void {
    this.state.page?.player.pause();
    this.wants_fork = true;
    this.go({ panel: 'what_if' });
  }

  show_run(run: string): void {
    const show = (runs: RunCard[]) => {
      this.set({ runs });
      this.go({ run, comparison: null, t: null, panel: null });
    };
    this.api.runs().then(show, (error: unknown) => this.fail(error));
  }

  stop_job(id: string): void {
    this.api.stop(id).catch((error: unknown) => this.fail(error));
  }

  set_moves = (moves: Moves | null): void => this.set({ moves });

  // Says what went wrong, over the map.
  fail(error: unknown): void {
    this.set({ failed: as_fault(error) });
  }

  dismiss(): void {
    this.set({ failed: null });
  }
}

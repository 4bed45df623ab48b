// A game on the screen: asks the server to play on as the clock needs it, keeps what the player's
// side knows, and carries the player's words to the server. Parts of the page subscribe.
import type {
  AdvanceRequest,
  Game,
  GameView,
  OrderCard,
  OrderPreview,
  PauseCard,
  VictoryCard,
} from '../protocol/game';
import type { Grid } from '../protocol/read';
import type { Report } from '../protocol/report';
import type { RunCard } from '../protocol/server';
import type { Page } from '../store/context';
import type { Api, ServerError } from '../app/api';
import { as_fault } from '../app/app_state';
import { first_draft, lacks_place, request_of, spot_at, with_orders, type Draft } from './draft';
import { GamePlayer } from './game_player';
import { LiveBattle } from './live_battle';

export type AutoPause = Pick<AdvanceRequest, 'contact' | 'report' | 'order'>;
export type Aim = 'objective' | 'via';
export interface SessionState {
  orders: OrderCard[]; // newest first
  victory: VictoryCard[];
  stop: PauseCard | null; // why the clock stands still, until it runs again
  is_over: boolean; // the battle has ended
  auto: AutoPause;
  draft: Draft | null;
  aim: Aim | null; // what the next click on the map gives
  preview: OrderPreview | null;
  busy: boolean; // a word of the player is on its way to the server
  fault: ServerError | null;
  run: RunCard | null; // that the game became
}

const kAhead_ms = 600; // real time that one slice lasts
const kSliceMost_ms = 30 * 60e3;
const kRest_ms = 80; // a form that still changes is not asked about

// Battle time to ask for at once, in whole steps.
export function slice_ms(speed: number, step_ms: number): number {
  const wanted = Math.ceil((speed * kAhead_ms) / step_ms) * step_ms;
  return Math.min(kSliceMost_ms, Math.max(step_ms, wanted));
}

export class Session {
  state: SessionState;
  readonly player: GamePlayer;
  readonly page: Page;
  private live: LiveBattle;
  private listeners = new Set<(state: SessionState) => void>();
  private asking = false;
  private timer = 0;
  private previews = 0;
  private stop_following: () => void;

  constructor(
    private api: Api,
    readonly game: Game,
    view: GameView,
    ground: Report,
    grid: Grid | null,
  ) {
    this.live = new LiveBattle(ground, grid, game);
    this.live.take(view);
    this.player = new GamePlayer(game.start_ms, game.end_ms, game.step_ms, view.now_ms);
    this.player.driver = {
      start: () => this.go_on(),
      step: (count) => void this.advance(count * game.step_ms),
    };
    this.player.set_fog({ side: game.card.side, error: false });
    this.page = {
      battle: this.live.battle,
      player: this.player,
      show_place: () => undefined,
    };
    this.state = {
      orders: with_orders([], view.orders),
      victory: view.victory,
      stop: view.is_over ? view.pause : null,
      is_over: view.is_over,
      auto: { contact: true, report: false, order: true },
      draft: null,
      aim: null,
      preview: null,
      busy: false,
      fault: null,
      run: null,
    };
    this.stop_following = this.player.subscribe(() => this.follow_clock());
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }

  // The map and the panels no longer show this game.
  close(): void {
    clearTimeout(this.timer);
    this.player.pause();
    this.stop_following();
  }

  // While the clock runs, the next slice is there before the last one is shown to its end.
  private follow_clock(): void {
    const { playing, t, speed } = this.player.state;
    if (!playing) return;
    const { stop, is_over, run } = this.state;
    const ends = stop !== null || is_over || run !== null;
    const left_ms = this.player.now_ms - t;
    if (ends && left_ms <= 0) return this.player.pause();
    if (ends || this.asking) return;
    const slice = slice_ms(speed, this.game.step_ms);
    if (left_ms < slice) void this.advance(slice);
  }

  private async advance(by_ms: number): Promise<void> {
    if (this.asking || this.state.is_over || this.state.run) return;
    this.asking = true;
    const until_ms = Math.min(this.player.now_ms + by_ms, this.game.end_ms);
    try {
      this.take(await this.api.advance(this.game.card.id, { until_ms, ...this.state.auto }));
    } catch (error) {
      this.player.pause();
      this.set({ fault: as_fault(error) });
    }
    this.asking = false;
  }

  private take(view: GameView): void {
    this.live.take(view);
    const stops = view.is_over || view.pause.kind !== 'time';
    this.set({
      orders: with_orders(this.state.orders, view.orders),
      victory: view.victory,
      is_over: view.is_over,
      stop: stops ? view.pause : null,
    });
    this.player.reach(view.now_ms);
  }

  set_auto(auto: Partial<AutoPause>): void {
    this.set({ auto: { ...this.state.auto, ...auto } });
  }

  // Why it stood still is no news any more; that it is over stays.
  private go_on(): void {
    this.set({ fault: null, stop: this.state.is_over ? this.state.stop : null });
  }

  // --- orders -----------------------------------------------------------------------------------

  // Begins an order; the clock stands still meanwhile.
  plan(unit: string): void {
    this.player.pause();
    this.set({ draft: first_draft(this.game, unit), fault: null });
    this.ask_preview();
  }

  change(change: Partial<Draft>): void {
    if (!this.state.draft) return;
    this.set({ draft: { ...this.state.draft, ...change }, fault: null });
    this.ask_preview();
  }

  aim(aim: Aim | null): void {
    this.set({ aim: this.state.aim === aim ? null : aim });
  }

  // What was clicked on the map while aiming.
  point(x: number, y: number): void {
    const { aim, draft } = this.state;
    if (!aim || !draft) return;
    this.set({ aim: null });
    const spot = spot_at(x, y);
    this.change(aim === 'objective' ? { objective: spot } : { via: [...draft.via, spot] });
  }

  drop_draft(): void {
    this.previews++;
    clearTimeout(this.timer);
    this.set({ draft: null, aim: null, preview: null, fault: null });
  }

  // The answer to an older question is dropped.
  private ask_preview(): void {
    const number = ++this.previews;
    clearTimeout(this.timer);
    if (this.state.draft && lacks_place(this.state.draft)) return this.set({ preview: null });
    this.timer = setTimeout(() => void this.preview(number), kRest_ms) as unknown as number;
  }

  private async preview(number: number): Promise<void> {
    const { draft } = this.state;
    if (!draft) return;
    try {
      const preview = await this.api.preview_order(this.game.card.id, request_of(draft));
      if (number === this.previews) this.set({ preview, fault: null });
    } catch (error) {
      if (number === this.previews) this.set({ preview: null, fault: as_fault(error) });
    }
  }

  // Says a word to the server; what is wrong with it is kept for the form.
  private async say(word: () => Promise<OrderCard>): Promise<boolean> {
    this.set({ busy: true, fault: null });
    try {
      this.set({ orders: with_orders(this.state.orders, [await word()]) });
      return true;
    } catch (error) {
      this.set({ fault: as_fault(error) });
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  async commit(): Promise<void> {
    const { draft, busy } = this.state;
    if (!draft || busy || lacks_place(draft)) return;
    const given = await this.say(() =>
      this.api.give_order(this.game.card.id, request_of(draft)),
    );
    if (given) this.drop_draft();
  }

  async recall(order: number): Promise<void> {
    await this.say(() => this.api.recall_order(this.game.card.id, order));
  }

  // Ends the game where it stands: it becomes a run.
  async end(): Promise<void> {
    if (this.state.busy) return;
    this.player.pause();
    this.set({ busy: true, fault: null });
    try {
      const run = await this.api.end_game(this.game.card.id);
      const { victory } = await this.api.game(this.game.card.id);
      this.set({ run, victory });
    } catch (error) {
      this.set({ fault: as_fault(error) });
    }
    this.set({ busy: false });
  }
}

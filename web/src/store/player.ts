// The one changing thing of the page: the moment shown, whether it runs and how fast, what is
// selected. Parts of the page subscribe; `tick` is for drawing every frame, `state` for the panels.
// Through whose eyes: null everybody's; and whether the truth is shown beside what is believed.
export interface Fog {
  side: string | null;
  error: boolean;
}

export interface PlayerState {
  t: number;
  playing: boolean;
  speed: number; // battle seconds per second
  selected: string | null; // marker key
  fog: Fog;
  tasks: boolean; // those of all units are shown
}

export type Listener = (state: PlayerState) => void;
export const kSpeeds = [1, 5, 15, 30, 60, 120, 300, 600];

export class Player {
  state: PlayerState;
  private listeners = new Set<Listener>();
  private last_ms = 0;

  constructor(
    readonly start_ms: number,
    readonly end_ms: number,
    readonly step_ms: number,
  ) {
    const fog = { side: null, error: false };
    this.state = { t: start_ms, playing: false, speed: 60, selected: null, fog, tasks: false };
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<PlayerState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }

  seek(t: number): void {
    this.set({ t: Math.min(this.end_ms, Math.max(this.start_ms, t)) });
  }

  step(count: number): void {
    this.pause();
    this.seek(Math.round(this.state.t / this.step_ms + count) * this.step_ms);
  }

  select(key: string | null): void {
    this.set({ selected: key });
  }

  set_fog(fog: Fog): void {
    this.set({ fog });
  }

  show_tasks(tasks: boolean): void {
    this.set({ tasks });
  }

  set_speed(speed: number): void {
    this.set({ speed });
  }

  faster(direction: 1 | -1): void {
    const i = kSpeeds.indexOf(this.state.speed) + direction;
    this.set_speed(kSpeeds[Math.min(kSpeeds.length - 1, Math.max(0, i))]!);
  }

  pause(): void {
    if (this.state.playing) this.set({ playing: false });
  }

  toggle(): void {
    if (this.state.playing) return this.pause();
    if (this.state.t >= this.end_ms) this.seek(this.start_ms);
    this.set({ playing: true });
    this.last_ms = performance.now();
    requestAnimationFrame(this.frame);
  }

  // Long gaps (a hidden tab) count as a tenth of a second, so that nothing is skipped.
  private frame = (now_ms: number): void => {
    if (!this.state.playing) return;
    const passed_ms = Math.min(100, Math.max(0, now_ms - this.last_ms));
    this.last_ms = now_ms;
    this.seek(this.state.t + passed_ms * this.state.speed);
    if (this.state.t >= this.end_ms) this.pause();
    else requestAnimationFrame(this.frame);
  };
}

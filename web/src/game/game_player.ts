// The clock of a live game: shows what has been played so far and never more. Who plays it on is
// told by `driver`.
import { Player } from '../store/player';

export interface Driver {
  start(): void; // the clock begins to run
  step(count: number): void; // so many steps are wanted at once
}

export class GamePlayer extends Player {
  now_ms: number; // so far the battle has been played
  driver: Driver | null = null;

  constructor(start_ms: number, end_ms: number, step_ms: number, now_ms: number) {
    super(start_ms, end_ms, step_ms);
    this.now_ms = now_ms;
    this.seek(now_ms);
  }

  get looks_back(): boolean {
    return this.state.t < this.now_ms;
  }

  // More has been played: who stood at the end stays there, unless the clock runs to it evenly.
  reach(now_ms: number): void {
    const follows = !this.state.playing && !this.looks_back;
    this.now_ms = now_ms;
    if (follows) this.seek(now_ms);
  }

  override seek(t: number): void {
    super.seek(Math.min(t, this.now_ms));
  }

  // Goes on from where the game stands, not from where he looks back to.
  override toggle(): void {
    if (!this.state.playing) {
      this.driver?.start();
      if (this.now_ms < this.end_ms) this.seek(this.now_ms);
    }
    super.toggle();
  }

  // It stands where the game stands: orders are given there.
  override pause(): void {
    if (!this.state.playing) return;
    super.pause();
    this.seek(this.now_ms);
  }

  override step(count: number): void {
    if (count > 0 && !this.looks_back && this.driver) {
      this.pause();
      this.driver.step(count);
    } else {
      super.step(count);
    }
  }
}

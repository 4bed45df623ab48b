// Battles as they are before a run, fetched and decoded once.
import { read_grid, type Grid } from '../protocol/read';
import type { Report } from '../protocol/report';
import type { Api } from './api';

export interface Ground {
  report: Report;
  grid: Grid | null;
}

export class Grounds {
  private kept = new Map<string, Promise<Ground>>();

  constructor(private api: Api) {}

  of(battle: string): Promise<Ground> {
    let ground = this.kept.get(battle);
    if (!ground) {
      ground = this.api
        .ground(battle)
        .then((report) => ({ report, grid: report.map ? read_grid(report.map) : null }));
      this.kept.set(battle, ground);
      ground.catch(() => this.kept.delete(battle));
    }
    return ground;
  }
}

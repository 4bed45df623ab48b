// A battle that grows while it is played: the document of the ground with what the player's side
// knows added view by view, so that map, story and order of battle show it as they show a run.
import { read_battle, type Battle, type Grid } from '../protocol/read';
import type { EnemyPicture } from '../protocol/pictures';
import type { Report, Track } from '../protocol/report';
import type { EnemyCard, Game, GameView, OwnCard } from '../protocol/game';
import { strings } from '../strings';

// Words of the server: by rising knowledge; and in the order of strings.postures.
export const kLevels = ['unknown', 'heard', 'detected', 'recognised', 'located'];
const kPostures = ['standing', 'prone', 'scrape', 'foxhole', 'trench', 'overhead cover'];
const kGlide_ms = 3600e3; // longer than any slice: places glide from view to view

const empty_track = (): Track => ({ t: [], x: [], y: [], men: [] });

export class LiveBattle {
  readonly battle: Battle;
  private side: string;
  private tracks: Track[];
  private pictures: EnemyPicture[] = [];
  private by_enemy = new Map<number, EnemyPicture>();
  private last_ms: number | null = null; // of the view before

  constructor(ground: Report, grid: Grid | null, game: Game) {
    this.tracks = (ground.elements ?? []).map(empty_track);
    const report: Report = {
      ...ground,
      map: undefined,
      start_ms: game.start_ms,
      end_ms: game.end_ms,
      events: [],
      tasks: [],
      play: {
        step_ms: kGlide_ms,
        frames: 0,
        elements: this.tracks,
        posture_names: strings.postures,
        morale_names: [], // not told
      },
      pictures: {
        step_ms: game.step_ms,
        level_names: kLevels,
        sides: [{ side: game.card.side, elements: this.pictures }],
      },
    };
    this.battle = read_battle(report, grid);
    this.side = game.card.side;
  }

  take(view: GameView): void {
    // What the first view tells is shown by panels that follow the clock by the minute.
    const t = this.last_ms === null ? Math.floor(view.now_ms / 60e3) * 60e3 : view.now_ms;
    for (const one of view.own) this.take_own(one, t);
    for (const one of view.enemy) this.take_enemy(one, t);
    for (const element of view.lost) this.take_lost(element, t);
    for (const { at_ms, unit, ...line } of view.lines) {
      const event = { ...line, t: at_ms, kind: '', side: this.side, unit: unit ?? null };
      this.battle.events.push(event);
    }
    this.last_ms = view.now_ms;
  }

  // One that stood still until the last view holds its place until then, and moves from there.
  private take_own(one: OwnCard, now_ms: number): void {
    const track = this.tracks[one.element];
    if (!track) return;
    const posture = Math.max(0, kPostures.indexOf(one.posture));
    const add = (t: number, x: number, y: number, men: number, how: number) => {
      track.t.push(t);
      track.x.push(x);
      track.y.push(y);
      track.men.push(men);
      (track.posture ??= []).push(how);
    };
    const i = track.t.length - 1;
    const held_ms = this.last_ms ?? now_ms;
    if (i >= 0 && track.t[i]! < held_ms && held_ms < now_ms)
      add(held_ms, track.x[i]!, track.y[i]!, track.men[i]!, track.posture![i]!);
    // Who arrives glides from nowhere.
    if (i >= 0 && track.men[i] === 0 && one.men > 0) {
      track.x.fill(one.x);
      track.y.fill(one.y);
    }
    add(now_ms, one.x, one.y, one.men, posture);
  }

  private picture_of(element: number): EnemyPicture {
    let picture = this.by_enemy.get(element);
    if (!picture) {
      picture = { element, t: [], level: [], x: [], y: [], error_m: [], seen_ms: [] };
      this.by_enemy.set(element, picture);
      this.pictures.push(picture);
    }
    return picture;
  }

  private take_enemy(one: EnemyCard, now_ms: number): void {
    const picture = this.picture_of(one.element);
    picture.t.push(now_ms);
    picture.level.push(Math.max(1, kLevels.indexOf(one.level)));
    picture.x.push(one.x);
    picture.y.push(one.y);
    picture.error_m.push(one.error_m);
    picture.seen_ms.push(one.seen_ms);
  }

  private take_lost(element: number, now_ms: number): void {
    const picture = this.picture_of(element);
    picture.t.push(now_ms);
    picture.level.push(0);
    for (const list of [picture.x, picture.y, picture.error_m]) list.push(0);
    picture.seen_ms.push(now_ms);
  }
}

// What the page shows, as the part of its address behind the #: a reload, a bookmark and the
// browser's back button bring it again.
import type { Language } from '../map/ground_layers';
import type { LevelChoice } from '../map/map_view';
import { kLevels } from '../store/aggregate';

export type PanelName =
  | 'battles'
  | 'orbat'
  | 'story'
  | 'losses'
  | 'what_if'
  | 'why'
  | 'crisis'
  | 'studies'
  | 'sources'
  | 'play';
export const kPanels: PanelName[] = [
  'battles',
  'what_if',
  'why',
  'story',
  'orbat',
  'losses',
  'crisis',
  'studies',
  'sources',
  'play',
];

export interface Route {
  battle: string | null;
  run: string | null;
  comparison: string | null; // twins are shown
  study: string | null;
  game: string | null; // that is being played
  panel: PanelName | null;
  t: number | null;
  selected: string | null;
  side: string | null; // through whose eyes
  error: boolean;
  language: Language;
  level: LevelChoice;
  place: [number, number, number] | null; // x, y of the middle, metres per pixel
}

export const kEmptyRoute: Route = {
  battle: null,
  run: null,
  comparison: null,
  study: null,
  game: null,
  panel: null,
  t: null,
  selected: null,
  side: null,
  error: false,
  language: 'en',
  level: 'auto',
  place: null,
};

const is_id = (text: string | undefined): text is string => /^[a-z0-9_-]{1,64}$/.test(text ?? '');
const one_of = <T extends string>(text: string | undefined, all: readonly T[]): T | null =>
  all.find((each) => each === text) ?? null;

function place_of(text: string | undefined): Route['place'] {
  const numbers = (text ?? '').split(',').map(Number);
  const fits = numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2]! > 0;
  return fits ? (numbers as [number, number, number]) : null;
}

// Whatever is not understood is left out: an old bookmark still opens.
export function parse_route(hash: string): Route {
  const fields = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')));
  const id = (key: string) => (is_id(fields[key]) ? fields[key] : null);
  const t = Number(fields.t);
  return {
    battle: id('battle'),
    run: id('run'),
    comparison: id('comparison'),
    study: id('study'),
    game: id('game'),
    panel: one_of(fields.panel, kPanels),
    t: fields.t && Number.isFinite(t) ? t : null,
    selected: /^[eu]\d+$/.test(fields.unit ?? '') ? fields.unit! : null,
    side: id('side'),
    error: fields.truth === '1',
    language: one_of(fields.names, ['en', 'ru', 'ja'] as const) ?? 'en',
    level: one_of<LevelChoice>(fields.level, ['auto', ...kLevels]) ?? 'auto',
    place: place_of(fields.map),
  };
}

export function route_hash(route: Route): string {
  const fields: [string, string | null][] = [
    ['battle', route.battle],
    ['run', route.run],
    ['comparison', route.comparison],
    ['study', route.study],
    ['game', route.game],
    ['panel', route.panel],
    ['t', route.t === null ? null : String(Math.round(route.t))],
    ['unit', route.selected],
    ['side', route.side],
    ['truth', route.error ? '1' : null],
    ['names', route.language === 'en' ? null : route.language],
    ['level', route.level === 'auto' ? null : route.level],
    ['map', route.place && route.place.map((n) => Number(n.toFixed(2))).join(',')],
  ];
  const texts = fields.flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]));
  return `#${texts.join('&')}`;
}

// The route after a change: whoever goes to a battle, a run or a comparison leaves the game, and
// the other way round.
export function changed_route(before: Route, change: Partial<Route>): Route {
  if (change.game) return { ...before, run: null, comparison: null, t: null, ...change };
  const leaves = before.game && (change.battle || change.run || change.comparison);
  const left = leaves ? { game: null, side: null, error: false } : {};
  return { ...before, ...left, ...change };
}

// Whether the change is one that the back button should undo, not a mere drift of time or place.
export function is_step(before: Route, after: Route): boolean {
  const steps = ['battle', 'run', 'comparison', 'study', 'game'] as const;
  return steps.some((key) => before[key] !== after[key]);
}

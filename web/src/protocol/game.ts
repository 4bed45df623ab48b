// Written by `make protocol` from src/serve/protocol_game.h, where the members are explained.
// Not to be changed by hand: a test compares it.

export interface GameRequest {
  battle: string;
  side: string;
  seed: number;
  replication: number;
  what_ifs: string[];
  patch: string;
  headquarters: string | null;
  guided: boolean;
  opponent: string;
}

export interface GameCard {
  id: string;
  battle: string;
  title: string;
  side: string;
  seed: number;
  replication: number;
  what_ifs: string[];
  headquarters: string | null;
  opponent: string;
  guided: boolean;
  made_at: string;
  now_ms: number;
  state: 'playing' | 'over';
  run: string | null;
}

export interface GamePlace {
  id: string;
  name: string;
  x: number;
  y: number;
}

export interface GameUnit {
  unit: number;
  path: string;
  name: string;
  echelon: string;
  parent: number | null;
  has_headquarters: boolean;
  elements: number[];
}

export interface VictoryCard {
  id: string;
  side: string;
  text: string;
  points: number;
  score: number | null;
  value: number | null;
}

export interface Game {
  card: GameCard;
  start_ms: number;
  end_ms: number;
  step_ms: number;
  tasks: string[];
  stances: string[];
  fires: string[];
  places: GamePlace[];
  units: GameUnit[];
  victory: VictoryCard[];
}

export interface Spot {
  place: string | null;
  x: number | null;
  y: number | null;
}

export interface OrderRequest {
  unit: string;
  seat: string | null;
  task: string;
  objective: Spot | null;
  via: Spot[];
  stance: string;
  fire: string;
  not_before_ms: number | null;
}

export interface ArrivalCard {
  unit: string;
  name: string;
  low_ms: number;
  best_ms: number;
  high_ms: number;
}

export interface OrderPreview {
  way: number[][];
  way_m: number;
  march_ms: number;
  arrivals: ArrivalCard[];
}

export interface RecallRequest {
  order: number;
}

export interface AdvanceRequest {
  until_ms: number;
  contact: boolean;
  report: boolean;
  order: boolean;
}

export interface PauseCard {
  at_ms: number;
  kind: 'time' | 'contact' | 'report' | 'order' | 'end';
  text: string;
  x: number | null;
  y: number | null;
  unit: number | null;
}

export interface OwnCard {
  element: number;
  x: number;
  y: number;
  men: number;
  posture: string;
}

export interface EnemyCard {
  element: number;
  name: string;
  x: number;
  y: number;
  error_m: number;
  level: string;
  seen_ms: number;
}

export interface LineCard {
  at_ms: number;
  text: string;
  importance: number;
  x: number | null;
  y: number | null;
  unit: number | null;
}

export interface OrderCard {
  order: number;
  unit: string;
  name: string;
  task: string;
  text: string;
  given_ms: number;
  state: 'with_the_staff' | 'on_its_way' | 'begun' | 'done' | 'given_up' | 'recalled' | 'refused';
  can_recall: boolean;
  begun_ms: number | null;
  expected_ms: number | null;
}

export interface GameView {
  now_ms: number;
  is_over: boolean;
  pause: PauseCard;
  own: OwnCard[];
  enemy: EnemyCard[];
  lost: number[];
  lines: LineCard[];
  orders: OrderCard[];
  victory: VictoryCard[];
}

export interface StartCard {
  unit: string;
  file: string;
  x: number;
  y: number;
}

export interface PlannedOrder {
  id: string;
  file: string;
  unit: string;
  task: string;
  place: string;
  x: number;
  y: number;
}

export interface Deployment {
  starts: StartCard[];
  orders: PlannedOrder[];
  places: GamePlace[];
}

// Written by `make protocol` from src/serve/protocol.h, where the members are explained.
// Not to be changed by hand: a test compares it.

export interface Failure {
  what: string;
  found: string;
  expected: string;
  fix: string;
  line: number;
}

export interface Refusal {
  error: Failure;
  others: Failure[];
}

export interface AppPage {
  format: string;
  title: string;
  version: string;
  token_needed: boolean;
  battle: string | null;
}

export interface BattleCard {
  id: string;
  title: string;
  subtitle: string;
  start_ms: number;
  end_ms: number;
  elements: number;
  seconds_a_run: number | null;
  crisis: boolean;
}

export interface ClockCard {
  name: string;
  offset_minutes: number;
}

export interface SideCard {
  id: string;
  name: string;
  adjective: string;
}

export interface WhatIfCard {
  id: string;
  title: string;
}

export interface ExampleCard {
  kind: string;
  patch: string;
}

export interface RuleCard {
  id: string;
  sentence: string;
  side: string;
  on: boolean;
}

export interface StageCard {
  name: string;
  from_ms: number;
  to_ms: number;
}

export interface Battle {
  card: BattleCard;
  epoch_utc_ms: number;
  clocks: ClockCard[];
  sides: SideCard[];
  what_ifs: WhatIfCard[];
  examples: ExampleCard[];
  rules: RuleCard[];
  stages: StageCard[];
}

export interface ViewshedQuery {
  x: number;
  y: number;
  eye_m: number;
  range_m: number;
}

export interface Viewshed {
  x: number;
  y: number;
  eye_m: number;
  range_m: number;
  columns: number;
  rows: number;
  west_m: number;
  north_m: number;
  cell_m: number;
  seen_base64: string;
}

export interface LineQuery {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  eye_m: number;
  target_m: number;
}

export interface ProfilePoint {
  distance_m: number;
  ground_m: number;
  cover_m: number;
  line_m: number;
}

export interface LineOfSight {
  visible: boolean;
  blocked_at_m: number | null;
  profile: ProfilePoint[];
}

export interface RunCard {
  id: string;
  battle: string;
  title: string;
  seed: number;
  replication: number;
  what_ifs: string[];
  roe: string[];
  changes: string[];
  forked_from: string | null;
  forked_at_ms: number | null;
  made_at: string;
  hash: string;
  state: 'running' | 'done' | 'failed';
}

export interface RunRequest {
  battle: string;
  seed: number;
  replication: number;
  what_ifs: string[];
  roe: string[];
  patch: string;
  fork_of: string | null;
  fork_at_ms: number | null;
}

export interface MomentQuery {
  t_ms: number;
  element: number;
}

export interface MenCount {
  start: number;
  fit: number;
  killed: number;
  wounded: number;
  light: number;
  missing: number;
  surrendered: number;
}

export interface WeaponCount {
  name: string;
  working: number;
  rounds: number;
  fired: number;
}

export interface ContactCard {
  element: number;
  name: string;
  level: string;
  x: number;
  y: number;
  error_m: number;
  seen_ms: number;
}

export interface HistoryLine {
  at_ms: number;
  text: string;
}

export interface Moment {
  run: string;
  t_ms: number;
  element: number;
  x: number;
  y: number;
  heading_deg: number;
  men: MenCount;
  weapons: WeaponCount[];
  grenades: number;
  posture: string;
  morale: string;
  suppression: number;
  dug_h: number;
  awake_h: number;
  task: string;
  order: string | null;
  reports_to: string | null;
  contacts: ContactCard[];
  vehicle: string | null;
  flight: string | null;
  history: HistoryLine[];
}

export interface ComparisonRequest {
  battle: string;
  what_ifs: string[];
  roe: string[];
  patch: string;
  pairs: number;
  seed: number;
}

export interface MeasureDifference {
  id: string;
  name: string;
  unit: string;
  n: number;
  as_it_was: number | null;
  changed: number | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  share_more: number;
  share_less: number;
}

export interface Twins {
  as_it_was: string;
  changed: string;
}

export interface Comparison {
  id: string;
  battle: string;
  title: string;
  request: ComparisonRequest;
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
  pairs: number;
  measures: MeasureDifference[];
  twins: Twins | null;
}

export interface QuestionRequest {
  run: string;
  question: string;
  from_ms: number | null;
  futures: number;
}

export interface Suggestion {
  question: string;
  sentence: string;
}

export interface CauseEffect {
  id: string;
  kind: string;
  name: string;
  sureness: string;
  n: number;
  with_cause: number | null;
  without_cause: number | null;
  effect: number | null;
  low: number | null;
  high: number | null;
}

export interface CauseShare {
  id: string;
  name: string;
  raised: boolean;
  share: number;
  low: number | null;
  high: number | null;
}

export interface PartingCard {
  cause: string;
  name: string;
  parts_at_ms: number;
  event: string;
  only: string;
  x: number;
  y: number;
  with: HistoryLine[];
  without: HistoryLine[];
  text: string;
}

export interface ExplanationCard {
  id: string;
  run: string;
  question: string;
  sentence: string;
  from_ms: number;
  at_ms: number;
  futures: number;
  recorded: number | null;
  paragraph: string;
  effects: CauseEffect[];
  shares: CauseShare[];
  chain: PartingCard | null;
}

export interface StudyCard {
  id: string;
  battle: string;
  title: string;
  file: string;
  sentence: string;
  design: string;
  points: number;
  replications: number;
  state: 'ready' | 'running' | 'stopped' | 'done';
  runs: number;
  runs_done: number;
  current: boolean;
}

export interface StudyRequest {
  study: string;
  replications: number | null;
}

export interface StudyRunRequest {
  study: string;
  point: number;
  replication: number;
}

export interface Limits {
  jobs: number;
  pairs: number;
  futures: number;
  study_runs: number;
  patch_bytes: number;
}

export interface Job {
  id: string;
  kind: 'run' | 'comparison' | 'question' | 'study';
  title: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
  done: number;
  all: number;
  seconds_left: number | null;
  error: Failure | null;
  result: string | null;
}

export interface Hello {
  kind: 'hello';
  version: string;
  limits: Limits;
  jobs: Job[];
}

export interface JobChanged {
  kind: 'job';
  job: Job;
}

export interface RunAdded {
  kind: 'run';
  run: RunCard;
}

export interface ComparisonChanged {
  kind: 'comparison';
  comparison: Comparison;
}

export interface Pong {
  kind: 'pong';
}

export interface Refused {
  kind: 'refused';
  error: Failure;
}

export type ServerMessage = Hello | JobChanged | RunAdded | ComparisonChanged | Pong | Refused;

export interface Ping {
  kind: 'ping';
}

export interface Stop {
  kind: 'stop';
  job: string;
}

export type PageMessage = Ping | Stop;

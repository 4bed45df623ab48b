// The one document that the C++ program writes into the page: format "khasan-report-1".
// Prose and rules: docs/methods/report_format.md. Everything but the first block may be missing.
// Times (`t`, *_ms) are milliseconds from `epoch_utc_ms`; places are UTM metres (x east, y north).
import type { Pictures, Task } from './pictures';

import type { CrisisReport } from './crisis';
import type { Pairs } from './pairs';

export type * from './pairs';

export interface Report {
  format: 'khasan-report-1';
  title: string;
  subtitle?: string;
  summary?: string[]; // sentences in plain words, shown first; the page writes its own if absent
  version?: string;
  commit?: string;
  battle?: string; // its id
  command?: string;
  scenario_hash?: string;
  parameter_hash?: string;
  seed?: number | string;
  replications?: number;
  runs?: number[]; // the replications that were played, in the order of all samples
  evidence_profile?: string; // best, drawn or a profile
  changes?: string[]; // sentences of what is otherwise in the battle
  created_note?: string;
  clocks?: Clock[];
  epoch_utc_ms?: number;
  start_ms?: number;
  end_ms?: number;
  sides?: Side[];
  map?: MapData;
  units?: Unit[];
  elements?: Element[];
  play?: Play;
  pictures?: Pictures;
  tasks?: Task[];
  events?: StoryEvent[];
  fires?: Fire[];
  smoke_ms?: number; // how long dust of a shell stands
  curves?: Curve[];
  weather?: Weather[];
  targets?: Target[];
  measures?: Measure[];
  sources?: Source[];
  works?: Work[];
  evidence?: Evidence[];
  evidence_table?: EvidenceTable;
  ledger?: Ledger;
  pairs?: Pairs;
  notes?: string[];
  phases?: Phase[];
  crisis?: CrisisReport; // that governed a free battle
}

export interface Clock {
  name: string;
  offset_minutes: number;
}

export interface Side {
  id: string;
  name: string;
  adjective?: string;
  colour?: string;
}

export interface MapData {
  columns: number;
  rows: number;
  cell_m: number;
  west_m: number; // outer edge of the first column
  north_m: number; // outer edge of the first row
  crs: string; // "EPSG:32652"
  elevation_dm_base64: string; // int16 little-endian, decimetres, row by row from the north-west
  cover_base64?: string; // one byte a cell: codes of landcover_legend.csv
  layers?: Feature[];
  basis?: { legend: BasisClass[]; cells_base64: string }; // one byte a cell: a class of the legend
  credits?: string[];
}

// What a cell of the ground rests on.
export interface BasisClass {
  class: number;
  name: string;
  reconstructed: boolean;
}

export type FeatureKind =
  'lake' | 'river' | 'marsh' | 'road' | 'village' | 'hill' | 'frontier' | 'place';

export interface Names {
  en: string;
  ru?: string;
  ja?: string;
}

export interface Feature {
  kind: FeatureKind;
  name?: Names;
  height_m?: number;
  geometry: 'Point' | 'LineString' | 'Polygon';
  coordinates: number[] | number[][] | number[][][]; // as in GeoJSON, but in UTM metres
  confidence?: 'H' | 'M' | 'L' | string;
}

export type Echelon =
  | 'team'
  | 'squad'
  | 'section'
  | 'platoon'
  | 'company'
  | 'battalion'
  | 'regiment'
  | 'brigade'
  | 'division'
  | 'corps';

export interface Unit {
  index: number;
  path?: string; // in the files of the battle, as in Evidence.figure
  name: string;
  short_name?: string;
  side: string;
  echelon: Echelon;
  parent: number; // index of the unit above, -1 for none
  sidc?: string;
  branch?: string;
}

export interface Element {
  index: number;
  name: string;
  side: string;
  kind?: string;
  unit: number;
  sidc?: string;
  men_start: number;
}

// Change points only: values hold from t[i] to t[i+1]; all arrays are as long as t, or shorter when
// the last value holds to the end. Positions glide over the last step_ms before a change point.
export interface Track {
  t: number[];
  x: number[];
  y: number[];
  men: number[];
  posture?: number[];
  suppression?: number[]; // 0..100
  morale?: number[];
}

export interface Play {
  step_ms: number;
  frames: number;
  elements: Track[]; // in the order of Report.elements
  posture_names?: string[];
  morale_names?: string[];
}

export interface StoryEvent {
  t: number;
  kind: string; // contact, fire, shell, casualty, break, capture, order, weather, control …
  side?: string | null;
  text: string;
  x?: number | null;
  y?: number | null;
  unit?: number | null;
  importance?: 0 | 1 | 2 | 3 | number;
}

export type FireKind = 'small_arms' | 'mg' | 'grenade' | 'shell' | 'flare';

export interface Fire {
  t: number;
  from_x: number;
  from_y: number;
  to_x: number;
  to_y: number;
  kind: FireKind | string;
  rounds?: number;
  side?: string;
  smoke_m?: number; // radius of the dust of one of its shells
}

export interface Curve {
  id: string;
  name: string; // curves of one name share a chart
  unit: string; // "men", "share" …
  side?: string;
  t: number[];
  median?: number[];
  p10?: number[];
  p90?: number[];
  this_run?: number[];
}

export interface LedgerSpan {
  name: string;
  kind: 'stage' | 'day';
  from_ms: number;
  to_ms: number;
}

// Arrays by span; a stock is the value at the end of a span, else the sum over it.
export interface LedgerRow {
  id: string;
  group: string;
  name: string;
  unit: string;
  side: string;
  stock: boolean;
  mean: number[];
  p10: number[];
  p90: number[];
  this_run?: number[];
}

export interface Ledger {
  n: number;
  spans: LedgerSpan[];
  rows: LedgerRow[];
}

export interface Weather {
  t: number;
  text: string;
  visibility_m?: number | null;
  illumination_lux?: number | null;
  rain?: number | boolean | string; // mm/h, or yes/no
}

export type Interval = [number, number];
export type Verdict = 'met' | 'missed' | 'not judged' | string; // "undecided at 40"

export interface Target {
  id: string;
  quantity: string;
  unit?: string;
  side?: string;
  window?: string;
  recorded?: { low?: number | null; best?: number | null; high?: number | null };
  role?: string;
  source?: string;
  note?: string;
  simulated?: {
    n: number;
    happened?: number;
    happened_ci?: Interval;
    p10: number | null;
    p50: number | null;
    p90: number | null;
    p10_ci?: Interval | null;
    p90_ci?: Interval | null;
  } | null;
  crps?: number | null;
  rank?: { at_least_this_extreme: number; n: number; ci?: Interval } | null;
  met?: boolean | null;
  verdict?: Verdict;
  why?: string;
  origin?: string; // given, partly given, emerged, not simulated
  origin_why?: string;
  samples?: (number | null)[];
}

export interface Measure {
  id: string;
  name: string;
  unit?: string;
  n?: number;
  mean?: number | null;
  p10?: number | null;
  p50?: number | null;
  p90?: number | null;
  happened?: number; // in so many runs; absent: in all
  share_ci?: Interval | null;
  samples?: (number | null)[];
}

export interface Source {
  id: string;
  citation: string;
  note?: string;
}

// A source as CSL-JSON; the files of the battle hold it.
export interface Work {
  id: string;
  type: string;
  title: string;
  note?: string;
  [key: string]: unknown;
}

export interface Evidence {
  figure: string;
  best?: number | string | null;
  low?: number | string | null;
  high?: number | string | null;
  reliability?: string;
  sources?: string[];
}

export interface EvidenceStream {
  id: string;
  title?: string;
  note?: string;
  replications?: number;
}

export interface EvidenceCell {
  n: number;
  happened: number;
  p10: number | null;
  p50: number | null;
  p90: number | null;
  shift?: { mean: number | null; ci: [number | null, number | null]; n: number };
}

export interface Mover {
  figure: string;
  rank_correlation: number;
  ci: Interval;
  n: number;
}

export interface EvidenceOutcome {
  id: string;
  name: string;
  unit?: string;
  recorded?: number | null;
  cells: EvidenceCell[]; // by stream
  movers: Mover[];
}

// The outcomes under each evidence, on the same chance.
export interface EvidenceTable {
  streams: EvidenceStream[];
  outcomes: EvidenceOutcome[];
  drawn_runs: number;
  disputed_figures: number;
}

export interface Phase {
  name: string;
  period?: string | number;
  reads?: string;
  writes?: string;
  why?: string;
}

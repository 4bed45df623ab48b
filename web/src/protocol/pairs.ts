// The object `pairs` of a report: what one change did, pair by pair.

// A mean difference over pairs of runs: changed less as it was.
export interface PairedDifference {
  id: string;
  name: string;
  unit?: string;
  side?: string;
  n: number;
  difference: number | null;
  ci95: [number | null, number | null];
  variance_reduction: number | null; // null: every pair differs by the same
  share_differing: number; // of the pairs
  samples?: (number | null)[]; // of every pair; null: did not happen in both
}

export interface Horizon {
  name: string; // "1 h", "end"
  at_ms: number;
  parted: number; // pairs that differ by then
  curves: PairedDifference[];
}

// What of one pair differs at a moment; two numbers are those of the first and the second side.
export interface RippleMoment {
  at_ms: number;
  units: number;
  elements: [number, number];
  men: [number, number];
  farthest_m: number;
  area_km2: number;
  cells: [number, number, number, number][]; // x, y of the middle; elements of either side
}

export interface RippleUnit {
  at_ms: number;
  unit: string;
  name: string;
  side: string;
  facets: string[];
  x: number;
  y: number;
  link: string; // start, fire, sight, order, near
  from: string | null;
  from_m: number;
  loose: boolean; // no visible cause
}

export interface Ripples {
  pair: number;
  parted_ms: number | null;
  elements: number;
  only_first: string[];
  only_second: string[];
  cell_m: number;
  moments: RippleMoment[];
  counts: { t: number[]; elements: [number[], number[]] };
  units: RippleUnit[]; // in the order in which they part
}

// The battle as it was and as it is changed, run by run on the same chance.
export interface Pairs {
  n: number;
  measures: PairedDifference[];
  horizons: { from_ms: number; moments: Horizon[] } | null;
  ripples?: Ripples | null;
}

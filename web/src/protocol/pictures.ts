// Parts of the document that say what headquarters believed and what units were told to do; times
// and places as in report.ts.
// What each side's headquarters believe of the enemy.
export interface Pictures {
  step_ms: number;
  level_names: string[]; // "unknown", "heard", "detected", "recognised", "located"
  sides: { side: string; elements: EnemyPicture[] }[]; // side: who believes
}
// Change points only; level 0: nothing is believed.
export interface EnemyPicture {
  element: number; // enemy: place in Report.elements
  t: number[];
  level: number[];
  x: number[];
  y: number[];
  error_m: number[]; // one standard deviation
  seen_ms: number[]; // the last sighting that says so
}
// What a unit is to do from one moment to another; null: to the end.
export interface Task {
  unit: number; // index of the unit
  side: string;
  kind: string; // attack, defend, move, bombard …
  from_ms: number;
  to_ms: number | null;
  x?: number; // objective, where there is one
  y?: number;
  place?: string;
}

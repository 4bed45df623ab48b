// Parts of the report document about what was known and ordered: what each side's headquarters
// believe of the enemy, and which unit works on which order. Prose: docs/methods/report_format.md.

// What a side's headquarters believe of one enemy element: change points that hold from t[i] to
// t[i+1]. Level 0: forgotten. seen_ms: the last sighting that says what the point says.
export interface EnemyPicture {
  element: number; // index in Report.elements
  t: number[];
  level: number[]; // position in level_names
  x: number[];
  y: number[];
  error_m: number[]; // one standard deviation
  seen_ms: number[];
}

export interface Pictures {
  step_ms: number;
  level_names: string[];
  sides: { side: string; elements: EnemyPicture[] }[];
}

// An order that a unit has begun.
export interface Task {
  unit: number;
  side: string;
  kind: string; // move, occupy, defend, attack, assault, bombard …
  from_ms: number;
  to_ms: number | null; // null: to the end
  x?: number;
  y?: number;
  place?: string;
}

// A document of 4,000 elements on the ground of the sample: two corps of divisions, regiments,
// battalions and companies that move, lose men and fire for a fortnight. For measuring only.
const kElements = 4000;
const kPoints = 250;
const kSpan_ms = 13 * 86400e3;
const kLevels = ['corps', 'division', 'regiment', 'battalion', 'company'];
const kBelow = [2, 3, 3, 3];

// Numbers from 0 to 1 that are the same every time.
function numbers(seed) {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function units_of(side, first) {
  const units = [];
  const add = (level, parent, name) => {
    const index = first + units.length;
    units.push({ index, name, short_name: name, side, echelon: kLevels[level], parent });
    for (let i = 1; i <= (kBelow[level] ?? 0); i++) add(level + 1, index, `${name}/${i}`);
  };
  add(0, -1, side);
  return units;
}

function track(next, map, home, men_start) {
  const [t, x, y, men] = [[], [], [], []];
  let [px, py, left] = [home[0], home[1], men_start];
  for (let i = 0; i < kPoints; i++) {
    t.push(Math.round((kSpan_ms * i) / kPoints));
    px += (next() - 0.5) * 120;
    py += (next() - 0.5) * 120;
    if (next() < 0.01 && left > 1) left--;
    x.push(Math.round(px));
    y.push(Math.round(py));
    men.push(left);
  }
  return { t, x, y, men, suppression: [0], morale: [0], posture: [0] };
}

export function corps_of(sample) {
  const next = numbers(1938);
  const { map, sides } = sample;
  const units = [];
  for (const side of sides) units.push(...units_of(side.id, units.length));
  const companies = units.filter((unit) => unit.echelon === 'company');
  const place = () => [
    map.west_m + next() * map.columns * map.cell_m,
    map.north_m - next() * map.rows * map.cell_m,
  ];
  const homes = new Map(companies.map((unit) => [unit.index, place()]));
  const elements = Array.from({ length: kElements }, (_, index) => {
    const unit = companies[index % companies.length];
    const name = `element ${index}`;
    return { index, name, side: unit.side, unit: unit.index, men_start: 12 };
  });
  const tracks = elements.map((e) => track(next, map, homes.get(e.unit), e.men_start));
  const fires = Array.from({ length: 50000 }, (_, i) => {
    const [from, to] = [place(), place()];
    const kind = i % 5 ? 'small_arms' : 'shell';
    const side = sides[i % 2].id;
    const t = Math.round((kSpan_ms * i) / 50000);
    return { t, from_x: from[0], from_y: from[1], to_x: to[0], to_y: to[1], kind, side };
  });
  return {
    ...sample,
    title: 'Two corps',
    start_ms: 0,
    end_ms: kSpan_ms,
    units,
    elements,
    fires,
    play: { step_ms: 60000, frames: kSpan_ms / 60000, elements: tracks },
  };
}

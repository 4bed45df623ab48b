// Makes sample.json, an invented fight on real ground, for tests and for looking at the page.
// Nothing in it is a result of the simulator. Needs gdal_translate.
//   node src/sample/make_sample.mjs TERRAIN_FOLDER [OUT.json]
// TERRAIN_FOLDER holds elevation_25m.tif, landcover_25m.tif and layers/*.geojson.
import { writeFileSync } from 'node:fs';
import { chance, spread } from './chance.mjs';
import { sample_ground } from './ground.mjs';
import { sample_targets } from './targets.mjs';

const [terrain = '../battles/lake-khasan-1938/terrain', out = 'src/sample/sample.json'] =
  process.argv.slice(2);
const kMinute = 60000;
const kStep = 30000;

// ---- order of battle -------------------------------------------------------------------------
const units = [],
  elements = [];
const kEchelonDigits = {
  squad: '12',
  section: '13',
  platoon: '14',
  company: '15',
  battalion: '16',
};
const kBranch = { rifle: '121100', guns: '130300', headquarters: '121100', mg: '121100' };
const sidc = (side, echelon, branch, modifier = '0000') =>
  `100${side === 'jp' ? 3 : 6}1000${kEchelonDigits[echelon]}${kBranch[branch]}${modifier}`;

function add_unit(name, short_name, side, echelon, parent, branch = 'rifle') {
  units.push({
    index: units.length,
    name,
    short_name,
    side,
    echelon,
    parent,
    sidc: sidc(side, echelon, branch),
    branch,
  });
  return units.length - 1;
}
function add_element(name, side, kind, unit, men_start, branch = 'rifle', modifier = '0000') {
  elements.push({
    index: elements.length,
    name,
    side,
    kind,
    unit,
    sidc: sidc(side, 'squad', branch, modifier),
    men_start,
  });
  return elements.length - 1;
}

const attackers = [],
  defenders = [];
const jp = add_unit('1st Battalion, 75th Infantry', 'I/75', 'jp', 'battalion', -1);
for (let c = 1; c <= 3; c++) {
  const company = add_unit(`${c}. Company, 75th Infantry`, `${c}/75`, 'jp', 'company', jp);
  for (let p = 1; p <= 3; p++) {
    const platoon = add_unit(
      `${p}. Platoon, ${c}. Company`,
      `${p} Pl ${c}/75`,
      'jp',
      'platoon',
      company,
    );
    for (let s = 1; s <= 4; s++) {
      attackers.push({
        i: add_element(
          `${s}. ${s === 4 ? 'Grenade-discharger' : 'Rifle'} Squad`,
          'jp',
          'rifle_squad',
          platoon,
          12,
        ),
        c,
        p,
        s,
      });
    }
  }
}
const guns = add_unit('Mountain Gun Platoon', 'Mtn guns', 'jp', 'platoon', jp, 'guns');
const gun_ids = [1, 2].map((n) => add_element(`${n}. Mountain Gun`, 'jp', 'gun', guns, 9, 'guns'));
const su = add_unit(
  'Border guard manoeuvre group, Posyet detachment',
  'Border guards',
  'su',
  'company',
  -1,
);
for (let p = 1; p <= 3; p++) {
  const platoon = add_unit(`${p}. Outpost platoon`, `${p} Outpost`, 'su', 'platoon', su);
  for (let s = 1; s <= 4; s++)
    defenders.push({
      i: add_element(
        `${s}. ${s === 4 ? 'Machine-gun crew' : 'Section'}`,
        'su',
        s === 4 ? 'machine_gun' : 'rifle_squad',
        platoon,
        s === 4 ? 6 : 9,
        'rifle',
      ),
      p,
      s,
    });
}

// ---- the play: a slow approach, an assault, a breaking defence --------------------------------
const kEnd = 240 * kMinute;
const tops = [
  [631464, 4700291],
  [631120, 4700900],
  [631050, 4701650],
];
const at_frame = (t, path) => {
  for (let k = 1; k < path.length; k++) {
    const [t0, x0, y0] = path[k - 1],
      [t1, x1, y1] = path[k];
    if (t <= t1) {
      const u = Math.max(0, (t - t0) / (t1 - t0));
      return [x0 + (x1 - x0) * u, y0 + (y1 - y0) * u];
    }
  }
  return path.at(-1).slice(1);
};
const tracks = elements.map(() => ({
  t: [],
  x: [],
  y: [],
  men: [],
  posture: [],
  suppression: [],
  morale: [],
}));
const fires = [],
  events = [];
const story = (minute, kind, importance, side, text, x, y, unit) =>
  events.push({
    t: Math.round(minute * kMinute),
    kind,
    importance,
    side,
    text,
    ...(x && { x, y }),
    ...(unit !== undefined && { unit }),
  });
const losses = { jp: [], su: [] };

const path_of = new Map();
for (const { i, c, p, s } of attackers) {
  const [tx, ty] = tops[c - 1];
  const dx = (p - 2) * 170 + (s - 2.5) * 45,
    dy = (p - 2) * -60 + spread(-25, 25);
  path_of.set(i, [
    [15 * kMinute + c * 200000, tx - 1250 + dx * 0.4, ty - 150 + dx * 0.9],
    [95 * kMinute, tx - 520 + dy, ty + dx],
    [150 * kMinute, tx - 300 + dy, ty + dx * 0.9],
    [185 * kMinute + p * 150000, tx - 30 + dy * 0.6, ty + dx * 0.55],
  ]);
}
gun_ids.forEach((i, n) =>
  path_of.set(i, [
    [0, 629700 + n * 60, 4700950],
    [kEnd, 629700 + n * 60, 4700950],
  ]),
);
for (const { i, p, s } of defenders) {
  const [tx, ty] = tops[p - 1];
  const home = [tx + spread(-8, 18), ty + (s - 2.5) * 80];
  path_of.set(i, [
    [0, ...home],
    [(186 + 4 * p + s) * kMinute, ...home],
    [225 * kMinute, tx + 560, ty + (s - 2.5) * 60 - 250],
  ]);
}
for (let frame = 0, last = new Map(); frame * kStep <= kEnd; frame++) {
  const t = frame * kStep,
    minute = t / kMinute;
  const intensity =
    minute < 120 ? 0 : minute < 190 ? (minute - 120) / 70 : Math.max(0, 1 - (minute - 190) / 30);
  let lost = { jp: 0, su: 0 };
  for (const element of elements) {
    const i = element.index,
      [x, y] = at_frame(t, path_of.get(i)).map(Math.round),
      track = tracks[i];
    const gun = element.kind === 'gun';
    let men = last.get(i) ?? element.men_start;
    const rate = gun ? 0 : intensity * (element.side === 'jp' ? 0.02 : 0.045);
    if (men > 0 && chance() < rate) men -= Math.min(men, chance() < 0.25 ? 2 : 1);
    last.set(i, men);
    lost[element.side] += element.men_start - men;
    const held_before = track.suppression.at(-1) ?? 0;
    const suppression = gun
      ? 0
      : frame % 6
        ? held_before
        : Math.round(intensity * spread(1, 9)) * 10;
    const share = men / element.men_start;
    const morale =
      men === 0
        ? 5
        : element.side === 'su' && minute > 192
          ? share < 0.5
            ? 3
            : 2
          : suppression > 80 && element.side === 'jp'
            ? 1
            : 0;
    const posture = element.side === 'su' ? (minute < 190 ? 4 : 0) : intensity > 0.15 ? 1 : 0;
    const n = track.t.length - 1;
    if (
      n < 0 ||
      track.x[n] !== x ||
      track.y[n] !== y ||
      track.men[n] !== men ||
      track.morale[n] !== morale ||
      track.posture[n] !== posture ||
      track.suppression[n] !== suppression
    ) {
      track.t.push(t);
      track.x.push(x);
      track.y.push(y);
      track.men.push(men);
      track.posture.push(posture);
      track.suppression.push(suppression);
      track.morale.push(morale);
    }
  }
  losses.jp.push(lost.jp);
  losses.su.push(lost.su);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  for (let k = 0; k < intensity * 9; k++) {
    const a = pick(attackers).i,
      d = pick(defenders),
      to_attack = chance() < 0.5;
    const [from, to] = to_attack ? [d.i, a] : [a, d.i];
    const [fx, fy] = at_frame(t, path_of.get(from)),
      [gx, gy] = at_frame(t, path_of.get(to));
    if (Math.hypot(fx - gx, fy - gy) > 900) continue;
    const near = Math.hypot(fx - gx, fy - gy) < 80;
    fires.push({
      t: t - Math.round(chance() * kStep),
      from_x: Math.round(fx),
      from_y: Math.round(fy),
      to_x: Math.round(gx + spread(-20, 20)),
      to_y: Math.round(gy + spread(-20, 20)),
      kind: near ? 'grenade' : to_attack && d.s === 4 ? 'mg' : 'small_arms',
      rounds: Math.round(spread(3, 60)),
      side: elements[from].side,
    });
  }
  if (minute > 130 && minute < 180 && frame % 2 === 0) {
    const [tx, ty] = pick(tops);
    fires.push({
      t,
      from_x: 629700,
      from_y: 4700950,
      to_x: Math.round(tx + spread(-90, 90)),
      to_y: Math.round(ty + spread(-120, 120)),
      kind: 'shell',
      rounds: 2,
      side: 'jp',
    });
  }
}
fires.push({
  t: 141 * kMinute,
  from_x: tops[0][0],
  from_y: tops[0][1],
  to_x: tops[0][0] - 260,
  to_y: tops[0][1] + 40,
  kind: 'flare',
  rounds: 1,
  side: 'su',
});
fires.sort((a, b) => a.t - b.t);

story(
  18,
  'order',
  1,
  'jp',
  'I/75 leaves its assembly ground west of the hill and moves up in silence.',
  630300,
  4700300,
  jp,
);
story(
  96,
  'wire_crossed',
  1,
  'jp',
  'Sappers with 1. Company open a first gap in the wire.',
  630950,
  4700290,
  1,
);
story(
  121,
  'contact',
  2,
  'su',
  'A sentry of 1. Outpost hears movement on the west slope.',
  631250,
  4700290,
  units.findIndex((u) => u.short_name === '1 Outpost'),
);
story(124, 'fire_opened', 2, 'su', '1. Outpost opens fire at 300 m.', 631440, 4700290);
for (let m = 127; m < 186; m += 3)
  story(
    m,
    m % 2 ? 'casualties' : 'shells_landed',
    1,
    m % 2 ? 'jp' : 'su',
    m % 2
      ? `${1 + (m % 3)} men of ${1 + (m % 3)}. Company fall on the slope.`
      : 'Shells burst on the crest.',
    631200,
    4700500,
  );
story(141, 'flare', 1, 'su', 'A flare goes up over the west slope.', 631204, 4700331);
story(166, 'to_ground', 2, 'jp', '2. Company goes to ground below the crest.', 630900, 4700900, 5);
story(186, 'close_combat', 2, 'jp', 'Hand-to-hand fighting on Zaozernaya.', 631464, 4700291);
story(
  193,
  'broke',
  2,
  'su',
  '1. Outpost breaks and goes back to the lake.',
  631600,
  4700250,
  units.findIndex((u) => u.short_name === '1 Outpost'),
);
story(195, 'captured', 3, 'jp', 'Zaozernaya is taken.', 631464, 4700291, jp);
story(214, 'captured', 3, 'jp', 'Bezymyannaya is taken.', 631050, 4701650, jp);
story(188, 'light_changed', 1, undefined, 'Sunrise.');
story(225, 'weather_changed', 2, undefined, 'Dense fog fills the valley.');

// ---- curves, figures ----------------------------------------------------------------------------
const t_frames = losses.jp.map((_, k) => k * kStep);
const thin = (list) => list.filter((_, k) => k % 10 === 0);
const curve = (id, name, unit, side, run, width) => ({
  id,
  name,
  unit,
  side,
  t: thin(t_frames),
  this_run: thin(run),
  median: thin(run).map((v) => (Math.round(v * 10.6) / 10) * (unit === 'men' ? 1 : 0.9)),
  p10: thin(run).map((v) => Math.round(v * (10 - width)) / 10),
  p90: thin(run).map((v) =>
    Math.min(unit === 'share' ? 1 : Infinity, Math.round(v * (10 + width * 1.3)) / 10),
  ),
});
const start = { jp: 126 + 324, su: 99 };
for (const side of ['jp', 'su'])
  start[side] = elements.filter((e) => e.side === side).reduce((s, e) => s + e.men_start, 0);
const held = t_frames.map((t) => Math.min(1, Math.max(0, (t / kMinute - 183) / 16)));
const curves = [
  ...['jp', 'su'].map((s) => curve(`losses-${s}`, 'Men lost', 'men', s, losses[s], 4)),
  ...['jp', 'su'].map((s) =>
    curve(
      `strength-${s}`,
      'Men fit to fight',
      'men',
      s,
      losses[s].map((l) => start[s] - l),
      0.4,
    ),
  ),
  curve('control-zaozernaya', 'Share of Zaozernaya held by Japan', 'share', 'jp', held, 2),
];
const targets = sample_targets();

const report = {
  format: 'khasan-report-1',
  title: 'The night attack on Zaozernaya',
  subtitle:
    'Lake Khasan, 31 July 1938, between two and six in the morning. ' +
    'Invented sample data, not a result.',
  version: 'sample',
  command: 'khasan run battles/lake-khasan-1938 --replications 40 --report report.html',
  scenario_hash: '5f1d0c9a77e2b416',
  parameter_hash: 'a03e55c1',
  seed: 1938,
  replications: 40,
  created_note: 'sample for tests and for looking at the page',
  clocks: [
    { name: 'Tokyo', offset_minutes: 540 },
    { name: 'Khabarovsk', offset_minutes: 600 },
  ],
  epoch_utc_ms: Date.UTC(1938, 6, 30, 17, 0),
  start_ms: 0,
  end_ms: kEnd,
  sides: [
    { id: 'jp', name: 'Japan', adjective: 'Japanese' },
    { id: 'su', name: 'USSR', adjective: 'Soviet' },
  ],
  map: sample_ground(terrain),
  units,
  elements,
  play: { step_ms: kStep, frames: kEnd / kStep + 1, elements: tracks },
  events,
  fires,
  curves,
  weather: [
    { t: 0, text: 'Night, overcast, no moon', visibility_m: 120, illumination_lux: 0.001, rain: 0 },
    { t: 125 * kMinute, text: 'First light', visibility_m: 400, illumination_lux: 0.5, rain: 0 },
    {
      t: 165 * kMinute,
      text: 'Dawn, light rain',
      visibility_m: 1500,
      illumination_lux: 60,
      rain: 1,
    },
    {
      t: 188 * kMinute,
      text: 'Sunrise behind cloud',
      visibility_m: 3000,
      illumination_lux: 900,
      rain: 0,
    },
    { t: 225 * kMinute, text: 'Dense fog', visibility_m: 90, illumination_lux: 2000, rain: 0 },
  ],
  targets,
  measures: [
    {
      id: 'M1',
      name: 'Zaozernaya Japanese at the end',
      unit: 'share',
      n: 40,
      mean: 0.925,
      share_ci: [0.8, 0.97],
    },
    {
      id: 'M2',
      name: 'Rounds fired',
      unit: 'rounds',
      n: 40,
      mean: 41230,
      p10: 30110,
      p50: 40870,
      p90: 52900,
    },
  ],
  sources: [
    {
      id: 'S1',
      citation: 'CDB90: CAA database of battles, engagements 256–258.',
      note: 'strengths and losses of both sides',
    },
    { id: 'S3', citation: 'Coox, A. D. (1985). Nomonhan, vol. 1, chapter 10.' },
  ],
  evidence: [
    {
      figure: 'Japanese strength, night attack',
      best: 1410,
      low: 1400,
      high: 1500,
      reliability: 'B2',
      sources: ['S1'],
    },
    {
      figure: 'Zaozernaya height, m',
      best: 155.1,
      low: 149,
      high: 155.1,
      reliability: 'A1',
      sources: ['S3'],
    },
  ],
  notes: ['Invented data for tests of the page.'],
  phases: [
    { name: 'sense', period: '5 s', why: 'what is seen decides what is shot at' },
    { name: 'direct fire', period: '5 s', why: 'fire proposes from the frozen state' },
    { name: 'morale', period: '5 s', why: 'after losses are applied' },
  ],
};
writeFileSync(out, JSON.stringify(report));

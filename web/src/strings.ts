// Every sentence and word of the page, in one place.
import type { Class, Score } from './store/score';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const strings = {
  failed: 'This report cannot be shown',
  sections: {
    map: 'The battle',
    targets: 'Simulated against recorded',
    measures: 'What the runs produced',
    ledger: 'The battle by phase and day',
    pairs: 'What the change did',
    ripples: 'Ripples: how the difference spreads',
    curves: 'Strength, losses and ground',
    story: 'The story of this run',
    orbat: 'Order of battle',
    evidence: 'Evidence',
    evidence_table: 'The same battle under different evidence',
    sources: 'Sources',
    phases: 'What happens in a step',
    about: 'How to repeat this',
    notes: 'Notes',
    credits: 'Credits',
  },
  run_strip: {
    head: 'Runs',
    pairs: 'Pairs',
    label: (name: string) => `Runs of ${name}`,
    run: (number: number, value: string) => `Run ${number}: ${value}.`,
    pair: (number: number, value: string) => `Pair ${number}: ${value}.`,
  },
  verdict: {
    ran: (title: string, n: number, seed: string) =>
      `Khasan played “${title}” ${count(n, 'time', 'times')} from the same orders` +
      `${seed ? `; the map shows the run with seed ${seed}` : ''}.`,
    ran_once: (title: string) => `Khasan played “${title}”; the map shows what happened.`,
    outcome: (s: Score) => {
      if (!s.judged) return 'No recorded figure is judged here.';
      const parts = [
        s.missed ? `${count(s.missed, 'is', 'are')} missed` : '',
        s.undecided ? `${count(s.undecided, 'cannot', 'cannot')} be told with this many runs` : '',
      ].filter(Boolean);
      return (
        `Of ${count(s.judged, 'figure', 'figures')} that history records ` +
        'and the model must produce by itself, ' +
        `${s.met} ${s.met === 1 ? 'lies' : 'lie'} inside the simulated range` +
        `${parts.length ? `, ${parts.join(' and ')}` : ''}.`
      );
    },
    score: (s: Score) => `${s.met} of ${s.judged} judged figures met`,
    misses_first: 'misses first',
    to_table: 'See every figure',
  },
  classes: {
    missed: 'missed',
    undecided: 'undecided',
    met: 'met',
    none: 'not judged',
  } satisfies Record<Class, string>,
  map: {
    label: 'Map of the battle. Arrow keys move it, plus and minus zoom.',
    names: 'Names',
    show: 'Show',
    fit: 'Whole action',
    tasks: 'Tasks of all units',
    basis: 'Reconstructed ground',
    basis_plain: (names: string) => `Without lines: ${names}.`,
    legend: 'Legend',
    languages: { en: 'English', ru: 'Русский', ja: '日本語' },
    levels: {
      auto: 'by zoom',
      element: 'squads, guns',
      platoon: 'platoons',
      company: 'companies',
      battalion: 'battalions',
      regiment: 'regiments',
      division: 'divisions',
    },
    no_map: 'This document has no map.',
    strength: 'strength',
    suppression: 'suppression',
    signs: [
      ['▾', 'gone to ground'],
      ['↩', 'withdrawing'],
      ['»', 'routed'],
      ['⚐', 'surrendered'],
      ['×', 'no men left'],
    ],
    fire_kinds: 'Thin line: rifles. Dashed: machine guns. Disc: shell or grenade. Glow: flare.',
    uncertain: 'Names in grey and thin dotted frontiers: place or line uncertain.',
  },
  tools: {
    label: 'Tools',
    names: { measure: 'Measure', line: 'Line of sight', viewshed: 'What is seen' },
    hints: {
      measure: 'Click points on the map; Enter takes its middle.',
      line: 'Click where the eye is, then where it looks; Enter takes the middle of the map.',
      viewshed: 'Click where the eye is; Enter takes the middle of the map.',
    },
    clear: 'Clear',
    close: 'Put the tool away',
    bearing: (degrees: number) => `${degrees}° from grid north`,
    visible: 'Seen.',
    hidden: 'Not seen.',
    blocked: (text: string) => `the ground stands in the way after ${text}`,
    profile: 'The ground along the line',
    seen: (share: string, range: string) =>
      `A standing man is seen on ${share} of the ground within ${range}. Dark: not seen.`,
    bare: 'Over the bare ground, eye at 1.6 m, a man of 1.5 m.',
    engine: 'As the engine sees it, eye at 1.6 m, a man of 1.5 m.',
    failed: (why: string) => `No answer: ${why}`,
  },
  fog: {
    label: 'Seen by',
    all: 'Everything',
    of_side: '’s headquarters',
    error: 'Truth too',
    unknown: 'unknown',
    seen: (minutes: number) =>
      minutes < 1
        ? 'seen now'
        : minutes < 90
          ? `${Math.round(minutes)} min ago`
          : `${Math.round(minutes / 60)} h ago`,
    error_line: (known: number, all: number, m: number) =>
      `Believes in ${known} of ${all} enemy parts; ${Math.round(m)} m off on average.`,
    not_known: 'These headquarters know nothing of it now.',
    belief: (level: string, m: number, n: number) =>
      `${level}, place good to ${Math.round(m)} m; ${count(n, 'part', 'parts')} of it known.`,
    notes: {
      story: 'Only what these headquarters do or see themselves; an enemy has a name once known.',
      orbat: 'Their own side as it is; of the enemy what their picture holds, and how old it is.',
      losses: 'Their own losses and ground; those of the enemy they do not know.',
      timeline: 'Marks and losses of their own side; phases once they have begun.',
      card: 'As these headquarters know it.',
      record: 'Written afterwards, with the papers of both sides: no headquarters knew this.',
    },
    nameless: 'an enemy',
    picture_of: (name: string) => `${name}, as believed`,
    empty: 'They know of no enemy now.',
    off: (m: number) => `In truth ${Math.round(m)} m from there.`,
  },
  origins: {
    hint: 'Where this figure comes from',
    command: 'Printed by',
    counted: 'Counted in this run',
    counted_over: (n: number) => `Counted over ${count(n, 'run', 'runs')}`,
    evidence: 'What the battle is given',
    recorded: 'What history records',
    definition: 'Figure',
    value: 'Best',
    range: 'Low – high',
    reliability: 'Reliability',
    source: 'Source',
    note: 'Note',
    men: 'Men fit to fight at this moment, of those at the start.',
    suppression: 'How far fire keeps them down, 0 to 100 %, mean over the men.',
    held: 'Share of the cells of the crest that the side controls at this moment.',
    ledger: (name: string, stock: boolean) =>
      `${name}: ${stock ? 'the value at the end of each span' : 'the sum over each span'}; mean ` +
      'over the runs, below it the middle 80 %.',
    pairs: (name: string, n: number) =>
      `${name}: changed less as it was, mean over ${count(n, 'pair', 'pairs')} on the same ` +
      'chance, with its 95 % interval (Student’s t).',
  },
  player: {
    label: 'Playback',
    play: 'Play',
    pause: 'Pause',
    back: 'Step back',
    forward: 'Step forward',
    speed: 'Speed',
    time: 'Time',
    times: '×',
    keys:
      'Space plays, arrows step (with Shift ten), comma and full stop change speed, ' +
      'Home and End jump.',
    light: 'Light and weather',
    visibility: (m: number) =>
      m >= 1000 ? `sees ${(m / 1000).toFixed(m < 9500 ? 1 : 0)} km` : `sees ${Math.round(m)} m`,
    lux: (lux: number) =>
      `${lux < 0.1 ? lux.toPrecision(1) : lux < 10 ? lux.toFixed(1) : Math.round(lux)} lx`,
    rain: 'rain',
    losses: 'Men lost as time goes: first side up, second side down',
    stages: 'Phases of the battle',
  },
  card: {
    title: 'Unit',
    close: 'Close',
    men: 'Men',
    of: 'of',
    posture: 'Posture',
    morale: 'State',
    suppression: 'Suppression',
    within: 'Belongs to',
    history: 'History',
    none: 'Nothing yet.',
    lost: (n: number, left: number) => `${count(n, 'man', 'men')} lost, ${left} left`,
    gained: (n: number, left: number) => `${count(n, 'man', 'men')} joined, now ${left}`,
    start: (n: number) => `${count(n, 'man', 'men')} at the start`,
    now: 'At this moment',
    hint: 'Click a symbol on the map, or a unit in the order of battle, to see its card.',
  },
  postures: [
    'standing',
    'prone',
    'in a scrape',
    'in foxholes',
    'in a trench',
    'under cover overhead',
  ],
  morales: ['steady', 'gone to ground', 'withdrawing', 'routed', 'surrendered', 'gone'],
  targets: {
    intro:
      'A figure is met when the recorded best value lies inside the range of the middle 80 % ' +
      'of the runs and that range is narrow enough to say something. Emerged: no input of ' +
      'the battle says it. Partly given: an input bounds it or sets its hour. Given: the ' +
      'inputs alone say it; such a figure is never judged.',
    figure: 'Figure',
    recorded: 'Recorded',
    simulated: 'Simulated',
    plot: 'Recorded above, runs below',
    verdict: 'Verdict',
    origin: 'Given or emerged',
    show_others: (n: number) =>
      `Show ${count(n, 'figure', 'figures')} that ${n === 1 ? 'is' : 'are'} not judged`,
    middle: 'middle 80 %',
    median: 'median',
    to: '–',
    details: 'Why and from where',
    rank: (k: number, n: number, ci?: string) =>
      `At least this extreme in ${k} of ${n} runs${ci ? ` (95 %: ${ci})` : ''}.`,
    crps: (v: string) => `CRPS ${v}`,
    source: 'Source',
    note: 'Note',
    why: 'Why',
    p10_ci: (a: string, b: string) => `lower end ${a}–${b} (95 %)`,
    p90_ci: (a: string, b: string) => `upper end ${a}–${b} (95 %)`,
    legend:
      'Bar above: recorded low to high, diamond best. Bar below: middle 80 % of the runs, ' +
      'line the median, dots single runs, whiskers the doubt about the ends.',
    none: 'none',
  },
  measures: {
    name: 'Measure',
    n: 'n',
    mean: 'Mean',
    median: 'Median',
    range: 'Middle 80 %',
    share: '95 % interval',
  },
  ledger: {
    intro:
      'Means over all runs, with the middle 80 % of the runs where they differ. ' +
      'The darker a cell, the more of its row falls into it.',
    by: 'By',
    kinds: { stage: 'phase', day: 'day' },
    all: 'all',
    groups: {
      casualties: 'Casualties',
      losses: 'What the men were lost to',
      ammunition: 'Ammunition fired',
      air: 'In the air',
      tanks_lost: 'Tanks put out of action',
      tanks: 'Tanks by state, at the end of each',
      control: 'Share held of the crests, at the end of each',
    },
  },
  curves: {
    intro:
      'Line: this run. Dashed: median of all runs. Band: middle 80 %. ' +
      'Click a moment to see it on the map.',
    this_run: 'this run',
    median: 'median',
  },
  story: {
    show: 'Show',
    importance: ['everything', 'more', 'main events', 'turning points'],
    none: 'No events.',
    jump: 'Show on the map',
  },
  orbat: {
    men: 'men',
    search: 'Find',
    nothing: (text: string) => `Nothing is called “${text}”.`,
    open: (name: string) => `Show what belongs to ${name}`,
    close: (name: string) => `Hide what belongs to ${name}`,
  },
  evidence: {
    figure: 'Figure',
    best: 'Best',
    range: 'Low – high',
    reliability: 'Reliability',
    sources: 'Sources',
  },
  evidence_table: {
    intro: (n: number) =>
      `${count(n, 'run', 'runs')} under each evidence, on the same chance. Median, below it the ` +
      'middle 80 % of the runs. A star: differs from best, run by run (95 %).',
    outcome: 'Outcome',
    recorded: 'Recorded',
    movers: 'Moved most by',
    never: 'never',
    moved: (runs: number, figures: number) =>
      `Moved by: rank correlation with the drawn figure over ${count(runs, 'run', 'runs')} and ` +
      `its 95 % interval; named only where it holds at 5 % among all ${figures} disputed figures.`,
  },
  pairs: {
    intro: (n: number) =>
      `${count(n, 'pair', 'pairs')} of runs, each pair on the same chance: ` +
      'changed less as it was, ' +
      'mean with its 95 % interval. Factor: how many times more independent pairs the same ' +
      'interval would take; “all” where every pair differs by the same. ' +
      'Bold: the interval does not hold 0.',
    measure: 'Measure',
    end: 'At the end',
    over_time: (from: string) => `Over time, from ${from}, when the first pair parts`,
    parted: 'pairs that differ',
    same: 'same',
    factor: (text: string) => `factor ${text}`,
    all: 'all',
  },
  ripples: {
    never: 'The two runs never differ.',
    intro: (pair: number, at: string, who: string) =>
      `Pair ${pair} is the run on the map and the same run as it was. ` +
      `They part at ${at}, with ${who}.`,
    alone: (first: number, second: number) =>
      `${count(first, 'element is', 'elements are')} in the battle as it was alone, ` +
      `${second} in the changed one.`,
    counts: 'Elements that differ',
    elements: 'elements',
    moment: 'After the parting',
    at: (units: number, men: string, km: string, area: string) =>
      `${count(units, 'unit differs', 'units differ')}, up to ${km} km away, ` +
      `on ${area} km²; men fit: ${men}.`,
    map: 'Where elements differ at that moment',
    map_hint: 'The larger a square, the more elements differ in it.',
    order: 'Units in the order in which they part',
    time: 'Time',
    unit: 'Unit',
    facets: 'Differs in',
    through: 'Through',
    links: {
      start: 'at the beginning',
      fire: 'fire with',
      sight: 'sight of',
      order: 'an order of',
      near: 'near',
    } as Record<string, string>,
    away: (m: number) => (m >= 1000 ? `${(m / 1000).toFixed(1)} km away` : `${m} m away`),
    loose: 'no visible cause',
    rest: (n: number) => `Show ${count(n, 'more unit', 'more units')}`,
  },
  phases: { name: 'Phase', period: 'Period', reads: 'Reads', writes: 'Writes', why: 'Why here' },
  about: {
    command: 'Command',
    seed: 'Seed',
    replications: 'Replications',
    version: 'Version',
    scenario_hash: 'Scenario hash',
    parameter_hash: 'Parameter hash',
    created: 'Made',
  },
};

// A mark for the kind of an event in the story and on the time line.
const kEventMarks: [RegExp, string][] = [
  [/captur|control|changes/, '⚑'],
  [/surrender/, '⚐'],
  [/break|broke|rout|destroyed|withdr/, '↩'],
  [/casualt|lost/, '✚'],
  [/shell|mission/, '✸'],
  [/close|grenade/, '⚔'],
  [/fire|shot/, '•'],
  [/contact|report/, '◉'],
  [/order/, '▸'],
  [/weather|light|flare/, '☁'],
];
export const event_mark = (kind: string): string =>
  kEventMarks.find(([pattern]) => pattern.test(kind))?.[1] ?? '·';

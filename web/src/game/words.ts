// Every word of the page on which a battle is played.
import type { OrderCard, PauseCard } from '../protocol/game';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

// "support_by_fire" of the files as people say it.
export const plain = (word: string): string => word.replaceAll('_', ' ');

export const words = {
  play: {
    intro: 'Lead a side yourself. Your orders go down the chain of command and take their time.',
    battle: 'Battle',
    side: 'You lead',
    headquarters: 'You sit with',
    highest: 'the highest headquarters above each unit',
    headquarters_hint: 'Lower is quicker, but reaches only the units below.',
    seed: 'Seed of chance',
    opponent: 'The other side',
    opponents: {
      plan: 'follows the plan of the battle',
      cautious: 'is led by a cautious commander',
      commander: 'is led by an able commander',
    } as Record<string, string>,
    start: 'Start the game',
    starting: 'The battle is being prepared …',
    saved: 'Games',
    none: 'No game yet.',
    state: { playing: 'goes on', over: 'over' },
    at: (side: string, when: string) => `${side}, ${when}`,
    seeds: (seed: number) => `seed ${seed}`,
    guided: 'guided',
    record: 'Record file',
    record_of: (title: string) => `Record file of ${title}`,
    leads: (side: string, headquarters: string) => `You lead ${side}, with ${headquarters}.`,
    leave: 'Leave it for now',
    kept: 'It is kept as it stands.',
  },
  first: {
    title: 'Hold the hill with eleven men',
    text: 'A guided game of ten minutes: the outpost fight of 29 July 1938.',
    start: 'Play the outpost, guided',
    own: 'Lead a side',
  },
  clock: {
    play: 'Run the clock',
    pause: 'Stop the clock',
    step: 'One step',
    speed: 'Speed',
    stop_at: 'Stop at',
    auto: { contact: 'contacts', report: 'reports', order: 'orders' },
    back_to_now: 'Back to now',
    looking_back: 'You look back.',
    kinds: {
      time: 'The clock stands.',
      contact: 'The clock stopped: contact.',
      report: 'The clock stopped: a report.',
      order: 'The clock stopped: news of an order.',
      end: 'The battle has ended.',
    } satisfies Record<PauseCard['kind'], string>,
    go_there: 'Go there',
    go_on: 'Go on',
  },
  victory: {
    title: 'What counts for you',
    begin: 'What you fight for',
    points: (score: number, points: number) => `${Math.round(score)} of ${Math.round(points)}`,
    unknown: (points: number) => `not known, up to ${Math.round(points)}`,
    not_whole: 'What the enemy has lost is not known before the end.',
    total: (score: number, points: number) =>
      `${Math.round(score)} of ${Math.round(points)} points as it stands`,
    other: 'What counts for the other side',
    worth: (points: number) => `up to ${Math.round(points)}`,
    none: 'This battle states no conditions of victory.',
    ended: (score: number, points: number) =>
      `You have ${Math.round(score)} of ${Math.round(points)} points.`,
    against: (side: string, score: number, points: number) =>
      `${side}: ${Math.round(score)} of ${Math.round(points)}.`,
  },
  orders: {
    title: 'Your orders',
    none: 'None yet. Choose a unit on the map, or in the order of battle, and give it an order.',
    give: 'Give an order',
    order_to: (name: string) => `Order to ${name}`,
    no_order: 'What it has not been told by you, it does by the plan of the battle.',
    recall: 'Recall',
    recall_of: (text: string) => `Recall: ${text}`,
    given: (at: string) => `given ${at}`,
    expected: (at: string) => `expected there ${at}`,
    begun: (at: string) => `begun ${at}`,
    states: {
      with_the_staff: 'with the staff',
      on_its_way: 'on its way',
      begun: 'being carried out',
      done: 'done',
      given_up: 'given up',
      recalled: 'recalled',
      refused: 'reached nobody',
    } satisfies Record<OrderCard['state'], string>,
  },
  form: {
    task: 'Task',
    objective: 'Where',
    in_place: 'where it stands',
    choose: 'choose a place …',
    no_place: 'Choose where: from the list, or on the map.',
    point: (text: string) => `point ${text}`,
    on_map: 'On the map',
    aiming: 'Click on the map; Enter takes its middle.',
    via: 'By way of',
    add_via: 'Add a point on the map',
    add_place: 'add a place …',
    take_out: (name: string) => `Not by way of ${name}`,
    stance: 'How it moves',
    fire: 'Fire',
    fires: { free: 'at will', return: 'only in return', hold: 'hold' } as Record<string, string>,
    stances: {
      normal: 'normally',
      silent: 'silently',
      march: 'in column of march',
      bounds: 'by bounds',
    } as Record<string, string>,
    more: 'Way, pace, fire and hour',
    not_before: 'Not before',
    at_once: 'at once',
    commit: 'Commit the order',
    committing: 'Sending …',
    drop: 'Drop it',
    asking: 'Asking the staff …',
    no_way: 'It is there already.',
    march: (way: string, time: string) => `${way} to go, about ${time} on the march.`,
    there: (at: string) => `There about ${at}, if nothing stops it.`,
    arrivals: 'The order would be there',
    arrival_heads: ['Headquarters', '1 in 10', '5 in 10', '9 in 10'],
    label: (way: string, at: string) => `${way} · about ${at}`,
  },
  end: {
    ask: 'End the game',
    hint: 'It becomes a run that you can look at with the whole truth.',
    sure: 'End it here?',
    no: 'Play on',
    title: 'The game is over',
    see: 'See what was so',
    debrief: 'After-action report',
    seeing: 'The run is opened …',
  },
  guide: {
    title: (n: number, all: number) => `Step ${n} of ${all}`,
    skip: 'Skip this step',
    leave: 'Leave the guide',
    label: 'Guide',
    show: (name: string) => `Show ${name}`,
  },
};

export function time_text(ms: number): string {
  const minutes = Math.round(ms / 60000);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

export const orders_text = (n: number): string => count(n, 'order', 'orders');

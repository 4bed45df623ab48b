// Words of an after-action report.
export const words = {
  kind: 'After-action report',
  led: (side: string) => `The ${side} side was led by a player.`,
  not_led: 'Both sides followed their plans.',
  repeat: 'The run: ',
  situation: 'Situation',
  forces: (side: string, men: string, units: string) => `${side}: ${men} men in ${units}.`,
  fought_for: 'What each side fought for',
  verdict: 'How it ended',
  condition: 'Condition',
  came_to: 'Came to',
  points: 'Points',
  of: (got: string, all: string) => `${got} of ${all}`,
  decisions: 'Decisions',
  orders: 'Orders of the player',
  given: 'Given',
  order: 'Order',
  begun: 'Begun',
  after: 'After',
  ended: 'Done or given up',
  never: 'not begun',
  recalled: 'recalled',
  at_the_end: 'on to the end',
  to: (task: string, objective: string | null) => (objective ? `${task}: ${objective}` : task),
  by: (hq: string) => `by ${hq}`,
  after_text: (minutes: number) =>
    minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  own_decisions: 'What commanders decided by themselves',
  turning: 'Turning points',
  no_turning: 'No place that points hang on changed hands for half an hour or more.',
  taken: (place: string, side: string) => `${place} is taken by the ${side} side`,
  believed_intro: 'Ten minutes before, within a kilometre:',
  believed: (side: string, believed: number, right: number, there: number, enemy: string) =>
    `the ${side} headquarters believed in ${believed} ${enemy} elements, ` +
    `${right} of them about where they were; ${there} were there.`,
  why: 'Why?',
  not_explained:
    'Not explained: khasan debrief --explain takes causes out of this run, one at a time, ' +
    'and says what each did.',
  opinions: 'What was believed, and what was so',
  opinions_intro:
    'Enemy elements on the field: all there were, those that headquarters believed in, and of ' +
    'these the ones that were about where they were believed to be. ' +
    'What lies between the lines was not known.',
  there: 'there',
  of_believed: 'believed in',
  right: 'and rightly',
  opinion_of: (side: string) => `What the ${side} side knew`,
  losses: 'This run against the record',
  losses_intro:
    'One run is one chance of many: it need not meet the record. ' +
    'Judged figures only, which no input fixes.',
  quantity: 'Figure',
  this_run: 'This run',
  recorded: 'Recorded',
  inside: 'inside',
  outside: 'outside',
  questions: 'Questions',
  print: 'Print, or save as PDF',
  about: 'About',
};

// Beginnings of a what-if of one's own; docs/howto/what_ifs.md says how to go on.
export type Example = 'weather' | 'time' | 'force' | 'parameter';

const kHead = 'format: khasan-what-if-1\n';
const kAssumed = 'sources: [assumed], reliability: low';
const kExamples: Record<Example, string> = {
  weather:
    'title: It is clear on the morning of 31 July.\nchanges:\n' +
    '  - {file: battle.yaml, at: [weather, 1938-07-31T05:30:00+09:00, visibility_m], set: 10000}\n',
  time:
    'title: The Japanese orders of the night come an hour later.\nchanges:\n' +
    '  - {file: plans/jp.yaml, at: [orders], shift_h: 1, ' +
    'between: [1938-07-30T20:00:00+09:00, 1938-07-31T10:00:00+09:00]}\n',
  force:
    'title: The 1st Battalion of the 75th has half its men.\nchanges:\n' +
    '  - {file: forces/jp.yaml, at: [units, jp/19div/75ir/bn1, strength], ' +
    `set: {best: 400, low: 380, high: 420, ${kAssumed}}}\n`,
  parameter:
    'title: Messages take a minute.\nchanges:\n' +
    '  - {file: catalog/parameters/command.yaml, at: [parameters, telephone_s], ' +
    `set: {best: 60, low: 60, high: 60, ${kAssumed}}}\n`,
};

export const example_patch = (kind: Example): string => kHead + kExamples[kind];

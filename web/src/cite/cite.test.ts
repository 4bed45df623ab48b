import { describe, expect, test } from 'vitest';
import { load_sample } from '../sample/load';
import { citation_of, pages_of, type Imprint, type Shown } from './citation';
import { left_out, play_command, repeat_command, shell_words } from './command';
import { csl_of, csv_form, text_of } from './forms';
import { compare_command, report_imprint } from './imprint';
import { ledger_shown, measures_shown, pairs_shown, targets_shown } from './shown';

const battle = load_sample();
const imprint = report_imprint(battle.report);

const played = (command: string, n: number | null = 40, first = 0) => ({
  command,
  seed: '7',
  n,
  first,
});

describe('commands', () => {
  test('words_of_a_shell_keep_what_quotes_hold', () => {
    expect(shell_words(`khasan run 'a b/c' --roe=x "d 'e'"`)).toEqual([
      'khasan',
      'run',
      'a b/c',
      '--roe=x',
      "d 'e'",
    ]);
  });

  test('what_a_command_wrote_and_told_is_no_part_of_repeating_it', () => {
    const typed = 'khasan run battles/x --report a.html --story 3 --threads 2 --roe r=off';
    expect(repeat_command(played(typed), 'json')).toBe(
      'khasan run battles/x --roe r=off --replications 40 --seed 7 --json',
    );
    expect(repeat_command(played('khasan run x --seed=1 --first 2', 1, 3), 'report')).toBe(
      'khasan run x --first 3 --replications 1 --seed 7 --report again.html',
    );
  });

  test('as_many_pairs_as_were_played_are_played_again', () => {
    const typed = "khasan compare 'my battle' -n 400 --until-width T1=3 --what-if fog";
    expect(repeat_command(played(typed, 60), 'json')).toBe(
      "khasan compare 'my battle' --what-if fog --pairs 60 --seed 7 --json",
    );
  });

  test('studies_and_crises_keep_their_own_numbers', () => {
    expect(repeat_command(played('khasan study s.yaml --threads 4'), 'json')).toBe(
      'khasan study s.yaml --json',
    );
    expect(repeat_command(played('khasan crisis x --sets 9 --report r', null), 'json')).toBe(
      'khasan crisis x --sets 9 --seed 7 --json',
    );
    expect(repeat_command(played('khasan run --study s.yaml --point 2 --rep 1', 1), 'json')).toBe(
      'khasan run --study s.yaml --point 2 --rep 1 --json',
    );
  });

  test('one_run_is_played_alone_with_its_own_chance', () => {
    expect(play_command(played('khasan run x --replications 40 --report r.html'), 17)).toBe(
      'khasan run x --first 17 --replications 1 --seed 7 --report run_17.html',
    );
    expect(play_command(played('khasan compare x --what-if y --ripples 2'), 5)).toBe(
      'khasan compare x --what-if y --pairs 1 --ripples 5 --seed 7 --report pair_5.html',
    );
  });

  test('what_is_left_out_is_named', () => {
    expect(left_out('khasan run x --without morale --without=air')).toEqual(['morale', 'air']);
  });

  test('a_comparison_of_the_application_is_a_command_with_its_changes', () => {
    const request = { battle: 'b', what_ifs: ['fog'], roe: ['r=off'], patch: 'x: 1' };
    expect(compare_command({ ...request, pairs: 9, seed: 2 })).toBe(
      'khasan compare battles/b --what-if fog --what-if PATCH --roe r=off --seed 2',
    );
  });
});

describe('sentences', () => {
  test('a_number_is_told_with_its_runs_what_made_it_its_range_and_the_record', () => {
    const shown = targets_shown(battle, 'Simulated against recorded');
    const chosen = shown.statements.findIndex(({ id }) => id === 'T020');
    expect(citation_of(imprint, shown, chosen).sentence).toBe(
      'In 40 runs of “The night attack on Zaozernaya” (Khasan sample, scenario 5f1d0c9a, ' +
        'parameters a03e55c1, seed 1938), outpost killed (USSR, 29 July) had median 5.03 men ' +
        '(middle 80 % of the runs 3.54 to 6.17); recorded 4 to 5, best 5.',
    );
  });

  test('a_share_has_its_interval_after_wilson', () => {
    const measure = { id: 'M', name: 'Hill taken', n: 40, happened: 10, p50: null, mean: null };
    const share_ci: [number, number] = [0.14, 0.4];
    const one = { ...battle, measures: [{ ...measure, share_ci }] };
    const { sentence } = citation_of(imprint, measures_shown(one, 'x'));
    expect(sentence).toContain(
      'Hill taken happened in 10 of 40 runs (25 %, 95 % interval after Wilson 14 % to 40 %).',
    );
  });

  test('a_difference_is_told_with_its_pairs_and_the_change', () => {
    const d = { id: 'T1', name: 'killed', unit: 'men', side: 'su', n: 12, difference: 3.25 };
    const rest = { ci95: [1, 5.5] as [number, number], variance_reduction: 2, share_differing: 1 };
    const pairs = { n: 12, measures: [{ ...d, ...rest }], horizons: null };
    const changed: Imprint = { ...imprint, kind: 'pairs', changes: ['Fog until ten.'] };
    const { sentence, path } = citation_of(changed, pairs_shown(battle, pairs, 'x'));
    expect(sentence).toMatch(
      /^In 12 pairs of runs of “.*” \(.*\) on the same chance, changed less/,
    );
    expect(sentence).toContain(
      'USSR: killed differed on average by +3.25 men (95 % confidence interval of the mean ' +
        'difference +1 to +5.5). The change: Fog until ten.',
    );
    expect(path).toBe('measures[id=T1].difference');
  });

  test('what_no_json_holds_is_had_again_from_a_report', () => {
    const row = { id: 'r', group: 'g', name: 'killed', unit: 'men', side: 'su', stock: false };
    const rows = [{ ...row, mean: [2], p10: [1], p90: [3] }];
    const spans = [{ name: 'Night', kind: 'stage' as const, from_ms: 0, to_ms: 1 }];
    const report = { ...battle.report, ledger: { n: 40, spans, rows } };
    const citation = citation_of(imprint, ledger_shown({ ...battle, report }, rows, 'Losses'));
    expect(citation.sentence).toContain('USSR: killed, Night had mean 2 men');
    expect(citation.command).toMatch(/ --report again\.html$/);
    expect(citation.path).toBe('');
  });
});

describe('sources', () => {
  test('pages_are_those_that_a_note_names_and_never_others', () => {
    expect(pages_of('pp. 10-11')).toBe('10-11');
    expect(pages_of('seen in part (p. 190)')).toBe('190');
    expect(pages_of('112 men of the 75th')).toBeNull();
    expect(pages_of(undefined)).toBeNull();
  });

  test('a_number_that_nothing_is_compared_with_rests_on_what_the_battle_rests_on', () => {
    const shown: Shown = {
      title: 't',
      statements: [],
      table: { columns: [], rows: [] },
      output: 'json',
    };
    const citation = citation_of(imprint, shown);
    expect(citation.sources_of).toBe('whole');
    expect(citation.sources.map(({ id }) => id)).toEqual(imprint.cited);
    expect(imprint.cited.length).toBeGreaterThan(0);
  });
});

describe('forms', () => {
  const works = [{ id: 'S1', type: 'book', title: 'A book', note: 'pp. 3-4' }];
  const shown = targets_shown(battle, 'Targets');
  const citation = citation_of({ ...imprint, works }, shown);

  test('csl_json_is_an_array_of_items_with_ids_of_their_own', () => {
    const items = JSON.parse(csl_of(citation)) as { id: string; type: string; title: string }[];
    expect(items.map(({ type }) => type).slice(0, 2)).toEqual(['dataset', 'software']);
    expect(items.length).toBe(2 + citation.sources.length);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    for (const item of items) expect(item.title.length).toBeGreaterThan(0);
  });

  test('text_says_where_no_page_is_recorded', () => {
    const [source] = citation.sources;
    expect(text_of(citation)).toContain(`[${source!.id}] `);
    expect(text_of(citation)).toContain(
      source!.pages ? `P. ${source!.pages}` : 'page not recorded',
    );
  });

  test('csv_has_a_head_then_a_row_of_names_then_every_row', () => {
    const lines = csv_form(citation).trimEnd().split('\n');
    const head = lines.filter((line) => line.startsWith('# '));
    expect(head[0]).toMatch(/^# sentence: In 40 runs of/);
    expect(head).toContainEqual(expect.stringMatching(/^# command: khasan run .* --json$/));
    expect(lines[head.length]).toMatch(/^id,quantity,unit,/);
    expect(lines.length - head.length - 1).toBe(battle.targets.length);
  });
});

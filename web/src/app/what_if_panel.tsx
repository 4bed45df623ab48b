// What if? Choose a change, shipped or one's own, and play it: pairs of runs from the beginning, or
// one future from the moment shown.
import { useState } from 'preact/hooks';
import type { Battle, RuleCard } from '../protocol/server';
import { day_and_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { save } from '../study/table';
import { useApp, useAppState, useFetched } from './context';
import { Fault, useFault } from './jobs';
import { MoveForm } from './move_form';
import { words } from './words';

const w = words.what_if;
const kPairsFirst = 20;

export interface Change {
  what_ifs: string[];
  flipped: string[]; // rules that are otherwise than in the battle
  patch: string;
}
export const kNoChange: Change = { what_ifs: [], flipped: [], patch: '' };

// As `khasan run --roe` takes them: RULE=on or RULE=off.
export const roe_of = (flipped: string[], rules: RuleCard[]): string[] =>
  rules.filter((rule) => flipped.includes(rule.id)).map((r) => `${r.id}=${r.on ? 'off' : 'on'}`);

export const is_empty = (change: Change): boolean =>
  !change.what_ifs.length && !change.flipped.length && !change.patch.trim();

const toggled = (list: string[], one: string): string[] =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one];

interface EditProps {
  battle: Battle;
  change: Change;
  set(change: Change): void;
}

function Shipped({ battle, change, set }: EditProps) {
  return (
    <fieldset class="checks">
      <legend>{w.shipped}</legend>
      {battle.what_ifs.length === 0 && <p class="quiet">{w.no_shipped}</p>}
      {battle.what_ifs.map((one) => (
        <label key={one.id}>
          <input
            type="checkbox"
            checked={change.what_ifs.includes(one.id)}
            onChange={() => set({ ...change, what_ifs: toggled(change.what_ifs, one.id) })}
          />
          <span>{one.title}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Rules({ battle, change, set }: EditProps) {
  if (!battle.rules.length) return null;
  return (
    <details open={change.flipped.length > 0}>
      <summary>{w.rules}</summary>
      <fieldset class="checks">
        <legend class="unseen">{w.rules}</legend>
        {battle.rules.map((rule) => {
          const on = rule.on !== change.flipped.includes(rule.id);
          return (
            <label key={rule.id}>
              <input
                type="checkbox"
                checked={on}
                onChange={() => set({ ...change, flipped: toggled(change.flipped, rule.id) })}
              />
              <span>
                {rule.sentence} <b>{change.flipped.includes(rule.id) && (on ? w.on : w.off)}</b>
              </span>
            </label>
          );
        })}
      </fieldset>
    </details>
  );
}

function Own({ battle, change, set }: EditProps) {
  return (
    <details open={change.patch !== ''}>
      <summary>{w.own}</summary>
      <p class="quiet">{w.own_hint}</p>
      <p class="examples">
        {battle.examples.map(({ kind, patch }) => (
          <button type="button" key={kind} onClick={() => set({ ...change, patch })}>
            {w.examples[kind] ?? kind}
          </button>
        ))}
      </p>
      <textarea
        rows={8}
        spellcheck={false}
        aria-label={w.own_label}
        value={change.patch}
        onInput={(event) => set({ ...change, patch: event.currentTarget.value })}
      />
      {change.patch.trim() && (
        <button
          type="button"
          onClick={() => save(`${battle.card.id}-what-if.yaml`, 'application/yaml', change.patch)}
        >
          {words.moves.save}
        </button>
      )}
    </details>
  );
}

function Moment() {
  const { battle } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / 1000) * 1000);
  return <>{w.here(day_and_time(battle, t))}</>;
}

function From({ forks, set }: { forks: boolean; set(forks: boolean): void }) {
  const run = useAppState((state) => (state.page?.battle.play ? state.page_of : null));
  return (
    <fieldset class="checks">
      <legend>{w.from}</legend>
      <label>
        <input type="radio" name="from" checked={!forks} onChange={() => set(false)} />
        <span>{w.start}</span>
      </label>
      <label>
        <input
          type="radio"
          name="from"
          checked={forks}
          disabled={!run}
          onChange={() => set(true)}
        />
        <span>{run ? <Moment /> : w.no_fork}</span>
      </label>
    </fieldset>
  );
}

function Earlier({ battle }: { battle: string }) {
  const app = useApp();
  const jobs = useAppState((state) => state.jobs.length);
  const { value } = useFetched(`comparisons/${jobs}`, () => app.api.comparisons());
  const earlier = (value ?? []).filter((one) => one.battle === battle);
  if (!earlier.length) return null;
  return (
    <>
      <h3>{w.earlier}</h3>
      <ul class="choices">
        {earlier.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              class="choice"
              onClick={() => app.go({ comparison: one.id, panel: null })}
            >
              {one.title}{' '}
              <span class="quiet">{words.twins.pairs(one.pairs, one.request.pairs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

// Starts the comparison or the future; what is wrong with it is said below the button.
function use_start(battle: Battle, change: Change, forks: boolean, pairs: number) {
  const app = useApp();
  const [fault, set_fault] = useFault();
  const start = async () => {
    const { what_ifs, patch } = change;
    const roe = roe_of(change.flipped, battle.rules);
    const { page, page_of, runs } = app.state;
    const from = runs.find((run) => run.id === page_of);
    const common = { battle: battle.card.id, what_ifs, roe, patch, seed: from?.seed ?? 1 };
    if (forks && page && page_of) {
      const fork = { fork_of: page_of, fork_at_ms: Math.round(page.player.state.t) };
      const asked = app.api.start_run({ ...common, replication: from?.replication ?? 0, ...fork });
      return set_fault(await app.request(asked, (run) => app.show_run(run)));
    }
    set_fault(await app.compare({ ...common, pairs }));
  };
  return { fault, start };
}

export function WhatIfPanel() {
  const battle = useAppState((state) => state.battle);
  return battle ? <Form battle={battle} key={battle.card.id} /> : <p>{words.loading}</p>;
}

function Form({ battle }: { battle: Battle }) {
  const app = useApp();
  const limit = useAppState((state) => state.limits?.pairs ?? 200);
  const [change, set] = useState(kNoChange);
  const [forks, set_forks] = useState(() => app.take_fork_wish());
  const [pairs, set_pairs] = useState(Math.min(kPairsFirst, limit));
  const { fault, start } = use_start(battle, change, forks, pairs);
  const seconds = battle.card.seconds_a_run;
  return (
    <form
      class="what-if"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p class="intro">{w.intro}</p>
      <Shipped {...{ battle, change, set }} />
      <Rules {...{ battle, change, set }} />
      <Own {...{ battle, change, set }} />
      <MoveForm battle={battle.card.id} set_patch={(patch) => set((old) => ({ ...old, patch }))} />
      <From forks={forks} set={set_forks} />
      {!forks && (
        <label class="pairs-choice">
          {w.pairs}{' '}
          <input
            type="number"
            min={1}
            max={limit}
            value={pairs}
            onInput={(event) => set_pairs(Number(event.currentTarget.value))}
          />{' '}
          <span class="quiet">
            {w.pairs_hint} {seconds !== null && words.next.takes(2 * seconds * pairs)}
          </span>
        </label>
      )}
      <p>
        <button type="submit" class="primary" disabled={!forks && is_empty(change)}>
          {forks ? w.fork : w.compare}
        </button>{' '}
        {!forks && is_empty(change) && <span class="quiet">{w.nothing}</span>}
      </p>
      {fault && <Fault fault={fault} />}
      <Earlier battle={battle.card.id} />
    </form>
  );
}

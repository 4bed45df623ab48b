// Simulated against recorded: one row a figure, misses first, the reasons a click away.
import { useState } from 'preact/hooks';
import { targets_shown } from '../cite/shown';
import type { Shown } from '../cite/citation';
import type { Battle } from '../protocol/read';
import type { Target } from '../protocol/report';
import { usePage } from '../store/context';
import { figure, percent, quantity, unit_text } from '../store/figures';
import { recorded_origin, simulated_origin } from '../store/origins';
import { class_of, misses_first } from '../store/score';
import { strings } from '../strings';
import { Figure } from './figure';
import { IntervalPlot } from './interval_plot';
import { Table } from './table';

const words = strings.targets;
const { origins } = strings;

function recorded_text(target: Target): string {
  const { low, best, high } = target.recorded ?? {};
  if (best == null && low == null && high == null) return words.none;
  const range =
    low !== high ? ` (${quantity(low, target.unit)}${words.to}${quantity(high, target.unit)})` : '';
  return `${quantity(best, target.unit)}${range}`;
}

function simulated_text(target: Target): string {
  const s = target.simulated;
  if (s?.p50 == null) return words.none;
  const q = (value: number | null) => quantity(value, target.unit);
  return `${q(s.p50)} (${q(s.p10)}${words.to}${q(s.p90)})`;
}

function rank_text(target: Target): string {
  const rank = target.rank;
  if (!rank) return '';
  const ci = rank.ci ? `${percent(rank.ci[0])}${words.to}${percent(rank.ci[1])}` : undefined;
  return words.rank(rank.at_least_this_extreme, rank.n, ci);
}

function doubt_text(target: Target): string {
  const s = target.simulated;
  const q = (v: number) => quantity(v, target.unit);
  const parts = [
    s?.p10_ci ? words.p10_ci(q(s.p10_ci[0]), q(s.p10_ci[1])) : '',
    s?.p90_ci ? words.p90_ci(q(s.p90_ci[0]), q(s.p90_ci[1])) : '',
    typeof target.crps === 'number' ? words.crps(figure(target.crps)) : '',
  ].filter(Boolean);
  return parts.join('; ');
}

function Details({ target }: { target: Target }) {
  const lines = [
    ['', rank_text(target)],
    ['', doubt_text(target)],
    [words.note, target.note],
    [words.source, target.source],
  ].filter(([, text]) => text);
  if (!lines.length) return null;
  return (
    <details class="why">
      <summary>{words.details}</summary>
      {lines.map(([name, text], i) => (
        <p key={i}>
          {name && <b>{name}: </b>}
          {text}
        </p>
      ))}
    </details>
  );
}

interface TargetRowProps {
  target: Target;
  battle: Battle;
  shown(): Shown;
}

function TargetRow({ target, battle, shown }: TargetRowProps) {
  const side = battle.sides.find(
    (s) => s.id === target.side || s.id.toLowerCase() === target.side?.toLowerCase(),
  );
  const kind = class_of(target);
  const context = [side?.name ?? target.side, target.window].filter(Boolean).join(', ');
  const label =
    `${target.quantity}: ${words.recorded} ${recorded_text(target)}; ` +
    `${words.simulated} ${simulated_text(target)}`;
  return (
    <>
      <tr class={`${kind}${target.why ? ' with-why' : ''}`}>
        <th scope="row">
          {target.quantity} <span class="unit">{unit_text(target.unit)}</span>
          <span class="context">{context}</span>
        </th>
        <td data-name={words.recorded}>
          <Figure origins={() => [recorded_origin(battle, target, origins)]}>
            {recorded_text(target)}
          </Figure>
        </td>
        <td data-name={words.simulated}>
          <Figure origins={() => [simulated_origin(battle, target, origins)]}>
            {simulated_text(target)}
          </Figure>
          {target.simulated && <span class="context">n = {target.simulated.n}</span>}
        </td>
        <td class="plot">
          <IntervalPlot target={target} colour={side?.colour ?? '#5b5b5b'} {...{ label, shown }} />
        </td>
        <td data-name={words.origin} class="origin" title={target.origin_why}>
          {target.origin}
          {target.origin_why && <span class="context">{target.origin_why}</span>}
        </td>
        <td>
          <span class={`badge ${kind}`}>{target.verdict ?? strings.classes[kind]}</span>
          <Details target={target} />
        </td>
      </tr>
      {target.why && (
        <tr class={`why-row ${kind}`}>
          <td colSpan={6}>
            <b>{words.why}:</b> {target.why}
          </td>
        </tr>
      )}
    </>
  );
}

export function TargetsPanel() {
  const { battle } = usePage();
  const [all, set_all] = useState(false);
  if (!battle.targets.length) return null;
  const sorted = misses_first(battle.targets);
  const judged = sorted.filter((target) => class_of(target) !== 'none');
  const others = sorted.length - judged.length;
  const shown = () => targets_shown(battle, strings.sections.targets);
  return (
    <section id="targets" aria-labelledby="targets-title">
      <h2 id="targets-title">{strings.sections.targets}</h2>
      <p class="intro">
        {words.intro} {words.legend}
      </p>
      <Table
        name="targets"
        title={strings.sections.targets}
        shown={shown}
        heads={[
          words.figure,
          words.recorded,
          `${words.simulated}: ${words.median} (${words.middle})`,
          words.plot,
          words.origin,
          words.verdict,
        ]}
      >
        {(all ? sorted : judged).map((target) => (
          <TargetRow key={target.id} {...{ target, battle, shown }} />
        ))}
      </Table>
      {others > 0 && !all && (
        <button type="button" onClick={() => set_all(true)}>
          {words.show_others(others)}
        </button>
      )}
    </section>
  );
}

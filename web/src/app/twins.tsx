// Twins: the battle as it was and changed, side by side with one clock; halos where they differ;
// below, what the change did over all pairs so far.
import type View from 'ol/View';
import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { CiteButton, CiteContext, shown_as_is } from '../cite/cite_button';
import { compare_command, comparison_imprint, report_imprint } from '../cite/imprint';
import { pairs_shown } from '../cite/shown';
import type { Painter } from '../map/map_view';
import { ripple_painter } from '../map/ripple_halos';
import { Chart } from '../panels/curves';
import { Figure } from '../panels/figure';
import { MapFrame } from '../panels/map_frame';
import type { MapChoice } from '../panels/map_switches';
import { span_text } from '../panels/ripples';
import { Replay, RunStrip, type Strip } from '../panels/run_strip';
import { Table } from '../panels/table';
import type { Battle } from '../protocol/read';
import type { Curve, PairedDifference, Pairs, Ripples } from '../protocol/report';
import type { Comparison, MeasureDifference } from '../protocol/server';
import { PageContext, usePage, usePlayer, type Page } from '../store/context';
import { figure, is_hour, unit_text } from '../store/figures';
import { of_side, seer_of } from '../store/known';
import type { Origin } from '../store/origins';
import { last_at } from '../store/tracks';
import { useApp, useAppState } from './context';
import { JobFault } from './jobs';
import { PlayButton } from './play_button';
import type { Narrowing, Twin } from './app_state';
import { strings } from '../strings';
import { words } from './words';

const w = words.twins;

// What a curve of the changed battle has more than that of the battle as it was.
export function difference_of(before: Curve, after: Curve): Curve {
  const t = [...new Set([...before.t, ...after.t])].sort((a, b) => a - b);
  const at = (curve: Curve, time: number) => {
    const values = curve.this_run ?? curve.median ?? [];
    return values[Math.min(values.length - 1, Math.max(0, last_at(curve.t, time)))] ?? 0;
  };
  return {
    id: before.id,
    name: before.name,
    unit: before.unit,
    side: before.side,
    t,
    this_run: t.map((time) => at(after, time) - at(before, time)),
  };
}

export function difference_curves(before: Battle, after: Battle): Curve[][] {
  const wanted = before.curves.filter((curve) => /^(lost|held)_/.test(curve.id));
  const by_name = new Map<string, Curve[]>();
  for (const curve of wanted) {
    const other = after.curves.find((each) => each.id === curve.id);
    if (!other) continue;
    const difference = difference_of(curve, other);
    if (!difference.this_run!.some((value) => value !== 0)) continue;
    by_name.set(curve.name, [...(by_name.get(curve.name) ?? []), difference]);
  }
  return [...by_name.values()];
}

const scale_of = (m: MeasureDifference): number => (is_hour(m.unit) ? 60 : 1);

function signed(m: MeasureDifference, value: number | null): string {
  if (value === null) return '–';
  const scaled = value * scale_of(m);
  return (scaled > 0 ? '+' : '') + figure(scaled);
}

const is_clear = (m: MeasureDifference): boolean =>
  m.low !== null && m.high !== null && (m.low > 0 || m.high < 0);

const kFunnel = { width: 150, height: 34 };

// The interval against the number of pairs: a funnel that closes, with the line of no difference.
export function funnel_points(steps: Narrowing[], width: number, height: number) {
  const most = Math.max(...steps.map((s) => Math.max(Math.abs(s.low), Math.abs(s.high))), 1e-9);
  const last = Math.max(1, steps.at(-1)?.n ?? 1);
  const x = (n: number) => (width * n) / last;
  const y = (v: number) => height / 2 - (v / most) * (height / 2 - 1);
  const at = (n: number, v: number) => `${x(n).toFixed(1)},${y(v).toFixed(1)}`;
  return {
    area: [
      ...steps.map((s) => at(s.n, s.high)),
      ...[...steps].reverse().map((s) => at(s.n, s.low)),
    ].join(' '),
    line: steps.map((s) => at(s.n, s.difference)).join(' '),
  };
}

function Funnel({ steps }: { steps: Narrowing[] }) {
  const { width, height } = kFunnel;
  if (steps.length === 0) return null;
  // One step alone has no width: it is a mark at its end.
  const only = steps.length === 1 ? steps[0]! : null;
  const drawn = only ? [{ ...only, n: 0.93 * only.n }, only] : steps;
  const { area, line } = funnel_points(drawn, width, height);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={w.funnel(steps.at(-1)!.n)}
    >
      <polygon points={area} fill="#d9cba6" />
      <polyline points={line} fill="none" stroke="#26221c" stroke-width="1.4" />
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} stroke="#a3261d" stroke-width="0.7" />
    </svg>
  );
}

// How the difference is made, and the command that prints it.
const pairs_origin = (m: MeasureDifference, { request }: Comparison): Origin => ({
  title: strings.origins.counted_over(2 * m.n),
  lines: [[strings.origins.definition, strings.origins.pairs(m.name, m.n)]],
  command: `${compare_command(request)} --pairs ${request.pairs}`,
});

// As the report of a comparison has it.
const paired_difference = (m: MeasureDifference): PairedDifference => ({
  ...{ id: m.id, name: m.name, unit: m.unit, n: m.n, difference: m.difference },
  ci95: [m.low, m.high],
  variance_reduction: null,
  share_differing: m.share_more + m.share_less,
});

// Every pair, in the unit of the table.
function strip_of(m: MeasureDifference, pairs: Pairs | null): Strip {
  const samples = pairs?.measures.find(({ id }) => id === m.id)?.samples ?? [];
  const values = samples.map((value) => (value === null ? null : value * scale_of(m)));
  const unit = is_hour(m.unit) ? 'min' : m.unit;
  return { values, numbers: values.map((_, i) => i), unit, are_pairs: true };
}

// Plays the changed run of a pair.
function replay_of({ request }: Comparison) {
  const { battle, seed, what_ifs, roe, patch } = request;
  const change = { battle, seed, what_ifs, roe, patch, fork_of: null, fork_at_ms: null };
  return function PlayPair({ replication }: { replication: number }) {
    const app = useApp();
    return <PlayButton ask={() => app.api.start_run({ ...change, replication })} />;
  };
}

interface RowProps {
  m: MeasureDifference;
  steps: Narrowing[];
  comparison: Comparison;
  pairs: Pairs | null;
}

function Row({ m, steps, comparison, pairs }: RowProps) {
  const interval =
    m.low === null || m.high === null ? '' : `(${signed(m, m.low)} … ${signed(m, m.high)})`;
  const text = `${signed(m, m.difference)} ${is_hour(m.unit) ? 'min ' : ''}${interval}`;
  return (
    <tr>
      <th scope="row">
        {m.name} <span class="unit">{is_hour(m.unit) ? '' : unit_text(m.unit)}</span>
      </th>
      <td>
        <Figure origins={() => [pairs_origin(m, comparison)]}>
          {is_clear(m) ? <b>{text}</b> : text}
        </Figure>
        {m.n < 2 && <span class="context">{w.no_interval(m.n)}</span>}
      </td>
      <td>
        <Funnel steps={steps} />
      </td>
      <td>
        <RunStrip strip={strip_of(m, pairs)} name={m.name} />
      </td>
    </tr>
  );
}

function Differences({ comparison, pairs }: { comparison: Comparison; pairs: Pairs | null }) {
  const page = usePage() as Page | null;
  const narrowing = useAppState((state) => state.narrowing);
  const moving = comparison.measures.filter((m) => m.share_more + m.share_less > 0);
  if (!moving.length) return <p class="quiet">{w.no_measure}</p>;
  // Clear ones first, else as the battle lists them.
  const sorted = [...moving.filter(is_clear), ...moving.filter((m) => !is_clear(m))];
  const found: Pairs = {
    n: comparison.pairs,
    measures: sorted.map(paired_difference),
    horizons: null,
  };
  return (
    <div class="differences" tabIndex={0} role="region" aria-label={w.difference}>
      <Table
        title={comparison.title}
        shown={page ? () => pairs_shown(page.battle, found, comparison.title) : undefined}
        heads={[w.measure, w.difference, w.narrowing, strings.run_strip.pairs]}
      >
        {sorted.map((m) => (
          <Row key={m.id} steps={narrowing.get(m.id) ?? []} {...{ m, comparison, pairs }} />
        ))}
      </Table>
    </div>
  );
}

function parted_text(ripples: Ripples, t: number): string {
  if (ripples.parted_ms === null || t < ripples.parted_ms) return '';
  const at = last_at(ripples.counts.t, t);
  const elements = ripples.counts.elements.reduce((sum, side) => sum + (side[at] ?? 0), 0);
  return w.parted(span_text(t - ripples.parted_ms), elements);
}

function Parted({ ripples }: { ripples: Ripples }) {
  const text = usePlayer((state) => parted_text(ripples, state.t));
  return <span class="parted">{text}</span>;
}

// Of one of the twins: how that run is played again.
const CiteMap = ({ title, page }: { title: string; page: Page }) => (
  <CiteContext.Provider value={report_imprint(page.battle.report)}>
    <CiteButton title={title} shown={() => shown_as_is(title, null)} />
  </CiteContext.Provider>
);

interface MapsProps {
  twin: Twin;
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
}

function Maps({ twin, choice, choose }: MapsProps) {
  const [view, set_view] = useState<View | null>(null);
  const app = useApp();
  const [first, second] = twin.pages;
  const ripples = twin.pairs?.ripples ?? null;
  const painter = useMemo<Painter | null>(
    () => (ripples ? ripple_painter(ripples, first.player, first.battle.sides) : null),
    [ripples, first],
  );
  const frame = { choice, choose, on_level: () => undefined, painter };
  return (
    <div class="twin-maps">
      <figure>
        <figcaption>
          <b>{w.as_it_was}</b>
        </figcaption>
        <PageContext.Provider value={first}>
          <MapFrame
            {...frame}
            label={w.as_it_was}
            on_map={(map) => {
              if (app.state.route.place) map.look_at(...app.state.route.place);
              set_view(map.view);
            }}
          />
        </PageContext.Provider>
      </figure>
      <figure>
        <figcaption>
          <b>{w.changed}</b> <CiteMap title={w.changed} page={second} />{' '}
          <PageContext.Provider value={second}>
            {ripples && <Parted ripples={ripples} />}
          </PageContext.Provider>
        </figcaption>
        {view && (
          <PageContext.Provider value={second}>
            <MapFrame {...frame} label={w.changed} shared={view} />
          </PageContext.Provider>
        )}
      </figure>
    </div>
  );
}

const kChart_px = 140;

// Charts of one pair: the page gives them clock and player.
function Charts({ second }: { second: Page }) {
  const first = usePage();
  const seer = usePlayer((state) => seer_of(state.fog));
  const charts = useMemo(() => difference_curves(first.battle, second.battle), [first, second]);
  const shown = charts.map((curves) => of_side(curves, seer)).filter((curves) => curves.length);
  return (
    <>
      {shown.slice(0, 2).map((curves) => (
        <Chart key={`${curves[0]!.id} ${seer}`} curves={curves} height={kChart_px} />
      ))}
    </>
  );
}

// Before the first pair: how its job fares, so that nobody waits for what will not come.
function Waiting() {
  const job = useAppState((state) =>
    state.jobs.find((each) => each.result === state.route.comparison),
  );
  const ended = job?.state === 'failed' || job?.state === 'stopped';
  return <div class="twin-maps waiting">{ended ? <JobFault job={job} /> : <p>{w.waiting}</p>}</div>;
}

export interface TwinStageProps {
  twin: Twin | null;
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
}

export function TwinStage({ twin, choice, choose }: TwinStageProps) {
  const app = useApp();
  const comparison = useAppState((state) => state.comparison);
  // The maps must learn their new room.
  useEffect(() => void window.dispatchEvent(new Event('resize')), [twin]);
  const [play, set_play] = useState<ComponentType<{ replication: number }> | null>(null);
  useEffect(() => set_play(() => comparison && replay_of(comparison)), [comparison?.id]);
  const page = twin?.pages[1] ?? null;
  const imprint = page && comparison && comparison_imprint(page.battle.report, comparison);
  return (
    <CiteContext.Provider value={imprint}>
      <div class="twins">
        {twin ? (
          <Maps key={twin.pages[0].battle.report.title} {...{ twin, choice, choose }} />
        ) : (
          <Waiting />
        )}
        <section class="twin-results" aria-label={w.changed}>
          <div class="panel-head">
            <h2>{comparison?.title ?? words.loading}</h2>
            {comparison && (
              <span class="quiet" role="status">
                {w.pairs(comparison.pairs, comparison.request.pairs)}
              </span>
            )}
            <button type="button" onClick={() => app.go({ comparison: null })}>
              {w.close}
            </button>
          </div>
          <div class="twin-body">
            {comparison && (
              <Replay.Provider value={play}>
                <PageContext.Provider value={page}>
                  <Differences comparison={comparison} pairs={twin?.pairs ?? null} />
                </PageContext.Provider>
              </Replay.Provider>
            )}
            {twin && (
              <div class="twin-charts">
                <PageContext.Provider value={twin.pages[0]}>
                  <Charts second={twin.pages[1]} />
                </PageContext.Provider>
              </div>
            )}
          </div>
        </section>
      </div>
    </CiteContext.Provider>
  );
}

// Twins: the battle as it was and changed, side by side with one clock; halos where they differ;
// below, what the change did over all pairs so far.
import type View from 'ol/View';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Painter } from '../map/map_view';
import { ripple_painter } from '../map/ripple_halos';
import { Chart } from '../panels/curves';
import { Figure } from '../panels/figure';
import { MapFrame } from '../panels/map_frame';
import type { MapChoice } from '../panels/map_switches';
import { span_text } from '../panels/ripples';
import type { Battle } from '../protocol/read';
import type { Curve, Ripples } from '../protocol/report';
import type { Comparison, ComparisonRequest, MeasureDifference } from '../protocol/server';
import { PageContext, usePage, usePlayer, type Page } from '../store/context';
import { figure, is_hour, unit_text } from '../store/figures';
import { of_side, seer_of } from '../store/known';
import type { Origin } from '../store/origins';
import { last_at } from '../store/tracks';
import { useApp, useAppState } from './context';
import { JobFault } from './jobs';
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
function pairs_origin(m: MeasureDifference, request: ComparisonRequest): Origin {
  const what_ifs = request.what_ifs.map((id) => ` --what-if ${id}`).join('');
  const roe = request.roe.map((rule) => ` --roe ${rule}`).join('');
  const runs = ` --replications ${request.pairs} --seed ${request.seed}`;
  return {
    title: strings.origins.counted_over(2 * m.n),
    lines: [[strings.origins.definition, strings.origins.pairs(m.name, m.n)]],
    command: `khasan compare battles/${request.battle}${what_ifs}${roe}${runs}`,
  };
}

interface RowProps {
  m: MeasureDifference;
  steps: Narrowing[];
  request: ComparisonRequest;
}

function Row({ m, steps, request }: RowProps) {
  const interval =
    m.low === null || m.high === null ? '' : `(${signed(m, m.low)} … ${signed(m, m.high)})`;
  const text = `${signed(m, m.difference)} ${is_hour(m.unit) ? 'min ' : ''}${interval}`;
  return (
    <tr>
      <th scope="row">
        {m.name} <span class="unit">{is_hour(m.unit) ? '' : unit_text(m.unit)}</span>
      </th>
      <td>
        <Figure origins={() => [pairs_origin(m, request)]}>
          {is_clear(m) ? <b>{text}</b> : text}
        </Figure>
        {m.n < 2 && <span class="context">{w.no_interval(m.n)}</span>}
      </td>
      <td>
        <Funnel steps={steps} />
      </td>
    </tr>
  );
}

function Differences({ comparison }: { comparison: Comparison }) {
  const narrowing = useAppState((state) => state.narrowing);
  const moving = comparison.measures.filter((m) => m.share_more + m.share_less > 0);
  if (!moving.length) return <p class="quiet">{w.no_measure}</p>;
  // Clear ones first, else as the battle lists them.
  const sorted = [...moving.filter(is_clear), ...moving.filter((m) => !is_clear(m))];
  return (
    <div class="scroll differences" tabIndex={0} role="region" aria-label={w.difference}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.measure}</th>
            <th scope="col">{w.difference}</th>
            <th scope="col">{w.narrowing}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((m) => (
            <Row key={m.id} m={m} steps={narrowing.get(m.id) ?? []} request={comparison.request} />
          ))}
        </tbody>
      </table>
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
          <b>{w.changed}</b>{' '}
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
  return (
    <div class="twin-maps waiting">{ended ? <JobFault job={job} /> : <p>{w.waiting}</p>}</div>
  );
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
  return (
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
          {comparison && <Differences comparison={comparison} />}
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
  );
}

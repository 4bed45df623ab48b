// Curves over time by uPlot: curves of one name share a chart, one colour a side.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { CiteButton } from '../cite/cite_button';
import { curves_shown } from '../cite/shown';
import type { Battle, SideView } from '../protocol/read';
import type { Curve } from '../protocol/report';
import { clock_mark, clock_marks, thinned } from '../store/clock';
import { usePage, usePlayer, type Page } from '../store/context';
import { figure } from '../store/figures';
import { of_side, seer_of } from '../store/known';
import type { Player } from '../store/player';
import { strings } from '../strings';

const kHeight_px = 220;

export function charts_of(curves: Curve[]): Curve[][] {
  const by_name = new Map<string, Curve[]>();
  for (const curve of curves) by_name.set(curve.name, [...(by_name.get(curve.name) ?? []), curve]);
  return [...by_name.values()];
}

type Column = (number | null | undefined)[];

// Columns of all curves on the union of their times; a gap is left undefined and bridged.
export function columns_of(curves: Curve[]): { t: number[]; columns: Column[][] } {
  const t = [...new Set(curves.flatMap((curve) => curve.t))].sort((a, b) => a - b);
  const place = new Map(t.map((time, i) => [time, i]));
  const columns = curves.map((curve) =>
    [curve.p90, curve.p10, curve.median, curve.this_run].map((values) => {
      const column: Column = new Array<undefined>(t.length).fill(undefined);
      values?.forEach((value, i) => {
        const row = place.get(curve.t[i] ?? NaN);
        if (row !== undefined) column[row] = value;
      });
      return column;
    }),
  );
  return { t, columns };
}

function series_of(curve: Curve, side: SideView | undefined): uPlot.Series[] {
  const colour = side?.colour ?? '#4b4b4b';
  const name = side?.name ?? curve.name;
  const edge: uPlot.Series = {
    stroke: 'transparent',
    points: { show: false },
    spanGaps: true,
    show: true,
  };
  return [
    { ...edge, label: `${name} p90` },
    { ...edge, label: `${name} p10` },
    {
      ...edge,
      label: `${name}, ${strings.curves.median}`,
      stroke: colour,
      width: 1.2,
      dash: [5, 4],
    },
    { ...edge, label: `${name}, ${strings.curves.this_run}`, stroke: colour, width: 2.2 },
  ];
}

function options_of(
  curves: Curve[],
  battle: Battle,
  player: Player,
  { width, height }: { width: number; height: number },
): uPlot.Options {
  const sides = curves.map((curve) => battle.sides.find((side) => side.id === curve.side));
  const axis = {
    stroke: '#5d564c',
    font: '12px system-ui, sans-serif',
    grid: { stroke: '#e7e1d3', width: 1 },
    ticks: { stroke: '#cfc7b6', width: 1 },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false },
      y: { range: (_u, low, high) => [Math.min(0, low), high > 0 ? high * 1.06 : 1] },
    },
    axes: [
      {
        ...axis,
        values: (_u, values) =>
          values.map((v) => clock_mark(battle.epoch_utc_ms, v, battle.clocks[0]!)),
        splits: (u) => thinned(clock_marks(battle), u.bbox.width / devicePixelRatio),
      },
      { ...axis, size: 58, values: (_u, values) => values.map(figure) },
    ],
    series: [{}, ...curves.flatMap((curve, i) => series_of(curve, sides[i]))],
    bands: curves.map((_, i) => ({
      series: [1 + 4 * i, 2 + 4 * i] as [number, number],
      fill: `${sides[i]?.colour ?? '#777777'}2e`,
    })),
    hooks: { draw: [(u) => draw_now(u, player.state.t)] },
  };
}

// A thin line at the moment that the map shows.
function draw_now(u: uPlot, t: number): void {
  const x = u.valToPos(t, 'x', true);
  if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
  u.ctx.save();
  u.ctx.strokeStyle = '#26221c';
  u.ctx.lineWidth = 1;
  u.ctx.beginPath();
  u.ctx.moveTo(x, u.bbox.top);
  u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.restore();
}

// Draws the chart into an element and keeps it in step with the player; returns how to undo it.
function attach_plot(
  element: HTMLElement,
  curves: Curve[],
  { battle, player }: Page,
  height: number,
): () => void {
  const { t, columns } = columns_of(curves);
  const data = [t, ...columns.flat()] as uPlot.AlignedData;
  const size = () => ({ width: element.clientWidth, height });
  const plot = new uPlot(options_of(curves, battle, player, size()), data, element);
  plot.over.addEventListener('click', () => {
    const left = plot.cursor.left ?? -1;
    if (left >= 0) player.seek(plot.posToVal(left, 'x'));
  });
  const resize = new ResizeObserver(() => plot.setSize(size()));
  resize.observe(element);
  let pending = 0;
  const stop = player.subscribe(() => {
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      plot.redraw(false);
    });
  });
  return () => {
    stop();
    cancelAnimationFrame(pending);
    resize.disconnect();
    plot.destroy();
  };
}

interface ChartProps {
  curves: Curve[];
  height?: number;
}

export function Chart({ curves, height = kHeight_px }: ChartProps) {
  const page = usePage();
  const { battle } = page;
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => attach_plot(target.current!, curves, page, height), []);
  const sides = curves.map((curve) => battle.sides.find((side) => side.id === curve.side));
  const title = curves[0]!.name;
  return (
    <figure class="chart">
      <figcaption>
        <b>{title}</b> <span class="unit">{curves[0]!.unit}</span>
        {sides.map(
          (side, i) =>
            side && (
              <span key={i}>
                <i class="swatch" style={{ background: side.colour }} /> {side.name}
              </span>
            ),
        )}
        <CiteButton title={title} shown={() => curves_shown(battle, curves, title)} />
      </figcaption>
      <div ref={target} />
    </figure>
  );
}

export function CurvesPanel() {
  const { battle } = usePage();
  const seer = usePlayer((state) => seer_of(state.fog));
  if (!battle.curves.length) return null;
  return (
    <section aria-labelledby="curves-title">
      <h2 id="curves-title">{strings.sections.curves}</h2>
      <p class="intro">{strings.curves.intro}</p>
      <div class="charts">
        {charts_of(of_side(battle.curves, seer)).map((curves) => (
          <Chart key={`${curves[0]!.id} ${seer}`} curves={curves} />
        ))}
      </div>
    </section>
  );
}

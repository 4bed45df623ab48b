// The mean of each point against each factor, the factors that go with it most strongly first.
import { scatter_statements } from '../cite/shown_study';
import type { Factor, StudyMeasure, StudyReport } from '../protocol/study';
import { quantity } from '../store/figures';
import { kRunsForRange, scale_of, ticks_of, type Scale } from './numbers';
import { axis_name, colours, Dots, type Dot } from './marks';
import { Plot, type Picking } from './plot';
import { correlations_of, point_name, value_name, type Correlation } from './rows';
import { recorded_ends, rho_text, scatter_sentence } from './sentences';
import type { Table } from './table';

const kPanel_px = 210;
const kPanelsMost = 12;
const kLeft_px = 52;

interface Panel {
  factor: Factor;
  correlation: Correlation;
  is_told: boolean; // its correlation is more than chance
  left: number;
  top: number;
  width: number;
}

function panels_of(study: StudyReport, m: number, width: number): Panel[] {
  const across = Math.max(1, Math.min(4, study.factors.length, Math.floor(width / 260)));
  const room = width / across;
  const movers = study.measures[m]!.movers;
  return correlations_of(study, m)
    .slice(0, kPanelsMost)
    .map((correlation, i) => ({
      factor: study.factors[correlation.factor]!,
      correlation,
      is_told: movers.some((mover) => mover.factor === correlation.factor),
      left: (i % across) * room + kLeft_px,
      top: Math.floor(i / across) * (kPanel_px + 70) + 30,
      width: room - kLeft_px - 16,
    }));
}

function x_scale(panel: Panel): Scale {
  const { factor, left, width } = panel;
  const ends = factor.alternatives
    ? [-0.5, factor.alternatives.length - 0.5]
    : [factor.low, factor.high];
  return scale_of(ends, left, left + width);
}

function XAxis({ panel, scale }: { panel: Panel; scale: Scale }) {
  const bottom = panel.top + kPanel_px;
  const names = panel.factor.alternatives;
  const ticks = names ? names.map((_, i) => i) : ticks_of(scale.low, scale.high, panel.width / 60);
  return (
    <g fill={colours.soft}>
      <path
        d={`M${panel.left} ${panel.top} V${bottom} H${panel.left + panel.width}`}
        fill="none"
        stroke={colours.soft}
      />
      {ticks.map((value) => (
        <text key={value} x={scale.at(value)} y={bottom + 15} text-anchor="middle">
          {names?.[value] ?? value_name(String(value))}
        </text>
      ))}
    </g>
  );
}

function YAxis({ panel, scale, unit }: { panel: Panel; scale: Scale; unit: string }) {
  return (
    <g fill={colours.soft}>
      {ticks_of(scale.low, scale.high, 5, unit).map((value) => (
        <g key={value}>
          <line
            x1={panel.left}
            x2={panel.left + panel.width}
            y1={scale.at(value)}
            y2={scale.at(value)}
            stroke={colours.grid}
          />
          <text x={panel.left - 6} y={scale.at(value) + 4} text-anchor="end">
            {quantity(value, unit)}
          </text>
        </g>
      ))}
    </g>
  );
}

// The recorded range lies across, because the outcome is on the upright axis.
function RecordAcross({
  panel,
  measure,
  scale,
}: {
  panel: Panel;
  measure: StudyMeasure;
  scale: Scale;
}) {
  const r = measure.recorded;
  if (!r) return null;
  const [low, best, high] = [scale.at(r.low), scale.at(r.best), scale.at(r.high)];
  const [from, to] = [panel.left, panel.left + panel.width];
  return (
    <g>
      <rect
        x={from}
        y={high}
        width={panel.width}
        height={Math.max(1, low - high)}
        fill={colours.record}
        fill-opacity="0.3"
      />
      <path d={`M${from} ${best} H${to}`} stroke={colours.record_line} stroke-dasharray="6 3" />
      <text x={to - 2} y={best - 4} text-anchor="end" fill={colours.record_line} font-weight="600">
        record
      </text>
    </g>
  );
}

// The run that stands for a point is its most typical one.
function dots_of(study: StudyReport, m: number, panel: Panel, row: number, y: Scale): Dot[] {
  const x = x_scale(panel);
  const unit = study.measures[m]!.unit;
  const sorted = [...panel.correlation.at].sort((a, b) => a.x - b.x);
  return sorted.map((at) => {
    const point = study.points[at.point]!;
    const typical = Math.max(0, point.replications.indexOf(point.median ?? -1));
    return {
      x: x.at(at.x),
      y: y.at(at.mean),
      row,
      run: {
        point: at.point,
        replication: point.replications[typical]!,
        value: point.samples[m]![typical] ?? NaN,
        marks: [],
      },
      label: `${point_name(study, point)}: mean ${quantity(at.mean, unit)}`,
    };
  });
}

function heading(panel: Panel): string {
  const unit = panel.factor.unit ? `, ${panel.factor.unit}` : '';
  const rho = panel.correlation.at.length < kRunsForRange ? '' : rho_text(panel.correlation.rho);
  return rho && `${panel.factor.id}${unit}: ${rho}${panel.is_told ? '' : ', maybe chance'}`;
}

function draw(study: StudyReport, m: number, width: number, picking: Picking) {
  const measure = study.measures[m]!;
  const panels = panels_of(study, m, width);
  const means = panels[0]?.correlation.at.map((at) => at.mean) ?? [];
  const values = [...means, ...recorded_ends(measure)];
  const last = panels.at(-1)?.top ?? 0;
  const scales = panels.map((panel) => scale_of(values, panel.top + kPanel_px, panel.top));
  const body = (
    <g>
      <text x="4" y="14" fill={colours.soft}>
        {`Upright: ${axis_name(measure)}, mean of each point`}
      </text>
      {panels.map((panel, i) => (
        <g key={panel.factor.id}>
          <YAxis panel={panel} scale={scales[i]!} unit={measure.unit} />
          <RecordAcross panel={panel} measure={measure} scale={scales[i]!} />
          <XAxis panel={panel} scale={x_scale(panel)} />
          <text
            x={panel.left + panel.width / 2}
            y={panel.top + kPanel_px + 33}
            text-anchor="middle"
            font-weight={panel.is_told ? 600 : 400}
          >
            {heading(panel) || panel.factor.id}
          </text>
        </g>
      ))}
      <Dots
        dots={panels.flatMap((panel, i) => dots_of(study, m, panel, i, scales[i]!))}
        {...picking}
      />
    </g>
  );
  return { height: last + kPanel_px + 44, body };
}

function csv_table(study: StudyReport, m: number): Table {
  return {
    columns: ['factor', 'point', 'level', 'mean'],
    rows: correlations_of(study, m).flatMap(({ factor, at }) =>
      at.map(({ point, mean }) => [
        study.factors[factor]!.id,
        point,
        study.points[point]!.values[factor],
        mean,
      ]),
    ),
  };
}

function numbers_of(study: StudyReport, m: number): Table {
  const movers = study.measures[m]!.movers;
  return {
    columns: ['factor', 'points', 'rank correlation', '95 % interval', 'more than chance'],
    rows: correlations_of(study, m).map(({ factor, rho, at }) => {
      const mover = movers.find((one) => one.factor === factor);
      const ends = mover?.ci95.map((end) => (end === null ? '–' : rho_text(end)));
      return [
        study.factors[factor]!.id,
        at.length,
        at.length < kRunsForRange ? null : rho_text(rho),
        ends?.join(' to '),
        mover ? 'yes' : 'cannot be told',
      ];
    }),
  };
}

export function Scatter({ study, m }: { study: StudyReport; m: number }) {
  const measure = study.measures[m]!;
  const points = correlations_of(study, m)[0]?.at.length ?? 0;
  return (
    <Plot
      {...{ study, measure }}
      kind="scatter"
      sentence={scatter_sentence(study, m, points)}
      statements={scatter_statements(study, m)}
      note={
        'Dot: the mean of a point; it stands for the most typical run there. Number below: rank ' +
        'correlation of the factor with the mean.'
      }
      has_runs
      numbers={numbers_of(study, m)}
      csv={csv_table(study, m)}
      draw={(width, picking) => draw(study, m, width, picking)}
    />
  );
}

// How much of the spread each factor, or each kind of doubt, explains: alone, and with all in which
// it takes part (first and total Sobol indices).
import { shares_statements } from '../cite/shown_study';
import type { Pair, ShareIndex, StudyMeasure, StudyReport } from '../protocol/study';
import { present, scale_of, type Scale } from './numbers';
import { Axis, colours, kAxis_px, RowName } from './marks';
import { Plot } from './plot';
import {
  has_interval,
  kRowsForIndices,
  percent,
  share_names,
  share_text,
  shares_sentence,
} from './sentences';
import type { Table } from './table';
import { Whisker } from './tornado';
import { stream_words, words } from './words';

const kRow_px = 44;
const kAlone = colours.more;
const kTogether = '#e8a87c';

// Few rows give estimates far outside 0 to 1; the axis ends before them, the text has them.
const kEnds: [number, number] = [-0.5, 1.5];
const within = (share: number): number => Math.min(kEnds[1], Math.max(kEnds[0], share));

interface Share {
  name: string;
  index: ShareIndex;
}

function shares_of(study: StudyReport, measure: StudyMeasure): Share[] {
  if (measure.index_rows < kRowsForIndices) return [];
  const names = share_names(study);
  const shares = measure.indices.map((index, i) => ({ name: names[i]!, index }));
  // The kinds of doubt keep their order, so that measures can be compared.
  return study.design === 'spread' ? shares : shares.sort((a, b) => b.index.total - a.index.total);
}

interface ShareBarProps {
  value: number;
  ci: Pair;
  colour: string;
  scale: Scale;
  y: number;
}

function ShareBar({ value, ci, colour, scale, y }: ShareBarProps) {
  const [a, b] = [scale.at(0), scale.at(within(value))];
  return (
    <g>
      <rect
        x={Math.min(a, b)}
        y={y - 7}
        width={Math.max(1, Math.abs(b - a))}
        height={14}
        fill={colour}
      />
      {has_interval(ci) && <Whisker {...{ scale, y }} ci={[within(ci[0]), within(ci[1])]} />}
    </g>
  );
}

function Legend({ x }: { x: number }) {
  return (
    <g>
      <rect x={x} y="5" width="12" height="12" fill={kAlone} />
      <text x={x + 18} y="15">
        {words.alone}
      </text>
      <rect x={x + 70} y="5" width="12" height="12" fill={kTogether} />
      <text x={x + 88} y="15">
        {words.together}
      </text>
    </g>
  );
}

function draw(shares: Share[], width: number) {
  if (!shares.length) return { height: 1, body: null };
  const names = Math.min(190, width * 0.27);
  const text = width > 640 ? 150 : 0;
  const [from, to] = [names, width - text - 12];
  const ends = shares.flatMap(({ index: i }) => [
    i.first,
    i.total,
    ...i.first_ci95,
    ...i.total_ci95,
  ]);
  const scale = scale_of([0, 1, ...present(ends).map(within)], from, to);
  const top = 26;
  const bottom = top + shares.length * kRow_px;
  const body = (
    <g>
      <Legend x={names} />
      <Axis {...{ scale, from, to, top, bottom }} name="share of the variance" text={percent} />
      <line x1={scale.at(0)} x2={scale.at(0)} y1={top} y2={bottom} stroke={colours.ink} />
      {shares.map(({ name, index }, i) => {
        const y = top + (i + 0.5) * kRow_px;
        return (
          <g key={name}>
            <RowName text={name} y={y} width={names} />
            <ShareBar
              value={index.first}
              ci={index.first_ci95}
              colour={kAlone}
              scale={scale}
              y={y - 9}
            />
            <ShareBar
              value={index.total}
              ci={index.total_ci95}
              colour={kTogether}
              scale={scale}
              y={y + 9}
            />
            {text > 0 && (
              <g>
                <text x={width - text + 4} y={y - 5}>
                  {share_text(index.first, index.first_ci95)}
                </text>
                <text x={width - text + 4} y={y + 13}>
                  {share_text(index.total, index.total_ci95)}
                </text>
              </g>
            )}
          </g>
        );
      })}
    </g>
  );
  return { height: bottom + kAxis_px, body };
}

const csv_table = (shares: Share[], rows: number): Table => ({
  columns: [
    'source',
    'alone',
    'alone_low95',
    'alone_high95',
    'total',
    'total_low95',
    'total_high95',
    'rows',
  ],
  rows: shares.map(({ name, index: i }) => [
    name,
    i.first,
    ...i.first_ci95,
    i.total,
    ...i.total_ci95,
    rows,
  ]),
});

const numbers_of = (shares: Share[]): Table => ({
  columns: ['source', words.alone, words.together],
  rows: shares.map(({ name, index: i }) => [
    name,
    share_text(i.first, i.first_ci95),
    share_text(i.total, i.total_ci95),
  ]),
});

function Streams({ study }: { study: StudyReport }) {
  return (
    <>
      {study.streams.map((id) => (
        <span class="stream" key={id}>
          <b>{stream_words[id]?.[0] ?? id}</b>: {stream_words[id]?.[1] ?? ''}.{' '}
        </span>
      ))}
    </>
  );
}

export function Shares({ study, m }: { study: StudyReport; m: number }) {
  const measure = study.measures[m]!;
  const shares = shares_of(study, measure);
  const is_spread = study.design === 'spread';
  return (
    <Plot
      {...{ study, measure }}
      kind={is_spread ? 'spread' : 'indices'}
      sentence={shares_sentence(study, measure)}
      statements={shares_statements(study, m)}
      note={
        <>
          {is_spread && <Streams study={study} />}
          Whiskers: 95 % intervals. Where the bar below is longer, the source acts through others.
          Of few rows an estimate may lie below 0 or above 100 %; the axis ends at −50 % and 150 %.
        </>
      }
      numbers={numbers_of(shares)}
      csv={csv_table(shares, measure.index_rows)}
      draw={(width) => draw(shares, width)}
    />
  );
}

// Every run of a report, or every pair of a comparison, as a dot: choosing one says how that run is
// played again, and plays it where something can.
import { createContext, type ComponentType } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { play_command } from '../cite/command';
import { use_imprint } from '../cite/cite_button';
import { quantity, unit_text } from '../store/figures';
import { strings } from '../strings';
import { Dots, type Dot } from '../study/marks';
import { PlayedAgain, type Picking } from '../study/plot';
import type { Run } from '../study/rows';

const words = strings.run_strip;

// The button that plays a run, where there is something that can: the application has it.
export const Replay = createContext<ComponentType<{ replication: number }> | null>(null);

// Dots that would lie on each other are stacked in three rows.
export function dot_rows(xs: number[]): number[] {
  const ends = [-Infinity, -Infinity, -Infinity];
  return xs.map((x) => {
    const free = ends.findIndex((end) => x - end >= 4.2);
    const row = free < 0 ? ends.indexOf(Math.min(...ends)) : free;
    ends[row] = x;
    return row;
  });
}

export interface Strip {
  values: (number | null)[]; // one a run
  numbers: number[]; // which run each is
  unit?: string;
  are_pairs?: boolean; // of differences
}

// Dots of the runs that say a number, from the lowest; rows of those that would lie on each other.
export function strip_dots(strip: Strip, at: (value: number) => number, top: number): Dot[] {
  const runs = strip.values.flatMap((value, i): Run[] =>
    value === null ? [] : [{ point: 0, replication: strip.numbers[i] ?? i, value, marks: [] }],
  );
  runs.sort((a, b) => a.value - b.value);
  const rows = dot_rows(runs.map((run) => at(run.value)));
  return runs.map((run, i) => ({
    x: at(run.value),
    y: top + 4.2 * rows[i]!,
    row: 0,
    run,
    label: run_text(strip, run),
  }));
}

function run_text({ unit, are_pairs }: Pick<Strip, 'unit' | 'are_pairs'>, run: Run): string {
  const name = are_pairs ? words.pair : words.run;
  return name(run.replication, `${quantity(run.value, unit)} ${unit_text(unit)}`.trim());
}

// What has been chosen, and how it is played again.
export function use_picking(strip: Pick<Strip, 'unit' | 'are_pairs'>) {
  const imprint = use_imprint();
  const [picked, pick] = useState<Run | null>(null);
  const Play = useContext(Replay);
  const picking: Picking = { picked, pick };
  const line = picked && imprint && (
    <PlayedAgain
      sentence={run_text(strip, picked)}
      command={play_command(imprint, picked.replication)}
    >
      {Play && <Play key={picked.replication} replication={picked.replication} />}
    </PlayedAgain>
  );
  return { picking, line };
}

const kWidth = 180;
const kHeight = 24;
const kMargin = 6;

// A small axis with a dot a run; nothing where all runs say the same or nothing.
export function RunStrip({ strip, name }: { strip: Strip; name: string }) {
  const { picking, line } = use_picking(strip);
  const values = strip.values.filter((v): v is number => v !== null);
  if (!values.length) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = (kWidth - 2 * kMargin) / (high - low || 1);
  const at = (value: number) => (high > low ? kMargin + (value - low) * scale : kWidth / 2);
  const is_across = low < 0 && high > 0;
  return (
    <div class="run-strip">
      <svg
        viewBox={`0 0 ${kWidth} ${kHeight}`}
        width={kWidth}
        height={kHeight}
        role="group"
        aria-label={words.label(name)}
      >
        <line x1={kMargin} x2={kWidth - kMargin} y1={4} y2={4} stroke="#ddd6c8" />
        {is_across && <line x1={at(0)} x2={at(0)} y1={0} y2={kHeight} stroke="#8d8573" />}
        <Dots dots={strip_dots(strip, at, 8)} {...picking} />
      </svg>
      {line}
    </div>
  );
}

// A plot of one measure: in a frame, with the runs that the reader may choose.
import { createContext, type ComponentChildren, type ComponentType } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Statement } from '../cite/citation';
import type { StudyMeasure, StudyReport } from '../protocol/study';
import { Frame, type Drawing } from './frame';
import type { Run } from './rows';
import { run_command, run_sentence } from './sentences';
import type { Table } from './table';
import { words } from './words';

// How a drawing lets the reader choose a run.
export interface Picking {
  picked: Run | null;
  pick(run: Run): void;
}

// The button that plays a run, where there is something that can: the application has it.
export interface RunPlayerProps {
  point: number;
  replication: number;
}
export const RunPlayer = createContext<ComponentType<RunPlayerProps> | null>(null);

export interface PlotProps {
  study: StudyReport;
  measure: StudyMeasure;
  kind: keyof typeof words.plots;
  sentence: string;
  statements: Statement[];
  note?: ComponentChildren;
  has_runs?: boolean;
  numbers: Table;
  csv: Table;
  draw(width: number, picking: Picking): Drawing;
}

interface AgainProps {
  sentence: string; // which run it is
  command: string;
  children: ComponentChildren; // the button that plays it, if there is one
}

// How a chosen run is played again.
export function PlayedAgain({ sentence, command, children }: AgainProps) {
  const [copied, set_copied] = useState('');
  const copy = () => navigator.clipboard.writeText(command).then(() => set_copied(command));
  return (
    <div class="picked" aria-live="polite">
      {sentence} {children} {words.picked} <code>{command}</code>{' '}
      {'clipboard' in navigator && (
        <button type="button" onClick={copy}>
          {copied === command ? words.copied : words.copy}
        </button>
      )}
    </div>
  );
}

function Picked({ study, measure, run }: { study: StudyReport; measure: StudyMeasure; run: Run }) {
  const Play = useContext(RunPlayer);
  return (
    <PlayedAgain
      sentence={run_sentence(study, measure, run)}
      command={run_command(study, run.point, run.replication)}
    >
      {Play && <Play key={`${run.point} ${run.replication}`} {...run} />}
    </PlayedAgain>
  );
}

export function Plot(props: PlotProps) {
  const { study, measure, kind, sentence, statements, note, numbers, csv } = props;
  const [picked, pick] = useState<Run | null>(null);
  const can_play = useContext(RunPlayer) !== null;
  return (
    <Frame
      {...{ sentence, statements, note, numbers, csv }}
      title={words.plots[kind]}
      name={`${measure.id}_${kind}`}
      subject={measure.quantity}
      has_choice={props.has_runs}
      draw={(width) => props.draw(width, { picked, pick })}
    >
      {props.has_runs &&
        (picked ? (
          <Picked {...{ study, measure }} run={picked} />
        ) : (
          <p class="note">{can_play ? words.pick_to_play : words.pick}</p>
        ))}
    </Frame>
  );
}

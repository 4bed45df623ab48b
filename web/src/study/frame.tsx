// The frame of every plot: what it shows in words, the drawing, its numbers, and both as files.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shown, Statement } from '../cite/citation';
import { CiteButton } from '../cite/cite_button';
import { figure } from '../store/figures';
import { csv_of, save, type Cell, type Table } from './table';
import { words } from './words';

const kNarrowest_px = 300;
const kWidest_px = 1100;

export interface Drawing {
  height: number;
  body: ComponentChildren;
}

// Width of the room that an element has.
function use_width() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, set_width] = useState(900);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.round(entry!.contentRect.width);
      set_width(Math.min(kWidest_px, Math.max(kNarrowest_px, room)));
    });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}

const cell_text = (cell: Cell): string => (typeof cell === 'number' ? figure(cell) : (cell ?? '–'));

function Numbers({ table }: { table: Table }) {
  return (
    <details class="numbers">
      <summary>{words.numbers}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr>
                {row.map((cell, i) =>
                  i === 0 ? <th scope="row">{cell_text(cell)}</th> : <td>{cell_text(cell)}</td>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export interface FrameProps {
  title: string;
  name: string; // of the files, without their ending
  subject: string; // what the title is about
  sentence: string;
  note?: ComponentChildren;
  statements?: Statement[]; // its numbers one by one, for its citation; absent: its sentence
  has_choice?: boolean; // parts of the drawing can be chosen
  numbers: Table;
  csv: Table;
  draw(width: number): Drawing;
  children?: ComponentChildren; // between the drawing and its numbers
}

function shown_by({ title, subject, sentence, statements, csv }: FrameProps): Shown {
  const whole = { id: '', name: title, clause: `${subject}: ${sentence}` };
  return {
    title: `${subject}: ${title}`,
    statements: statements ?? [{ ...whole, of: 'figures', n: null, value: null }],
    table: csv,
    output: 'json',
  };
}

export function Frame(props: FrameProps) {
  const { title, name } = props;
  const [ref, width] = use_width();
  const svg = useRef<SVGSVGElement>(null);
  const { height, body } = props.draw(width);
  const sentence = props.sentence.replaceAll(' %', '\u00a0%'); // never parted
  const save_svg = () =>
    save(`${name}.svg`, 'image/svg+xml', new XMLSerializer().serializeToString(svg.current!));
  const save_csv = () => save(`${name}.csv`, 'text/csv', csv_of(props.csv));
  return (
    <figure class="study-plot">
      <figcaption>
        <div class="plot-head">
          <h4>{title}</h4>
          <span class="plot-files">
            <button type="button" aria-label={words.save(words.svg, title)} onClick={save_svg}>
              {words.svg}
            </button>
            <button type="button" aria-label={words.save(words.csv, title)} onClick={save_csv}>
              {words.csv}
            </button>
            <CiteButton title={`${props.subject}: ${title}`} shown={() => shown_by(props)} />
          </span>
        </div>
        <p class="sentence">{sentence}</p>
      </figcaption>
      <div ref={ref}>
        <svg
          ref={svg}
          xmlns="http://www.w3.org/2000/svg"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role={props.has_choice ? 'group' : 'img'}
          aria-label={`${title}. ${props.sentence}`}
          font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
          font-size="12"
          fill="#26221c"
        >
          <title>{`${props.subject}: ${title}`}</title>
          <desc>{props.sentence}</desc>
          <rect width={width} height={height} fill="#ffffff" />
          {body}
        </svg>
      </div>
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
      <Numbers table={props.numbers} />
    </figure>
  );
}

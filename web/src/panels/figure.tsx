// A figure that says where it comes from: a click, Enter or Space opens a note beside it; a click
// elsewhere or Escape puts it away.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Origin } from '../store/origins';
import { strings } from '../strings';

const kRoom_px = 8;

// Under the figure, or over it, inside the window.
function place(note: HTMLElement, beside: HTMLElement): void {
  const at = beside.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const below = at.bottom + 4;
  const top = below + height <= window.innerHeight ? below : at.top - height - 4;
  const left = Math.min(at.left, window.innerWidth - width - kRoom_px);
  note.style.left = `${Math.max(kRoom_px, left)}px`;
  note.style.top = `${Math.max(kRoom_px, top)}px`;
}

function Note({ origin }: { origin: Origin }) {
  return (
    <>
      <h4>{origin.title}</h4>
      <dl>
        {origin.lines
          .filter(([, text]) => text)
          .map(([name, text], i) => (
            <div key={i}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        {origin.command && (
          <div>
            <dt>{strings.origins.command}</dt>
            <dd>
              <code>{origin.command}</code>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

// `origins` are asked for when the note is opened.
export function Figure(p: { children: ComponentChildren; origins: () => (Origin | null)[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const [open, set_open] = useState(false);
  useLayoutEffect(() => {
    if (!open) return;
    note.current!.showPopover();
    place(note.current!, button.current!);
  }, [open]);
  return (
    <>
      <button
        type="button"
        class="figure"
        ref={button}
        aria-expanded={open}
        aria-description={strings.origins.hint}
        title={strings.origins.hint}
        onClick={() => set_open(!open)}
      >
        {p.children}
      </button>
      {open && (
        <div
          popover="auto"
          class="figure-note"
          ref={note}
          role="note"
          onToggle={(event) => set_open(event.newState === 'open')}
        >
          {p.origins().map((origin, i) => (origin ? <Note key={i} origin={origin} /> : null))}
        </div>
      )}
    </>
  );
}

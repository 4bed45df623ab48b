// The button beside every chart, table and figure that gives its citation, and the dialog that it
// opens: the sentence, and three forms with all that a reader needs to have the number again.
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { PageContext } from '../store/context';
import { save } from '../study/table';
import { citation_of, table_shown, type Citation, type Imprint, type Shown } from './citation';
import { csl_of, csv_form, text_of } from './forms';
import { report_imprint } from './imprint';
import { words } from './words';
import './cite.css';

// How the numbers around were made; without one, the report of the page says it.
export const CiteContext = createContext<Imprint | null>(null);

export function use_imprint(): Imprint | null {
  const given = useContext(CiteContext);
  const page = useContext(PageContext);
  return given ?? (page ? report_imprint(page.battle.report) : null);
}

interface Form {
  id: 'text' | 'csl' | 'csv';
  type: string;
  ending: string;
  of(citation: Citation): string;
}
const kForms: Form[] = [
  { id: 'text', type: 'text/plain', ending: 'txt', of: text_of },
  { id: 'csl', type: 'application/vnd.citationstyles.csl+json', ending: 'json', of: csl_of },
  { id: 'csv', type: 'text/csv', ending: 'csv', of: csv_form },
];

function CopyButton({ text, name }: { text: string; name: string }) {
  const [copied, set_copied] = useState('');
  if (!('clipboard' in navigator)) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => set_copied(text));
  return (
    <button type="button" onClick={copy}>
      {copied === text ? words.copied : name}
    </button>
  );
}

// One tab a form; arrow keys go from tab to tab.
function Forms({ citation }: { citation: Citation }) {
  const [at, set_at] = useState(0);
  const tabs = useRef<HTMLDivElement>(null);
  const form = kForms[at]!;
  const text = form.of(citation);
  const file = `${citation.title.replaceAll(/[^\w]+/g, '_').toLowerCase()}.${form.ending}`;
  const on_key = ({ key }: KeyboardEvent) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const next = (at + step + kForms.length) % kForms.length;
    set_at(next);
    (tabs.current!.children[next] as HTMLElement).focus();
  };
  return (
    <>
      <div role="tablist" aria-label={words.forms} ref={tabs} onKeyDown={on_key}>
        {kForms.map(({ id }, i) => (
          <button
            type="button"
            role="tab"
            key={id}
            id={`cite-tab-${id}`}
            aria-selected={i === at}
            aria-controls="cite-form"
            tabIndex={i === at ? 0 : -1}
            onClick={() => set_at(i)}
          >
            {words.form[id]}
          </button>
        ))}
      </div>
      <pre id="cite-form" role="tabpanel" tabIndex={0} aria-labelledby={`cite-tab-${form.id}`}>
        {text}
      </pre>
      <p class="cite-buttons">
        <CopyButton text={text} name={words.copy(words.form[form.id])} />
        <button type="button" onClick={() => save(file, form.type, text)}>
          {words.save(words.form[form.id])}
        </button>
      </p>
    </>
  );
}

interface DialogProps {
  imprint: Imprint;
  shown: Shown;
  first: string; // id of the statement that is chosen first
  on_close(): void;
}

function CiteDialog({ imprint, shown, first, on_close }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, choose] = useState(() =>
    Math.max(
      0,
      shown.statements.findIndex(({ id }) => id === first),
    ),
  );
  useEffect(() => dialog.current?.showModal(), []);
  const citation = citation_of(imprint, shown, chosen);
  return (
    <dialog
      ref={dialog}
      class="cite-dialog"
      aria-labelledby="cite-title"
      onClose={on_close}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="cite-head">
        <h2 id="cite-title">{words.title(shown.title)}</h2>
        <button type="button" aria-label={words.close} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </div>
      {shown.statements.length > 1 && (
        <label>
          {words.which}{' '}
          <select value={chosen} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {shown.statements.map(({ id, name }, i) => (
              <option key={id} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <blockquote>{citation.sentence}</blockquote>
      <p class="cite-buttons">
        <CopyButton text={citation.sentence} name={words.copy_sentence} />
      </p>
      <h3>{words.whole}</h3>
      <Forms citation={citation} />
    </dialog>
  );
}

export interface CiteProps {
  title: string; // of what is cited
  shown(): Shown; // asked for when the dialog is opened
  first?: string;
}

export function CiteButton({ title, shown, first = '' }: CiteProps) {
  const imprint = use_imprint();
  const [open, set_open] = useState<Shown | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (!imprint) return null;
  const close = () => {
    set_open(null);
    button.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="cite-button"
        ref={button}
        aria-haspopup="dialog"
        aria-label={words.button_of(title)}
        title={words.button_of(title)}
        onClick={() => set_open(shown())}
      >
        {words.button}
      </button>
      {open && <CiteDialog {...{ imprint, first }} shown={open} on_close={close} />}
    </>
  );
}

// What has no numbers that can be named one by one: its rows are what the page shows.
export const shown_as_is = (title: string, table: HTMLTableElement | null): Shown => ({
  title,
  statements: [],
  table: table_shown(table),
  output: 'report',
});

interface CitedProps {
  title: string;
  shown?: () => Shown; // absent: the table inside, as it is shown
  children: ComponentChildren;
}

// Something with its button above it.
export function Cited({ title, shown, children }: CitedProps) {
  const frame = useRef<HTMLDivElement>(null);
  const as_is = () => shown_as_is(title, frame.current?.querySelector('table') ?? null);
  return (
    <div class="cited" ref={frame}>
      <CiteButton title={title} shown={shown ?? as_is} />
      {children}
    </div>
  );
}

// The help: what can be done, and the keys.
import { useEffect, useRef } from 'preact/hooks';
import { Legend } from '../panels/legend';
import { words } from './words';

export function HelpDialog({ on_close }: { on_close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={on_close}>
      <div class="panel-head">
        <h2 id="help-title">{words.help.title}</h2>
        <button type="button" aria-label={words.close} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </div>
      <ul>
        {words.help.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{words.help.keys}</h3>
      <dl class="keys">
        {words.help.key_list.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Legend />
    </dialog>
  );
}

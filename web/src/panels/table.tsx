// The frame of a table: its citation, a head for each column; the rows are what stands inside.
import type { ComponentChildren } from 'preact';
import type { Shown } from '../cite/citation';
import { Cited } from '../cite/cite_button';

interface TableProps {
  title: string; // for its citation
  shown?: () => Shown; // its numbers one by one; absent: its cells as they stand
  heads: ComponentChildren[]; // none: a table without a head
  name?: string; // of its class
  children: ComponentChildren;
}

export function Table({ title, shown, heads, name, children }: TableProps) {
  return (
    <Cited title={title} shown={shown}>
      <div class="scroll">
        <table class={name}>
          {heads.length > 0 && (
            <thead>
              <tr>
                {heads.map((head, i) => (
                  <th scope="col" key={i}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>{children}</tbody>
        </table>
      </div>
    </Cited>
  );
}

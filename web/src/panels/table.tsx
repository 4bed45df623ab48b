// The frame of a table: a head for each column; the rows are what stands inside.
import type { ComponentChildren } from 'preact';

interface TableProps {
  heads: string[];
  name?: string; // of its class
  children: ComponentChildren;
}

export function Table({ heads, name, children }: TableProps) {
  return (
    <table class={name}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

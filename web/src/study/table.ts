// The numbers of a plot as rows, for reading and for saving.
export type Cell = string | number | null | undefined;

export interface Table {
  columns: string[];
  rows: Cell[][];
}

// In quotes where it must be (RFC 4180); nothing for what did not happen.
function csv_cell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv_of = (table: Table): string =>
  [table.columns, ...table.rows].map((row) => `${row.map(csv_cell).join(',')}\n`).join('');

// Hands a text to the reader as a file; nothing leaves the machine.
export function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

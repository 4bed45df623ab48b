// Numbers as people read them.

// About three figures, no false precision, thin spaces for thousands.
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  const text = value.toFixed(digits);
  const [whole, part] = (digits ? text.replace(/0+$/, '').replace(/\.$/, '') : text).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009').replace('-', '−');
  return part ? `${grouped}.${part}` : grouped;
}

// Units that read "hour +09" are times of a day; the figure is in hours, 25.5 for 01:30 of the
// next.
export const is_hour = (unit: string | undefined): boolean => /^hour\b/.test(unit ?? '');

export function quantity(value: number | null | undefined, unit: string | undefined): string {
  if (value === null || value === undefined || !is_hour(unit)) return figure(value);
  const minutes = Math.round(value * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function unit_text(unit: string | undefined): string {
  if (!unit) return '';
  return is_hour(unit) ? unit.replace(/^hour\s*/, 'UTC') : unit;
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

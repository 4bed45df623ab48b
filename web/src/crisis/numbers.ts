// How the page of a crisis writes its numbers: always with a range beside them.
import type { Band, CrisisMeasure, CrisisReport } from '../protocol/crisis';
import type { Pair } from '../protocol/study';
import { figure } from '../store/figures';

const kDay_ms = 86_400_000;
const kMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

// "9 Jul" for day 26.4.
export function date_of(crisis: CrisisReport, day: number): string {
  const local = crisis.day_0_utc_ms + day * kDay_ms + crisis.offset_minutes * 60_000;
  const date = new Date(local);
  return `${date.getUTCDate()} ${kMonths[date.getUTCMonth()]}`;
}

// "Oct 1937" for 1937-10.
export function month_text(month: string): string {
  const [year, number] = month.split('-');
  return `${kMonths[Number(number) - 1] ?? ''} ${year}`.trim();
}

// The sign is never parted from its number.
export function chance_text(share: number | null): string {
  if (share === null) return '–';
  if (share > 0 && share < 0.005) return 'under 1\u00a0%';
  if (share < 1 && share > 0.995) return 'over 99\u00a0%';
  return `${Math.round(100 * share)}\u00a0%`;
}

type Unit = CrisisMeasure['unit'];

export function value_text(crisis: CrisisReport, unit: Unit, value: number | null): string {
  if (value === null) return '–';
  if (unit === 'chance') return chance_text(value);
  if (unit === 'date') return date_of(crisis, value);
  return unit === 'days' ? value.toFixed(1) : figure(value);
}

export function range_text(
  crisis: CrisisReport,
  unit: Unit,
  low: number | null,
  high: number | null,
): string {
  const [a, b] = [value_text(crisis, unit, low), value_text(crisis, unit, high)];
  return a === b ? a : `${a} to ${b}`;
}

// "47 % (31 % to 60 %)": at the best numbers, and the middle 90 % of sets.
export function band_text(crisis: CrisisReport, unit: Unit, band: Band): string {
  const range = range_text(crisis, unit, band.low, band.high);
  return `${value_text(crisis, unit, band.best)} (${range})`;
}

// Differences of chances in percentage points, of days in days.
export function change_text(unit: Unit, value: number | null): string {
  if (value === null) return '–';
  const amount = unit === 'chance' ? 100 * value : value;
  const rounded = Math.abs(amount) < 0.05 ? 0 : amount;
  const digits = Math.abs(rounded) >= 10 || rounded === 0 ? 0 : 1;
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '';
  return `${sign}${Math.abs(rounded).toFixed(digits)}`;
}

export const unit_of_change = (unit: Unit): string =>
  unit === 'chance' ? 'points' : unit === 'date' ? 'days' : unit;

// Whether an interval keeps clear of 0.
export const is_clear = ([low, high]: Pair): boolean =>
  low !== null && high !== null && (low > 0 || high < 0);

// ln of a ratio to what the tables say, in words.
export function strength_text(log_strength: number): string {
  const ratio = Math.exp(log_strength);
  return ratio >= 1 ? `${ratio.toFixed(2)} × as strong` : `${(1 / ratio).toFixed(2)} × weaker`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const is_assumed = (sources: string[]): boolean => sources.every((id) => id === 'assumed');

// What follows a crisis is not told where its file gives no rate for it.
export const is_untold = (measure: CrisisMeasure): boolean =>
  measure.sets === 0 || (measure.id.startsWith('next_') && !measure.best && !measure.high);

export const measure_of = (crisis: CrisisReport, id: string): CrisisMeasure | undefined =>
  crisis.measures.find((measure) => measure.id === id);

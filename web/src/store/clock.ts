// Times as people read them: clocks of both sides and durations. The battle's own time is
// milliseconds from its epoch; a clock is a view of it.
import type { Clock } from '../protocol/report';

const two = (n: number): string => String(n).padStart(2, '0');
const kMonths = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

export const local_date = (epoch_utc_ms: number, t: number, clock: Clock): Date =>
  new Date(epoch_utc_ms + t + clock.offset_minutes * 60000);

export function clock_time(epoch_utc_ms: number, t: number, clock: Clock, seconds = false): string {
  const date = local_date(epoch_utc_ms, t, clock);
  const hm = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return seconds ? `${hm}:${two(date.getUTCSeconds())}` : hm;
}

export function clock_day(epoch_utc_ms: number, t: number, clock: Clock): string {
  const date = local_date(epoch_utc_ms, t, clock);
  return `${date.getUTCDate()} ${kMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

interface Axis {
  start_ms: number;
  end_ms: number;
  epoch_utc_ms: number;
  clocks: Clock[];
}

// Where a time axis of the battle has its marks: at most nine at full hours or parts of them by the
// first clock, or one a day.
export function clock_marks(axis: Axis): number[] {
  const span = axis.end_ms - axis.start_ms;
  const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((m) => m * 60000);
  const step = steps.find((s) => span / s <= 9) ?? steps.at(-1)!;
  const offset = axis.epoch_utc_ms + axis.clocks[0]!.offset_minutes * 60000;
  const first = Math.ceil((axis.start_ms + offset) / step) * step - offset;
  return Array.from(
    { length: Math.floor((axis.end_ms - first) / step) + 1 },
    (_, i) => first + i * step,
  );
}

const kMark_px = 52;

// Every second, third … of the marks, so that their texts have room beside each other.
export function thinned(marks: number[], width_px: number): number[] {
  const most = Math.max(1, Math.floor(width_px / kMark_px));
  const step = Math.ceil(marks.length / most);
  return marks.filter((_, i) => i % step === 0);
}

// "31 Jul 04:15" by the first clock.
export function day_and_time(axis: Pick<Axis, 'epoch_utc_ms' | 'clocks'>, t: number): string {
  const clock = axis.clocks[0]!;
  const day = clock_day(axis.epoch_utc_ms, t, clock).replace(/ \d+$/, '');
  return `${day} ${clock_time(axis.epoch_utc_ms, t, clock)}`;
}

// What stands at such a mark: the hour, or at midnight the day that begins.
export function clock_mark(epoch_utc_ms: number, t: number, clock: Clock): string {
  const hour = clock_time(epoch_utc_ms, t, clock);
  if (hour !== '00:00') return hour;
  return clock_day(epoch_utc_ms, t, clock).replace(/ \d+$/, '');
}

export function offset_text(clock: Clock): string {
  const sign = clock.offset_minutes < 0 ? '−' : '+';
  const minutes = Math.abs(clock.offset_minutes);
  const rest = minutes % 60;
  return `UTC${sign}${Math.floor(minutes / 60)}${rest ? `:${two(rest)}` : ''}`;
}

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

export function offset_text(clock: Clock): string {
  const sign = clock.offset_minutes < 0 ? '−' : '+';
  const minutes = Math.abs(clock.offset_minutes);
  const rest = minutes % 60;
  return `UTC${sign}${Math.floor(minutes / 60)}${rest ? `:${two(rest)}` : ''}`;
}

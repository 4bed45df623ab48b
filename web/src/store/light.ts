// Light and weather at a moment, as the map and the time line show them.
import type { Weather } from '../protocol/report';
import { last_at } from './tracks';

// 0 in starlight (0.001 lx and less), 1 in daylight (1000 lx and more), by the logarithm between.
export function light_share(lux: number | null | undefined): number {
  if (lux == null) return 1;
  return Math.min(1, Math.max(0, (Math.log10(Math.max(lux, 1e-4)) + 3) / 6));
}

export const is_wet = (weather: Weather): boolean =>
  typeof weather.rain === 'number' ? weather.rain > 0 : Boolean(weather.rain);

const times_of = new WeakMap<Weather[], number[]>();

export function weather_at(weather: Weather[], t: number): Weather | undefined {
  let times = times_of.get(weather);
  if (!times) times_of.set(weather, (times = weather.map((item) => item.t)));
  return weather[Math.max(0, last_at(times, t))];
}

// Goal: the document is read exactly or refused; nothing is guessed.
// Method: small documents by hand and the sample of real ground.
import { expect, test } from 'vitest';
import { load_sample } from '../sample/load';
import { decode_int16, read_battle, read_grid, ReportError } from './read';
import type { Report } from './report';

const empty: Report = { format: 'khasan-report-1', title: 'Nothing' };

test('heights_are_little_endian_and_signed', () => {
  expect([...decode_int16(new Uint8Array([0x0f, 0x06, 0xff, 0xff]))]).toEqual([1551, -1]);
});

test('a_document_with_only_a_title_is_readable', () => {
  const battle = read_battle(empty);
  expect(battle.grid).toBeNull();
  expect(battle.events).toEqual([]);
  expect(battle.clocks).toHaveLength(1);
});

test('another_format_is_refused', () => {
  expect(() => read_battle({ ...empty, format: 'khasan-report-9' as 'khasan-report-1' })).toThrow(
    ReportError,
  );
});

test('a_raster_of_the_wrong_size_is_refused', () => {
  const map = {
    columns: 2,
    rows: 2,
    cell_m: 25,
    west_m: 0,
    north_m: 0,
    crs: 'EPSG:32652',
    elevation_dm_base64: btoa('\0\0\0\0'),
  };
  expect(() => read_grid(map)).toThrow(/2 heights for 2 × 2/);
});

test('only_plain_hex_colours_are_taken_from_the_document', () => {
  const sides = [
    { id: 'a', name: 'A', colour: 'red;background:url(x)' },
    { id: 'b', name: 'B', colour: '#123456' },
  ];
  const read = read_battle({ ...empty, sides }).sides;
  expect(read[0]!.colour).toMatch(/^#[0-9a-f]{6}$/);
  expect(read[1]!.colour).toBe('#123456');
});

test('the_sample_puts_the_summit_of_zaozernaya_where_the_gazetteer_has_it', () => {
  const { grid } = load_sample();
  const column = Math.floor((631464 - grid!.west_m) / grid!.cell_m);
  const row = Math.floor((grid!.north_m - 4700291) / grid!.cell_m);
  expect(grid!.elevation_dm[row * grid!.columns + column]! / 10).toBeGreaterThan(145);
  expect(Math.max(...grid!.elevation_dm) / 10).toBeLessThan(600);
});

test('events_come_out_in_order_of_time', () => {
  const events = [
    { t: 5, kind: 'fire', text: 'b' },
    { t: 1, kind: 'fire', text: 'a' },
  ];
  expect(read_battle({ ...empty, events }).events.map((event) => event.text)).toEqual(['a', 'b']);
});

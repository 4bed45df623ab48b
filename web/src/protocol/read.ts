// Finds the document in the page and turns it into the shape the page works with: rasters decoded,
// tracks in typed arrays, missing parts as empty lists. No drawing here.
import type {
  BasisClass,
  Clock,
  Curve,
  Element,
  Evidence,
  Feature,
  Fire,
  MapData,
  Measure,
  Play,
  Report,
  Side,
  Source,
  StoryEvent,
  Target,
  Track,
  Unit,
  Weather,
} from './report';
import type { CrisisReport } from './crisis';
import type { DebriefReport } from './debrief';
import type { AppPage } from './server';
import type { StudyReport } from './study';

export interface Grid {
  columns: number;
  rows: number;
  cell_m: number;
  west_m: number;
  north_m: number;
  elevation_dm: Int16Array;
  cover: Uint8Array | null;
  features: Feature[];
  credits: string[];
  crs: string;
  basis?: Basis;
}

// What each cell rests on.
export interface Basis {
  legend: BasisClass[];
  cells: Uint8Array;
}

export interface SideView extends Side {
  colour: string;
  tint: string;
  adjective: string;
}

export interface Battle {
  report: Report;
  clocks: Clock[];
  epoch_utc_ms: number;
  start_ms: number;
  end_ms: number;
  sides: SideView[];
  grid: Grid | null;
  units: Unit[];
  elements: Element[];
  play: Play | null;
  tracks: Track[];
  events: StoryEvent[];
  fires: Fire[];
  curves: Curve[];
  weather: Weather[];
  targets: Target[];
  measures: Measure[];
  sources: Source[];
  evidence: Evidence[];
}

// Blue and orange-red stay apart for the common kinds of colour blindness and in grey print.
export const kSideColours = ['#1d5fa6', '#c2410c', '#4d7c0f', '#6b21a8'];

export class ReportError extends Error {}

export function decode_base64(text: string): Uint8Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

export function decode_int16(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Int16Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) values[i] = view.getInt16(2 * i, true);
  return values;
}

function read_basis(map: MapData): Basis | undefined {
  if (!map.basis) return undefined;
  const cells = decode_base64(map.basis.cells_base64);
  if (cells.length !== map.columns * map.rows) {
    throw new ReportError(
      `map: ${cells.length} classes of the ground for ${map.columns} × ${map.rows} cells`,
    );
  }
  return { legend: map.basis.legend, cells };
}

// A raster of the wrong size is an error of the writer and is said, never stretched to fit.
export function read_grid(map: MapData): Grid {
  const cells = map.columns * map.rows;
  const elevation_dm = decode_int16(decode_base64(map.elevation_dm_base64));
  if (elevation_dm.length !== cells) {
    throw new ReportError(
      `map: ${elevation_dm.length} heights for ${map.columns} × ${map.rows} cells`,
    );
  }
  const cover = map.cover_base64 ? decode_base64(map.cover_base64) : null;
  if (cover && cover.length !== cells) {
    throw new ReportError(
      `map: ${cover.length} cover codes for ${map.columns} × ${map.rows} cells`,
    );
  }
  return {
    columns: map.columns,
    rows: map.rows,
    cell_m: map.cell_m,
    west_m: map.west_m,
    north_m: map.north_m,
    elevation_dm,
    cover,
    features: map.layers ?? [],
    credits: map.credits ?? [],
    crs: map.crs,
    basis: read_basis(map),
  };
}

// A light version of a colour, for symbol fills: mixed with white.
export function lighten(colour: string, share: number): string {
  const n = parseInt(colour.slice(1), 16);
  const mix = (v: number) => Math.round(v + (255 - v) * share);
  return `rgb(${mix((n >> 16) & 255)},${mix((n >> 8) & 255)},${mix(n & 255)})`;
}

function read_sides(report: Report): SideView[] {
  return (report.sides ?? []).map((side, i) => {
    const given = /^#[0-9a-f]{6}$/i.test(side.colour ?? '') ? side.colour : undefined;
    const colour = given ?? kSideColours[i % kSideColours.length]!;
    return { ...side, adjective: side.adjective ?? side.name, colour, tint: lighten(colour, 0.62) };
  });
}

const by_time = (a: { t: number }, b: { t: number }) => a.t - b.t;

// `grid`: the ground decoded before, of a document that has none of its own.
export function read_battle(report: Report, grid: Grid | null = null): Battle {
  if (report.format !== 'khasan-report-1') {
    const found = String(report.format);
    throw new ReportError(
      `unknown format "${found}", expected khasan-report-1, khasan-study-report-1 or ` +
        'khasan-crisis-report-1',
    );
  }
  const tracks = report.play?.elements ?? [];
  const last = Math.max(0, ...tracks.map((track) => track.t.at(-1) ?? 0));
  return {
    report,
    clocks: report.clocks?.length ? report.clocks : [{ name: 'UTC', offset_minutes: 0 }],
    epoch_utc_ms: report.epoch_utc_ms ?? 0,
    start_ms: report.start_ms ?? 0,
    end_ms: report.end_ms ?? last,
    sides: read_sides(report),
    grid: report.map ? read_grid(report.map) : grid,
    units: report.units ?? [],
    elements: report.elements ?? [],
    play: report.play ?? null,
    tracks,
    events: [...(report.events ?? [])].sort(by_time),
    fires: [...(report.fires ?? [])].sort(by_time),
    curves: report.curves ?? [],
    weather: [...(report.weather ?? [])].sort(by_time),
    targets: report.targets ?? [],
    measures: report.measures ?? [],
    sources: report.sources ?? [],
    evidence: report.evidence ?? [],
  };
}

export function read_document(): Report | StudyReport | CrisisReport | DebriefReport | AppPage {
  const text = document.getElementById('khasan-data')?.textContent ?? '';
  if (!text.trim().startsWith('{')) throw new ReportError('the page holds no data');
  return JSON.parse(text) as Report | StudyReport | CrisisReport | DebriefReport | AppPage;
}

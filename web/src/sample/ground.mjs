// Real ground for the sample: a small crop of the battle's rasters and layers.
// Needs gdal_translate.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kWest = 628500;
const kNorth = 4704250;
const kColumns = 220;
const kRows = 220;
const kCell = 25;

function raster(terrain, name, type) {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const file = join(folder, 'cut.bin');
  const east = kWest + kColumns * kCell;
  const south = kNorth - kRows * kCell;
  const window = ['-projwin', kWest, kNorth, east, south].map(String);
  const target = ['-q', '-of', 'ENVI', '-ot', type];
  execFileSync('gdal_translate', [...target, ...window, join(terrain, name), file]);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}

function elevation_dm(terrain) {
  const raw = raster(terrain, 'elevation_25m.tif', 'Float32');
  const heights = new Int16Array(kColumns * kRows);
  for (let i = 0; i < heights.length; i++) heights[i] = Math.round(raw.readFloatLE(4 * i) * 10);
  return Buffer.from(heights.buffer).toString('base64');
}

// Geographic to UTM 52N, to about a metre: enough to draw with.
function utm([lon, lat]) {
  const rad = Math.PI / 180,
    e2 = 0.00669438,
    ep2 = e2 / (1 - e2),
    a = 6378137;
  const phi = lat * rad,
    A = (lon - 129) * rad * Math.cos(phi);
  const N = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2),
    T = Math.tan(phi) ** 2,
    C = ep2 * Math.cos(phi) ** 2;
  const M =
    a *
    ((1 - e2 / 4 - (3 * e2 ** 2) / 64 - (5 * e2 ** 3) / 256) * phi -
      ((3 * e2) / 8 + (3 * e2 ** 2) / 32 + (45 * e2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * e2 ** 2) / 256 + (45 * e2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * e2 ** 3) / 3072) * Math.sin(6 * phi));
  const x = 500000 + 0.9996 * N * (A + ((1 - T + C) * A ** 3) / 6);
  const y = 0.9996 * (M + N * Math.tan(phi) * (A ** 2 / 2 + ((5 - T + 9 * C) * A ** 4) / 24));
  return [Math.round(x), Math.round(y)];
}

const inside = ([x, y]) =>
  x > kWest - 800 &&
  x < kWest + kColumns * kCell + 800 &&
  y < kNorth + 800 &&
  y > kNorth - kRows * kCell - 800;
const deep = (c) => (typeof c[0] === 'number' ? utm(c) : c.map(deep));
const flat = (c) => (typeof c[0] === 'number' ? [c] : c.flatMap(flat));

const kNames = {
  Zaozernaya: ['Заозёрная', '張鼓峰'],
  Bezymyannaya: ['Безымянная', '沙草峰南側高地'],
  Shachaofeng: ['Шачаофын', '沙草峰'],
  Chernaya: ['Чёрная', ''],
  'Lake Khasan': ['оз. Хасан', '長池'],
  Tumen: ['р. Туманная', '豆満江'],
  Fangchuan: ['Фанчуань', '防川項'],
  Homoku: ['Хомоку', ''],
  Kojo: ['Кодзё', '古城'],
  Priozernaya: ['Приозёрная', ''],
  Podgornaya: ['Подгорная', ''],
  'Machine-gun Hill / Hill 52': ['Пулемётная Горка', '五二高地'],
};

function layer(terrain, file, kind) {
  const features = JSON.parse(
    readFileSync(join(terrain, 'layers', `${file}.geojson`), 'utf8'),
  ).features;
  return features
    .map(({ properties: p, geometry: g }) => ({
      kind,
      geometry: g.type,
      coordinates: deep(g.coordinates),
      confidence: p.conf,
      ...(p.elev_m ? { height_m: p.elev_m } : {}),
      ...(p.name && {
        name: { en: p.name, ru: kNames[p.name]?.[0] ?? '', ja: kNames[p.name]?.[1] ?? '' },
      }),
    }))
    .filter((f) => flat(f.coordinates).some(inside));
}

const kLayers = {
  lakes: 'lake',
  rivers: 'river',
  marshes: 'marsh',
  roads: 'road',
  villages: 'village',
  hills: 'hill',
  frontier: 'frontier',
};

// The `map` part of the document.
export function sample_ground(terrain) {
  return {
    columns: kColumns,
    rows: kRows,
    cell_m: kCell,
    west_m: kWest,
    north_m: kNorth,
    crs: 'EPSG:32652',
    elevation_dm_base64: elevation_dm(terrain),
    cover_base64: raster(terrain, 'landcover_25m.tif', 'Byte').toString('base64'),
    layers: Object.entries(kLayers).flatMap(([file, kind]) => layer(terrain, file, kind)),
    credits: [
      'Frontier and rivers © OpenStreetMap contributors, ODbL 1.0; coast GSHHG, LGPL; ' +
        'relief Viewfinder Panoramas and SRTM30_PLUS.',
      'The ground is a reconstruction, not a survey.',
    ],
  };
}

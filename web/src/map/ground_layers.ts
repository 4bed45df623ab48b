// The still part of the map as OpenLayers layers: shaded relief, contours, waters, roads, frontier,
// villages, hills, and their names in the chosen language.
import Feature from 'ol/Feature';
import { LineString, MultiLineString, Point, Polygon } from 'ol/geom';
import ImageLayer from 'ol/layer/Image';
import VectorLayer from 'ol/layer/Vector';
import type Projection from 'ol/proj/Projection';
import ImageStatic from 'ol/source/ImageStatic';
import VectorSource from 'ol/source/Vector';
import { Fill, RegularShape, Stroke, Style, Text } from 'ol/style';
import type { Grid } from '../protocol/read';
import type { Feature as GroundFeature, Names } from '../protocol/report';
import { contours_every } from './contours';
import { relief_canvas } from './relief';

export type Language = keyof Names;

export type Extent = [number, number, number, number];

export function extent_of(grid: Grid): Extent {
  return [
    grid.west_m,
    grid.north_m - grid.rows * grid.cell_m,
    grid.west_m + grid.columns * grid.cell_m,
    grid.north_m,
  ];
}

// Pictures of the ground are made once, however many maps show it.
const reliefs = new WeakMap<Grid, string>();
const contours = new WeakMap<Grid, VectorSource>();

export function relief_layer(grid: Grid, projection: Projection): ImageLayer<ImageStatic> {
  let url = reliefs.get(grid);
  if (!url) reliefs.set(grid, (url = relief_canvas(grid).toDataURL('image/jpeg', 0.92)));
  return new ImageLayer({
    source: new ImageStatic({ url, imageExtent: extent_of(grid), projection, interpolate: true }),
  });
}

function contour_source(grid: Grid): VectorSource {
  const known = contours.get(grid);
  if (known) return known;
  const source = new VectorSource();
  for (const contour of contours_every(grid, 10)) {
    const feature = new Feature(new MultiLineString(contour.lines));
    feature.set('level', contour.level_m);
    source.addFeature(feature);
  }
  contours.set(grid, source);
  return source;
}

// Every ten metres when close, with every fiftieth heavier; every hundred from far away.
export function contour_layer(grid: Grid): VectorLayer {
  const thin = new Style({ stroke: new Stroke({ color: 'rgba(125,88,48,0.34)', width: 0.7 }) });
  const heavy = new Style({ stroke: new Stroke({ color: 'rgba(125,88,48,0.6)', width: 1.1 }) });
  return new VectorLayer({
    source: contour_source(grid),
    updateWhileAnimating: false,
    style: (feature, resolution) => {
      const level = feature.get('level') as number;
      if (level % 50 === 0) return resolution < 20 ? heavy : level % 100 === 0 ? thin : undefined;
      return resolution < 14 ? thin : undefined;
    },
  });
}

const line = (color: string, width: number, lineDash?: number[]) =>
  new Style({ stroke: new Stroke({ color, width, lineDash }) });

const kLineStyles: Partial<Record<GroundFeature['kind'], Style[]>> = {
  lake: [
    new Style({
      fill: new Fill({ color: 'rgba(170,203,224,0.75)' }),
      stroke: new Stroke({ color: '#6d9bb8', width: 1 }),
    }),
  ],
  river: [line('#6d9bb8', 1.6)],
  marsh: [
    new Style({
      fill: new Fill({ color: 'rgba(120,170,165,0.18)' }),
      stroke: new Stroke({ color: 'rgba(80,135,135,0.6)', width: 1, lineDash: [2, 4] }),
    }),
  ],
  road: [line('#8a7458', 3), line('#fbf4e4', 1.5)],
  frontier: [line('rgba(255,255,255,0.7)', 4), line('#6b3f7c', 1.8, [10, 4, 2, 4])],
};
const kUncertainFrontier = [line('rgba(107,63,124,0.6)', 1.2, [3, 5])];

const point_shape = (points: number, radius: number, fill: string, angle = 0) =>
  new Style({
    image: new RegularShape({
      points,
      radius,
      angle,
      fill: new Fill({ color: fill }),
      stroke: new Stroke({ color: '#fff', width: 1 }),
    }),
  });
const kPointStyles: Partial<Record<GroundFeature['kind'], Style>> = {
  hill: point_shape(3, 5.5, '#5d4326'),
  village: point_shape(4, 5.5, '#5a5550', Math.PI / 4),
  place: point_shape(12, 3.5, '#5a5550'),
};

function geometry_of(feature: GroundFeature): Point | LineString | Polygon {
  if (feature.geometry === 'Point') return new Point(feature.coordinates as number[]);
  if (feature.geometry === 'LineString') return new LineString(feature.coordinates as number[][]);
  return new Polygon(feature.coordinates as number[][][]);
}

const kDrawOrder: GroundFeature['kind'][] = [
  'marsh',
  'lake',
  'river',
  'road',
  'frontier',
  'village',
  'hill',
  'place',
];

export function feature_layer(features: GroundFeature[], extent: Extent): VectorLayer {
  const source = new VectorSource();
  for (const ground of features) {
    const feature = new Feature(geometry_of(ground));
    feature.set('ground', ground);
    source.addFeature(feature);
  }
  const order = (f: { get(key: string): unknown }) =>
    kDrawOrder.indexOf((f.get('ground') as GroundFeature).kind);
  return new VectorLayer({
    source,
    extent,
    renderOrder: (a, b) => order(a) - order(b),
    style: (feature) => {
      const ground = feature.get('ground') as GroundFeature;
      if (ground.geometry === 'Point') return kPointStyles[ground.kind];
      if (ground.kind === 'frontier' && ground.confidence === 'L') return kUncertainFrontier;
      return kLineStyles[ground.kind];
    },
  });
}

const is_water = (ground: GroundFeature) => ground.kind === 'lake' || ground.kind === 'river';

function label_of(ground: GroundFeature, language: Language): string {
  const name = ground.name?.[language] || ground.name?.en || '';
  const height =
    ground.kind === 'hill' && ground.height_m ? String(Math.round(ground.height_m)) : '';
  // "Hill 68.8" says its height already.
  return /\d/.test(name) ? name : `${name} ${height}`.trim();
}

// Doubtful places are set in grey; water in blue italics, as on printed maps.
function label_style(ground: GroundFeature, language: Language): Style {
  const doubtful = ground.confidence === 'L';
  const font = is_water(ground)
    ? 'italic 13px Georgia, serif'
    : ground.kind === 'hill'
      ? '600 12px Georgia, serif'
      : '12px Georgia, serif';
  return new Style({
    text: new Text({
      text: label_of(ground, language),
      font,
      fill: new Fill({ color: is_water(ground) ? '#2f6486' : doubtful ? '#5d564c' : '#2b2620' }),
      stroke: new Stroke({ color: 'rgba(255,255,255,0.85)', width: 3 }),
      // A hill's name stands beside it: the men who hold the top cover what is above and below.
      textAlign: ground.kind === 'hill' ? 'left' : 'center',
      offsetX: ground.kind === 'hill' ? 20 : 0,
      offsetY: ground.geometry === 'Point' && ground.kind !== 'hill' ? -13 : 0,
      placement: ground.geometry === 'LineString' ? 'line' : 'point',
      overflow: ground.geometry !== 'LineString',
    }),
  });
}

const kNamed: GroundFeature['kind'][] = ['hill', 'lake', 'river', 'village', 'place'];

export function label_layer(
  features: GroundFeature[],
  extent: Extent,
  language: () => Language,
): VectorLayer {
  const source = new VectorSource();
  for (const ground of features) {
    if (!ground.name || !kNamed.includes(ground.kind)) continue;
    const feature = new Feature(geometry_of(ground));
    feature.set('ground', ground);
    source.addFeature(feature);
  }
  return new VectorLayer({
    source,
    extent,
    declutter: true,
    style: (feature, resolution) => {
      const ground = feature.get('ground') as GroundFeature;
      if (resolution > 25 && (ground.kind === 'village' || ground.confidence === 'L'))
        return undefined;
      return label_style(ground, language());
    },
  });
}

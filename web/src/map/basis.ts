// Ground that is reconstructed, as a hatched picture over the map: one colour a class.
import ImageLayer from 'ol/layer/Image';
import type Projection from 'ol/proj/Projection';
import ImageStatic from 'ol/source/ImageStatic';
import type { Basis, Grid } from '../protocol/read';
import { extent_of } from './ground_layers';

const kColours = ['#9a4f14', '#7a2e7d', '#1d5fa6', '#4d5a10'];
const kPixelsPerCell = 2;
const kHatchPixels = 8;
const kLinePixels = 2;

// Reconstructed classes with their colours, in the order of the legend.
export function hatches_of(basis: Basis): { class: number; name: string; colour: string }[] {
  return basis.legend
    .filter((one) => one.reconstructed)
    .map((one, i) => ({ ...one, colour: kColours[i % kColours.length]! }));
}

// Lines of one class rise, those of the next fall, so that they differ without colour too.
export function is_on_line(index: number, x: number, y: number): boolean {
  const along = index % 2 ? x - y : x + y;
  return ((along % kHatchPixels) + kHatchPixels) % kHatchPixels < kLinePixels;
}

function hatch_canvas(grid: Grid, basis: Basis): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = grid.columns * kPixelsPerCell;
  canvas.height = grid.rows * kPixelsPerCell;
  const g = canvas.getContext('2d')!;
  const image = g.createImageData(canvas.width, canvas.height);
  const index = new Map(hatches_of(basis).map((one, i) => [one.class, i]));
  const inks = hatches_of(basis).map(({ colour }) => parseInt(colour.slice(1), 16));
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const cell = Math.floor(y / kPixelsPerCell) * grid.columns + Math.floor(x / kPixelsPerCell);
      const i = index.get(basis.cells[cell]!);
      if (i === undefined || !is_on_line(i, x, y)) continue;
      const at = 4 * (y * canvas.width + x);
      const ink = inks[i]!;
      image.data.set([(ink >> 16) & 255, (ink >> 8) & 255, ink & 255, 110], at);
    }
  }
  g.putImageData(image, 0, 0);
  return canvas;
}

export function basis_layer(
  grid: Grid,
  basis: Basis,
  projection: Projection,
): ImageLayer<ImageStatic> {
  const url = hatch_canvas(grid, basis).toDataURL('image/png');
  return new ImageLayer({
    source: new ImageStatic({ url, imageExtent: extent_of(grid), projection, interpolate: false }),
    zIndex: 1,
  });
}

// UTM (WGS 84) to geographic coordinates, for the read-out under the cursor.
// Krüger series to third order in n, as in Karney 2011, "Transverse Mercator with an accuracy of a
// few nanometers", eqs. 7-15 and 36; third order is good to a millimetre inside a zone.

const kFlattening = 1 / 298.257223563;
const kRadius_m = 6378137;
const kScale = 0.9996;

export interface Geographic {
  lat: number;
  lon: number;
}

export function utm_zone(crs: string): number | null {
  const match = /^EPSG:326(\d\d)$/.exec(crs);
  return match ? Number(match[1]) : null;
}

export function utm_to_geographic(x: number, y: number, zone: number): Geographic {
  const n = kFlattening / (2 - kFlattening);
  const rectifying_m = (kRadius_m / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const beta = [
    n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3,
    n ** 2 / 48 + n ** 3 / 15,
    (17 / 480) * n ** 3,
  ];
  const xi = y / (kScale * rectifying_m);
  const eta = (x - 500000) / (kScale * rectifying_m);
  let xi0 = xi;
  let eta0 = eta;
  beta.forEach((b, i) => {
    const k = 2 * (i + 1);
    xi0 -= b * Math.sin(k * xi) * Math.cosh(k * eta);
    eta0 -= b * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  // Conformal latitude, then back to geographic by fixed-point iteration on the isometric latitude.
  const e = Math.sqrt(kFlattening * (2 - kFlattening));
  const conformal = Math.asin(Math.sin(xi0) / Math.cosh(eta0));
  const isometric = Math.atanh(Math.sin(conformal));
  let phi = conformal;
  for (let i = 0; i < 6; i++) {
    phi = Math.asin(Math.tanh(isometric + e * Math.atanh(e * Math.sin(phi))));
  }
  const lambda = Math.atan2(Math.sinh(eta0), Math.cos(xi0));
  const degrees = 180 / Math.PI;
  return { lat: phi * degrees, lon: zone * 6 - 183 + lambda * degrees };
}

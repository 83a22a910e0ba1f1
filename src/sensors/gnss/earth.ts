/** WGS84: between geodetic coordinates, earth-centred ones, and east-north-up axes on the tangent plane. */
import { atan2, cos, length2, sin } from '#core/math';
import { add, dot, sub, type Vec3 } from '#core/pose';

/** NIMA TR8350.2: semi-major axis m, flattening; earth's rate rad/s. */
export const WGS84 = { a: 6_378_137, f: 1 / 298.257223563, rate: 7.292115e-5 } as const;
const E2 = WGS84.f * (2 - WGS84.f);

/** rad, rad, m over the ellipsoid. */
export interface Geodetic {
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
}

export function ecefFromGeodetic({ latitude, longitude, height }: Geodetic): Vec3 {
  const [s, c] = [sin(latitude), cos(latitude)];
  const normal = WGS84.a / Math.sqrt(1 - E2 * s * s);
  const flat = (normal + height) * c;
  return [flat * cos(longitude), flat * sin(longitude), (normal * (1 - E2) + height) * s];
}

/** By iteration on the latitude, to the last bits; for heights from -1000 km up. */
export function geodeticFromEcef([x, y, z]: Vec3): Geodetic {
  const flat = length2(x, y);
  let latitude = atan2(z, flat * (1 - E2));
  for (let i = 0; i < 12; i++) {
    const s = sin(latitude);
    const normal = WGS84.a / Math.sqrt(1 - E2 * s * s);
    latitude = atan2(z + E2 * normal * s, flat);
  }
  const [s, c] = [sin(latitude), cos(latitude)];
  const normal = WGS84.a / Math.sqrt(1 - E2 * s * s);
  // Along the normal, whichever of the two is well conditioned at this latitude.
  const height = c > 0.7 ? flat / c - normal : z / s - normal * (1 - E2);
  return { latitude, longitude: atan2(y, x), height };
}

/** East, north and up as unit vectors of the earth-centred frame. */
export interface LocalAxes {
  readonly origin: Vec3;
  readonly east: Vec3;
  readonly north: Vec3;
  readonly up: Vec3;
}

export function axesAt(reference: Geodetic): LocalAxes {
  const { latitude, longitude } = reference;
  const [sp, cp, sl, cl] = [sin(latitude), cos(latitude), sin(longitude), cos(longitude)];
  return {
    origin: ecefFromGeodetic(reference),
    east: [-sl, cl, 0],
    north: [-sp * cl, -sp * sl, cp],
    up: [cp * cl, cp * sl, sp],
  };
}

export function ecefFromEnu({ origin, east, north, up }: LocalAxes, [e, n, u]: Vec3): Vec3 {
  const turned = (k: 0 | 1 | 2): number => east[k] * e + north[k] * n + up[k] * u;
  return add(origin, [turned(0), turned(1), turned(2)]);
}

export function enuFromEcef({ origin, east, north, up }: LocalAxes, point: Vec3): Vec3 {
  const from = sub(point, origin);
  return [dot(east, from), dot(north, from), dot(up, from)];
}

/** A vector of the world in east-north-up. @param northHeading heading of north from world +x, counter-clockwise, rad */
export function enuFromWorld([x, y, z]: Vec3, northHeading: number): Vec3 {
  const [s, c] = [sin(northHeading), cos(northHeading)];
  return [s * x - c * y, c * x + s * y, z];
}
export function worldFromEnu([e, n, u]: Vec3, northHeading: number): Vec3 {
  const [s, c] = [sin(northHeading), cos(northHeading)];
  return [s * e + c * n, s * n - c * e, u];
}

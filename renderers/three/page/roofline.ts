/** How high walls stand round the eye, by direction: what windows and paint mirror instead of sky, and how much sky the street sees. */
import type { Place, Solid } from '#contracts/place';
import type { Vec3 } from '#core/pose';

export const SECTORS = 16;
/** Solids farther away hardly rise above the horizon, m. */
const FAR = 110;
const SAMPLES = 5;

export interface Roofline {
  /** Sine of the elevation of the roofs in each sector, from world +x counter-clockwise. */
  readonly sines: Float32Array;
  /** Share of a cloudy sky's light that level ground at the eye gets past the roofs: the mean of their cosines squared. */
  readonly skyView: number;
}

export function rooflineOf(place: Place, eye: Vec3): Roofline {
  const sines = new Float32Array(SECTORS);
  for (const solid of place.solids) {
    if (solid.size[2] < 2.5) continue;
    for (const [x, y] of edgePoints(solid)) {
      const [dx, dy] = [x - eye[0], y - eye[1]];
      const flat = Math.sqrt(dx * dx + dy * dy);
      const rise = solid.size[2] - eye[2];
      if (flat > FAR || rise <= 0) continue;
      const sector = (Math.floor((Math.atan2(dy, dx) / (2 * Math.PI)) * SECTORS + SECTORS) % SECTORS) as number;
      sines[sector] = Math.max(sines[sector] as number, rise / Math.sqrt(rise * rise + flat * flat));
    }
  }
  return { sines, skyView: 1 - sines.reduce((sum, s) => sum + s * s, 0) / SECTORS };
}

/** Points round a box's footprint. */
function edgePoints({ worldFromBox: { position, orientation }, size }: Solid): [number, number][] {
  const [, , z, w] = orientation;
  const [c, s] = [1 - 2 * z * z, 2 * z * w];
  const points: [number, number][] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const t = i / (SAMPLES - 1) - 0.5;
    for (const [u, v] of [
      [t, 0.5],
      [t, -0.5],
      [0.5, t],
      [-0.5, t],
    ] as const) {
      const [x, y] = [u * size[0], v * size[1]];
      points.push([position[0] + c * x - s * y, position[1] + s * x + c * y]);
    }
  }
  return points;
}

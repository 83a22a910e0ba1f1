/** Where low beams start: the middle of what is a head lamp on either side. */
import type { ImportedPart } from '#contracts/imported';
import type { Vec3 } from '#core/pose';

/** Lamps nearer to the middle than this are one lamp, m. */
const ONE_LAMP = 0.1;

/** Left, then right; one where it is in the middle. */
export function headlampsOf(parts: readonly ImportedPart[]): readonly Vec3[] {
  const points = parts
    .filter(({ material, motion }) => material.emission?.lamp === 'head' && motion.kind === 'still')
    .flatMap(({ mesh }) => Array.from({ length: mesh.positions.length / 3 }, (_, v) => pointAt(mesh.positions, v)));
  if (points.length === 0) return [];
  const [left, right] = [points.filter(([, y]) => y >= 0), points.filter(([, y]) => y < 0)];
  const lamps = [left, right].filter((side) => side.length > 0).map(meanOf);
  return lamps.every(([, y]) => Math.abs(y) < ONE_LAMP) ? [meanOf(points)] : lamps;
}

function pointAt(positions: Float32Array, v: number): Vec3 {
  return [positions[3 * v] as number, positions[3 * v + 1] as number, positions[3 * v + 2] as number];
}

function meanOf(points: readonly Vec3[]): Vec3 {
  const sum = (k: 0 | 1 | 2): number => points.reduce((total, point) => total + point[k], 0) / points.length;
  return [sum(0), sum(1), sum(2)];
}

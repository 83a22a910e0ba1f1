/** Point files: five floats a lidar point, PCD for radar. */
import type { ObservationOf } from '#contracts/observation';

/** x right, y forward, z up (m), intensity 0..255, ring; little-endian float32. */
export function encodeLidar({ count, columns: { xyz, intensity, ring } }: ObservationOf<'lidar'>): Uint8Array {
  const out = new DataView(new ArrayBuffer(20 * count));
  for (let i = 0; i < count; i++) {
    const row = [
      -(xyz[3 * i + 1] as number),
      xyz[3 * i] as number,
      xyz[3 * i + 2] as number,
      255 * (intensity[i] as number),
      ring[i] as number,
    ];
    for (const [k, value] of row.entries()) out.setFloat32(20 * i + 4 * k, value, true);
  }
  return new Uint8Array(out.buffer);
}

/** One label a point, by its instance where it has one. */
export function encodeLabels(
  { count, columns: { instance, semantic } }: ObservationOf<'lidar'>,
  ofInstance: ReadonlyMap<number, number>,
  ofClass: ReadonlyMap<number, number>,
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => {
    return ofInstance.get(instance[i] as number) ?? ofClass.get(semantic[i] as number) ?? 0;
  });
}

/** How many points lie on each instance. */
export function pointsByInstance(instance: ArrayLike<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < instance.length; i++) {
    const id = instance[i] as number;
    if (id !== 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

import type { ObservationOf } from '#contracts/observation';

/** float32, little-endian: x forward, y left, z up in the lidar's frame (m), reflectance 0..1. */
export function velodyneBytes({ count, columns }: ObservationOf<'lidar'>): Uint8Array {
  const out = new Uint8Array(16 * count);
  const view = new DataView(out.buffer);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < 3; axis++) view.setFloat32(16 * i + 4 * axis, columns.xyz[3 * i + axis] as number, true);
    view.setFloat32(16 * i + 12, Math.min(Math.max(columns.intensity[i] as number, 0), 1), true);
  }
  return out;
}

/** Connected regions of a picture of classes. */
import { blobsOf } from '../field/blobs.js';

/** @param of classes whose regions get numbers from 1 on, class by class; 0 for all others @throws RangeError beyond 65535 regions */
export function componentsOf(
  classes: Uint8Array,
  width: number,
  height: number,
  of: readonly number[],
): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(classes.length);
  let count = 0;
  for (const own of of) {
    const mask = classes.map((id) => (id === own ? 1 : 0));
    for (const { pixels } of blobsOf(mask, width, height, 1)) {
      if (++count > 0xffff) throw new RangeError('too many regions');
      for (const i of pixels) out[i] = count;
    }
  }
  return out;
}

/** Optical flow as the KITTI benchmarks store it: 16-bit RGB, u * 64 + 32768, v * 64 + 32768, valid. */

/** Largest displacement that fits, px; farther ones are marked not valid. */
export const FLOW_LIMIT = 511.98;

/** Stored is flow * FLOW_SCALE + FLOW_ZERO. */
export const FLOW_SCALE = 64;
export const FLOW_ZERO = 32768;

/** Bytes a pixel. */
export const KITTI_PIXEL = 3 * Uint16Array.BYTES_PER_ELEMENT;

/** `flow`: u, v a pixel, px. Resolution 1/64 px. @param out three numbers a pixel, all of them written */
export function kittiFlow(flow: Float32Array, out: Uint16Array): Uint16Array {
  for (let i = 0, o = 0; i < flow.length; i += 2, o += 3) {
    const u = flow[i] as number;
    const v = flow[i + 1] as number;
    const fits = u >= -FLOW_LIMIT && u <= FLOW_LIMIT && v >= -FLOW_LIMIT && v <= FLOW_LIMIT;
    // Rounds to the nearest step: what is cut off is never negative.
    out[o] = fits ? (u * 64 + 32768.5) | 0 : 0;
    out[o + 1] = fits ? (v * 64 + 32768.5) | 0 : 0;
    out[o + 2] = fits ? 1 : 0;
  }
  return out;
}

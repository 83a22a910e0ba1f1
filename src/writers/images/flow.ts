/** Optical flow as the KITTI benchmarks store it: 16-bit RGB, u * 64 + 32768, v * 64 + 32768, valid. */

/** Largest displacement that fits, px; farther ones are marked not valid. */
export const FLOW_LIMIT = 511.98;

/** `flow`: u, v a pixel, px. Resolution 1/64 px. */
export function kittiFlow(flow: Float32Array): Uint16Array {
  const out = new Uint16Array((flow.length / 2) * 3);
  for (let i = 0, o = 0; i < flow.length; i += 2, o += 3) {
    const u = flow[i] as number;
    const v = flow[i + 1] as number;
    if (!(u >= -FLOW_LIMIT && u <= FLOW_LIMIT && v >= -FLOW_LIMIT && v <= FLOW_LIMIT)) continue;
    // Rounds to the nearest step: what is cut off is never negative.
    out[o] = (u * 64 + 32768.5) | 0;
    out[o + 1] = (v * 64 + 32768.5) | 0;
    out[o + 2] = 1;
  }
  return out;
}

/** Whether what is seen keeps its look from frame to frame: differences along optical flow. */
import type { LayerSet } from '#contracts/layers';
import { segmentOf } from '../field/cells.js';
import { logLight } from '../field/light.js';

export type FlowingFrame = Required<Pick<LayerSet, 'rgb' | 'semantic' | 'instance' | 'flow'>> &
  Pick<LayerSet, 'width' | 'height'>;

/** Sums over pixels that are seen in both frames. */
export interface Difference {
  readonly pixels: number;
  /** Of |change of log light|, mean of the three colours. */
  readonly sum: number;
}

/** Every so many pixels, each way: neighbours tell the same. */
const STRIDE = 2;

/** @param here with forward flow to `next`; pixels whose segment is not at the flow's end are hidden there, or out of the picture, and left out */
export function warpedDifference(here: FlowingFrame, next: Omit<FlowingFrame, 'flow'>): Difference {
  const { width, height, flow } = here;
  let [pixels, sum] = [0, 0];
  for (let y = 0; y < height; y += STRIDE) {
    for (let x = 0; x < width; x += STRIDE) {
      const i = y * width + x;
      const [u, v] = [Math.round(x + (flow[2 * i] as number)), Math.round(y + (flow[2 * i + 1] as number))];
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const j = v * width + u;
      if (segmentOf(here, i) !== segmentOf(next, j)) continue;
      pixels++;
      for (let c = 0; c < 3; c++)
        sum += Math.abs(logLight(next.rgb[3 * j + c] as number) - logLight(here.rgb[3 * i + c] as number)) / 3;
    }
  }
  return { pixels, sum };
}

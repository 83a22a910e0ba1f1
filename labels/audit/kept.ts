/** What is kept of a frame for the next one of the same sensor: little, since layers are another frame's soon. */
import type { FrameAnnotations } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';

/** Every so many pixels of every so many rows are looked at. */
export const STRIDE = 4;

export interface FlowSample {
  /** Pixel's centre. */
  readonly u: number;
  readonly v: number;
  readonly fu: number;
  readonly fv: number;
  readonly id: number;
}

export interface KeptFrame {
  readonly annotations: FrameAnnotations;
  /** Not occluded ones; missing where the layers lack flow or its occlusion. */
  readonly flow?: readonly FlowSample[];
}

export function keep(annotations: FrameAnnotations, layers: LayerSet): KeptFrame {
  const { flow, flowOcclusion, instance, width, height } = layers;
  if (flow === undefined || flowOcclusion === undefined || instance === undefined) return { annotations };
  const samples: FlowSample[] = [];
  for (let y = STRIDE >> 1; y < height; y += 2 * STRIDE) {
    for (let x = STRIDE >> 1; x < width; x += 2 * STRIDE) {
      const i = y * width + x;
      if (flowOcclusion[i] !== 0) continue;
      const [fu, fv] = [flow[2 * i] as number, flow[2 * i + 1] as number];
      samples.push({ u: x + 0.5, v: y + 0.5, fu, fv, id: instance[i] as number });
    }
  }
  return { annotations, flow: samples };
}

/** Whether `next` is the look that the frame was followed by. */
export function follows(kept: KeptFrame, next: FrameAnnotations): boolean {
  return kept.annotations.next?.timeNs === next.timeNs;
}

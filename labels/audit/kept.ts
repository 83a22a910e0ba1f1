/** What is kept of a frame for the next one of the same sensor: little, since layers are another frame's soon. */
import type { FrameAnnotations } from '#contracts/label';

/** Every so many pixels of every so many rows are looked at. */
export const STRIDE = 4;

export interface KeptFrame {
  readonly annotations: FrameAnnotations;
}

export function keep(annotations: FrameAnnotations): KeptFrame {
  return { annotations };
}

/** Whether `next` is the look that the frame was followed by. */
export function follows(kept: KeptFrame, next: FrameAnnotations): boolean {
  return kept.annotations.next?.timeNs === next.timeNs;
}

/** Whether labels still hold after a picture was repainted: a verdict for each labelled instance and each class of stuff. */
import type { PixelBox } from './label.js';
import type { ClassId } from './scene.js';

/** What is looked at: edges on the label's border, an independent segmenter's silhouette, whether it still stands out. */
export const VALIDITY_TESTS = ['boundary', 'silhouette', 'disappearance'] as const;
export type ValidityTest = (typeof VALIDITY_TESTS)[number];

export interface SegmentValidity {
  /** Instance id; 0 of stuff (all pixels of a class that no body has). */
  readonly instance: number;
  readonly class: ClassId;
  readonly box: PixelBox;
  readonly pixels: number;
  /** People, riders and animals: held to stricter thresholds. */
  readonly safety: boolean;
  /** What is left of what the base shows, 0 nothing to 1 all, beside each test; missing where it is too small for it or the base doesn't show it either. */
  readonly measured: Readonly<Partial<Record<ValidityTest, number>>>;
  /** Empty where its labels hold. */
  readonly failed: readonly ValidityTest[];
}

/** Something object-like where no label is. */
export interface Hallucination {
  /** What the segmenter takes it for: `person`, `animal` or `vehicle`; `unknown` where only an outline shows that the base doesn't have. */
  readonly class: ClassId;
  readonly box: PixelBox;
  readonly pixels: number;
}

export interface FrameValidity {
  readonly segments: readonly SegmentValidity[];
  readonly hallucinations: readonly Hallucination[];
  /** Nothing failed, nothing appeared. */
  readonly valid: boolean;
}

/** One camera at one instant. */

import type { Imager } from '#core/emva';
import type { Projection } from '#core/lens';
import type { Pose } from '#core/pose';
import type { Development } from './development.js';
import type { Glass } from './rig.js';

/**
 * In px; pixel (0,0)'s centre is at (0.5, 0.5), so cx = width / 2 for a centred camera. Without `lens` a pinhole. Every label and truth layer
 * is that of the picture as written, distortion included.
 */
export type Intrinsics = Projection;

export interface CameraView {
  readonly sensor: string;
  readonly intrinsics: Intrinsics;
  /** Camera frame: OpenCV (x right, y down, z forward). */
  readonly worldFromCamera: Pose;
  /** m */
  readonly near: number;
  readonly far: number;
  /** Bodies that this camera does not see: the one it is mounted on. */
  readonly hides: readonly string[];
  /** Exposure: value at ISO 100, or chosen by the renderer from the scene's light. */
  readonly exposure: { readonly ev100: number } | 'auto';
  /** A small automotive camera where missing. */
  readonly imager?: Imager;
  /** How long what falls draws its streaks, s; the exposure's own time where missing. */
  readonly exposureS?: number;
  /** From the picture's time to when the picture is there: half of exposure and readout, and the latency, s; 0 where missing. */
  readonly deliveryS?: number;
  /** Before the lens, with drops on it when it rains. */
  readonly glass?: Glass;
  /** How the picture is made of the light; as the camera is by itself where missing. */
  readonly development?: Development;
  /** Seeds sensor noise of this frame. */
  readonly seed: number;
}

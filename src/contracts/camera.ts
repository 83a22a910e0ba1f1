/** One camera at one instant. */
import type { Pose } from '#core/pose';

/** Pinhole intrinsics in px; pixel (0,0)'s centre is at (0.5, 0.5), so cx = width / 2 for a centred camera. */
export interface Intrinsics {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

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
  /** Seeds sensor noise and rain streaks of this frame. */
  readonly seed: number;
}

/** A request's camera as what falls meets it. */
import type { RenderRequest } from '#contracts/renderer';
import { DEFAULT_IMAGER, exposureOf } from '#core/emva';
import { lensOf } from '#core/lens';
import type { StreakCamera } from '#sensors/falling/streaks';
import { WHITE } from '../imager-glsl.js';
import { motionOf } from './motion.js';

/** Of a sensor with pixels of 3 um, as `DEFAULT_IMAGER` is, and so many columns, however many of them are written. */
const PIXEL_M = 3e-6;
const WIDTH_PX = 1280;

/** @param exposure what a luminance is multiplied by so that 1 is white */
export function weatherCamera(request: RenderRequest, exposure: number): StreakCamera {
  const { view } = request;
  const imager = view.imager ?? DEFAULT_IMAGER;
  const lens = lensOf(view.intrinsics);
  return {
    lens,
    worldFromCamera: view.worldFromCamera,
    ...motionOf(request),
    exposureS: view.exposureS ?? exposureOf(imager, WHITE / exposure).timeS,
    apertureM: (view.intrinsics.fx * PIXEL_M * (WIDTH_PX / view.intrinsics.width)) / imager.fNumber,
    near: view.near,
  };
}

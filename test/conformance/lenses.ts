/** Lenses that suites put on cameras: one that bends lines, one that sees more than half of everything round it. */
import { TRUTH_LAYERS } from '#contracts/layers';
import type { CameraSensor } from '#contracts/rig';
import type { Distortion } from '#core/lens';
import { focalForField } from '#core/lens/field';
import { radians } from '#core/math';

export interface FittedLens {
  readonly name: string;
  readonly lens: Distortion;
  /** Horizontal field of view, degrees. */
  readonly field: number;
}

/** Barrel distortion of a wide-angle camera, its rays mounted a little off centre. */
export const WIDE_ANGLE: FittedLens = {
  name: 'brown-conrady, 90 degrees',
  lens: { model: 'brown-conrady', k1: -0.28, k2: 0.09, p1: 6e-4, p2: -4e-4, k3: -0.013 },
  field: 90,
};
export const FISHEYE: FittedLens = {
  name: 'fisheye, 190 degrees',
  lens: { model: 'fisheye', k1: 0.05, k2: -0.012, k3: 0.002, k4: -2e-4 },
  field: 190,
};
export const LENSES: readonly FittedLens[] = [WIDE_ANGLE, FISHEYE];
/** What is compared through them: all truth that one drawing gives. */
export const LENS_LAYERS = TRUTH_LAYERS.filter((name) => name !== 'backwardFlow' && name !== 'flowOcclusion');

/** The camera with another lens, its field of view that of the lens. @throws Error when the lens does not see as wide */
export function fitted({ lens, field }: FittedLens): (sensor: CameraSensor) => CameraSensor {
  return (sensor) => {
    const focal = focalForField(sensor, lens, radians(field));
    if (focal === undefined) throw new Error(`no focal length gives ${field} degrees`);
    return { ...sensor, fx: focal, fy: focal, lens };
  };
}

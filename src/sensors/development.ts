/** How one picture is developed: what the camera does always, and what this picture draws on top. */
import type { Bounds, Development, DevelopmentRanges } from '#contracts/development';
import type { CameraSensor } from '#contracts/rig';
import { whiteBalanceFor } from '#core/color';
import { DEFAULT_IMAGER, USUAL_HEADROOM_EV } from '#core/emva';
import { exp, lerp, ln } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';

/** @param seed of the picture: the same seed, the same development @returns undefined where the picture is left as it is */
export function developmentOf(sensor: CameraSensor, seed: number): Development | undefined {
  const { development, developmentRanges: ranges } = sensor;
  if (ranges === undefined) return development;
  const usual = (sensor.imager ?? DEFAULT_IMAGER).vignetting;
  return onTop(development ?? {}, ranges, usual, randomRoot(seed).child('development'));
}

function onTop(own: Development, ranges: DevelopmentRanges, usualVignetting: number, random: RandomStream): Development {
  const added = (name: keyof DevelopmentRanges): number => {
    const bounds = ranges[name];
    return bounds === undefined ? 0 : lerp(bounds[0], bounds[1], random.child(name).uniform());
  };
  const factor = (name: keyof DevelopmentRanges): number => {
    const bounds = ranges[name];
    return bounds === undefined ? 1 : between(bounds, random.child(name).uniform());
  };
  const has = (...names: (keyof DevelopmentRanges)[]): boolean => names.some((name) => ranges[name] !== undefined);
  const sharpness = added('sharpness');
  const drawn: Development = {
    ...(has('exposureEv') ? { exposureEv: (own.exposureEv ?? 0) + added('exposureEv') } : {}),
    ...(has('headroomEv') ? { headroomEv: (own.headroomEv ?? USUAL_HEADROOM_EV) + added('headroomEv') } : {}),
    ...(has('miredShift', 'greenTint')
      ? { whiteBalance: product(own.whiteBalance, whiteBalanceFor(added('miredShift'), added('greenTint'))) }
      : {}),
    ...(has('contrast') ? { contrast: (own.contrast ?? 1) * factor('contrast') } : {}),
    ...(has('saturation') ? { saturation: (own.saturation ?? 1) * factor('saturation') } : {}),
    ...(has('noise') ? { noise: (own.noise ?? 1) * factor('noise') } : {}),
    ...(sharpness > 0 ? { sharpening: (own.sharpening ?? 0) + sharpness } : {}),
    ...(sharpness < 0 ? { blurPx: (own.blurPx ?? 0) - sharpness } : {}),
    ...(has('vignetting') ? { vignetting: share((own.vignetting ?? usualVignetting) + added('vignetting')) } : {}),
    ...(has('veilingGlare') ? { veilingGlare: share((own.veilingGlare ?? 0) + added('veilingGlare')) } : {}),
    ...(has('blackLift') ? { blackLift: share((own.blackLift ?? 0) + added('blackLift')) } : {}),
  };
  return { ...own, ...drawn };
}

function between([low, high]: Bounds, u: number): number {
  return exp(lerp(ln(low), ln(high), u));
}
function product(a: Vec3 | undefined, b: Vec3): Vec3 {
  return a === undefined ? b : [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}
function share(x: number): number {
  return Math.min(1, Math.max(0, x));
}

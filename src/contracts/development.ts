/** How a camera makes a picture of the light on its sensor. What is missing is left as it is. */
import type { Vec3 } from '#core/pose';

export interface Development {
  // ---- in linear light, before the sensor's noise ----
  /** Exposure compensation over what the camera would have chosen, stops. */
  readonly exposureEv?: number;
  /** Share of the picture's mean light that the lens spreads evenly over all of it, 0..1 (ISO 9358: veiling glare index). */
  readonly veilingGlare?: number;
  /** Standard deviation of what a lens out of focus spreads a point over, px. */
  readonly blurPx?: number;
  /** Share of the natural fall-off towards the corners, 0..1, instead of the imager's. */
  readonly vignetting?: number;
  // ---- by the sensor ----
  /** Factor on the standard deviation of its noise. */
  readonly noise?: number;
  // ---- in linear light, after the sensor ----
  /** Gains of red, green and blue; a grey keeps its luminance. */
  readonly whiteBalance?: Vec3;
  /** Stops from mean grey to where numbers end, the brightest white; 2.96 where missing (ISO 12232). */
  readonly headroomEv?: number;
  // ---- in numbers as written (after the film curve) ----
  /** Unsharp mask of one pixel: how much of the difference from the surroundings is added. */
  readonly sharpening?: number;
  /** Factor on colourfulness. */
  readonly saturation?: number;
  /** Factor on the distance from mid grey. */
  readonly contrast?: number;
  /** What black becomes, 0..1. */
  readonly blackLift?: number;
}

export type Bounds = readonly [low: number, high: number];

/** Figures that each picture of a camera draws anew between bounds, on top of the camera's own development. */
export interface DevelopmentRanges {
  /** Added, stops. */
  readonly exposureEv?: Bounds;
  readonly headroomEv?: Bounds;
  /** Illuminant that the camera takes for white, over the right one, mired; and towards green. */
  readonly miredShift?: Bounds;
  readonly greenTint?: Bounds;
  /** Factors. */
  readonly contrast?: Bounds;
  readonly saturation?: Bounds;
  readonly noise?: Bounds;
  /** Positive: sharpening is added; negative: blur, px. */
  readonly sharpness?: Bounds;
  /** Added. */
  readonly vignetting?: Bounds;
  readonly veilingGlare?: Bounds;
  readonly blackLift?: Bounds;
}

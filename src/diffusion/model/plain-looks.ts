/** How segments look in the plain style, by group of classes; part of a model. */

/** Of segments' mean lightness, red less green, blue and contrast, at `group * PLANES + plane`. */
export interface PlainLooks {
  readonly mean: readonly number[];
  readonly spread: readonly number[];
}

/**
 * How thick wood is: the pipe model (Shinozaki et al., Jpn. J. Ecol. 14, 1964). What an axis has borne by a point, it carries there:
 * r^n is the sum over its children, with Leonardo's n = 2 (measured 1.8-2.3 in trees; Minamino and Tateno, PLoS ONE 9, 2014).
 */
import { sqrt } from '#core/math';
import type { Axis } from './growth.js';

/** Radii at each axis's points, as many as its path has. @param foot radius of the stem's foot, which sets the scale */
export function pipeRadii(axes: readonly Axis[], foot: number): readonly (readonly number[])[] {
  const borne = axes.map(({ path }) => new Array<number>(path.length).fill(1));
  // Children come after those that bear them.
  for (let i = axes.length - 1; i > 0; i--) {
    const { parent, birth } = axes[i] as Axis;
    const own = (borne[i] as number[])[0] as number;
    const carrier = borne[parent] as number[];
    for (let k = 0; k <= birth; k++) carrier[k] = (carrier[k] as number) + own;
  }
  const all = (borne[0] as number[])[0] as number;
  return borne.map((tips) => tips.map((count) => foot * sqrt(count / all)));
}

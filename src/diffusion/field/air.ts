/** What the air lets through of a new look: a far surface shows its own light less than the air's, so it can change by itself only so far. */
import { exp, ln } from '#core/math';
import { type Cells, FAR, type Look, NOWHERE } from './cells.js';
import type { Shift } from './change.js';

/**
 * Koschmieder (science.md 4.3): what is seen of a surface is its own light times t and the air's times 1 - t, t = exp(-extinction * distance). Each part takes its
 * own factor, the air's being the mean over cells by how much air is seen there; a dark body in fog is nearly all air, and can't turn light. Gains fade to 1 as the
 * surface's part does. The sky counts as a surface at `FAR`.
 * @param look as rendered @param extinctionPerM 1/m, 0 leaves all as it is
 */
export function throughAir(
  { segment, nearness }: Pick<Cells, 'segment' | 'nearness'>,
  look: Pick<Look, 'light'>,
  { light, gain }: Shift,
  extinctionPerM: number,
): Shift {
  if (extinctionPerM === 0) return { light, gain };
  const air = nearness.map((near, i) =>
    segment[i] === NOWHERE ? 0 : 1 - exp(-extinctionPerM * (near === 0 ? FAR : Math.min(FAR, 1 / near))),
  );
  const own = new Float32Array(gain.length);
  const shifts = light.map((plane, c) => {
    const seen = look.light[c as 0];
    const [airLight, airShift] = [meanBy(seen, air), meanBy(plane, air)];
    return plane.map((shift, i) => {
      const share = Math.max(0, 1 - (air[i] as number) * exp(airLight - (seen[i] as number)));
      own[i] = (own[i] as number) + share / 3;
      return ln(share * exp(shift) + (1 - share) * exp(airShift));
    });
  });
  return { light: shifts as unknown as Shift['light'], gain: gain.map((value, i) => 1 + (own[i] as number) * (value - 1)) };
}

/** 0 where all weights are. */
function meanBy(plane: Float32Array, weights: Float32Array): number {
  let [sum, weight] = [0, 0];
  for (const [i, value] of plane.entries()) {
    sum += (weights[i] as number) * value;
    weight += weights[i] as number;
  }
  return weight === 0 ? 0 : sum / weight;
}

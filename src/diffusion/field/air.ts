/** What the air lets through of a new look: a far surface shows its own light less than the air's, so it can change by itself only so far. */
import { exp } from '#core/math';
import { type Cells, FAR, NOWHERE } from './cells.js';
import type { Shift } from './change.js';

/**
 * Koschmieder (science.md 4.3): what is seen of a surface is t of its own light and 1 - t of the air's, t = exp(-extinction * distance). Its shift is mixed alike
 * from its own and the air's, and gains fade to 1; the air's is the mean over cells by how much air is seen there. The sky counts as a surface at `FAR`.
 * @param extinctionPerM 1/m, 0 leaves all as it is
 */
export function throughAir(
  { segment, nearness }: Pick<Cells, 'segment' | 'nearness'>,
  { light, gain }: Shift,
  extinctionPerM: number,
): Shift {
  if (extinctionPerM === 0) return { light, gain };
  const clear = nearness.map((near) => exp(-extinctionPerM * (near === 0 ? FAR : Math.min(FAR, 1 / near))));
  const air = light.map((plane) => meanOfAir(segment, plane, clear));
  return {
    light: light.map((plane, c) =>
      plane.map((value, i) => (clear[i] as number) * value + (1 - (clear[i] as number)) * (air[c] as number)),
    ) as unknown as Shift['light'],
    gain: gain.map((value, i) => 1 + (clear[i] as number) * (value - 1)),
  };
}

function meanOfAir(segment: Uint32Array, plane: Float32Array, clear: Float32Array): number {
  let [sum, weight] = [0, 0];
  for (const [i, value] of plane.entries()) {
    if (segment[i] === NOWHERE) continue;
    const air = 1 - (clear[i] as number);
    sum += air * value;
    weight += air;
  }
  return weight === 0 ? 0 : sum / weight;
}

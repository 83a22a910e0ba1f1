/** From the file's axes and unit to the body's: x forward, y left, z up, metres. */
import type { Axis, OwnAsset } from '#contracts/own-asset';
import { cross, type Vec3 } from '#core/pose';
import type { Problems } from './problems.js';

/** @returns row-major 3x4 without a shift */
export function bodyFromFile({ forward, up, scale }: OwnAsset, problems: Problems): readonly number[] {
  if (forward.value[1] === up.value[1])
    problems.stop(
      'NM2112',
      up.at,
      `forward is ${forward.value} and up is ${up.value}`,
      'two different axes: forward +z and up +y is glTF',
    );
  const [ahead, above] = [axis(forward.value), axis(up.value)];
  return [ahead, cross(above, ahead), above].flatMap((row) => [...row.map((v) => v * scale.value), 0]);
}

function axis(name: Axis): Vec3 {
  const at = 'xyz'.indexOf(name[1] as string);
  const sign = name.startsWith('-') ? -1 : 1;
  return [at === 0 ? sign : 0, at === 1 ? sign : 0, at === 2 ? sign : 0];
}

export function shifted(matrix: readonly number[], by: Vec3): number[] {
  return matrix.map((v, i) => (i % 4 === 3 ? v + (by[(i - 3) / 4] as number) : v));
}

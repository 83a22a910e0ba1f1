/** Pixels that see through the ground: nothing there, and ground just as far away above and below. */
import type { LayerSet } from '#contracts/layers';
import { semanticIds } from '#labels/index';

const GROUND: ReadonlySet<number | undefined> = new Set(
  ['road', 'lane-marking', 'curb', 'sidewalk', 'terrain'].map((id) => semanticIds[id] as number),
);

/** @returns how many pixels; depths above and below differ by at most a twentieth */
export function cracks({ depth, semantic, width, height }: LayerSet): number {
  const range = (i: number): number => depth?.[i] ?? 0;
  const isGround = (i: number): boolean => range(i) > 0 && GROUND.has(semantic?.[i]);
  let count = 0;
  for (let i = width; i < width * (height - 1); i++) {
    const [above, below] = [i - width, i + width];
    if (range(i) > 0 || !isGround(above) || !isGround(below)) continue;
    if (Math.abs(range(above) - range(below)) <= 0.05 * range(below)) count++;
  }
  return count;
}

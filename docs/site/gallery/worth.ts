/** Which of a scenario's pictures tells most: the one that shows its actors large, and not so near that they fill it. */
import type { SceneSpec } from '#contracts/scene';

/** Shares of the picture: an actor larger than the first tells no more; all together larger than the second stand in the way. */
const [LARGE, FULL] = [0.03, 0.15];

/** @param instance ids of a picture's pixels @returns the more, the better; 0 where no actor is seen */
export function worthOf(instance: ArrayLike<number>, bodies: SceneSpec['bodies']): number {
  const actors = new Set(bodies.filter(({ role }) => role === 'actor').map((body) => body.instance));
  const pixels = new Map<number, number>();
  for (let i = 0; i < instance.length; i++) {
    const id = instance[i] as number;
    if (actors.has(id)) pixels.set(id, (pixels.get(id) ?? 0) + 1);
  }
  const shares = [...pixels.values()].map((count) => count / instance.length);
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share) => sum + Math.min(share, LARGE), 0) - Math.max(0, all - FULL);
}

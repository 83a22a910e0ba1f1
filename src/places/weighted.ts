/** One of several names by their relative frequency. */
import type { RandomStream } from '#core/random';

export function weighted(shares: Readonly<Record<string, number>>, random: RandomStream): string {
  const entries = Object.entries(shares);
  let left = random.uniform() * entries.reduce((sum, [, share]) => sum + share, 0);
  for (const [name, share] of entries) {
    left -= share;
    if (left < 0) return name;
  }
  return (entries[entries.length - 1] as [string, number])[0];
}

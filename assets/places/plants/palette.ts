/**
 * What plants are coloured like, as linear albedos.
 *
 * Leaves: upper sides of green leaves of temperate trees reflect 0.03-0.06 of blue, 0.08-0.15 of green and 0.04-0.08 of red light (Gates,
 * Keegan, Schleter and Weidner, Appl. Opt. 4, 1965; LOPEX93, Hosgood et al. 1995), which is about L* 34-45, a* -8..-15, b* 14-28. Carotenoids
 * leave autumn's yellow, anthocyanins its reds; one leaf's may be as strong as b* 45 or a* 30, a crown's, leaves of all stages side by side, are half that. Crowns look darker than their leaves, since leaves shade
 * each other: that is baked apart (daylight.ts). Bark: 0.08-0.2, a birch's 0.4-0.6 (ECOSTRESS spectral library, bark). Rounded.
 */
import { clamp, lerp } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { lab } from './lab.js';
import type { Season } from './season.js';

/** L*, a*, b*. */
type Lab = readonly [number, number, number];

export interface Palette {
  /** Summer's green; spring's is lighter and yellower. */
  readonly green: Lab;
  /** Autumn's colours, mixed bough by bough. */
  readonly autumn: readonly Lab[];
  /** Colours of its flowers, one for a plant, and which share of its sprays they are by season. */
  readonly bloom?: { readonly colors: readonly Lab[]; readonly share: Readonly<Partial<Record<Season, number>>> };
}

export const WHITE: Lab = [74, 1, 6];
export const PINK: Lab = [66, 14, 2];
export const GOLD: Lab = [68, 2, 48];
export const LILAC: Lab = [52, 16, -14];
export const YELLOW: Lab = [53, 3, 29];
export const OCHRE: Lab = [45, 8, 23];
export const RUSSET: Lab = [37, 12, 17];
export const RED: Lab = [34, 16, 12];

/** How one plant's foliage is coloured: `clump` for one bough's. */
export interface Foliage {
  clump(random: RandomStream): Vec3;
  /** A flower's colour, or undefined where leaves are. */
  flower(random: RandomStream): Vec3 | undefined;
}

/** Individuals differ by a few units of L* and hue (variants), the boughs of one by less. */
export function foliageOf({ green, autumn, bloom }: Palette, season: Season, random: RandomStream): Foliage {
  const [l, a, b] = [random.normal() * 2.4, random.normal() * 1, random.normal() * 2];
  const turned = random.between(0.35, 1);
  const favourite = random.index(Math.max(1, autumn.length));
  const blossom = random.child('bloom').index(Math.max(1, bloom?.colors.length ?? 0));
  return {
    flower(own) {
      const color = bloom?.colors[blossom];
      return color !== undefined && own.chance(bloom?.share[season] ?? 0) ? lab(...color) : undefined;
    },
    clump(own) {
      const base = season === 'autumn' ? turning(own) : green;
      const fresh: Lab = season === 'spring' ? [7, -1, 5] : [0, 0, 0];
      return lab(
        Math.max(12, base[0] + fresh[0] + l + own.normal() * 1.6),
        base[1] + fresh[1] + a + own.normal() * 0.8,
        base[2] + fresh[2] + b + own.normal() * 1.4,
      );
    },
  };
  /** Somewhere between green and what it turns to. */
  function turning(own: RandomStream): Lab {
    const to = (own.chance(0.75) ? autumn[favourite] : own.pick(autumn.length > 0 ? autumn : [green])) ?? green;
    const t = clamp(turned + 0.3 * own.normal(), 0, 1);
    return [lerp(green[0], to[0], t), lerp(green[1], to[1], t), lerp(green[2], to[2], t)];
  }
}

/**
 * Colours of people, linear light. Shares are estimates from looking at street crowds of temperate towns: about six in ten tops and eight
 * in ten bottoms are black, grey, navy or denim; one top in ten is bright. Skin and hair span Fitzpatrick's types I to VI.
 */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';

type Weighted = readonly (readonly [weight: number, color: Vec3])[];

const TOPS: Weighted = [
  [14, [0.012, 0.012, 0.014]],
  [8, [0.03, 0.03, 0.033]],
  [7, [0.075, 0.076, 0.08]],
  [5, [0.19, 0.19, 0.19]],
  [9, [0.014, 0.02, 0.045]],
  [5, [0.04, 0.065, 0.13]],
  [5, [0.08, 0.14, 0.22]],
  [6, [0.55, 0.54, 0.5]],
  [4, [0.36, 0.3, 0.22]],
  [4, [0.17, 0.13, 0.075]],
  [4, [0.05, 0.055, 0.03]],
  [4, [0.06, 0.035, 0.02]],
  [3, [0.1, 0.012, 0.02]],
  [3, [0.32, 0.03, 0.03]],
  [2, [0.02, 0.09, 0.05]],
  [2, [0.45, 0.13, 0.16]],
  [1, [0.5, 0.33, 0.03]],
  [1, [0.42, 0.12, 0.02]],
  [1, [0.03, 0.12, 0.42]],
  [1, [0.16, 0.05, 0.2]],
];
const BOTTOMS: Weighted = [
  [15, [0.013, 0.013, 0.015]],
  [6, [0.035, 0.035, 0.04]],
  [5, [0.1, 0.1, 0.1]],
  [6, [0.016, 0.022, 0.045]],
  [4, [0.22, 0.17, 0.1]],
  [3, [0.09, 0.07, 0.045]],
  [2, [0.05, 0.055, 0.035]],
  [1, [0.45, 0.43, 0.38]],
];
const DENIMS: Weighted = [
  [5, [0.02, 0.032, 0.07]],
  [5, [0.045, 0.075, 0.14]],
  [3, [0.11, 0.16, 0.25]],
  [3, [0.016, 0.016, 0.02]],
  [1, [0.2, 0.21, 0.22]],
];
const BRIGHT: Weighted = [
  [3, [0.012, 0.012, 0.015]],
  [2, [0.28, 0.03, 0.05]],
  [2, [0.05, 0.1, 0.28]],
  [2, [0.5, 0.48, 0.44]],
  [2, [0.4, 0.16, 0.2]],
  [1, [0.04, 0.16, 0.09]],
  [1, [0.45, 0.3, 0.05]],
  [2, [0.1, 0.07, 0.16]],
];
const SHOES: Weighted = [
  [8, [0.014, 0.013, 0.013]],
  [3, [0.06, 0.035, 0.02]],
  [3, [0.55, 0.55, 0.54]],
  [2, [0.14, 0.14, 0.15]],
  [1, [0.03, 0.04, 0.09]],
  [1, [0.3, 0.04, 0.04]],
];
const SKINS: Weighted = [
  [4, [0.6, 0.41, 0.33]],
  [5, [0.52, 0.33, 0.25]],
  [4, [0.43, 0.26, 0.18]],
  [3, [0.31, 0.17, 0.105]],
  [2, [0.18, 0.095, 0.06]],
  [2, [0.085, 0.046, 0.032]],
];
const HAIRS: Weighted = [
  [5, [0.01, 0.009, 0.008]],
  [5, [0.026, 0.017, 0.012]],
  [4, [0.07, 0.042, 0.024]],
  [2, [0.2, 0.13, 0.06]],
  [1, [0.33, 0.23, 0.11]],
  [1, [0.11, 0.035, 0.013]],
];
const GREYS: Weighted = [
  [3, [0.5, 0.49, 0.47]],
  [3, [0.28, 0.27, 0.26]],
  [2, [0.13, 0.12, 0.11]],
];

export const PALETTES = {
  tops: TOPS,
  bottoms: BOTTOMS,
  denims: DENIMS,
  bright: BRIGHT,
  shoes: SHOES,
  skins: SKINS,
  hairs: HAIRS,
  greys: GREYS,
} as const;

/** One of the palette by its weights, a little lighter or darker and warmer or cooler. */
export function drawColor(random: RandomStream, palette: keyof typeof PALETTES, spread = 0.25): Vec3 {
  const list = PALETTES[palette];
  const sum = list.reduce((total, [weight]) => total + weight, 0);
  let at = random.child('which').uniform() * sum;
  const [, [r, g, b]] =
    list.find(([weight]) => {
      at -= weight;
      return at < 0;
    }) ?? (list[0] as Weighted[number]);
  const light = 1 + spread * (random.child('light').uniform() * 2 - 1);
  const warm = 1 + 0.12 * (random.child('warm').uniform() * 2 - 1);
  return [r * light * warm, g * light, (b * light) / warm];
}

const NAMED: Readonly<Record<string, Vec3>> = {
  black: [0.016, 0.016, 0.018],
  white: [0.6, 0.6, 0.58],
  red: [0.3, 0.03, 0.03],
  blue: [0.04, 0.08, 0.25],
  green: [0.04, 0.15, 0.05],
  yellow: [0.5, 0.4, 0.05],
  grey: [0.16, 0.16, 0.165],
  brown: [0.09, 0.055, 0.03],
};
export function colorNamed(name: number | string | undefined): Vec3 | undefined {
  return typeof name === 'string' ? NAMED[name] : undefined;
}
/** Fluorescent yellow, orange (EN ISO 20471). */
export const FLUORESCENT: Readonly<Record<string, Vec3>> = {
  yes: [0.52, 0.72, 0.05],
  yellow: [0.52, 0.72, 0.05],
  orange: [0.75, 0.16, 0.02],
};

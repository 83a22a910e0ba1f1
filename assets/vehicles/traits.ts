/** Stated traits of a vehicle, with their allowed ranges. */
import type { Look } from '#contracts/scene';
import { clamp } from '#core/math';
import type { Outline } from './body/design.js';

/**
 * Published outlines (m, without mirrors) by the trait `outline`.
 * ncap-vut: reference vehicle of Euro NCAP AEB C2C/VRU protocols; ncap-large and ncap-small: the parked cars of CPNCO.
 */
const OUTLINES: Readonly<Record<string, Partial<Outline>>> = {
  'ncap-vut': { length: 4.358, width: 1.815 },
  'ncap-large': { length: 4.418, width: 1.82 },
  'ncap-small': { length: 4.316 },
};

/** Traits `outline`, `length`, `width`, `height` over the kind's own; no more than 15 % away from those. */
export function outlineOf(look: Look, own: Outline): Outline {
  const named = OUTLINES[String(look.traits.outline ?? '')] ?? {};
  const stated = (key: keyof Outline): number => {
    const trait = look.traits[key];
    const wanted = typeof trait === 'number' ? trait : (named[key] ?? own[key]);
    return clamp(wanted, own[key] * 0.85, own[key] * 1.15);
  };
  return { length: stated('length'), width: stated('width'), height: stated('height') };
}

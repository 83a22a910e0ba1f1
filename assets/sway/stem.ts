/**
 * How far a plant bends under a steady wind and how fast it sways. It counts as a stem that carries its crown, bending in its first mode.
 *
 * Frequency: 0.0948 + 3.4317 D / H^2 Hz, D the stem's diameter at breast height in cm, H in m (Moore and Maguire 2004, Trees 18, 195-203, from 602
 * conifers; broad-leaved trees scatter widely round it: Jackson et al. 2019, Interface Focus). Damping: crowns in the air 8 % of critical and more,
 * stems without 1 to 8 % (Moore and Maguire 2005, Trees 19, 363-373).
 *
 * Force: crowns streamline, so it grows less than with the speed's square. Of three hardwoods in a wind tunnel the drag coefficient at 20 m/s, over the
 * frontal area at rest, was 0.15 to 0.22, with the force nearer to the speed than to its square (Vollsinger et al. 2005, Can. J. For. Res. 35).
 */
import type { Stem } from '#contracts/model';
import { length2, PI, pow, TAU } from '#core/math';
import type { Oscillator } from './oscillator.js';

export interface Size {
  /** Of the crown, m. */
  readonly width: number;
  readonly height: number;
}

export interface Bending {
  readonly oscillator: Oscillator;
  /** Tip's displacement over height under a steady wind (m/s, at the crown), world x and y. */
  leanIn(x: number, y: number): readonly [x: number, y: number];
}

export const DRAG_EXPONENT = 1.4;
const AIR_KG_PER_M3 = 1.2;
const DRAG_AT_20 = 0.18;
/** Green wood, kg/m^3. */
const WOOD = 900;
/** Of a uniform cantilever's mass, what moves with its tip; branches weigh about as much as the stem again. */
const MODAL = 0.25;
const WITH_BRANCHES = 2;
/** Leaves' share of what moves: an order of size. Bare trees sway faster (Jackson et al. 2019). */
const LEAF_MASS = 0.2;
/** A crown fills so much of the rectangle of its width and height. */
const FILLS = 0.5;
const DAMPING = { bare: 0.06, full: 0.1 };

/** @param crown share of its full leaves' area that meets the wind */
export function bendingOf({ slenderness, crown }: Stem, { width, height }: Size): Bending {
  const diameter = height / slenderness;
  const mass = 1 - LEAF_MASS * (1 - crown);
  const frequency = (0.0948 + (3.4317 * 100 * diameter) / (height * height)) / Math.sqrt(mass);
  const moving = MODAL * WITH_BRANCHES * WOOD * (PI / 4) * diameter * diameter * height * mass;
  const area = FILLS * width * height * crown;
  const stiffness = moving * TAU * frequency * TAU * frequency;
  const at20 = (0.5 * AIR_KG_PER_M3 * DRAG_AT_20 * 400 * area) / stiffness / height;
  return {
    oscillator: { frequency, damping: DAMPING.bare + (DAMPING.full - DAMPING.bare) * crown },
    leanIn(x, y) {
      const speed = length2(x, y);
      if (speed === 0) return [0, 0];
      const lean = (at20 * pow(speed / 20, DRAG_EXPONENT)) / speed;
      return [lean * x, lean * y];
    },
  };
}

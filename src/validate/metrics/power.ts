/**
 * What a multirotor draws from its battery: momentum theory with Glauert's inflow for the thrust, blade elements for the drag of the blades
 * (Leishman, Principles of Helicopter Aerodynamics, ch. 2 and 5). Parasite drag needs no term of its own: to hold against it a craft tilts,
 * and air then comes through its rotors from above, which thrust has to pay for.
 */
import { PI } from '#core/math';

/** PX4's iris (science.md 4.2) with rotors of 0.127 m (science.md 2.3). Blades: typical of 10-inch propellers (from memory, grade M). */
export const IRIS = {
  /** kg */
  mass: 1.5,
  /** m^2 */
  dragArea: 0.03,
  airDensity: 1.225,
  gravity: 9.81,
  rotors: 4,
  rotorRadius: 0.127,
  /** Blade area over disc area. */
  solidity: 0.09,
  /** Mean drag coefficient of a blade's section. */
  bladeDrag: 0.016,
} as const;

/**
 * Ideal induced power over what is drawn for it, where nobody says: real rotors take 1.15 times the ideal, and motors with their controllers turn
 * 86 % into shaft power (from memory, grade M).
 */
export const USUAL_EFFICIENCY = 0.75;

/** Air as one rotor meets it. */
export interface Inflow {
  /** N */
  readonly thrust: number;
  /** rad/s */
  readonly omega: number;
  /** Of the craft through the air, along the thrust (positive: it climbs) and across it, m/s. */
  readonly along: number;
  readonly across: number;
}

const DISC = PI * IRIS.rotorRadius * IRIS.rotorRadius;
/** Growth of a blade's drag with the square of the advance ratio. */
const ADVANCE = 4.65;

/** W from the battery for one rotor. @param efficiency ideal induced power over what is drawn for it, 0..1 */
export function rotorPower({ thrust, omega, along, across }: Inflow, efficiency: number): number {
  const lifting = thrust * (inducedBy(thrust, Math.max(along, 0), across) + along);
  return Math.max(0, lifting) / efficiency + bladePower(omega, across);
}

/** W that four rotors draw while it stands in still air. */
export function hoverPower(
  efficiency: number,
  { mass, rotors } = { mass: IRIS.mass as number, rotors: IRIS.rotors as number },
  thrustPerOmega2 = 5.84e-6,
): number {
  const thrust = (mass * IRIS.gravity) / rotors;
  const omega = Math.sqrt(thrust / thrustPerOmega2);
  return rotors * rotorPower({ thrust, omega, along: 0, across: 0 }, efficiency);
}

/** Speed that a rotor adds to the air through it, m/s: v sqrt(across^2 + (along + v)^2) = T / (2 rho A). Descents are taken as hover. */
export function inducedBy(thrust: number, along: number, across: number): number {
  const squared = Math.max(0, thrust) / (2 * IRIS.airDensity * DISC);
  let v = Math.sqrt(squared);
  // Convex and rising: Newton's steps from the right come down to the root.
  for (let i = 0; i < 20 && v > 0; i++) {
    const through = along + v;
    const speed = Math.sqrt(across * across + through * through);
    const step = (v * speed - squared) / (speed + (v * through) / speed);
    v -= step;
    if (Math.abs(step) < 1e-12 * v) break;
  }
  return v;
}

function bladePower(omega: number, across: number): number {
  const tip = omega * IRIS.rotorRadius;
  if (tip <= 0) return 0;
  const advance = across / tip;
  return (IRIS.solidity * IRIS.bladeDrag * IRIS.airDensity * DISC * tip * tip * tip * (1 + ADVANCE * advance * advance)) / 8;
}

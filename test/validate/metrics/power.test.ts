/** What a multirotor draws: momentum theory's identities. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idealHoverPower, inducedVelocity } from '#validate/metrics/flight';
import { hoverPower, IRIS, inducedBy, rotorPower } from '#validate/metrics/power';
import { holds, number } from './property.js';

const QUARTER = (IRIS.mass * IRIS.gravity) / IRIS.rotors;
const quad = { mass: IRIS.mass, count: IRIS.rotors, radius: IRIS.rotorRadius };

describe('power', () => {
  it('of a hover on ideal discs is 80.103 W, and its induced velocity 5.4436 m/s', () => {
    const lifting = IRIS.rotors * rotorPower({ thrust: QUARTER, omega: 0, along: 0, across: 0 }, 1);
    expect(lifting).toBeCloseTo(80.103, 3);
    expect(lifting).toBeCloseTo(idealHoverPower(quad), 9);
    expect(inducedBy(QUARTER, 0, 0)).toBeCloseTo(inducedVelocity(quad), 9);
  });
  it('of a real hover is 1.3 to 2 times as much', () => {
    expect(hoverPower(0.75) / idealHoverPower(quad)).toBeGreaterThan(1.3);
    expect(hoverPower(0.75) / idealHoverPower(quad)).toBeLessThan(2);
  });
  it('keeps the momentum balance at every inflow', () => {
    holds(
      fc.property(number(0.1, 20), number(0, 20), number(0, 30), (thrust, along, across) => {
        const v = inducedBy(thrust, along, across);
        const disc = Math.PI * IRIS.rotorRadius ** 2;
        const balance = 2 * IRIS.airDensity * disc * v * Math.hypot(across, along + v);
        return Math.abs(balance / thrust - 1) < 1e-6 && v > 0;
      }),
    );
  });
  it('pays parasite drag by tilting: the air through the discs times thrust is drag times speed', () => {
    const speed = 12;
    const drag = 0.5 * IRIS.airDensity * IRIS.dragArea * speed * speed;
    const weight = IRIS.mass * IRIS.gravity;
    const thrust = Math.hypot(weight, drag) / IRIS.rotors;
    const tilt = Math.atan(drag / weight);
    const [along, across] = [speed * Math.sin(tilt), speed * Math.cos(tilt)];
    const withDrag = rotorPower({ thrust, omega: 0, along, across }, 1);
    const induced = thrust * inducedBy(thrust, along, across);
    expect(IRIS.rotors * (withDrag - induced)).toBeCloseTo(drag * speed, 9);
  });
  it('falls from hover into forward flight, then rises: there is a best speed', () => {
    const at = (across: number): number => rotorPower({ thrust: QUARTER, omega: 794, along: 0, across }, 0.75);
    expect(at(6)).toBeLessThan(at(0));
    expect(at(40)).toBeGreaterThan(at(20));
  });
});

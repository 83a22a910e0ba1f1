/** Check values of science.md section 2.3. */
import { degrees } from '#core/math';
import { NEAR_MID_AIR_COLLISION, WELL_CLEAR } from '../encounter.js';
import { idealHoverPower, inducedVelocity, steadyTilt } from '../flight.js';
import { check, type MetricCheck } from './check.js';

const quad = { mass: 1.5, count: 4, radius: 0.127 };
const tilt = (wind: number) => (): number => degrees(steadyTilt(wind, 1.5, 0.03));

export const DRONE_CHECKS: readonly MetricCheck[] = [
  check('encounter.well-clear-horizontal', '2.3', 'well clear, 2000 ft, m', '609.6', () => WELL_CLEAR.horizontal),
  check('encounter.well-clear-vertical', '2.3', 'well clear, 250 ft, m', '76.2', () => WELL_CLEAR.vertical),
  check(
    'encounter.nmac-horizontal',
    '2.3',
    'near mid-air collision, 500 ft, m',
    '152.4',
    () => NEAR_MID_AIR_COLLISION.horizontal,
  ),
  check('encounter.nmac-vertical', '2.3', 'near mid-air collision, 100 ft, m', '30.48', () => NEAR_MID_AIR_COLLISION.vertical),
  check('flight.tilt-5', '2.3', 'steady tilt in 5 m/s, 1.5 kg, 0.03 m^2, deg', '1.788', tilt(5)),
  check('flight.tilt-10', '2.3', 'the same in 10 m/s, deg', '7.118', tilt(10)),
  check('flight.tilt-15', '2.3', 'the same in 15 m/s, deg', '15.693', tilt(15)),
  check('flight.hover-power', '2.3', 'ideal hover power, 1.5 kg, 4 rotors of 0.127 m, W', '80.103', () =>
    idealHoverPower(quad),
  ),
  check('flight.induced-velocity', '2.3', 'its induced velocity, m/s', '5.4436', () => inducedVelocity(quad)),
];

/** What multirotors draw, how they stop, and the wind that they meet round buildings. */
import { radians } from '#core/math';
import { steadyTilt, tiltStopDistance } from '#validate/metrics/flight';
import { IRIS, inducedBy, rotorPower } from '#validate/metrics/power';
import { flatBox } from '#world/geometry/boxes';
import { windByBuildings } from '#world/medium/lee';
import { check, type Formula } from './formula.js';

const QUARTER = (IRIS.mass * IRIS.gravity) / IRIS.rotors;
const WALL = flatBox([0, 0], 0, 20, 4000, 0, 20);
const open = windByBuildings([], [10, 0, 0], 0);
const behind = windByBuildings([WALL], [10, 0, 0], 0);

export const FLIGHT: readonly Formula[] = [
  {
    title: 'Power of a multirotor',
    text: '`P = T (v + V_a) / eta + P_blades`: thrust times the air through the discs, by Glauert’s inflow `v sqrt(V_t^2 + (V_a + v)^2) = T / (2 rho A)`, and the drag of the blades.',
    source: 'Leishman, Principles of Helicopter Aerodynamics, chapters 2 and 5; PX4 iris, rotors of 0.127 m.',
    wantedFrom: 'ideal discs: (m g)^1.5 / sqrt(2 rho A)',
    files: ['src/validate/metrics/power.ts'],
    values: [
      check('ideal hover of 1.5 kg, W', 80.103, 4 * rotorPower({ thrust: QUARTER, omega: 0, along: 0, across: 0 }, 1), 1e-3),
      check('induced velocity, m/s', 5.4436, inducedBy(QUARTER, 0, 0), 1e-4),
    ],
  },
  {
    title: 'A drone in wind, and its way to a stop',
    text: '`tan tilt = rho CdA V^2 / (2 m g)` holds its place; `v tau + v^2 / (2 g tan tilt)` stops it.',
    source: 'Balance of forces; CdA 0.03 m^2.',
    wantedFrom: 'closed form',
    files: ['src/validate/metrics/flight.ts', 'src/world/controllers/guarded-route.ts'],
    values: [
      check('tilt in 10 m/s, rad', radians(7.118), steadyTilt(10, IRIS.mass, IRIS.dragArea), 1e-5),
      check(
        'from 10 m/s at 45 degrees after 0.5 s, m',
        5 + 100 / (2 * IRIS.gravity),
        tiltStopDistance(10, 0.5, radians(45)),
        1e-9,
      ),
    ],
  },
  {
    title: 'Wind round buildings',
    text: 'Grows as `(z / 10 m)^0.25`; onto a face it is gone for a near wake of `1.8 W / ((l / H)^0.3 (1 + 0.24 W / H))` and comes back as `1 - (L / d)^1.5`.',
    source: 'ASCE 7, exposure B; Fackrell (1984) and Röckle (1990).',
    wantedFrom: 'closed form, 10 m/s at 10 m',
    files: ['src/world/medium/lee.ts'],
    values: [
      check('at 160 m, m/s', 20, open([0, 0, 160]).mean[0], 1e-6),
      check('close behind a wall of 20 m, m/s', 0, behind([30, 0, 10]).mean[0], 1e-6),
    ],
  },
];

/** What doesn't turn of a scooter. */
import type { Vec3 } from '#core/pose';
import { hull } from './hulls.js';
import { type MotorcycleSpec, type On, rearEnd } from './motorcycle-shape.js';

/** Leg shield, floor, seat over the engine and the rear panels. */
export function drawScooter(on: On, s: MotorcycleSpec, sides: number): void {
  const [rx, fx] = [-s.wheelbase / 2, s.wheelbase / 2];
  const tail = rx - s.wheels[0] * 0.85;
  const shield = on('paint');
  const row = (z: number, x: number, w: number): Vec3[] => [
    [x, w, z],
    [x + 0.09, w * 0.4, z],
    [x + 0.09, -w * 0.4, z],
    [x, -w, z],
    [x - 0.03, 0, z],
  ];
  shield.loft([row(0.24, fx - 0.36, 0.19), row(0.5, fx - 0.3, 0.22), row(0.8, fx - 0.36, 0.19), row(0.98, fx - 0.42, 0.1)], {
    caps: true,
  });
  on('paint').box([fx - 0.56, 0, 0.27], [0.46, 0.34, 0.08]);
  hull(
    on('paint'),
    [
      [tail, s.seat - 0.06, 0.05, 0.05],
      [rx - 0.1, s.seat - 0.16, 0.17, 0.13],
      [-0.3, s.seat - 0.24, 0.19, 0.2],
      [-0.08, s.seat - 0.3, 0.16, 0.2],
    ],
    sides,
  );
  hull(
    on('black'),
    [
      [tail + 0.04, s.seat + 0.01, 0.07, 0.04],
      [-0.5, s.seat, 0.14, 0.055],
      [-0.2, s.seat - 0.02, 0.14, 0.055],
      [-0.02, s.seat - 0.05, 0.08, 0.05],
    ],
    sides,
  );
  hull(
    on('black'),
    [
      [rx - 0.16, 0.3, 0.08, 0.08],
      [rx + 0.1, 0.34, 0.13, 0.12],
      [-0.2, 0.34, 0.12, 0.12],
    ],
    sides,
  );
  on('metal').tube(
    [
      [-0.2, -0.14, 0.25],
      [rx - 0.2, -0.17, 0.3],
    ],
    [0.045, 0.05],
    sides,
  );
  hull(
    on('paint'),
    [
      [fx - 0.44, s.grip[2] - 0.04, 0.1, 0.07],
      [fx - 0.28, s.grip[2] - 0.05, 0.1, 0.07],
    ],
    sides,
  );
  hull(
    on('head'),
    [
      [fx - 0.29, s.grip[2] - 0.05, 0.075, 0.055],
      [fx - 0.26, s.grip[2] - 0.05, 0.05, 0.04],
    ],
    sides,
  );
  rearEnd(on, tail, s.seat - 0.08, rx, s.wheels[0]);
  if (s.length > 2) on('black').box([tail + 0.06, 0, s.seat + 0.16], [0.34, 0.38, 0.28]);
}

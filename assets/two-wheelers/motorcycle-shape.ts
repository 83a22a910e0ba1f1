/** Motorcycles: lofted bodies over a black engine and frame, and what turns with their bars. Body frame. */
import type { Vec3 } from '#core/pose';
import type { MeshBuilder } from '../mesh/builder.js';
import { arc, both, hull, rod } from './hulls.js';

export interface MotorcycleSpec {
  readonly kind: 'naked' | 'sport' | 'tourer' | 'scooter';
  readonly length: number;
  readonly wheelbase: number;
  readonly seat: number;
  readonly wheels: readonly [rear: number, front: number];
  readonly tyres: readonly [rear: number, front: number];
  /** Left grip, from the front axle: backwards, half the bar's width, height over the ground. */
  readonly grip: Vec3;
  /** Left peg or place on the floor, body frame. */
  readonly peg: Vec3;
}

/** What one material is drawn into. */
export type On = (tag: string) => MeshBuilder;

/** What doesn't turn, of motorcycles with a tank between the knees. */
export function drawMotorcycle(on: On, s: MotorcycleSpec, sides: number): void {
  const [rx, fx] = [-s.wheelbase / 2, s.wheelbase / 2];
  const tail = rx - s.wheels[0] * 0.55;
  hull(
    on('paint'),
    [
      [0.02, s.seat + 0.04, 0.09, 0.1],
      [0.12, s.seat + 0.1, 0.14, 0.13],
      [0.32, s.seat + 0.12, 0.15, 0.12],
      [0.44, s.seat + 0.08, 0.08, 0.08],
    ],
    sides,
  );
  hull(
    on('black'),
    [
      [-0.5, s.seat + 0.05, 0.08, 0.04],
      [-0.35, s.seat + 0.03, 0.13, 0.05],
      [-0.1, s.seat - 0.01, 0.13, 0.05],
      [0.06, s.seat + 0.02, 0.08, 0.05],
    ],
    sides,
  );
  hull(
    on('paint'),
    [
      [tail, s.seat + 0.06, 0.03, 0.03],
      [-0.5, s.seat - 0.01, 0.09, 0.06],
      [-0.2, s.seat - 0.07, 0.11, 0.06],
    ],
    sides,
  );
  hull(
    on('black'),
    [
      [-0.22, 0.42, 0.12, 0.14],
      [-0.1, 0.45, 0.2, 0.2],
      [0.16, 0.45, 0.2, 0.22],
      [0.34, 0.52, 0.12, 0.14],
    ],
    sides,
  );
  both((side) => {
    rod(
      on('metal'),
      [
        [fx - 0.52, side * 0.07, 0.62],
        [fx - 0.4, side * 0.09, 0.3],
        [fx - 0.7, side * 0.12, 0.27],
      ],
      0.022,
    );
    rod(
      on('black'),
      [
        [-0.18, side * 0.1, 0.4],
        [rx, side * 0.1, s.wheels[0]],
      ],
      0.028,
    );
    rod(
      on('black'),
      [
        [-0.05, side * 0.1, s.seat - 0.1],
        [-0.18, side * 0.12, 0.42],
      ],
      0.03,
    );
    on('black').box([s.peg[0], side * (s.peg[1] - 0.03), s.peg[2]], [0.06, 0.12, 0.025]);
  });
  const pipe = on('metal');
  pipe.tube(
    [
      [-0.25, -0.16, 0.34],
      [rx + 0.05, -0.18, 0.4],
      [rx - 0.22, -0.19, 0.5],
    ],
    [0.03, 0.055, 0.05],
    sides,
  );
  if (s.kind !== 'naked') fairing(on, s, sides);
  if (s.kind === 'tourer') both((side) => on('black').box([rx - 0.02, side * 0.3, s.seat - 0.08], [0.46, 0.2, 0.34]));
  if (s.kind === 'tourer') on('black').box([tail + 0.02, 0, s.seat + 0.2], [0.32, 0.36, 0.26]);
  rearEnd(on, tail, s.seat, rx, s.wheels[0]);
}

function fairing(on: On, s: MotorcycleSpec, sides: number): void {
  const fx = s.wheelbase / 2;
  hull(
    on('paint'),
    [
      [0.3, s.seat - 0.02, 0.2, 0.16],
      [0.5, s.seat + 0.08, 0.2, 0.18],
      [fx + 0.02, s.seat + 0.12, 0.13, 0.14],
      [fx + 0.12, s.seat + 0.08, 0.05, 0.07],
    ],
    sides,
  );
  on('head').box([fx + 0.1, 0, s.seat + 0.1], [0.05, 0.2, 0.07]);
  both((side) => {
    const b = on('paint');
    b.quad([0.5, side * 0.19, s.seat], [0.46, side * 0.2, 0.42], [0.1, side * 0.2, 0.36], [0.2, side * 0.19, s.seat - 0.08]);
  });
  hull(
    on('visor'),
    [
      [0.44, s.seat + 0.28, 0.1, 0.12],
      [fx - 0.06, s.seat + 0.24, 0.08, 0.04],
    ],
    sides,
  );
}

/** Number plate, lamps and guard at the rear; the indicators stick out. */
export function rearEnd(on: On, tail: number, seat: number, rx: number, radius: number): void {
  on('black').box([tail + 0.02, 0, seat - 0.12], [0.03, 0.1, 0.28]);
  on('plate').box([tail - 0.005, 0, seat - 0.2], [0.012, 0.2, 0.14]);
  on('brake').box([tail - 0.01, 0, seat + 0.06], [0.04, 0.1, 0.035]);
  on('tail').box([tail - 0.012, 0, seat + 0.025], [0.04, 0.12, 0.03]);
  both((side) => on(side > 0 ? 'turnLeft' : 'turnRight').box([tail + 0.03, side * 0.16, seat - 0.03], [0.04, 0.06, 0.04]));
  arc(on('black'), [rx, 0, radius], radius + 0.02, 0.09, [70, 170]);
}

/** What turns with the bars: fork, front guard, lamp, mirrors. */
export function drawFront(on: On, s: MotorcycleSpec, sides: number): void {
  const fx = s.wheelbase / 2;
  const [back, wide, high] = s.grip;
  const top: Vec3 = [fx - back + 0.1, 0, high - 0.06];
  both((side) => {
    rod(
      on('metal'),
      [
        [fx, side * 0.09, s.wheels[1]],
        [top[0], side * 0.09, top[2]],
      ],
      s.kind === 'scooter' ? 0.02 : 0.026,
    );
    rod(
      on('black'),
      [
        top,
        [top[0] - 0.02, side * wide * 0.5, high],
        [fx - back, side * (wide - 0.07), high],
        [fx - back - 0.03, side * (wide + 0.06), high - 0.01],
      ],
      0.015,
    );
    rod(
      on('black'),
      [
        [fx - back + 0.03, side * wide * 0.75, high],
        [fx - back + 0.06, side * (wide - 0.02), high + 0.17],
      ],
      0.007,
      4,
    );
    on('black').box([fx - back + 0.06, side * wide, high + 0.18], [0.03, 0.12, 0.08]);
    on(side > 0 ? 'turnLeft' : 'turnRight').box([fx - back + 0.2, side * 0.17, high - 0.16], [0.05, 0.06, 0.04]);
  });
  arc(on('paint'), [fx, 0, s.wheels[1]], s.wheels[1] + 0.025, s.tyres[1] * 0.6, [20, 150]);
  if (s.kind === 'naked') {
    hull(
      on('black'),
      [
        [fx - back + 0.18, high - 0.14, 0.06, 0.06],
        [fx - back + 0.3, high - 0.14, 0.09, 0.09],
      ],
      sides,
    );
    hull(
      on('head'),
      [
        [fx - back + 0.3, high - 0.14, 0.08, 0.08],
        [fx - back + 0.32, high - 0.14, 0.06, 0.06],
      ],
      sides,
    );
  }
}

/** Motorcycles and scooters: lofted bodies over a black engine and frame. Body frame; turning parts round their own axles. */
import type { Mesh } from '#contracts/model';
import { cos, PI, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { lathe } from '../mesh/lathe.js';

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

export function tyreOf(radius: number, width: number, sides: number): Mesh {
  const b = createMeshBuilder();
  const half = width / 2;
  lathe(
    b,
    [
      [radius * 0.68, -half * 0.7],
      [radius * 0.9, -half],
      [radius * 0.985, -half * 0.6],
      [radius, 0],
      [radius * 0.985, half * 0.6],
      [radius * 0.9, half],
      [radius * 0.68, half * 0.7],
    ],
    sides,
  );
  return b.build(0.6);
}

export function rimOf(radius: number, width: number, sides: number, spokes: number): Mesh {
  const b = createMeshBuilder();
  const half = width / 2;
  lathe(
    b,
    [
      [radius * 0.64, half * 0.7],
      [radius * 0.7, half * 0.72],
      [radius * 0.7, -half * 0.72],
      [radius * 0.64, -half * 0.7],
      [radius * 0.64, half * 0.7],
    ],
    sides,
  );
  for (let k = 0; k < spokes; k++) {
    const a = (k / spokes) * TAU;
    b.tube(
      [
        [0, 0, 0],
        [radius * 0.66 * cos(a), 0, radius * 0.66 * sin(a)],
      ],
      [0.03, 0.016],
      4,
      { caps: false },
    );
  }
  lathe(
    b,
    [
      [radius * 0.4, half * 0.75],
      [radius * 0.4, half * 0.8],
      [0, half * 0.8],
    ],
    10,
  );
  return b.build(0.6);
}

type Oval = readonly [x: number, z: number, halfWidth: number, halfHeight: number];

/** A closed body through upright ovals along x. */
export function hull(b: MeshBuilder, ovals: readonly Oval[], sides: number): void {
  const sections = ovals.map(([x, z, w, h]) =>
    Array.from({ length: sides }, (_, k): Vec3 => {
      const a = (k / sides) * TAU;
      const square = (v: number): number => v * (1.2 - 0.2 * v * v);
      return [x, square(cos(a)) * w, z + square(sin(a)) * h];
    }),
  );
  b.loft(sections, { caps: true });
}

function rod(b: MeshBuilder, path: readonly Vec3[], radius: number, sides = 6): void {
  b.tube(
    path,
    path.map(() => radius),
    sides,
  );
}

function both(draw: (side: 1 | -1) => void): void {
  draw(1);
  draw(-1);
}

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
function rearEnd(on: On, tail: number, seat: number, rx: number, radius: number): void {
  on('black').box([tail + 0.02, 0, seat - 0.12], [0.03, 0.1, 0.28]);
  on('plate').box([tail - 0.005, 0, seat - 0.2], [0.012, 0.2, 0.14]);
  on('brake').box([tail - 0.01, 0, seat + 0.06], [0.04, 0.1, 0.035]);
  on('tail').box([tail - 0.012, 0, seat + 0.025], [0.04, 0.12, 0.03]);
  both((side) => on(side > 0 ? 'turnLeft' : 'turnRight').box([tail + 0.03, side * 0.16, seat - 0.03], [0.04, 0.06, 0.04]));
  arc(on('black'), [rx, 0, radius], radius + 0.02, 0.09, [70, 170]);
}

export function arc(b: MeshBuilder, axle: Vec3, radius: number, half: number, [from, to]: readonly [number, number]): void {
  const sections = Array.from({ length: 7 }, (_, k): Vec3[] => {
    const a = ((from + ((to - from) * k) / 6) * PI) / 180;
    const at = (r: number, y: number): Vec3 => [axle[0] + r * cos(a), y, axle[2] + r * sin(a)];
    return [
      at(radius - 0.02, half),
      at(radius + 0.012, half * 0.5),
      at(radius + 0.012, -half * 0.5),
      at(radius - 0.02, -half),
      at(radius - 0.004, 0),
    ];
  });
  b.loft(sections, { caps: false });
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

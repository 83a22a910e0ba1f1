/** Motorcycles and scooters as numbers. */
import type { MotorcycleSpec } from './motorcycle-shape.js';

/** Makers' data: length, wheelbase, seat height; wheels of 17 inch (120/70 and 160/60) and 12 to 14 inch. */
export const SPECS: Readonly<Record<MotorcycleSpec['kind'], MotorcycleSpec>> = {
  // Honda CB500F (2.08 m, wheelbase 1.41 m, seat 0.789 m).
  naked: {
    kind: 'naked',
    length: 2.08,
    wheelbase: 1.41,
    seat: 0.785,
    wheels: [0.312, 0.3],
    tyres: [0.16, 0.12],
    grip: [0.5, 0.34, 1.04],
    peg: [-0.12, 0.2, 0.36],
  },
  // Yamaha YZF-R6 (2.04 m, wheelbase 1.375 m, seat 0.85 m).
  sport: {
    kind: 'sport',
    length: 2.04,
    wheelbase: 1.375,
    seat: 0.84,
    wheels: [0.318, 0.3],
    tyres: [0.18, 0.12],
    grip: [0.32, 0.27, 0.88],
    peg: [-0.26, 0.2, 0.42],
  },
  // BMW R 1200 RT (2.222 m, wheelbase 1.485 m, seat 0.805 m).
  tourer: {
    kind: 'tourer',
    length: 2.22,
    wheelbase: 1.485,
    seat: 0.805,
    wheels: [0.325, 0.302],
    tyres: [0.18, 0.12],
    grip: [0.56, 0.38, 1.08],
    peg: [-0.02, 0.21, 0.36],
  },
  // Vespa GTS (1.95 m, wheelbase 1.375 m, seat 0.79 m).
  scooter: {
    kind: 'scooter',
    length: 1.95,
    wheelbase: 1.375,
    seat: 0.79,
    wheels: [0.255, 0.255],
    tyres: [0.13, 0.12],
    grip: [0.42, 0.34, 1.05],
    peg: [0.12, 0.16, 0.31],
  },
};
export const SOURCES = {
  motorcycle:
    'Honda CB500F (2.08 m, wheelbase 1.41 m), Yamaha YZF-R6 (2.04 m, 1.375 m), BMW R 1200 RT (2.222 m, 1.485 m), makers data sheets',
  scooter: 'Vespa GTS (1.95 m, wheelbase 1.375 m, seat 0.79 m), maker data sheet',
} as const;

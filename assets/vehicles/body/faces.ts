/** Noses and tails by when a car was drawn: lamps grew from rectangles into swept shapes and then into slits; bumpers went into the skin. */
import type { RandomStream } from '#core/random';
import type { Face } from './face.js';

export type Era = 1980 | 1990 | 2000 | 2010 | 2020;
export type Gate = 'boot' | 'hatch' | 'tall';

/** @param stream draws among what was common then */
export function faceOf(era: Era, gate: Gate, stream: RandomStream): Face {
  const wide = stream.between(-0.03, 0.03);
  const bars = stream.index(4);
  return { ...front(era, wide, bars, stream), ...rear(era, gate, stream) };
}

type Front = Pick<Face, 'grille' | 'intake' | 'headlamp' | 'frontPlate'>;

function front(era: Era, wide: number, bars: number, stream: RandomStream): Front {
  switch (era) {
    case 1980: {
      const style = stream.chance(0.25) ? 'round' : 'square';
      return {
        grille: { half: 0.5 + wide, from: 0.66, to: 0.93, bars: 3 + bars },
        intake: { half: 0.5, from: 0.08, to: 0.2 },
        headlamp: { inner: 0.53 + wide, outer: 0.985, from: 0.66, to: 0.93, style, rise: 0, wrap: 0 },
        frontPlate: 0.42,
      };
    }
    case 1990:
      return {
        grille: { half: 0.42 + wide, from: 0.7, to: 0.88, bars: 1 + bars },
        intake: { half: 0.6, from: 0.08, to: 0.26 },
        headlamp: { inner: 0.47 + wide, outer: 0.99, from: 0.68, to: 0.91, style: 'block', rise: 0.02, wrap: 0.14 },
        frontPlate: 0.46,
      };
    case 2000:
      return {
        grille: { half: 0.4 + wide, from: 0.7, to: 0.88, bars: 1 + bars },
        intake: { half: 0.62, from: 0.08, to: 0.32 },
        headlamp: { inner: 0.48 + wide, outer: 0.99, from: 0.62, to: 0.86, style: 'swept', rise: 0.3, wrap: 0.22 },
        frontPlate: 0.47,
      };
    case 2010:
      return {
        grille: { half: 0.46 + wide, from: 0.58, to: 0.84, bars: bars },
        intake: { half: 0.66, from: 0.07, to: 0.36 },
        headlamp: { inner: 0.5 + wide, outer: 0.99, from: 0.64, to: 0.85, style: 'swept', rise: 0.35, wrap: 0.3 },
        frontPlate: 0.45,
      };
    case 2020:
      return {
        grille: { half: 0.5 + 2 * wide, from: 0.5 + wide, to: 0.78, bars: bars },
        intake: { half: 0.72, from: 0.06, to: 0.34 },
        headlamp: { inner: 0.53 + wide, outer: 0.99, from: 0.68, to: 0.83, style: 'slit', rise: 0.35, wrap: 0.28 },
        frontPlate: 0.42,
      };
  }
}

type Rear = Pick<Face, 'tailLamp' | 'rearPlate' | 'bumper' | 'bumperLine'>;

function rear(era: Era, gate: Gate, stream: RandomStream): Rear {
  const low = stream.between(-0.02, 0.03);
  if (gate === 'tall')
    return {
      tailLamp: {
        inner: 0.82,
        outer: 0.995,
        from: 0.46 + low,
        to: era < 2000 ? 0.8 : 0.97,
        style: 'column',
        wrap: era < 2000 ? 0.05 : 0.12,
      },
      rearPlate: 0.62,
      bumperLine: 0.42,
      ...(era === 1980 ? { bumper: { front: [0.2, 0.4], rear: [0.16, 0.38], tag: 'trim' } as const } : {}),
    };
  switch (era) {
    case 1980:
      return {
        tailLamp: { inner: gate === 'boot' ? 0.48 : 0.6, outer: 0.985, from: 0.62 + low, to: 0.86, style: 'band', wrap: 0 },
        rearPlate: 0.72,
        bumperLine: 0.56,
        bumper: { front: [0.28, 0.55], rear: [0.28, 0.53], tag: stream.chance(0.2) ? 'chrome' : 'trim' },
      };
    case 1990:
      return {
        tailLamp: {
          inner: 0.56,
          outer: 0.99,
          from: 0.58 + low,
          to: 0.87,
          style: stream.chance(0.5) ? 'block' : 'band',
          wrap: 0.1,
        },
        rearPlate: 0.72,
        bumperLine: 0.52,
        ...(stream.chance(0.45) ? { bumper: { front: [0.24, 0.5], rear: [0.24, 0.48], tag: 'trim' } as const } : {}),
      };
    case 2000:
      return {
        tailLamp:
          gate === 'hatch'
            ? { inner: 0.72, outer: 0.995, from: 0.56 + low, to: 0.98, style: 'column', wrap: 0.12 }
            : { inner: 0.6, outer: 0.995, from: 0.6 + low, to: 0.92, style: 'block', wrap: 0.2 },
        rearPlate: gate === 'hatch' ? 0.4 : 0.72,
        bumperLine: 0.5,
      };
    case 2010:
      return {
        tailLamp: { inner: 0.56, outer: 0.995, from: 0.66 + low, to: 0.95, style: 'hook', wrap: 0.26 },
        rearPlate: stream.chance(0.5) ? 0.3 : 0.7,
        bumperLine: 0.5,
      };
    case 2020:
      return {
        tailLamp: {
          inner: 0.5,
          outer: 0.995,
          from: 0.72 + low,
          to: 0.95,
          style: stream.chance(0.45) ? 'bar' : 'hook',
          wrap: 0.3,
        },
        rearPlate: stream.chance(0.6) ? 0.32 : 0.62,
        bumperLine: 0.5,
      };
  }
}

/** Edges on labels' borders: light leaves them, blur and shift take them away, fog asks for none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bordersOf, edgesKept } from '#diffusion/gate/boundary';
import { kindTable } from '#diffusion/gate/kinds';
import { segmentsOf } from '#diffusion/gate/segments';
import { ontology } from '#labels/ontology';
import { boxBlurred, erased, type Frame, gained, gammaOf, litByLabel, litSmoothly, shifted } from './gate/controls.js';
import { PARKED, PERSON, STREET, street, WALKER } from './gate/street.js';

const KIND_OF = kindTable(ontology.classes);
const NAMES = ontology.classes.map(({ id }) => id);

function kept({ seen, rgb }: Frame, repainted: Uint8Array, instance = WALKER): number | undefined {
  const segments = segmentsOf(seen, NAMES, KIND_OF);
  const index = segments.list.findIndex((segment) => segment.instance === instance);
  return edgesKept(rgb, repainted, seen.width, bordersOf(seen, segments)[index] as Int32Array);
}
const frame = street();

describe('edges on borders', () => {
  it('are all there in the same picture', () => {
    expect(kept(frame, frame.rgb)).toBe(1);
  });
  it('stay under gain, gamma and other light', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1.6, noNaN: true }), (by) => {
        expect(kept(frame, gained(frame, by))).toBeGreaterThan(0.9);
      }),
      { numRuns: 20 },
    );
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 1.6, noNaN: true }), (by) => {
        expect(kept(frame, gammaOf(frame, by))).toBeGreaterThan(0.85);
      }),
      { numRuns: 20 },
    );
    expect(kept(frame, litSmoothly(frame, 0.6, 'light'))).toBeGreaterThan(0.9);
    expect(kept(frame, litByLabel(frame, 0.3, 'paint'))).toBeGreaterThan(0.6);
  });
  it('go with a shift of more than a pixel', () => {
    const by = [0, 1, 2, 3, 6].map((dx) => kept(frame, shifted(frame, dx, dx)) as number);
    expect(by[1]).toBeLessThan(1);
    for (const further of by.slice(2)) expect(further).toBeLessThan(0.3);
  });
  it('melt in a blur', () => {
    const soft = boxBlurred(boxBlurred(frame.rgb, frame.seen.width, 2), frame.seen.width, 2);
    expect(kept(frame, soft)).toBeLessThan(0.55);
  });
  it('go with what is painted over', () => {
    expect(kept(frame, erased(frame, WALKER))).toBeLessThan(0.3);
    expect(kept(frame, erased(frame, WALKER), PARKED)).toBe(1);
  });
  it('are asked for only where the base has some', () => {
    const fog = street(
      STREET.map((patch) => ({ ...patch, rgb: [150, 150, 150] as const })),
      0,
    );
    expect(kept(fog, fog.rgb)).toBeUndefined();
  });
  it('belong to what is nearer: what hides a body has them, not the body', () => {
    const hidden = street([
      ...STREET,
      { box: [96, 60, 60, 80], semantic: 16, instance: 9, depth: 5, rgb: [60, 70, 170] },
      { box: [60, 60, 30, 80], semantic: 16, instance: 10, depth: 5, rgb: [60, 70, 170] },
      { box: [60, 60, 96, 10], semantic: 16, instance: 10, depth: 5, rgb: [60, 70, 170] },
      { box: [60, 130, 96, 9], semantic: PERSON, instance: 11, depth: 5, rgb: [176, 60, 52] },
    ]);
    expect(kept(hidden, hidden.rgb, 9)).toBe(1);
    expect(kept(hidden, hidden.rgb, WALKER)).toBeUndefined();
  });
});

/** A body stands out from its surroundings, or no longer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindTable } from '#diffusion/gate/kinds';
import { segmentsOf } from '#diffusion/gate/segments';
import { standingOut, surroundingsOf } from '#diffusion/gate/standing-out';
import { ontology } from '#labels/ontology';
import { camouflaged, erased, type Frame, gained, gammaOf, litSmoothly, redrawn } from './gate/controls.js';
import { SIZE, STREET, street, WALKER } from './gate/street.js';

const KIND_OF = kindTable(ontology.classes);
const frame = street();

function kept({ seen, rgb }: Frame, repainted: Uint8Array, instance = WALKER): number | undefined {
  const { list, of } = segmentsOf(seen, [], KIND_OF);
  const index = list.findIndex((segment) => segment.instance === instance);
  const around = surroundingsOf(seen, of, index, list[index] as (typeof list)[number]);
  return standingOut({ ...SIZE, rgb }, { ...SIZE, rgb: repainted }, around);
}

describe('a body', () => {
  it('stands out as before under gain, gamma and other light', () => {
    expect(kept(frame, frame.rgb)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 1.6, noNaN: true }), (by) => {
        expect(kept(frame, gained(frame, by))).toBeGreaterThan(0.9);
        expect(kept(frame, gammaOf(frame, by))).toBeGreaterThan(0.9);
      }),
      { numRuns: 10 },
    );
    expect(kept(frame, litSmoothly(frame, 0.6, 'light'))).toBeGreaterThan(0.9);
  });
  it('painted over, in the colours of its background, or moved away does not', () => {
    expect(kept(frame, erased(frame, WALKER))).toBeLessThan(0.2);
    expect(kept(frame, camouflaged(frame, WALKER, 0.25))).toBeLessThan(0.3);
    expect(kept(frame, redrawn(frame, WALKER, 60, 0))).toBeLessThan(0.3);
  });
  it('stands out half as much where its lower half is gone', () => {
    const half = erased(frame, WALKER);
    const row = 3 * SIZE.width;
    half.set(frame.rgb.subarray(0, 100 * row));
    const share = kept(frame, half) as number;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.75);
  });
  it('that the base does not show is not measured', () => {
    const alike = street(
      STREET.map((patch) => ({ ...patch, rgb: [150, 150, 150] as const })),
      4,
    );
    expect(kept(alike, alike.rgb)).toBeUndefined();
  });
  it('at the edge of the picture, or filling it, is measured without falling off', () => {
    const edge = street([{ box: [0, 0, 30, 180], semantic: 23, instance: 1, depth: 4, rgb: [176, 60, 52] }]);
    expect(kept(edge, edge.rgb)).toBe(1);
    const all = street([{ box: [0, 0, 320, 180], semantic: 23, instance: 1, depth: 4, rgb: [176, 60, 52] }]);
    expect(kept(all, all.rgb)).toBeUndefined();
  });
});

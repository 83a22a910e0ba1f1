/** Tracks, matrices and packing on closed forms and any input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromParts, inverse, normalsThrough, pointThrough, times } from '#assets/imported/matrix';
import { packBody, unpackBody } from '#assets/imported/pack';
import { trackAt } from '#assets/imported/track';
import type { ImportedBody, ImportedTrack } from '#contracts/imported';

const about = (axis: 0 | 1 | 2, angle: number): number[] =>
  [0, 1, 2, 3].map((k) => (k === 3 ? Math.cos(angle / 2) : k === axis ? Math.sin(angle / 2) : 0));
const track = (change: Partial<ImportedTrack>): ImportedTrack => ({
  node: 0,
  path: 'translation',
  interpolation: 'linear',
  times: new Float32Array([0, 1, 3]),
  values: new Float32Array([0, 0, 0, 2, 0, -4, 4, 1, 0]),
  ...change,
});

describe('a track', () => {
  it('goes straight between its keys, and stays at its ends', () => {
    expect(trackAt(track({}), 0.5)).toEqual([1, 0, -2]);
    expect(trackAt(track({}), 2)).toEqual([3, 0.5, -2]);
    expect([trackAt(track({}), -1), trackAt(track({}), 9)]).toEqual([
      [0, 0, 0],
      [4, 1, 0],
    ]);
  });
  it('steps', () => {
    expect(trackAt(track({ interpolation: 'step' }), 2.999)).toEqual([2, 0, -4]);
  });
  it('turns evenly, the short way round', () => {
    const values = (b: number[]): Float32Array => new Float32Array([...about(2, 0.2), ...b]);
    const keys = { path: 'rotation', times: new Float32Array([0, 1]) } as const;
    const there = trackAt(track({ ...keys, values: values(about(2, 1.8)) }), 0.25);
    const negated = trackAt(track({ ...keys, values: values(about(2, 1.8).map((v) => -v)) }), 0.25);
    for (const [k, v] of about(2, 0.6).entries()) {
      expect(there[k]).toBeCloseTo(v, 6);
      expect(negated[k]).toBeCloseTo(v, 6);
    }
  });
  it('follows the cubic that its keys are of', () => {
    // x = t^3 - 2t on [0, 2]: tangents -2 and 10.
    const key = (tangent: number, value: number): number[] => [tangent, 0, 0, value, 0, 0, tangent, 0, 0];
    const cubic = track({
      interpolation: 'cubic',
      times: new Float32Array([0, 2]),
      values: new Float32Array([...key(-2, 0), ...key(10, 4)]),
    });
    for (const t of [0.1, 0.7, 1.3, 1.9]) expect(trackAt(cubic, t)[0]).toBeCloseTo(t * t * t - 2 * t, 6);
  });
});

const finite = fc.double({ min: -50, max: 50, noNaN: true });
const turn = fc
  .tuple(finite, finite, finite, finite)
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q) => q.map((v) => v / Math.hypot(...q)));
const pose = fc.tuple(
  fc.tuple(finite, finite, finite),
  turn,
  fc.array(fc.double({ min: 0.2, max: 4, noNaN: true }), { minLength: 3, maxLength: 3 }),
);

describe('matrices', () => {
  it('an inverse undoes', () => {
    fc.assert(
      fc.property(pose, fc.tuple(finite, finite, finite), ([t, q, s], point) => {
        const m = fromParts(t, q, s);
        const back = pointThrough(times(inverse(m), m), ...(point as [number, number, number]));
        for (const k of [0, 1, 2] as const) expect(back[k]).toBeCloseTo(point[k] as number, 6);
      }),
    );
  });
  it('normals stay at right angles to what they stood on, and unit, even through a mirror', () => {
    fc.assert(
      fc.property(pose, fc.boolean(), ([t, q, s], mirrored) => {
        const m = fromParts(t, q, mirrored ? s.map((v, k) => (k === 0 ? -v : v)) : s);
        const normal = normalsThrough(m, [0, 0.6, 0.8]);
        const origin = pointThrough(m, 0, 0, 0);
        for (const along of [
          [1, 0, 0],
          [0, 0.8, -0.6],
        ] as const) {
          const moved = pointThrough(m, along[0], along[1], along[2]).map((v, k) => v - (origin[k] as number));
          expect(moved.reduce((sum, v, k) => sum + v * (normal[k] as number), 0) / Math.hypot(...moved)).toBeCloseTo(0, 5);
        }
        expect(Math.hypot(...normal)).toBeCloseTo(1, 5);
        const outwards = pointThrough(m, 0, 0.6, 0.8).map((v, k) => v - (origin[k] as number));
        expect(outwards.reduce((sum, v, k) => sum + v * (normal[k] as number), 0)).toBeGreaterThan(0);
      }),
    );
  });
});

it('packing keeps names in any script, arrays of every width, and what parts share', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.float32Array({ noNaN: true }),
      fc.uint16Array(),
      fc.uint8Array(),
      (name, f32, u16, u8) => {
        const body = {
          name,
          parts: [
            { f32, u16 },
            { f32, u8 },
          ],
          u32: Uint32Array.from(u16),
        } as unknown as ImportedBody;
        const back = unpackBody(packBody(body)) as unknown as typeof body & {
          parts: readonly [{ f32: unknown }, { f32: unknown }];
        };
        expect(back).toEqual(body);
        expect(back.parts[0].f32).toBe(back.parts[1].f32);
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapAngle } from '#core/math';
import {
  BODY_FROM_CAMERA_AXES,
  compose,
  headingOf,
  invert,
  matrixOfQuat,
  type Pose,
  quatFromHeadingPitchRoll,
  quatNormalize,
  rotate,
  transformPoint,
  type Vec3,
} from '#core/pose';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const vector = fc.tuple(coordinate, coordinate, coordinate) as fc.Arbitrary<Vec3>;
const angle = fc.double({ min: -3, max: 3, noNaN: true });
const pose: fc.Arbitrary<Pose> = fc.record({
  position: vector,
  orientation: fc.tuple(angle, angle, angle).map(([h, p, r]) => quatNormalize(quatFromHeadingPitchRoll(h, p, r))),
});
const close = (a: Vec3, b: Vec3): void => {
  for (const [i, x] of a.entries()) expect(x).toBeCloseTo(b[i] as number, 8);
};

describe('poses', () => {
  it('undo themselves', () => {
    fc.assert(fc.property(pose, vector, (aFromB, p) => close(transformPoint(invert(aFromB), transformPoint(aFromB, p)), p)));
  });
  it('compose as their effects do', () => {
    fc.assert(
      fc.property(pose, pose, vector, (aFromB, bFromC, p) =>
        close(transformPoint(compose(aFromB, bFromC), p), transformPoint(aFromB, transformPoint(bFromC, p))),
      ),
    );
  });
  it('rotate like their matrix', () => {
    fc.assert(
      fc.property(pose, vector, ({ orientation }, v) => {
        const m = matrixOfQuat(orientation) as number[];
        const row = (r: number) => (m[r] as number) * v[0] + (m[r + 1] as number) * v[1] + (m[r + 2] as number) * v[2];
        close(rotate(orientation, v), [row(0), row(3), row(6)]);
      }),
    );
  });
  it('read back the heading they were made of', () => {
    fc.assert(
      fc.property(angle, (heading) => {
        expect(headingOf(quatFromHeadingPitchRoll(heading))).toBeCloseTo(heading, 9);
      }),
    );
  });
  it('put positive pitch nose down and positive roll right side down', () => {
    expect(rotate(quatFromHeadingPitchRoll(0, 0.1, 0), [1, 0, 0])[2]).toBeLessThan(0);
    expect(rotate(quatFromHeadingPitchRoll(0, 0, 0.1), [0, 1, 0])[2]).toBeGreaterThan(0);
  });
  it('turn camera axes into body axes: z forward, x right, y down', () => {
    close(rotate(BODY_FROM_CAMERA_AXES, [0, 0, 1]), [1, 0, 0]);
    close(rotate(BODY_FROM_CAMERA_AXES, [1, 0, 0]), [0, -1, 0]);
    close(rotate(BODY_FROM_CAMERA_AXES, [0, 1, 0]), [0, 0, -1]);
  });
  it('wrap angles into (-pi, pi] without changing direction', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (a) => {
        const w = wrapAngle(a);
        expect(w).toBeGreaterThan(-Math.PI - 1e-12);
        expect(w).toBeLessThanOrEqual(Math.PI);
        expect(Math.cos(w)).toBeCloseTo(Math.cos(a), 9);
        expect(Math.sin(w)).toBeCloseTo(Math.sin(a), 9);
      }),
    );
  });
});

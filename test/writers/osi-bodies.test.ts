/** Bodies by chance as OSI has them: the angles against a rotation worked out otherwise, bytes against those of an export. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BodyPose } from '#contracts/observation';
import { type Pose, quatNormalize, transformPoint, type Vec3, ZERO } from '#core/pose';
import { groundTruths } from '../../src/writers/osi/ground-truth.js';
import type { Message } from '../../src/writers/osi/schema.js';
import { decodeOsi } from './read-osi.js';
import { facts, frameAt, scene } from './recorded-sample.js';

type Angles = Required<Message<'Orientation3d'>>;
const number = fc.double({ min: -1000, max: 1000, noNaN: true });
const vec = fc.tuple(number, number, number) as fc.Arbitrary<Vec3>;
const part = fc.oneof(fc.constantFrom(0, -0, 1, -1), fc.double({ min: -1, max: 1, noNaN: true }));
const quat = fc
  .tuple(part, part, part, part)
  .filter((q) => q.some((v) => Math.abs(v) > 0.1))
  .map((q) => quatNormalize(q));
const body = fc.record({
  id: fc.constantFrom('ego', 'car-1', 'walker'),
  worldFromBody: fc.record({ position: vec, orientation: quat }) as fc.Arbitrary<Pose>,
  velocity: vec,
  angularVelocity: vec,
});
const truthOf = (bodies: readonly BodyPose[]) =>
  groundTruths(scene, facts.trace, [{ timeNs: 1_500_000_000, bodies, medium: frameAt(0).medium }])[0] as Uint8Array;
const baseOf = (one: BodyPose) =>
  decodeOsi('GroundTruth', truthOf([one])).moving_object?.[0]?.base as {
    readonly position: Required<Message<'Vector3d'>>;
    readonly orientation: Angles;
    readonly orientation_rate?: Angles;
  };

test('a box has its corners where the body has them, by the angles as OSI applies them', () => {
  fc.assert(
    fc.property(body, (one) => {
      const base = baseOf(one);
      const corner: Vec3 = [2, 0.9, 0.75];
      const wanted = transformPoint(one.worldFromBody, [2.2, 0.9, 1.5]);
      const turned = turn(corner, base.orientation);
      for (const [k, axis] of (['x', 'y', 'z'] as const).entries())
        expect(base.position[axis] + (turned[k] as number)).toBeCloseTo(wanted[k] as number, 6);
    }),
  );
});

test('the three angles change as the body turns', () => {
  fc.assert(
    fc.property(body, (one) => {
      const base = baseOf(one);
      const { orientation_rate: rate } = base;
      const { yaw, pitch } = base.orientation;
      if (rate === undefined || Math.cos(pitch) < 1e-3) return;
      const parts = [
        turn([0, 0, rate.yaw], { yaw: 0, pitch: 0, roll: 0 }),
        turn([0, rate.pitch, 0], { yaw, pitch: 0, roll: 0 }),
        turn([rate.roll, 0, 0], { yaw, pitch, roll: 0 }),
      ];
      for (const k of [0, 1, 2] as const)
        expect(parts.reduce((sum, each) => sum + each[k], 0)).toBeCloseTo(one.angularVelocity[k], 6);
    }),
  );
});

test('bodies out of a native file give the same bytes: it knows no negative zero', () => {
  const exported = (one: BodyPose) => JSON.parse(JSON.stringify(one)) as BodyPose;
  const check = (one: BodyPose): void => {
    expect(truthOf([exported(one)])).toEqual(truthOf([one]));
  };
  fc.assert(fc.property(body, check));
  // Half turns, where the sign of a zero would decide between pi and -pi.
  for (const orientation of [
    [0, -0, 1, -0],
    [0, -0, -1, 0],
    [0, 1, -0, -0],
  ] as Pose['orientation'][]) {
    const still = { id: 'ego', velocity: ZERO, angularVelocity: ZERO };
    check({ ...still, worldFromBody: { position: ZERO, orientation } });
  }
});

/** Roll about x, then pitch about y, then yaw about z, all of them fixed axes: the same as OSI's yaw, pitch and roll about new ones. */
function turn([x, y, z]: Vec3, { roll, pitch, yaw }: Angles): Vec3 {
  const [y1, z1] = [y * Math.cos(roll) - z * Math.sin(roll), y * Math.sin(roll) + z * Math.cos(roll)];
  const [x2, z2] = [x * Math.cos(pitch) + z1 * Math.sin(pitch), z1 * Math.cos(pitch) - x * Math.sin(pitch)];
  return [x2 * Math.cos(yaw) - y1 * Math.sin(yaw), x2 * Math.sin(yaw) + y1 * Math.cos(yaw), z2];
}

/** The ego's motion taken out of a turn: what stands still stands still again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BodyPose, ObservationOf } from '#contracts/observation';
import { compose, invert, type Pose, quatFromHeadingPitchRoll, transformPoint, type Vec3 } from '#core/pose';
import { compensated } from '#writers/compensated';
import { made } from './compensated-turn.js';

const MOUNT: Pose = { position: [0.7, -0.2, 1.9], orientation: quatFromHeadingPitchRoll(0.3, 0.05, -0.02) };
const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

/** Where a body is that moves and turns evenly. */
function carrierAt({ worldFromBody, velocity, angularVelocity }: BodyPose, seconds: number): Pose {
  const [, , rate] = angularVelocity;
  const { position, orientation } = worldFromBody;
  const turn = { position: [0, 0, 0] as Vec3, orientation: quatFromHeadingPitchRoll(rate * seconds) };
  return {
    position: position.map((x, k) => x + (velocity[k] as number) * seconds) as unknown as Vec3,
    orientation: compose(turn, { position: [0, 0, 0], orientation }).orientation,
  };
}

it('puts points of what stands where they are seen from the middle of the turn', () => {
  fc.assert(
    fc.property(
      number(30),
      number(5),
      number(1),
      number(3),
      fc.array(fc.tuple(number(60), number(60), number(5), number(0.05)), { minLength: 1 }),
      (vx, vy, rate, heading, shots) => {
        const carrier: BodyPose = {
          id: 'ego',
          worldFromBody: { position: [100, -3, 0], orientation: quatFromHeadingPitchRoll(heading) },
          velocity: [vx, vy, 0],
          angularVelocity: [0, 0, rate],
        };
        const worldFromSensor = compose(carrier.worldFromBody, MOUNT);
        const world = shots.map(([x, y, z]): Vec3 => [100 + x, y - 3, z]);
        const fired = world.map((point, i) => {
          const then = compose(carrierAt(carrier, (shots[i] as (typeof shots)[number])[3]), MOUNT);
          return transformPoint(invert(then), point);
        });
        const turn = made(
          worldFromSensor,
          fired,
          shots.map((shot) => shot[3]),
        );
        const { xyz } = compensated(turn, carrier).columns;
        world.forEach((point, i) => {
          const wanted = transformPoint(invert(worldFromSensor), point);
          for (const k of [0, 1, 2]) expect(Math.abs((xyz[3 * i + k] as number) - (wanted[k] as number))).toBeLessThan(2e-4);
        });
      },
    ),
  );
});

it('leaves the turn of a carrier at rest, or unknown, and all other columns alone', () => {
  const turn: ObservationOf<'lidar'> = made(
    MOUNT,
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [-0.01, 0.02],
  );
  const still = { id: 'ego', worldFromBody: MOUNT, velocity: [0, 0, 0], angularVelocity: [0, 0, 0] } as const;
  expect(compensated(turn, undefined)).toBe(turn);
  const { xyz, ...others } = compensated(turn, still).columns;
  [...xyz].forEach((value, i) => {
    expect(value).toBeCloseTo(turn.columns.xyz[i] as number, 5);
  });
  expect(others).toEqual(Object.fromEntries(Object.entries(turn.columns).filter(([name]) => name !== 'xyz')));
});

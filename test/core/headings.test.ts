/** Heading, pitch and roll of a rotation: there and back. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headingPitchRollOf, quatFromHeadingPitchRoll, rotate, type Vec3 } from '#core/pose';

const angle = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

it('come back', () => {
  fc.assert(
    fc.property(angle(3.14), angle(1.56), angle(3.14), (heading, pitch, roll) => {
      const back = headingPitchRollOf(quatFromHeadingPitchRoll(heading, pitch, roll));
      for (const [i, wanted] of [heading, pitch, roll].entries()) expect(back[i]).toBeCloseTo(wanted, 6);
    }),
  );
});
it('straight down and up are the same rotation again', () => {
  for (const pitch of [Math.PI / 2, -Math.PI / 2]) {
    const turn = quatFromHeadingPitchRoll(0.4, pitch, 0.7);
    const again = quatFromHeadingPitchRoll(...headingPitchRollOf(turn));
    for (const axis of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as Vec3[])
      for (const [i, x] of rotate(again, axis).entries()) expect(x).toBeCloseTo(rotate(turn, axis)[i] as number, 6);
  }
});

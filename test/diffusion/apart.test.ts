/** A body that would melt into its surroundings changes as they do; one that stays apart is left alone. */
import { describe, expect, it } from 'vitest';
import { keptApart } from '#diffusion/field/apart';
import { FIRST_STUFF } from '#diffusion/field/cells';
import { GROUPS } from '#diffusion/field/groups';

const [width, height] = [16, 16];
const BODY = 7;
const inside = (i: number): boolean => i % width >= 5 && i % width < 11 && i >= 5 * width && i < 11 * width;
const segment = Uint32Array.from({ length: width * height }, (_, i) => (inside(i) ? BODY : FIRST_STUFF + 1));
const group = new Uint8Array(width * height).fill(GROUPS.indexOf('road'));
const cells = { grid: { width, height, factor: 4 }, segment, group };
const plane = (body: number, around: number): Float32Array => Float32Array.from(segment, (id) => (id === BODY ? body : around));
const planes = (body: number, around: number) => [plane(body, around), plane(body, around), plane(body, around)] as const;
const look = { light: planes(-1, -2), contrast: plane(0, 0) };
const apartBy = (body: number, around: number): number => {
  const gain = plane(1, 1);
  const { light } = keptApart(cells, look, { light: planes(body, around), gain });
  const at = (i: number): number => (look.light[0][i] as number) + (light[0][i] as number);
  return at(8 * width + 8) - at(0);
};

describe('bodies', () => {
  it('keep at least three quarters of their distance in log light', () => {
    for (const darker of [-0.5, -0.8, -1, -1.3]) expect(Math.abs(apartBy(darker, 0))).toBeGreaterThanOrEqual(0.75 - 1e-6);
    for (const around of [0.5, 1, 1.2]) expect(Math.abs(apartBy(0, around))).toBeGreaterThanOrEqual(0.75 - 1e-6);
  });

  it('may change as they like where they stand out all the same', () => {
    expect(apartBy(-0.2, 0)).toBeCloseTo(0.8, 5);
    expect(apartBy(0.6, 0)).toBeCloseTo(1.6, 5);
    // From lighter to darker than what is around.
    expect(apartBy(-2.5, 0)).toBeCloseTo(-1.5, 5);
  });

  it('of no difference have none to keep, and surroundings change as they would', () => {
    const same = { light: planes(-2, -2), contrast: plane(0, 0) };
    const shift = { light: planes(0.3, -0.1), gain: plane(1, 1) };
    expect(keptApart(cells, same, shift)).toEqual(shift);
    const { light } = keptApart(cells, look, { light: planes(-1, 0.2), gain: plane(1, 1) });
    expect(light[0][0]).toBeCloseTo(0.2, 6);
  });
});

describe('stuff', () => {
  const distanceOf = (name: (typeof GROUPS)[number]): number => {
    const stuff = segment.map((id) => (id === BODY ? FIRST_STUFF + 2 : id));
    const own = Uint8Array.from(segment, (id) => GROUPS.indexOf(id === BODY ? name : 'road'));
    const { light } = keptApart({ ...cells, segment: stuff, group: own }, look, { light: planes(-1, 0), gain: plane(1, 1) });
    const at = (i: number): number => (look.light[0][i] as number) + (light[0][i] as number);
    return at(8 * width + 8) - at(0);
  };
  it('that is thin, signs and poles, keeps apart as bodies do; a wall may get the colour of its street', () => {
    expect(distanceOf('fixture')).toBeGreaterThanOrEqual(0.75 - 1e-6);
    expect(distanceOf('building')).toBeCloseTo(0, 6);
  });
});

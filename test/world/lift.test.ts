/** On a road that falls to its sides: what stands, rolls, is carried or thrown is on it, and moves as it does on a flat one. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Run } from '#contracts/run';
import type { ConcreteActor, StoryNode } from '#contracts/scenario';
import { headingOf, type Vec3 } from '#core/pose';
import { buildPlace, groundHeightOf, riseOf } from '#places/index';
import { runOf, shippedScenarios } from '../conformance/shipped.js';
import { actor, ego, event, run, scenario, walker } from './fixture.js';

const RURAL = { layout: 'rural-two-lane', seed: 1, options: { length: 300 } };
const FLAT = { layout: 'test-track', seed: 1, options: { length: 300 } };
const FALL = 0.025;
const shipped = (name: string): string => shippedScenarios.find((path) => path.includes(name)) as string;
/** Middle of the right lane. */
const LANE_Y = -1.75;

/** The same bodies and story on both. */
function onBoth(actors: readonly ConcreteActor[], story: readonly StoryNode[] = [], duration = 5): readonly [Run, Run] {
  return [FLAT, RURAL].map((place) => run(scenario(actors, story, { place, duration }))) as unknown as [Run, Run];
}
const track = ({ trace }: Run, id: string): readonly (readonly number[])[] =>
  trace.ticks.map(({ bodies }) => bodies[id] as readonly number[]);

/** Where four wheels of an upright vehicle stand, m. */
function wheelsOf(
  { worldFromBody: { position, orientation } }: BodyState,
  [length, width]: Vec3,
  cx: number,
): [number, number][] {
  const heading = headingOf(orientation);
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  return [1, -1].flatMap((front) =>
    [1, -1].map((left): [number, number] => {
      const [x, y] = [cx + front * 0.3 * length, left * 0.42 * width];
      return [position[0] + c * x - s * y, position[1] + s * x + c * y];
    }),
  );
}

describe('vehicles', () => {
  it.each(['high-street', 'cyclist-from-behind-van', 'lost-load', 'cyclists-ahead'])(
    'of %s have their wheels on the road: within 2.5 cm for cars, for lorries within what their width makes of the fall',
    async (name) => {
      const result = await runOf(shipped(name));
      const rise = riseOf(buildPlace(result.scene.place));
      let [seen, highest] = [0, 0];
      for (const { frame } of result.captures) {
        for (const state of frame.bodies) {
          const spec = result.scene.bodies.find(({ id }) => id === state.id);
          if (spec === undefined || !/^(car|van|truck|bus|bicycle|motorcycle|rider)/.test(spec.class)) continue;
          const upright = Math.abs(state.worldFromBody.orientation[0]) + Math.abs(state.worldFromBody.orientation[1]) < 1e-9;
          if (!upright || state.worldFromBody.position[2] > 1) continue;
          const kerb = spec.id.startsWith('standing') ? state.worldFromBody.position[2] : 0;
          const { size, center } = spec.box;
          for (const [x, y] of wheelsOf(state, size, center[0])) {
            const off = state.worldFromBody.position[2] - kerb - rise(x, y);
            expect(Math.abs(off), `${spec.id} (${spec.look.asset})`).toBeLessThan(Math.max(0.025, FALL * 0.43 * size[1]));
            highest = Math.max(highest, rise(x, y));
            seen++;
          }
        }
      }
      expect(seen).toBeGreaterThan(3);
      // Control: on a plane they would be off by more.
      expect(highest).toBeGreaterThan(0.05);
    },
  );

  it('drive as on a flat road, higher by the mean of what is under their wheels', () => {
    const car = actor('car', { asset: 'sedan', seed: 1, traits: {} }, [0, LANE_Y, 0], 0, 12);
    const astride = actor('astride', { asset: 'sedan', seed: 1, traits: {} }, [0, 0, 0], 0, 12);
    const [flat, crowned] = onBoth([ego(-60, 0), car, astride]);
    const half = 0.42 * bodyAssets.get('sedan').box(car.look).size[1];
    for (const [id, z] of [
      ['car', FALL * (4 + LANE_Y)],
      ['astride', FALL * (4 - half)],
    ] as const) {
      for (const [i, state] of track(crowned, id).entries()) {
        const level = track(flat, id)[i] as readonly number[];
        expect(state[2]).toBeCloseTo((level[2] as number) + z, 9);
        expect(state.filter((_, k) => k !== 2)).toEqual(level.filter((_, k) => k !== 2));
      }
    }
  });
});

describe('walkers', () => {
  it('who cross a street are on it at each step, from kerb to kerb', async () => {
    const result = await runOf(shipped('crossing-late-runner'));
    const place = buildPlace(result.scene.place);
    const ground = groundHeightOf(place);
    const kerb = place.camber?.profile[0]?.[0] as number;
    const crossing = result.captures.flatMap(({ frame }) =>
      frame.bodies.filter(({ id, articulation, worldFromBody }) => {
        const spec = result.scene.bodies.find((each) => each.id === id);
        const upright = Math.abs(worldFromBody.orientation[0]) + Math.abs(worldFromBody.orientation[1]) < 1e-9;
        return spec?.class === 'person' && articulation.speed > 0.5 && upright;
      }),
    );
    const heights = crossing
      .map(({ worldFromBody: { position } }) => position)
      // The ramp that a kerb is to a step is 0.3 m long on both sides.
      .filter(([, y]) => Math.abs(Math.abs(y) - Math.abs(kerb)) > 0.35);
    expect(heights.length).toBeGreaterThan(10);
    for (const [x, y, z] of heights) expect(z).toBeCloseTo(ground(x, y), 2);
    expect(Math.max(...heights.map(([, , z]) => z))).toBeGreaterThan(0.1);
  });
});

describe('what is thrown, dropped or carried', () => {
  const look = { asset: 'lost-load', seed: 1, traits: { shape: 'crate' } };
  const { size } = bodyAssets.get('lost-load').box(look);
  const across = event(
    'throw',
    'load',
    { type: 'release', velocity: [1, 6, 1.5], spin: [0, 0, 0] },
    { type: 'time', after: 0.5 },
  );

  it('slides across the crown as it does on a plane, at the height of the road below it, and never jumps', () => {
    const load = actor('load', look, [20, -3.4, size[2] / 2], 0, 0);
    const [flat, crowned] = onBoth([ego(-60, 0), load], [across]);
    const rise = riseOf(buildPlace(RURAL));
    const [level, real] = [track(flat, 'load'), track(crowned, 'load')];
    let [most, before] = [0, real[0]?.[2] as number];
    for (const [i, [x = 0, y = 0, z = 0]] of real.entries()) {
      const [fx, fy, fz] = level[i] as readonly [number, number, number];
      expect([x, y]).toEqual([fx, fy]);
      expect(Math.abs(z - fz - rise(x, y))).toBeLessThan(0.003);
      most = Math.max(most, z - fz);
      // 6 m/s over a fall of 2.5 % for a hundredth of a second, beside what it does on a plane.
      expect(Math.abs(z - before - (fz - (level[Math.max(0, i - 1)]?.[2] as number)))).toBeLessThan(0.004);
      before = z;
    }
    // It came to the top, 10 cm high, and beyond.
    expect(most).toBeGreaterThan(0.09);
    expect(real.at(-1)?.[1]).toBeGreaterThan(0);
  });

  it('stays where it lies on its carrier, and high up nothing is lifted', () => {
    const truck = actor('truck', { asset: 'pickup', seed: 1, traits: {} }, [0, LANE_Y, 0], 0, 8);
    const load = actor('load', look, [-1.5, LANE_Y + 0.3, 1.2], 0, 8, {
      follows: { leader: 'truck', gap: 0, lateral: 0, delay: 0 },
    });
    const bird = actor('bird', { asset: 'bird', seed: 1, traits: {} }, [0, 0, 15], 0, 8);
    const [flat, crowned] = onBoth([ego(-60, 0), truck, load, bird]);
    expect(track(crowned, 'load').map(([, , z]) => z)).toEqual(
      track(flat, 'load').map(([, , z], i) => (z as number) + (track(crowned, 'truck')[i]?.[2] as number)),
    );
    expect(track(crowned, 'bird')).toEqual(track(flat, 'bird'));
  });

  it('has contacts, events and verdict of the flat road', () => {
    const car = actor('car', { asset: 'hatchback', seed: 1, traits: {} }, [0, LANE_Y, 0], 0, 14);
    const standing = walker('person', [30, -4.2, 0]);
    for (const speed of [0.3, 1.2]) {
      const person = { ...standing, start: { ...standing.start, speed } };
      const [flat, crowned] = onBoth([ego(-60, 0), car, person]);
      expect(flat.trace.events.some(({ kind }) => kind === 'contact')).toBe(speed === 1.2);
      expect(crowned.trace.events).toEqual(flat.trace.events);
      expect(crowned.verdict).toEqual(flat.verdict);
    }
  });
});

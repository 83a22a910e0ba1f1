/** Animals look at cars that come near, and at nothing else. */
import { describe, expect, it } from 'vitest';
import type { Articulation } from '#contracts/frame';
import type { ConcreteActor, ConcreteScenario } from '#contracts/scenario';
import { simulate } from '#world/simulate';
import { actor, ego, event, scenario, walker } from './fixture.js';

const deer = (x: number, y: number, heading: number): ConcreteActor =>
  actor('deer', { asset: 'white-tailed-deer', seed: 2, traits: { sex: 'doe' } }, [x, y, 0], heading);
const UP = Math.PI / 2;
const run = (concrete: ConcreteScenario) => simulate(concrete, { traceHz: 10, semanticIds: {}, withCaptures: true });

function deerAt(seconds: number, actors: readonly ConcreteActor[], story: Parameters<typeof scenario>[1] = []): Articulation {
  const result = run(scenario(actors, story));
  const body = result.timeline.at(Math.round(seconds * 1e9)).bodies.find(({ id }) => id === 'deer');
  return body?.articulation as Articulation;
}

describe('an animal beside the road', () => {
  it('looks to the side that a car comes from, with its head up', () => {
    // Facing the road from its right: a car that comes along x is on the left hand.
    const { channels } = deerAt(1, [ego(0, 15), deer(50, -4, UP)]);
    expect(channels.headYaw).toBeGreaterThan(0.8);
    expect(channels.alert).toBeGreaterThan(0.9);
    const across = deerAt(1, [ego(0, 15), deer(50, 4, -UP)]);
    expect(across.channels.headYaw).toBeLessThan(-0.8);
  });

  it('heeds neither a car far off nor one that stands, nor people', () => {
    for (const others of [[ego(0, 15)], [ego(0, 0)], [ego(0, 0), walker('person', [200, 0, 0])]]) {
      const at = others[0]?.start.speed === 0 ? 30 : 180;
      const { channels } = deerAt(1, [...others, deer(at, -4, UP)]);
      expect(channels.headYaw).toBeCloseTo(0, 9);
      expect(channels.alert).toBe(0);
    }
  });

  it('turns its head steadily', () => {
    const result = run(scenario([ego(0, 20), deer(60, -4, UP)]));
    let before: number | undefined;
    for (let t = 0.5; t < 5; t += 0.02) {
      const yaw = result.timeline.at(Math.round(t * 1e9)).bodies.find(({ id }) => id === 'deer')?.articulation.channels
        .headYaw as number;
      if (before !== undefined) expect(Math.abs(yaw - before)).toBeLessThan(0.35);
      before = yaw;
    }
  });

  it('starts when it sets off hard, and looks ahead once it runs', () => {
    const away = event('flush', 'deer', { type: 'cross', to: [50, 30], speed: 10, acceleration: 9 });
    const story = [away];
    const at = (t: number): Articulation => deerAt(t, [ego(0, 15), deer(50, -4, UP)], story);
    expect(at(0.1).channels.startle).toBeGreaterThan(0.5);
    expect(at(1.4).channels.startle).toBe(0);
    expect(Math.abs(at(1.4).channels.headYaw as number)).toBeLessThan(0.1);
  });
});

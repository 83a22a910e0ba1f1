/** Looking changes nothing: a run is the same with and without captures and whatever the rate of its trace. */
import { describe, expect, it } from 'vitest';
import type { Run, SimulateOptions } from '#contracts/run';
import { hashOf } from '#core/hash';
import { drawScenario, loadScenario } from '#scenario/index';
import { simulate } from '#world/simulate';
import { actor, run, scenario } from './fixture.js';

const CASES = [
  'pedestrian/cpnco-child-from-parked-cars',
  'pedestrian/crossing-late-runner',
  'road/lost-load',
  'road/pile-up-end-in-rain',
  'drone/rotor-failure-in-wind',
  'drone/bird-strike',
  'wildlife/boar-group-in-fog',
];

/** What must not depend on who looks. */
function essence({ trace, verdict }: Run): unknown {
  return { events: trace.events, verdict, wholeSeconds: trace.ticks.filter(({ timeNs }) => timeNs % 1_000_000_000 === 0) };
}

describe('a run does not depend on its observers', () => {
  it.each(CASES)('%s', async (name) => {
    const { scenario: loaded } = await loadScenario(`scenarios/${name}.yaml`);
    if (loaded === undefined) throw new Error('not loaded');
    const { concrete } = drawScenario(loaded, { seed: 'observers', draw: 1 });
    const hash = (options: Omit<SimulateOptions, 'semanticIds'>): string =>
      hashOf(essence(simulate(concrete, { ...options, semanticIds: {} })));
    const seldom = hash({ traceHz: 1, withCaptures: false });
    expect(hash({ traceHz: 1, withCaptures: true })).toBe(seldom);
    expect(hash({ traceHz: 97, withCaptures: false })).toBe(seldom);
    expect(hash({ traceHz: 250, withCaptures: true })).toBe(seldom);
  });

  it('judges up to the declared end, though cameras look beyond it', () => {
    const accelerating = actor('ego', { asset: 'sedan', seed: 1, traits: {} }, [0, 0, 0], 0, 10, {
      controller: { type: 'idm', desiredSpeed: 30, timeGap: 1, minGap: 2, acceleration: 2, comfortDeceleration: 2 },
    });
    const result = run(scenario([accelerating], [], { duration: 1.005 }));
    const end = result.trace.ticks.at(-1)?.bodies.ego as readonly number[];
    expect(result.verdict.metrics.endSpeedMPerS).toBeGreaterThan(end[7] as number);
    expect(result.verdict.metrics.endSpeedMPerS).toBeCloseTo((end[7] as number) + 2 * 0.005, 3);
  });
});

describe('what looks between two steps sees', () => {
  it('a body thrown into the air fall smoothly', () => {
    const struck = run(
      scenario([
        actor('ego', { asset: 'sedan', seed: 1, traits: {} }, [0, 0, 0], 0, 15),
        actor('adult', { asset: 'pedestrian-adult', seed: 2, traits: {} }, [20, 0, 0]),
      ]),
    );
    const heights = struck.trace.ticks.map(({ bodies }) => bodies.adult?.[2] as number);
    const jumps = heights.slice(1).map((z, i) => Math.abs(z - (heights[i] as number)));
    expect(Math.max(...heights)).toBeGreaterThan(0.02);
    expect(Math.max(...jumps)).toBeLessThan(0.12);
  });
});

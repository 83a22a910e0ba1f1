/** Counterfactuals: bodies are held, a proof that finds what it is for, and a grid of variants. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { Json } from '#core/hash';
import { factorOf } from '#scenario/index';
import type { SampleFacts } from '../../src/toolkit/counterfactual/facts.js';
import { hash } from '../../src/toolkit/counterfactual/facts.js';
import { prove } from '../../src/toolkit/counterfactual/prove.js';
import { variantsOf } from '../../src/toolkit/counterfactual/variants.js';
import { drawConcrete, parsePlanned, simulateConcrete } from '../../src/toolkit/scenarios.js';
import { variedDraw, variedScenario } from '../../src/toolkit/variation.js';

const FILE = join(import.meta.dirname, '..', '..', 'scenarios', 'pedestrian', 'cpna-adult-near-side.yaml');
const planned = { path: FILE, sha256: '', text: readFileSync(FILE, 'utf8') };
const variation = (value: string) => ({ set: [{ key: 'environment.wetness', value }], motion: 'held' as const });
const drawn = drawConcrete(parsePlanned(planned), 'held', 0);
const wet = variedDraw(drawn, variedScenario(planned, variation('100 %')), variation('100 %'));
const traceOf = (run: Run): string => hash(run.trace);
const dry = simulateConcrete(drawn.concrete, true);
const held = simulateConcrete(drawn.concrete, true, { shownAs: wet.concrete });
const freed = simulateConcrete(wet.concrete, true);

describe('an emergency braking on a road that is shown wet', () => {
  it('brakes as on the dry one, frame by frame, and looks wet', () => {
    expect(traceOf(held)).toBe(traceOf(dry));
    expect(held.scene).toEqual(dry.scene);
    expect(held.captures.length).toBe(dry.captures.length);
    for (const [i, { frame }] of held.captures.entries()) {
      const before = dry.captures[i]?.frame as typeof frame;
      expect(frame.bodies).toEqual(before.bodies);
      expect(frame.medium.wetness).toBe(1);
      expect(before.medium.wetness).toBe(0);
    }
    expect(held.timeline.at(1e9).medium.wetness).toBe(1);
    expect(held.scenario).toBe(wet.concrete);
  });
  it('brakes otherwise when it is let: the control', () => expect(traceOf(freed)).not.toBe(traceOf(dry)));
});

/** What is compared of a run, its frames standing for the truth layers that are drawn of them. */
function factsOf(run: Run): SampleFacts {
  const { appearance: _appearance, id: _id, ...scene } = run.scene;
  return {
    sample: '000000',
    scenario: run.scenario as unknown as Json,
    scene: hash(scene),
    trace: traceOf(run),
    views: new Map(run.captures.map(({ sensor, index, frame }) => [`${sensor}/${index}`, hash(frame.bodies[0])])),
    truth: new Map(run.captures.map(({ sensor, index, frame }) => [`${sensor}/depth/${index}`, hash(frame.bodies)])),
    pictures: new Map(run.captures.map(({ sensor, index, frame }) => [`${sensor}/rgb/${index}`, hash(frame)])),
  };
}
const factors = [factorOf('environment.wetness')];
const leaksOf = (base: SampleFacts, variant: SampleFacts, moved = false) =>
  prove(base, variant, factors, moved).leaks.map(({ what, where }) => `${what} ${where}`);

describe('the proof', () => {
  it('passes a variant that differs in what was named', () => {
    const { leaks, changed, pictures } = prove(factsOf(dry), factsOf(held), factors, false);
    expect(leaks).toEqual([]);
    expect(changed).toEqual(['environment.wetness']);
    expect(pictures).toEqual({ changed: dry.captures.length, of: dry.captures.length });
  });
  it('finds motion that was not held: trace, views and truth', () => {
    const found = leaksOf(factsOf(dry), factsOf(freed));
    expect(found).toContain('trace trace.json');
    expect(found.some((leak) => leak.startsWith('views '))).toBe(true);
    expect(found.some((leak) => leak.startsWith('truth '))).toBe(true);
    expect(leaksOf(factsOf(dry), factsOf(freed), true)).toEqual([]);
  });
  it.each([
    [
      'a value of the scenario',
      (facts: SampleFacts) => ({
        ...facts,
        scenario: { ...held.scenario, environment: { ...held.scenario.environment, cloudCover: 0.123 } } as unknown as Json,
      }),
      'scenario environment.cloudCover',
    ],
    [
      'an actor moved by a millimetre',
      (facts: SampleFacts) => ({
        ...facts,
        scenario: {
          ...held.scenario,
          actors: held.scenario.actors.map((actor, i) =>
            i === 1 ? { ...actor, start: { ...actor.start, heading: actor.start.heading + 0.001 } } : actor,
          ),
        } as unknown as Json,
      }),
      'scenario actors.1.start.heading',
    ],
    ['another scene', (facts: SampleFacts) => ({ ...facts, scene: 'x' }), 'scene scene.json'],
    [
      'one pixel of one layer',
      (facts: SampleFacts) => ({ ...facts, truth: new Map([...facts.truth, ['front/depth/0', 'x']]) }),
      'truth front/depth/0',
    ],
    [
      'a picture more',
      (facts: SampleFacts) => ({ ...facts, views: new Map([...facts.views, ['front/999', 'x']]) }),
      'views front/999',
    ],
  ])('finds %s', (_, tamper, wanted) => expect(leaksOf(factsOf(dry), tamper(factsOf(held)))).toEqual([wanted]));
});

describe('variants', () => {
  it('are a grid, named by their values', () => {
    const names = variantsOf(planned.text, [
      { key: 'weather.fog.mor', values: ['50', '100'] },
      { key: 'environment.cloud', values: ['0', '1'] },
    ]).map(({ name }) => name);
    expect(names).toEqual(['fog.mor=50m+cloud=0', 'fog.mor=50m+cloud=1', 'fog.mor=100m+cloud=0', 'fog.mor=100m+cloud=1']);
  });
  it('are refused when a key comes twice or two are alike', () => {
    const fog = { key: 'weather.fog.mor', values: ['50'] };
    expect(() => variantsOf(planned.text, [fog, { key: 'environment.fog.mor', values: ['70'] }])).toThrow(/varied twice/);
    expect(() => variantsOf(planned.text, [{ ...fog, values: ['50', '50 m'] }])).toThrow(/both fog\.mor=50m/);
  });
});

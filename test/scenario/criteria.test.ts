/** Criteria as authors write them: what they become, and what is said of those that are wrong. */
import { describe, expect, it } from 'vitest';
import type { Criterion } from '#contracts/scenario';
import { drawScenario, parseScenario } from '#scenario/index';
import { INSTANT_METRICS } from '#validate/criticality/instant-metrics';
import { RUN_METRICS } from '#validate/criticality/run-metrics';

const SCENARIO = (pass: string, controller = 'constant'): string => `nearmiss: 1
title: A criterion
hazard: None.
parameters: {limit: {uniform: [1 m/s^2, 2 m/s^2]}}
road: {layout: motorway}
ego: {kind: sedan, at: {lane: right, s: 10 m, speed: 100 km/h}, controller: ${controller}, sensors: rigs/front-camera}
actors: {van: {kind: van, at: {lane: right, s: 90 m}}}
story: [{name: cut in}]
pass: [${pass}]
`;
function read(pass: string): Criterion | undefined {
  const { scenario, diagnostics } = parseScenario(SCENARIO(pass), 'criterion.yaml');
  if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
  return drawScenario(scenario, { seed: '1', draw: 0 }).concrete.criteria[0];
}
const problems = (pass: string): string[] =>
  parseScenario(SCENARIO(pass), 'criterion.yaml').diagnostics.map(({ code, message }) => `${code} ${message}`);

const UNIT = { time: '2 s', length: '2 m', speed: '2 m/s', acceleration: '2 m/s^2', ratio: '200 %', number: '2' } as const;

describe('a threshold', () => {
  it.each(RUN_METRICS.map(({ words, quantity, key }) => [words, UNIT[quantity], key] as const))(
    'on %s is in its own unit: %s',
    (words, limit, key) => {
      expect(read(`{threshold: {metric: ${words}, below: ${limit}}}`)).toEqual({
        type: 'threshold',
        of: 'ego',
        metric: key,
        op: 'below',
        value: 2,
      });
    },
  );
  it('may be drawn, and be of somebody else', () => {
    const found = read('{threshold: {metric: drac, of: van, below: $limit}}') as Extract<Criterion, { type: 'threshold' }>;
    expect(found).toMatchObject({ of: 'van', metric: 'maxDracMPerS2' });
    expect(found.value).toBeGreaterThan(1);
    expect(found.value).toBeLessThan(2);
  });
  it.each([
    ['{threshold: {metric: drak, below: 6 m/s^2}}', /NM2006 "drak"/],
    ['{threshold: {metric: drac, below: 6 s}}', /NM2005 s is a unit of time, and an acceleration belongs here/],
    ['{threshold: {metric: drac}}', /NM2003 "below" or "above" is missing/],
    ['{threshold: {below: 6 s}}', /NM2003 "metric" is missing/],
    ['{threshold: {metric: ttc, of: nobody, below: 6 s}}', /NM2012 there is no actor "nobody"/],
    ['{no worse than: {driver: r156}}', /NM2006 "r156"/],
    ['{brake within: {after: nothing, within: 1 s}}', /NM2014 there is no event "nothing"/],
    ['{always: {speed: {of: nobody, below: 3 m/s}}}', /NM2012 there is no actor "nobody"/],
    ['{always: {criticality: {metric: delta-v, below: 3 m/s}}}', /NM2006 "delta-v"/],
  ])('%s is refused', (pass, wanted) => {
    expect(problems(pass)).toEqual([expect.stringMatching(wanted)]);
  });
});

describe('other criteria', () => {
  it('become what the world judges', () => {
    expect(read('no near mid-air collision')).toEqual({ type: 'no-near-mid-air-collision', of: 'ego' });
    expect(read('{brake within: {after: cut in, within: 1 s}}')).toEqual({
      type: 'brakes-within',
      of: 'ego',
      after: 'cut in',
      within: 1,
      deceleration: 0.5,
    });
    expect(read('{no worse than: {driver: idm}}')).toMatchObject({
      driver: 'idm',
      controller: { type: 'idm', sight: true, desiredSpeed: 100 / 3.6 },
    });
    expect(read('{eventually: {speed: {of: ego, below: 3 m/s}}, within: 3 s, label: slows}')).toEqual({
      type: 'temporal',
      of: 'ego',
      rule: { type: 'eventually', condition: { type: 'speed', of: 'ego', op: 'below', value: 3 }, label: 'slows', within: 3 },
    });
  });
  it.each(INSTANT_METRICS.map(({ words, quantity, key }) => [words, UNIT[quantity], key] as const))(
    'a condition on %s is in its own unit: %s',
    (words, limit, metric) => {
      expect(read(`{always: {criticality: {metric: ${words}, above: ${limit}}}}`)).toMatchObject({
        rule: { condition: { type: 'criticality', of: 'ego', metric, op: 'above', value: 2 } },
      });
    },
  );
});

describe('whom a driver reacts to', () => {
  const sightOf = (controller: string): unknown => {
    const { scenario } = parseScenario(SCENARIO('no collision', controller), 'driver.yaml');
    if (scenario === undefined) throw new Error(controller);
    const drawn = drawScenario(scenario, { seed: '1', draw: 0 }).concrete.actors[0]?.controller;
    return (drawn as { sight?: true }).sight ?? 'everybody';
  };
  it('is what the file says, else those in sight for the driver of UN R157 and everybody for the others', () => {
    expect(sightOf('{r157: {}}')).toBe(true);
    expect(sightOf('{r157: {reactsTo: everybody}}')).toBe('everybody');
    expect(sightOf('{rss: {}}')).toBe('everybody');
    expect(sightOf('{fsm: {reactsTo: in sight}}')).toBe(true);
    expect(sightOf('{idm: {desiredSpeed: 50 km/h, reactsTo: in sight}}')).toBe(true);
    expect(sightOf('{aeb: {latency: 1 s, deceleration: 8 m/s^2, reactsTo: in sight}}')).toBe(true);
  });
});

/** `randomize.diffusion`: what it may say, what is drawn of it, and that it touches nothing else. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ConcreteScenario } from '#contracts/scenario';
import { differencesOf } from '#core/differences';
import type { Json } from '#core/hash';
import { askedModel, drawScenario, parseScenario, scenarioJsonSchema } from '#scenario/index';

const valid = new Ajv({ strict: false, allErrors: true }).compile(scenarioJsonSchema());
const STREET = `nearmiss: 1
title: Street
hazard: Something happens.
parameters: {look: {choice: [fog, snow]}, much: {uniform: [0.2, 0.4]}}
road: {layout: town, seed: 7, style: high-street}
ego: {kind: hatchback, at: {lane: own, s: 5 m, speed: 20 km/h}, sensors: {eye: {up: 1.4 m}}}
actors:
  van: {kind: van, at: {lane: own, s: {uniform: [30 m, 50 m]}}}
`;
const textWith = (randomize: string): string => `${STREET}randomize: ${randomize}\n`;

function scenarioOf(text: string) {
  const { scenario, diagnostics } = parseScenario(text, 'street.yaml');
  expect(diagnostics).toEqual([]);
  expect(valid(parse(text)), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  return scenario as NonNullable<typeof scenario>;
}
const concreteOf = (text: string, draw = 0): ConcreteScenario => drawScenario(scenarioOf(text), { seed: 1, draw }).concrete;
const paths = (a: ConcreteScenario, b: ConcreteScenario): readonly string[] =>
  differencesOf(a as unknown as Json, b as unknown as Json);

describe('what is drawn', () => {
  it.each([
    ['a strength alone', '{diffusion: 0.5}', { model: 'street', strength: 0.5, steps: 6, guidance: 1, prompt: {} }],
    ['nothing but the key', '{diffusion: {}}', { model: 'street', strength: 0.8, steps: 6, guidance: 1, prompt: {} }],
    [
      'all of it',
      '{diffusion: {model: models/mine.safetensors, strength: 30 %, steps: 12, guidance: 2.5, prompt: {weather: rain, time: low-sun, season: winter, style: drawn}}}',
      {
        model: 'models/mine.safetensors',
        strength: 0.3,
        steps: 12,
        guidance: 2.5,
        prompt: { weather: 'rain', time: 'low-sun', season: 'winter', style: 'drawn' },
      },
    ],
  ])('%s', (_, randomize, diffusion) => {
    expect(concreteOf(textWith(randomize)).diffusion).toEqual(diffusion);
  });

  it('follows distributions, choices and parameters', () => {
    const text = textWith('{diffusion: {strength: $much, prompt: {weather: $look, time: {choice: {dusk: 1, night: 3}}}}}');
    const drawn = Array.from({ length: 40 }, (_, draw) => concreteOf(text, draw));
    for (const { diffusion, parameters } of drawn) {
      expect(diffusion?.strength).toBe(parameters.much);
      expect(diffusion?.prompt.weather).toBe(parameters.look);
    }
    const nights = drawn.filter(({ diffusion }) => diffusion?.prompt.time === 'night').length;
    expect(nights).toBeGreaterThan(20);
    expect(nights).toBeLessThan(40);
  });

  it('is kept for the record', () => {
    const { randomization } = concreteOf(textWith('{diffusion: {strength: 0.6, prompt: {weather: fog}}}'));
    expect(randomization).toEqual({ diffusion: 0.6, 'diffusion.weather': 'fog' });
  });

  it('touches nothing else, beside other keys or alone', () => {
    for (const draw of [0, 1, 2]) {
      expect(paths(concreteOf(STREET, draw), concreteOf(textWith('{diffusion: 0.7}'), draw))).toEqual([
        'diffusion',
        'randomization',
      ]);
      const others = concreteOf(textWith('{all: 0.5}'), draw);
      expect(others.diffusion).toBeUndefined();
      expect(paths(others, concreteOf(textWith('{all: 0.5, diffusion: 0.7}'), draw))).toEqual([
        'diffusion',
        'randomization.diffusion',
      ]);
    }
  });

  it.each([
    '{diffusion: 0}',
    '{diffusion: {strength: 0 %, prompt: {weather: fog}}}',
    '{diffusion: {strength: {uniform: [0, 0]}}}',
  ])('at strength 0 there is nothing: %s', (randomize) =>
    expect(paths(concreteOf(STREET, 2), concreteOf(textWith(randomize), 2))).toEqual([]),
  );

  it('a strength that is drawn out of range refuses the draw', () => {
    const scenario = scenarioOf(textWith('{diffusion: {strength: {uniform: [1.5, 2]}}}'));
    expect(() => drawScenario(scenario, { seed: 1, draw: 0 })).toThrow(/the strength of diffusion is 1\.\d+, not 0 to 1/);
  });
});

describe('what is wrong is told with its place', () => {
  it.each([
    ['{diffusion: {strength: 1.5}}', 'NM2007', 35],
    ['{diffusion: {steps: 51}}', 'NM2007', 32],
    ['{diffusion: {guidance: -1}}', 'NM2007', 35],
    ['{diffusion: {prompt: {weather: foggy}}}', 'NM2006', 43],
    ['{diffusion: {sterngth: 1}}', 'NM2002', 25],
    ['{diffusion: [1]}', 'NM2004', 24],
  ])('%s', (randomize, code, column) => {
    const { diagnostics } = parseScenario(textWith(randomize), 'street.yaml');
    expect(diagnostics).toEqual([expect.objectContaining({ code, line: 9, column, file: 'street.yaml' })]);
  });
});

describe('the model that is asked for', () => {
  it('is known before anything is drawn, with every style that may come', () => {
    const asked = askedModel(scenarioOf(textWith('{diffusion: {model: a/b, prompt: {style: {choice: [drawn, washed]}}}}')));
    expect(asked).toMatchObject({ model: 'a/b', styles: ['drawn', 'washed'], at: { line: 9, column: 32 } });
    expect(askedModel(scenarioOf(textWith('{diffusion: {prompt: {style: $look}}}')))?.styles).toEqual(['fog', 'snow']);
    expect(askedModel(scenarioOf(textWith('{diffusion: 0.3}')))).toMatchObject({ model: 'street', styles: [] });
    expect(askedModel(scenarioOf(STREET))).toBeUndefined();
  });
});

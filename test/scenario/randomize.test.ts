/** Domain randomization: nothing at strength 0, only what a key names at any other, between its bounds, in proportion to its strength. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bodyAssets } from '#assets/index';
import type { CameraSensor } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import { differencesOf } from '#core/differences';
import type { Json } from '#core/hash';
import { compose, invert, type Pose, quatFromHeadingPitchRoll } from '#core/pose';
import { KEY_NAMES, KEYS, type KeyName } from '#scenario/declare/randomize-figures';
import { drawScenario, kinds, parseScenario, scenarioJsonSchema } from '#scenario/index';
import { COMMON } from '../../src/scenario/draw/randomize-actors.js';

const valid = new Ajv({ strict: false, allErrors: true }).compile(scenarioJsonSchema());

const STREET = `nearmiss: 1
title: Street
hazard: Something happens.
road: {layout: town, seed: 7, style: high-street}
environment: {sun: {elevation: 30 deg, azimuth: 200 deg}, illuminance: 20 klx}
ego: {kind: hatchback, at: {lane: own, s: 5 m, speed: 20 km/h}, sensors: {left-eye: {left: 0.3 m, up: 1.4 m}, right-eye: {left: -0.3 m, up: 1.4 m, pitch: 3 deg}, top: {type: lidar, model: HDL-32E, up: 1.9 m}}}
actors:
  van: {kind: van, at: {lane: own, s: 40 m}}
  car: {kind: sedan, at: {lane: oncoming, s: 60 m}, look: {paint: red}}
  target: {kind: ncap-vut, at: {lane: own, s: 70 m}}
  child: {kind: pedestrian-child, at: {lane: right-sidewalk, s: 30 m}}
traffic:
  cars: {kind: suv, count: 3, lanes: [oncoming], from: 20 m, to: 120 m}
`;
const RURAL = STREET.replace(/road: .*/, 'road: {layout: rural-two-lane, seed: 3}')
  .replace(/lane: own/g, 'lane: right')
  .replace(/oncoming/g, 'left')
  .replace('right-sidewalk', 'right-verge');

function concreteOf(randomize: string | undefined, draw = 0, text = STREET): ConcreteScenario {
  const whole = randomize === undefined ? text : `${text}randomize: ${randomize}\n`;
  const { scenario, diagnostics } = parseScenario(whole, 'street.yaml');
  expect(diagnostics).toEqual([]);
  expect(valid(parse(whole)), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  return drawScenario(scenario as NonNullable<typeof scenario>, { seed: 1, draw }).concrete;
}
const paths = (a: ConcreteScenario, b: ConcreteScenario): readonly string[] =>
  differencesOf(a as unknown as Json, b as unknown as Json);
const notes = (concrete: ConcreteScenario): Readonly<Record<string, number | string>> => concrete.randomization ?? {};

describe('at strength 0', () => {
  it.each([
    ['nothing said', '{}'],
    ['all off', '{all: 0}'],
    ['each off', `{${KEY_NAMES.map((key) => `${key}: 0`).join(', ')}}`],
    ['off with bounds', '{exposure: {strength: 0 %, ev: [-3, 3]}, all: {uniform: [0, 0]}}'],
  ])('the scenario is as without: %s', (_, randomize) => {
    for (const text of [STREET, RURAL])
      expect(paths(concreteOf(undefined, 2, text), concreteOf(randomize, 2, text))).toEqual([]);
  });
});

/** What each key may touch; `randomization` keeps the record. */
const TOUCHES: Readonly<Record<KeyName, RegExp>> = {
  colours: /^appearance$/,
  textures: /^appearance$/,
  materials: /^appearance$/,
  light: /^environment\.light$/,
  pose: /^actors\.0\.sensors\.[01]\.(position|orientation)/,
  intrinsics: /^actors\.0\.sensors\.[01]\.(fx|fy|cx|cy)$/,
  clutter: /^place\.extras$|^actors/,
  distractors: /^place\.extras$/,
  assets: /^actors\.[^0]/,
  background: /^place\.(seed|options\.verge)$|^actors/,
  season: /^place\.options\.season$|^appearance$/,
  time: /^environment\.(sunElevation|sunAzimuth|illuminanceLx)$/,
  exposure: /^actors\.0\.sensors\.[01]\.developmentRanges$/,
  whiteBalance: /^actors\.0\.sensors\.[01]\.developmentRanges$/,
  imaging: /^actors\.0\.sensors\.[01]\.developmentRanges$/,
};

describe.each(KEY_NAMES.map((key) => [key]))('%s', (key) => {
  it('changes what it names and nothing else', () => {
    for (const text of [STREET, RURAL]) {
      const changed = [0, 1, 2, 3].flatMap((draw) =>
        paths(concreteOf(undefined, draw, text), concreteOf(`{${key}: 1}`, draw, text)),
      );
      const others = changed.filter((path) => path !== 'randomization' && !TOUCHES[key].test(path));
      expect(others).toEqual([]);
      expect(changed.filter((path) => path !== 'randomization').length).toBeGreaterThan(0);
    }
  });
  it('keeps its strength in the record', () => expect(notes(concreteOf(`{${key}: 0.4}`))[key]).toBe(0.4));
});

describe('strengths', () => {
  it('of a key win over its group, groups over all', () => {
    const on = (randomize: string) => Object.keys(notes(concreteOf(randomize))).filter((name) => name in KEYS);
    expect(on('{all: 1, exposure: 0}')).toEqual(KEY_NAMES.filter((key) => key !== 'exposure'));
    expect(on('{all: 0.5, camera: 0}')).toEqual(KEY_NAMES.filter((key) => key !== 'pose' && key !== 'intrinsics'));
    expect(on('{appearance: 1, textures: 0}')).toEqual(['colours', 'materials']);
  });
  it('may be drawn, and are refused outside 0 to 1', () => {
    const strength = notes(concreteOf('{light: {uniform: [20 %, 60 %]}}')).light as number;
    expect(strength).toBeGreaterThanOrEqual(0.2);
    expect(strength).toBeLessThan(0.6);
    const { scenario } = parseScenario(`${STREET}parameters: {k: 3}\nrandomize: {light: $k}\n`, 'x.yaml');
    expect(() => drawScenario(scenario as NonNullable<typeof scenario>, { seed: 1, draw: 0 })).toThrow(
      /strength of light is 3/,
    );
  });
  it('scale what is added and the logarithm of factors: the same draw, nearer to nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.nat(50), (k, draw) => {
        const [whole, part] = [notes(concreteOf('{light: 1}', draw)), notes(concreteOf(`{light: ${k}}`, draw))];
        expect(part['light.skyMired']).toBeCloseTo(k * (whole['light.skyMired'] as number), 9);
        expect(Math.log(part['light.sunShare'] as number)).toBeCloseTo(k * Math.log(whole['light.sunShare'] as number), 9);
      }),
      { numRuns: 25 },
    );
  });
  it('fill the range of a figure evenly at full strength', () => {
    const drawn = Array.from({ length: 400 }, (_, draw) => notes(concreteOf('{light: 1}', draw))['light.skyMired'] as number);
    const [low, high] = KEYS.light.figures.skyMired.range;
    const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(high);
    // Five standard errors of a uniform distribution's mean.
    expect(Math.abs(mean - (low + high) / 2)).toBeLessThan((5 * (high - low)) / Math.sqrt(12 * 400));
  });
  it('take bounds of the author instead of their own', () => {
    const { actors } = concreteOf('{exposure: {strength: 0.5, ev: [-4, 2]}, camera: 0}');
    expect(actors[0]?.sensors[0]).toHaveProperty('developmentRanges', { exposureEv: [-2, 1] });
    const elevations = [0, 1, 2].map(
      (draw) => notes(concreteOf('{time: {strength: 1, elevation: [1 deg, 2 deg]}}', draw))['time.elevation'] as number,
    );
    for (const elevation of elevations) expect((elevation * 180) / Math.PI).toBeCloseTo(1.5, 0);
  });
});

describe('actors', () => {
  it('become other kinds of their class, but for the ego and measured vehicles', () => {
    const classOf = (kind: string): string => bodyAssets.get((kinds[kind] as (typeof kinds)[string]).asset).class;
    const plain = concreteOf(undefined);
    let exchanged = 0;
    for (let draw = 0; draw < 12; draw++) {
      const { actors } = concreteOf('{assets: 1}', draw);
      for (const actor of actors) {
        const before = plain.actors.find(({ id }) => id === actor.id);
        if (before === undefined) continue;
        expect(classOf(actor.kind), actor.id).toBe(classOf(before.kind));
        expect(actor.look.asset).toBe(kinds[actor.kind]?.asset);
        if (actor.kind !== before.kind) exchanged++;
        if (['ego', 'target'].includes(actor.id)) expect(actor.kind).toBe(before.kind);
      }
    }
    expect(exchanged).toBeGreaterThan(12);
  });
  it('are exchanged in their share: a saloon becomes one of the cars, itself among them', () => {
    const cars = Object.entries(kinds).filter(
      ([, { asset, traits }]) => bodyAssets.get(asset).class === 'car' && traits.length === undefined,
    );
    expect(cars.length).toBeGreaterThan(4);
    const wanted = 0.3 * (1 - 1 / cars.reduce((sum, [name]) => sum + (COMMON[name] ?? 1), 0));
    const share =
      Array.from({ length: 300 }, (_, draw) => notes(concreteOf('{assets: 30 %}', draw))['assets.car']).filter(Boolean).length /
      300;
    expect(Math.abs(share - wanted)).toBeLessThan(5 * Math.sqrt((wanted * (1 - wanted)) / 300));
  });
});

describe('cameras', () => {
  const poseOf = ({ position, orientation }: CameraSensor): Pose => ({
    position,
    orientation: quatFromHeadingPitchRoll(...orientation),
  });
  const pairOf = (concrete: ConcreteScenario) =>
    concrete.actors[0]?.sensors.slice(0, 2) as CameraSensor[] as [CameraSensor, CameraSensor];
  it('move all together, so that a pair stays a pair', () => {
    const apart = (pair: [CameraSensor, CameraSensor]) => compose(invert(poseOf(pair[0])), poseOf(pair[1]));
    const before = apart(pairOf(concreteOf(undefined)));
    for (let draw = 0; draw < 10; draw++) {
      const pair = pairOf(concreteOf('{camera: 1}', draw));
      const after = apart(pair);
      for (const i of [0, 1, 2] as const) expect(after.position[i]).toBeCloseTo(before.position[i], 9);
      const sign = Math.sign(after.orientation[3] * before.orientation[3]);
      for (const i of [0, 1, 2, 3] as const) expect(sign * after.orientation[i]).toBeCloseTo(before.orientation[i], 9);
      expect(pair[0].fx).toBe(pair[1].fx);
      expect(pair[0].cx).toBe(pair[1].cx);
    }
  });
  it('alone move: the lidar stays where it was', () => {
    const lidar = (concrete: ConcreteScenario) => concrete.actors[0]?.sensors[2];
    expect(lidar(concreteOf('{all: 1}'))).toEqual(lidar(concreteOf(undefined)));
  });
});

/** What is wrong, where, and whether a schema sees it. */
const MISTAKES: readonly (readonly [string, string, string, boolean])[] = [
  ['a misspelt key', '{colors: 1}', '14:13 NM2002', true],
  ['more than everything', '{light: 1.5}', '14:20 NM2007', false],
  ['less than nothing', '{all: -10 %}', '14:18 NM2007', false],
  ['a strength in metres', '{light: 1 m}', '14:20 NM2005', true],
  ['bounds without a strength', '{exposure: {ev: [-1, 1]}}', '14:13 NM2003', true],
  ['a figure of another key', '{exposure: {strength: 1, contrast: [1, 2]}}', '14:37 NM2002', true],
  ['one bound', '{exposure: {strength: 1, ev: [1]}}', '14:41 NM2004', true],
  ['bounds the wrong way round', '{exposure: {strength: 1, ev: [1, -1]}}', '14:41 NM2016', false],
  ['bounds of another dimension', '{pose: {strength: 1, pitch: [1 m, 2 m]}}', '14:41 NM2005', true],
  ['a factor of nothing', '{imaging: {strength: 1, noise: [0, 1]}}', '14:44 NM2007', false],
  ['a list', '[light]', '14:12 NM2004', true],
];
describe('mistakes', () => {
  it.each(MISTAKES)('%s', (_, randomize, wanted, schemaToo) => {
    const text = `${STREET}randomize: ${randomize}\n`;
    const found = parseScenario(text, 'a.yaml').diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
    expect(found).toContain(wanted);
    if (schemaToo) expect(valid(parse(text))).toBe(false);
  });
});

it('keeps its draws for ever', () => {
  expect(notes(concreteOf('{light: 1, time: 1}'))).toMatchInlineSnapshot(`
    {
      "light": 1,
      "light.skyMired": -40.732380736523425,
      "light.sunMired": -2.9074416217179504,
      "light.sunShare": 0.2147543751401389,
      "time": 1,
      "time.azimuth": 0.5760744953099741,
      "time.elevation": 0.6918466893501656,
    }
  `);
});

/** The language: loader and schema agree, mistakes are found where they are, draws are what they say. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hashOf } from '#core/hash';
import { distributions } from '#scenario/distributions/index';
import { drawScenario, parseScenario, scenarioJsonSchema } from '#scenario/index';
import { shippedScenarios } from '../conformance/shipped.js';
import { BASE, file } from './small-file.js';

const ajv = new Ajv({ strict: false, allErrors: true });
const valid = ajv.compile(scenarioJsonSchema());

const ACTOR = '{deer: {kind: white-tailed-deer, at: {beside: right, s: 90 m, offset: 3 m}}}';
const problems = (text: string) => parseScenario(text, 'a.yaml').diagnostics;

/** What is wrong, the code, and whether a schema can see it too (names and dimensions it can not). */
const MISTAKES: readonly (readonly [string, Record<string, string | undefined>, string, boolean])[] = [
  ['no title', { title: undefined }, 'NM2003', true],
  ['no road', { road: undefined }, 'NM2003', true],
  ['no ego', { ego: undefined }, 'NM2003', true],
  ['unknown key', { titel: 'x' }, 'NM2002', true],
  ['wrong version', { nearmiss: '2' }, 'NM2007', true],
  ['version as text', { nearmiss: "'1'" }, 'NM2004', true],
  ['title a list', { title: '[a]' }, 'NM2004', true],
  ['road a word', { road: 'rural' }, 'NM2004', true],
  ['unknown layout', { road: '{layout: rural-two-lan}' }, 'NM2006', true],
  ['unknown road option', { road: '{layout: rural-two-lane, lenght: 300 m}' }, 'NM2002', true],
  ['length without unit', { road: '{layout: rural-two-lane, length: 300}' }, 'NM2005', true],
  ['length as speed', { road: '{layout: rural-two-lane, length: 300 km/h}' }, 'NM2005', true],
  ['length as nonsense', { road: '{layout: rural-two-lane, length: long}' }, 'NM2005', true],
  ['length too short', { road: '{layout: rural-two-lane, length: 3 m}' }, 'NM2007', false],
  ['wrong word', { road: '{layout: rural-two-lane, verge: jungle}' }, 'NM2006', true],
  ['unknown kind', { ego: '{kind: sedna, at: {lane: right, s: 5 m}, sensors: rigs/front-camera}' }, 'NM2006', true],
  ['no sensors', { ego: '{kind: sedan, at: {lane: right, s: 5 m}}' }, 'NM2003', true],
  ['unknown rig', { ego: '{kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/rear}' }, 'NM2019', false],
  ['rig outside', { ego: '{kind: sedan, at: {lane: right, s: 5 m}, sensors: ../../etc/passwd}' }, 'NM2019', false],
  ['unknown lane', { ego: '{kind: sedan, at: {lane: middle, s: 5 m}, sensors: rigs/front-camera}' }, 'NM2013', false],
  [
    'speed without unit',
    { ego: '{kind: sedan, at: {lane: right, s: 5 m, speed: 50}, sensors: rigs/front-camera}' },
    'NM2005',
    true,
  ],
  [
    'unit misspelt',
    { ego: '{kind: sedan, at: {lane: right, s: 5 m, speed: 50 kmh}, sensors: rigs/front-camera}' },
    'NM2005',
    true,
  ],
  ['unit of another kind', { ego: '{kind: sedan, at: {lane: right, s: 5 s}, sensors: rigs/front-camera}' }, 'NM2005', true],
  [
    'negative speed',
    { ego: '{kind: sedan, at: {lane: right, s: 5 m, speed: -5 m/s}, sensors: rigs/front-camera}' },
    'NM2007',
    false,
  ],
  [
    'unknown controller',
    { ego: '{kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/front-camera, controller: {abe: {}}}' },
    'NM2002',
    true,
  ],
  [
    'aeb without latency',
    { ego: '{kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/front-camera, controller: {aeb: {deceleration: 7 m/s^2}}}' },
    'NM2003',
    true,
  ],
  ['actors a list', { actors: '[deer]' }, 'NM2004', true],
  ['actor called 1', { actors: '{1deer: {kind: dog, at: {lane: right, s: 5 m}}}' }, 'NM2004', true],
  ['placed behind nobody', { actors: '{a: {kind: dog, at: {behind: b, by: 1 m}}}' }, 'NM2012', false],
  [
    'placed in a circle',
    { actors: '{a: {kind: dog, at: {behind: b, by: 1 m}}, b: {kind: dog, at: {behind: a, by: 1 m}}}' },
    'NM2020',
    false,
  ],
  ['follows nobody', { actors: '{a: {kind: dog, at: {lane: right, s: 50 m}, follows: b}}' }, 'NM2012', false],
  ['group as big as an army', { actors: '{a: {kind: dog, at: {lane: right, s: 50 m}, group: {count: 900}}}' }, 'NM2007', true],
  [
    'group meets a namesake',
    { actors: '{a: {kind: dog, at: {lane: right, s: 50 m}, group: {count: 1}}, a-2: {kind: dog, at: {lane: right, s: 70 m}}}' },
    'NM2021',
    false,
  ],
  ['unknown parameter', { actors: ACTOR.replace('90 m', '$where') }, 'NM2010', false],
  ['parameter of another dimension', { parameters: '{v: 50 km/h}', actors: ACTOR.replace('90 m', '$v') }, 'NM2009', false],
  ['adds unlike things', { parameters: '{v: 50 km/h}', actors: ACTOR.replace('90 m', '"$v + 3 m"') }, 'NM2009', false],
  ['broken expression', { parameters: '{v: 50 m}', actors: ACTOR.replace('90 m', '"$v * "') }, 'NM2008', false],
  ['unknown function', { parameters: '{v: 50 m}', actors: ACTOR.replace('90 m', '"sine($v)"') }, 'NM2008', false],
  ['parameters in a circle', { parameters: '{a: $b, b: $a}' }, 'NM2011', false],
  ['bad parameter name', { parameters: '{a-b: 1 m}' }, 'NM2004', true],
  ['unknown distribution', { parameters: '{a: {unifrom: [1 m, 2 m]}}' }, 'NM2002', true],
  ['bounds the wrong way round', { parameters: '{a: {uniform: [2 m, 1 m]}}' }, 'NM2016', false],
  ['one bound', { parameters: '{a: {uniform: [2 m]}}' }, 'NM2004', true],
  ['log of zero', { parameters: '{a: {logUniform: [0 m, 1 m]}}' }, 'NM2016', false],
  ['negative spread', { parameters: '{a: {normal: {mean: 1 m, sd: -1 m}}}' }, 'NM2016', false],
  ['normal without sd', { parameters: '{a: {normal: {mean: 1 m}}}' }, 'NM2003', true],
  ['bounds of unlike kinds', { parameters: '{a: {uniform: [1 m, 2 s]}}' }, 'NM2009', false],
  ['choice of nothing', { parameters: '{a: {choice: []}}' }, 'NM2016', true],
  [
    'unlikely correlation',
    {
      parameters:
        '{a: {correlated: {normals: {x: {mean: 1 m, sd: 1 m}, y: {mean: 1 m, sd: 1 m}}, correlation: [[1, 2], [2, 1]]}}}',
    },
    'NM2016',
    true,
  ],
  ['unknown action', { actors: ACTOR, story: '[{do: {deer: {cros: {to: left verge, speed: 3 m/s}}}}]' }, 'NM2002', true],
  ['two actions in one map', { actors: ACTOR, story: '[{do: {deer: {freeze: {for: 1 s}, land: {}}}}]' }, 'NM2004', true],
  ['action of nobody', { actors: ACTOR, story: '[{do: {dear: {freeze: {for: 1 s}}}}]' }, 'NM2012', false],
  ['cross without speed', { actors: ACTOR, story: '[{do: {deer: {cross: {to: left verge}}}}]' }, 'NM2003', true],
  ['cross to nowhere', { actors: ACTOR, story: '[{do: {deer: {cross: {to: the moon, speed: 3 m/s}}}}]' }, 'NM2006', true],
  ['unknown condition', { actors: ACTOR, story: '[{when: {gab: {}}, do: {deer: {freeze: {for: 1 s}}}}]' }, 'NM2002', true],
  [
    'gap without limit',
    { actors: ACTOR, story: '[{when: {gap: {from: ego, to: deer}}, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2003',
    true,
  ],
  [
    'gap with two limits',
    {
      actors: ACTOR,
      story: '[{when: {gap: {from: ego, to: deer, below: 1 m, above: 2 m}}, do: {deer: {freeze: {for: 1 s}}}}]',
    },
    'NM2003',
    true,
  ],
  [
    'gap to nobody',
    { actors: ACTOR, story: '[{when: {gap: {from: ego, to: doe, below: 1 m}}, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2012',
    false,
  ],
  [
    'after no event',
    { actors: ACTOR, story: '[{when: {after: {event: x}}, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2014',
    false,
  ],
  [
    'seen by no sensor',
    { actors: ACTOR, story: '[{when: {visible: {actor: deer, to: rear}}, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2015',
    false,
  ],
  [
    'in no region',
    { actors: ACTOR, story: '[{when: {region: {of: ego, in: junction}}, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2022',
    false,
  ],
  [
    'two events of one name',
    { actors: ACTOR, story: '[{name: a, do: {deer: {freeze: {for: 1 s}}}}, {name: a, do: {deer: {freeze: {for: 1 s}}}}]' },
    'NM2021',
    false,
  ],
  [
    'two carriers of a sensor of one name',
    { actors: '{a: {kind: sedan, at: {lane: right, s: 50 m}, sensors: rigs/front-camera}}' },
    'NM2021',
    false,
  ],
  ['capture round no event', { capture: '{from: {before: flush, by: 1 s}, for: 2 s}' }, 'NM2014', false],
  ['unknown criterion', { pass: '[no colision]' }, 'NM2006', true],
  ['criterion without limit', { pass: '[{minimum ttc: {}}]' }, 'NM2003', true],
  ['requirement that compares nothing', { parameters: '{a: 1 m}', require: "['$a + 1 m']" }, 'NM2008', true],
  ['fog nearer than the bonnet', { environment: '{fog: {mor: 1 m}}' }, 'NM2007', false],
  ['cloud over all', { environment: '{cloud: 140 %}' }, 'NM2007', false],
  ['unknown preset', { environment: '{preset: [fogg]}' }, 'NM2006', true],
  ['leaves as a speed', { environment: '{leaves: 3 m/s}' }, 'NM2005', true],
  ['rain in metres', { environment: '{rain: 3 m}' }, 'NM2005', true],
];

describe('mistakes', () => {
  it.each(MISTAKES)('%s', (_, changes, code, schemaToo) => {
    const text = file(changes);
    expect(problems(text).map((problem) => problem.code)).toContain(code);
    if (schemaToo) expect(valid(parse(text))).toBe(false);
  });
  it('are reported all at once, each at its line and column, with a hint', () => {
    const found = problems(
      [
        'nearmiss: 1',
        'titel: x',
        'hazard: y',
        'road: {layout: rural-two-lane, length: 300}',
        'ego: {kind: sedna, at: {lane: right, s: 5 m}, sensors: rigs/front-camera}',
      ].join('\n'),
    );
    expect(found.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
      '1:1 NM2003',
      '2:1 NM2002',
      '4:40 NM2005',
      '5:13 NM2006',
    ]);
    expect(found[1]?.hint).toContain('title');
    expect(found[3]?.hint).toContain('sedan');
  });
});

describe('what is right', () => {
  it.each(shippedScenarios.map((path) => [basename(path), path]))('%s passes loader and schema', (_, path) => {
    const text = readFileSync(path, 'utf8');
    expect(problems(text)).toEqual([]);
    expect(valid(parse(text)), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    expect(text.startsWith('# yaml-language-server: $schema=../../docs/reference/scenario.schema.json\n')).toBe(true);
  });
});

describe('hostile files', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((c, i) => `${c}: &${c} [${Array(8).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
    .join('\n')}`;
  it.each([
    ['alias bomb', bomb],
    ['ten megabytes in a line', `title: ${'x'.repeat(10_000_000)}`],
    ['deep flow', '['.repeat(100_000)],
    ['deep block', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['not a number', file({ duration: '.nan' })],
    ['infinity', file({ ego: BASE.ego?.replace('5 m', '.inf') })],
    ['prototype keys', file({ __proto__x: '1', constructor: '{}', toString: 'x' })],
    ['tags', file({ title: '!!js/function "x"' })],
    ['custom tag', file({ title: '!evil x' })],
    ['merge key', file({ '<<': '{title: y}' })],
    ['key twice', `${file({})}\ntitle: again`],
    ['tabs', 'nearmiss:\n\t- 1'],
    ['nothing', ''],
    ['a list', '- 1'],
    ['two documents', `${file({})}\n---\n${file({})}`],
    ['bytes', String.fromCharCode(...Array.from({ length: 200 }, (_, i) => i))],
  ])('%s gives an error, quickly', (_, text) => {
    const { scenario, diagnostics } = parseScenario(text, 'hostile.yaml');
    expect(scenario).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
  });
  it('of any text give diagnostics, never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.json({ maxDepth: 4 })), (text) => {
        expect(parseScenario(text, 'fuzz.yaml').diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

/** On a place that is quick to lay out. */
const track = (changes: Record<string, string>): string => file({ road: '{layout: test-track, length: 100 m}', ...changes });
/** The distribution's values at evenly spread probabilities. */
const spread = (name: string, args: readonly number[]): number[] => {
  const distribution = distributions.find((each) => each.name === name);
  if (distribution === undefined) throw new Error(name);
  return Array.from({ length: 20_000 }, (_, i) => distribution.quantile((i + 0.5) / 20_000, args));
};
const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;

describe('draws', () => {
  it('have the moments of their distributions', () => {
    expect(mean(spread('uniform', [10, 20]))).toBeCloseTo(15, 6);
    const bell = spread('normal', [3, 2]);
    expect(mean(bell)).toBeCloseTo(3, 6);
    expect(mean(bell.map((x) => (x - 3) ** 2))).toBeCloseTo(4, 2);
    expect(mean(spread('logUniform', [1, 100]).map(Math.log))).toBeCloseTo(Math.log(10), 6);
    const half = spread('truncatedNormal', [0, 1, 0, 9]);
    expect(Math.min(...half)).toBeGreaterThanOrEqual(0);
    expect(mean(half)).toBeCloseTo(Math.sqrt(2 / Math.PI), 3);
    // Far out in a tail, where less is left than rounding keeps on the other side.
    const tail = spread('truncatedNormal', [0, 1, 6, 7]);
    expect(Math.min(...tail)).toBeGreaterThanOrEqual(6);
    expect(mean(tail)).toBeCloseTo(6.158, 2);
    expect(mean(spread('choice', [1, 3, 2, 1]))).toBeCloseTo(1.25, 3);
  });
  it('do not move when another parameter is added', () => {
    const one = parseScenario(track({ parameters: '{a: {uniform: [0 m, 1 m]}}' }), 'x.yaml').scenario;
    const two = parseScenario(track({ parameters: '{z: {uniform: [0 m, 1 m]}, a: {uniform: [0 m, 1 m]}}' }), 'x.yaml').scenario;
    const value = (scenario: typeof one) =>
      drawScenario(scenario as NonNullable<typeof one>, { seed: 1, draw: 3 }).concrete.parameters.a;
    expect(value(two)).toBe(value(one));
  });
  it('have leaves that fall where someone states them, and nothing of them otherwise', () => {
    const environmentOf = (environment: string) => {
      const { scenario } = parseScenario(file({ environment }), 'a.yaml');
      return drawScenario(scenario as NonNullable<typeof scenario>, { seed: 's', draw: 0 }).concrete.environment;
    };
    expect(environmentOf('{leaves: 2 Hz}').leavesPerS).toBe(2);
    expect(environmentOf('{wind: {speed: 9 m/s}}')).not.toHaveProperty('leavesPerS');
  });

  it('derive values by expression, in SI', () => {
    const { scenario } = parseScenario(
      track({ parameters: '{v: 36 km/h, t: 2 s, d: "$v * $t + 50 cm", e: "max($d, 3 m) / 2"}' }),
      'x.yaml',
    );
    const { parameters } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 1, draw: 0 }).concrete;
    expect(parameters.d).toBeCloseTo(20.5, 12);
    expect(parameters.e).toBeCloseTo(10.25, 12);
  });
  it('correlate as told', () => {
    const { scenario } = parseScenario(
      track({
        parameters:
          '{g: {correlated: {normals: {a: {mean: 0 m, sd: 1 m}, b: {mean: 5 s, sd: 2 s}}, correlation: [[1, 0.8], [0.8, 1]]}}}',
      }),
      'x.yaml',
    );
    const pairs = Array.from(
      { length: 250 },
      (_, draw) => drawScenario(scenario as NonNullable<typeof scenario>, { seed: 2, draw }).concrete.parameters,
    );
    const product = mean(pairs.map((p) => (p['g.a'] as number) * (((p['g.b'] as number) - 5) / 2)));
    expect(Math.abs(product - 0.8)).toBeLessThan((5 * 1.3) / Math.sqrt(250));
  });
  it('are refused by constraints, which are counted, and named when nothing passes', () => {
    const fine = parseScenario(
      track({ parameters: '{x: {uniform: [0 m, 10 m]}}', require: "['$x > 8 m']" }),
      'x.yaml',
    ).scenario;
    const { concrete, rejections } = drawScenario(fine as NonNullable<typeof fine>, { seed: 4, draw: 0 });
    expect(concrete.parameters.x).toBeGreaterThan(8);
    expect(rejections.attempts - 1).toBe(rejections.byConstraint['$x > 8 m'] ?? 0);
    const never = parseScenario(
      track({ parameters: '{x: {uniform: [0 m, 10 m]}}', require: "['$x > 11 m']" }),
      'x.yaml',
    ).scenario;
    expect(() => drawScenario(never as NonNullable<typeof never>, { seed: 4, draw: 0 })).toThrow(/\$x > 11 m: 1000/);
  });
  it('enforce soft constraints in their share', () => {
    const soft = parseScenario(
      track({ parameters: '{x: {uniform: [0 m, 10 m]}}', require: "[{that: '$x > 5 m', probability: 60 %}]" }),
      'x.yaml',
    ).scenario;
    const above =
      Array.from(
        { length: 200 },
        (_, draw) => drawScenario(soft as NonNullable<typeof soft>, { seed: 5, draw }).concrete.parameters.x as number,
      ).filter((x) => x > 5).length / 200;
    // Each attempt is enforced with 0.6: P(above) = 0.5 / (1 - 0.6 * 0.5).
    expect(Math.abs(above - 0.5 / 0.7)).toBeLessThan(0.15);
  });
  it('are the same for ever', () => {
    const { scenario } = parseScenario(
      track({ parameters: '{x: {normal: {mean: 3 m, sd: 2 m}}}', actors: ACTOR }),
      'golden.yaml',
    );
    const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 0, draw: 0 });
    expect(concrete.parameters.x).toMatchInlineSnapshot(`2.8782172989091963`);
    expect(hashOf({ ...concrete, actors: concrete.actors.map(({ start }) => start) })).toMatchInlineSnapshot(
      `"2ad885a619af841aa9faeacc1ea79a02914fb01f08e1047be6baeaae345a3540"`,
    );
  });
});

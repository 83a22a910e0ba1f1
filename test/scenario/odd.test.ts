/** The operational design domain in the language: what it refuses, and which cell a value lies in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Environment } from '#contracts/scenario';
import { drawScenario, oddAxes, parseScenario, probe, type Scenario } from '#scenario/index';

const text = (odd: string, more = ''): string => `nearmiss: 1
title: A domain
hazard: None.
parameters:
  speed: {uniform: [10 m/s, 30 m/s]}
  kind: {choice: {moose: 1, roe-deer: 2, wild-boar: 1}}
  gap: {uniform: [10 m, 50 m]}
environment: {sun: {elevation: {uniform: [-10 deg, 60 deg]}}, fog: {mor: {logUniform: [50 m, 1 km]}}}
odd: ${odd}
road: {layout: test-track, length: 200 m, seed: 1}
ego: {kind: sedan, at: {lane: right, s: 20 m, speed: $speed}, seed: 1, sensors: rigs/front-camera}
${more}`;
function load(odd: string, more?: string): Scenario {
  const { scenario, diagnostics } = parseScenario(text(odd, more), 'domain.yaml');
  if (scenario === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return scenario;
}
const problems = (odd: string): readonly string[] =>
  parseScenario(text(odd), 'domain.yaml').diagnostics.map(({ line, code, message }) => `${line} ${code} ${message}`);

describe('what is refused, at its line', () => {
  it.each([
    ['{a: {of: $sped, cells: [1 m/s, 2 m/s]}}', 'NM2010 there is no parameter "sped"'],
    ['{a: {of: environment.fogg, cells: [1 m, 2 m]}}', 'NM2006 "environment.fogg" can\'t stand here'],
    ['{a: {of: $speed, cells: [1 m, 2 m]}}', 'NM2009 this is a length, and the axis is a speed'],
    ['{a: {of: environment.rain, cells: [1 mm/h, 2 m]}}', 'NM2009 this is a length'],
    ['{a: {of: $speed, cells: [20 m/s, 10 m/s]}}', 'NM2007 10 m/s does not lie above 20 m/s'],
    ['{a: {of: $speed, cells: [20 m/s]}}', 'NM2004 at least one cell'],
    ['{a: {of: $speed, cells: [10 m/s, $gap]}}', 'NM2004 a quantity belongs here'],
    ['{a: {of: $speed, cells: {slow: [10 m/s, 20 m/s], fast: [15 m/s, 30 m/s]}}}', 'NM2007 cell "fast" begins inside another'],
    ['{a: {of: $speed, cells: {slow: 10 m/s}}}', 'NM2004 a pair of edges belongs here'],
    ['{a: {of: $speed, cells: 3}}', 'NM2004 a list of edges or words, or cells by name belongs here'],
    ['{a: {of: $kind, cells: {deer: [moose, roe-deer], big: moose}}}', 'NM2007 "moose" belongs to two cells'],
    ['{a: {of: $kind, cells: [1, 2]}}', 'NM2004 a word or a list of words belongs here'],
    ['{a: {cells: [1, 2]}}', 'NM2003 "of" is missing'],
    ['{a: {of: 3, cells: [1, 2]}}', 'NM2004 what the axis looks at belongs here'],
    ['{a: {of: $speed, cells: [1 m/s, 2 m/s], group: weather}}', 'NM2006 "weather" can\'t stand here'],
  ])('%s', (odd, told) => {
    expect(problems(odd).every((problem) => problem.startsWith('9 '))).toBe(true);
    expect(problems(odd)[0]).toContain(told);
  });
});

describe('which cell a draw lies in', () => {
  const environment = { fogMorM: 80, rainMmPerH: 36, sunElevation: 0 } as Environment;
  const facts = (parameters: Readonly<Record<string, number | string>>) => ({
    parameters,
    environment,
    illuminanceLx: () => 5,
  });
  const cellOf = (odd: string, parameters: Readonly<Record<string, number | string>> = {}): number =>
    oddAxes(load(odd))[0]?.distances(facts(parameters)).indexOf(0) as number;

  it('is exactly one for every value from the first edge to the last, the lower edge its own', () => {
    const [axis] = oddAxes(load('{a: {of: $speed, cells: [10 m/s, 15 m/s, 20 m/s, 30 m/s]}}'));
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: 5, max: 35, noNaN: true }), fc.constantFrom(10, 15, 20, 30)), (speed) => {
        const inside = axis?.distances(facts({ speed })).filter((distance) => distance === 0).length;
        expect(inside).toBe(speed >= 10 && speed <= 30 ? 1 : 0);
      }),
    );
    const cells = [9.99, 10, 14.99, 15, 20, 30, 30.01].map((speed) => axis?.distances(facts({ speed })).indexOf(0));
    expect(cells).toEqual([-1, 0, 0, 1, 2, 2, -1]);
  });

  it('of cells by name, which may leave gaps', () => {
    const odd = '{a: {of: $speed, cells: {fast: [20 m/s, 30 m/s], slow: [10 m/s, 15 m/s]}}}';
    expect([12, 15, 17, 20, 30].map((speed) => cellOf(odd, { speed }))).toEqual([1, 1, -1, 0, 0]);
  });

  it('of words, of what is derived, of figures of the environment', () => {
    expect(cellOf('{a: {of: $kind, cells: {deer: [moose, roe-deer], boar: wild-boar}}}', { kind: 'wild-boar' })).toBe(1);
    expect(cellOf("{a: {of: '$gap / $speed', cells: [0 s, 1 s, 3 s]}}", { gap: 20, speed: 10 })).toBe(1);
    expect(cellOf('{a: {of: environment.fog.mor, cells: {dense: [0 m, 100 m], thin: [100 m, 20 km]}}}')).toBe(0);
    expect(cellOf('{a: {of: environment.rain, cells: [0 mm/h, 30 mm/h, 40 mm/h]}}')).toBe(1);
    expect(cellOf('{a: {of: environment.illuminance, cells: [0 lx, 10 lx, 100 klx]}}')).toBe(0);
    expect(cellOf('{a: {of: road.layout, cells: [motorway, test-track]}}')).toBe(1);
  });

  it('grows with the distance from a cell, and is never 0 outside', () => {
    const [axis] = oddAxes(load('{a: {of: $speed, cells: [10 m/s, 20 m/s, 30 m/s]}}'));
    const away = (speed: number): number => axis?.distances(facts({ speed }))[0] as number;
    expect([away(5), away(20), away(25)]).toEqual([0.5, expect.closeTo(0, 12), 0.5]);
    expect(away(20)).toBeGreaterThan(0);
  });
});

describe('a look at parameters alone', () => {
  it('is the whole draw as far as it goes, and says what refuses it', () => {
    const scenario = load('{a: {of: $speed, cells: [10 m/s, 30 m/s]}}', "require: ['$speed < 28 m/s', '$gap > 20 m']\n");
    for (let draw = 0; draw < 12; draw++) {
      const { concrete, rejections } = drawScenario(scenario, { seed: '3', draw });
      const looks = Array.from({ length: rejections.attempts }, (_, attempt) => probe(scenario, { seed: '3', draw, attempt }));
      const last = looks.at(-1);
      expect({ parameters: last?.parameters, environment: last?.environment }).toEqual({
        parameters: concrete.parameters,
        environment: concrete.environment,
      });
      expect(last?.broken).toEqual([]);
      const broken = looks.slice(0, -1).map((look) => look?.broken[0] as string);
      expect(broken.every((label) => label !== undefined)).toBe(true);
      const counted = Object.fromEntries(broken.map((label) => [label, broken.filter((other) => other === label).length]));
      expect(counted).toEqual(rejections.byConstraint);
    }
  });
});

/** Other values in some keys of a scenario: units, what belongs to a key, and what would follow from it and is held. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConcreteScenario } from '#contracts/scenario';
import { differencesOf } from '#core/differences';
import type { Json } from '#core/hash';
import {
  drawScenario,
  FACTORS,
  factorOf,
  isNamed,
  parseScenario,
  type Setting,
  settled,
  textWith,
  variedConcrete,
} from '#scenario/index';

const FILE = `nearmiss: 1
title: Test # a comment that stays
hazard: Something happens.
parameters: {sight: 120 m}
environment: {sun: {elevation: {uniform: [2 deg, 50 deg]}, azimuth: 200 deg}, fog: {mor: $sight}, wind: {speed: 20 km/h}}
road: {layout: test-track, length: 100 m}
ego: {kind: sedan, at: {lane: right, s: 5 m, speed: 50 km/h}, sensors: rigs/front-camera}
`;

function concreteOf(text: string, attempt = 0): ConcreteScenario {
  const { scenario, diagnostics } = parseScenario(text, 'a.yaml');
  expect(diagnostics).toEqual([]);
  return drawScenario(scenario as NonNullable<typeof scenario>, { seed: 3, draw: 1, attempt }).concrete;
}
const vary = (text: string, ...set: Setting[]) => variedConcrete(concreteOf(text), concreteOf(textWith(text, set)), set);
const between = (a: ConcreteScenario, b: ConcreteScenario) => differencesOf(a as unknown as Json, b as unknown as Json);

describe('values', () => {
  it('take the unit that the file has there, else SI, else the usual one', () => {
    const units = (key: string, value: string) => settled(FILE, [{ key, value }])[0];
    expect(units('environment.sun.elevation', '7')).toEqual({ key: 'environment.sun.elevation', value: '7 deg' });
    expect(units('weather.wind.speed', '9')).toEqual({ key: 'environment.wind.speed', value: '9 km/h' });
    expect(units('weather.fog.mor', '50')).toEqual({ key: 'environment.fog.mor', value: '50 m' });
    expect(units('environment.rain', '12')).toEqual({ key: 'environment.rain', value: '12 mm/h' });
    expect(units('environment.cloud', '0.5')?.value).toBe('0.5');
    expect(units('environment.lamps', 'on')?.value).toBe('on');
    expect(units('environment.fog.mor', '0.1 km')?.value).toBe('0.1 km');
  });
  it('go into the file, comments kept, and are checked there', () => {
    const text = textWith(FILE, [{ key: 'environment.rain', value: '12' }]);
    expect(text).toContain('# a comment that stays');
    expect(concreteOf(text).environment.rainMmPerH).toBeCloseTo(12, 9);
    const wrong = textWith(FILE, [{ key: 'environment.cloud', value: '3' }]);
    expect(parseScenario(wrong, 'a.yaml').diagnostics.map(({ code }) => code)).toEqual(['NM2007']);
  });
  it('of keys that move things, or are none, are refused with the nearest name', () => {
    expect(() => factorOf('fog.mor')).toThrow(expect.objectContaining({ hint: 'did you mean "environment.fog.mor"?' }));
    expect(() => factorOf('weather.fog.more')).toThrow(/NM7501|environment\.fog\.more|can't be varied/);
    expect(() => factorOf('ego.at.speed')).toThrow(/geometry held/);
    const timed = FILE.replace(/sun: \{.*?deg\}/, 'sun: {time: 2026-06-21T10:00:00Z, latitude: 48 deg, longitude: 11 deg}');
    expect(() => textWith(timed, [{ key: 'environment.sun.elevation', value: '3 deg' }])).toThrow(/by its time/);
    expect(() => textWith(`${FILE}randomize: 3\n`, [{ key: 'randomize.light', value: '1' }])).toThrow(/is no map/);
  });
});

describe('a varied draw', () => {
  it('differs in what its keys are and in nothing else, whatever would follow', () => {
    const { concrete, changed, held } = vary(FILE, { key: 'environment.rain', value: '12 mm/h' });
    expect(changed).toEqual(['environment.rainMmPerH']);
    // Rain brings cloud, and wets the road.
    expect(held).toEqual(['environment.cloudCover', 'environment.wetness']);
    expect(between(concreteOf(FILE), concrete)).toEqual(['environment.rainMmPerH']);
    expect(concrete.environment.rainMmPerH).toBeCloseTo(12, 9);
  });
  it('gains and loses what is not always there', () => {
    const without = FILE.replace(', fog: {mor: $sight}', '');
    const { concrete } = vary(without, { key: 'environment.fog.mor', value: '70 m' });
    expect(between(concreteOf(without), concrete)).toEqual(['environment.fogMorM']);
    const back = variedConcrete(concrete, concreteOf(without), [{ key: 'environment.fog.mor', value: '' }]).concrete;
    expect(back).toEqual(concreteOf(without));
  });
  it('of several keys has them all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 900 }), fc.integer({ min: -20, max: 80 }), (mor, sun) => {
        const { changed, concrete } = vary(
          FILE,
          { key: 'environment.fog.mor', value: `${mor} m` },
          { key: 'environment.sun.elevation', value: `${sun} deg` },
        );
        for (const path of changed) expect(['environment.fogMorM', 'environment.sunElevation']).toContain(path);
        expect(concrete.environment.fogMorM).toBeCloseTo(mor, 9);
        expect((concrete.environment.sunElevation * 180) / Math.PI).toBeCloseTo(sun, 9);
      }),
      { numRuns: 20 },
    );
  });
  it('takes cameras and surfaces of `randomize` too', () => {
    const { changed } = vary(FILE, { key: 'randomize.imaging', value: '1' });
    expect(changed).toEqual(['actors.0.sensors.0.developmentRanges', 'randomization']);
    expect(vary(FILE, { key: 'randomize.appearance', value: '1' }).changed).toEqual(['appearance', 'randomization']);
  });
});

it('every factor is a key of the language, and is what it says', () => {
  const moonlit = FILE.replace('environment: {', 'environment: {moon: {elevation: 20 deg, azimuth: 10 deg, lit: 30 %}, ');
  const timed = FILE.replace(/sun: \{.*?200 deg\}/, 'sun: {time: 2026-01-21T10:00:00Z, latitude: 48 deg, longitude: 11 deg}');
  const values: Readonly<Record<string, string>> = {
    'environment.lamps': 'on',
    'environment.sun.time': '2026-06-21T12:00:00Z',
    'environment.fog.mor': '55 m',
  };
  for (const factor of FACTORS) {
    const text = factor.key === 'environment.sun.time' ? timed : moonlit;
    const set = settled(text, [{ key: factor.key, value: values[factor.key] ?? '0.5' }]);
    const { changed, concrete } = vary(text, ...set);
    expect(changed.length, factor.key).toBeGreaterThan(0);
    for (const path of between(concreteOf(text), concrete)) expect(isNamed(path, [factor]), `${factor.key} ${path}`).toBe(true);
  }
  expect(isNamed('environment.fogMorMore', [factorOf('environment.fog.mor')])).toBe(false);
});

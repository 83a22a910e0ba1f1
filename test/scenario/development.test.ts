/** A camera's development in the language: loader and schema agree, figures arrive in the contract's units. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CameraSensor } from '#contracts/rig';
import { luminanceOf } from '#core/color';
import { drawScenario, parseScenario, scenarioJsonSchema } from '#scenario/index';

const valid = new Ajv({ strict: false, allErrors: true }).compile(scenarioJsonSchema());
const file = (development: string) => `nearmiss: 1
title: Test
hazard: Something happens.
road: {layout: test-track, length: 100 m}
parameters: {warm: {uniform: [4000 K, 5000 K]}}
ego: {kind: sedan, at: {lane: right, s: 5 m}, sensors: {front: {development: ${development}}}}
`;
function developmentOf(development: string) {
  const { scenario, diagnostics } = parseScenario(file(development), 'a.yaml');
  expect(diagnostics).toEqual([]);
  expect(valid(parse(file(development))), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 1, draw: 0 });
  return (concrete.actors[0]?.sensors[0] as CameraSensor | undefined)?.development;
}

describe('a development', () => {
  it('has what is stated and nothing else', () => {
    expect(developmentOf('{exposure: -0.5, headroom: 4, veilingGlare: 2 %, blur: 0.7, contrast: 1.2, blackLift: 1 %}')).toEqual(
      {
        ...{ exposureEv: -0.5, headroomEv: 4, veilingGlare: 0.02, blurPx: 0.7, contrast: 1.2, blackLift: 0.01 },
      },
    );
    expect(developmentOf('{}')).toEqual({});
  });
  it('takes white balance as a temperature, a parameter, a distribution or gains', () => {
    const [cool, warm] = [developmentOf('{whiteBalance: 10000 K}'), developmentOf('{whiteBalance: 4000 K}')];
    const redOverBlue = (each: typeof warm) => (each?.whiteBalance?.[0] ?? 0) / (each?.whiteBalance?.[2] ?? 1);
    // Taking warm light for white makes a picture bluer.
    expect(redOverBlue(warm)).toBeLessThan(1);
    expect(redOverBlue(cool)).toBeGreaterThan(1);
    const neutral = developmentOf('{whiteBalance: 6504 K}')?.whiteBalance ?? [];
    for (const gain of neutral) expect(gain).toBeCloseTo(1, 9);
    const between = (each: typeof warm) => expect(redOverBlue(each)).toBeGreaterThanOrEqual(redOverBlue(warm));
    between(developmentOf('{whiteBalance: $warm}'));
    between(developmentOf('{whiteBalance: {uniform: [4000 K, 5000 K]}}'));
    const [r, g, b] = developmentOf('{whiteBalance: [2, 1, 1]}')?.whiteBalance ?? [0, 0, 0];
    expect([r / g, g / b]).toEqual([2, 1]);
    expect(luminanceOf([r, g, b])).toBeCloseTo(1, 12);
  });
  it.each([
    ['a temperature without unit', '{whiteBalance: 5600}', 'NM2005', true],
    ['a temperature in metres', '{whiteBalance: 5600 m}', 'NM2005', true],
    ['colder than a black body glows', '{whiteBalance: 800 K}', 'NM2007', false],
    ['two gains', '{whiteBalance: [1, 2]}', 'NM2004', true],
    ['four gains', '{whiteBalance: [1, 2, 3, 4]}', 'NM2004', true],
    ['unknown', '{sharpness: 1}', 'NM2002', true],
    ['glare over all', '{veilingGlare: 140 %}', 'NM2007', false],
  ])('is refused: %s', (_, development, code, schemaToo) => {
    expect(parseScenario(file(development), 'a.yaml').diagnostics.map((problem) => problem.code)).toContain(code);
    if (schemaToo) expect(valid(parse(file(development)))).toBe(false);
  });
});

it('kelvins do not add to metres', () => {
  const text = file('{}').replace('{warm:', '{x: "$warm + 3 m", warm:');
  expect(parseScenario(text, 'a.yaml').diagnostics.map(({ code }) => code)).toContain('NM2009');
});

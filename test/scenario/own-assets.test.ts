/** Manifests of model files: what they say, what is wrong with them, and kinds that scenarios then know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bodyAssets, withImported } from '#assets/index';
import {
  assetsJsonSchema,
  drawScenario,
  manifestNamedIn,
  parseScenario,
  readAssetManifest,
  scenarioJsonSchema,
} from '#scenario/index';
import { boxCar, CAR_ENTRY, WALKER_ENTRY, walker } from '../gltf/models.js';
import { bodyOf, CLASSES, testLibrary } from '../gltf/read.js';

const bodies = await testLibrary();
const read = (entry: string, name = 'mine') => readAssetManifest(`${name}:\n${entry}`, 'assets.yaml', CLASSES);
const valid = new Ajv({ strict: false, allErrors: true }).compile(assetsJsonSchema());

describe('a manifest', () => {
  it('says what its keys say, in SI', () => {
    const [mine] = read(`${CAR_ENTRY}  scale: 0.01\n  forward: -x\n`).assets;
    expect(mine).toMatchObject({ name: 'mine', massKg: 1200, licence: 'CC0-1.0', title: 'mine' });
    expect([mine?.scale.value, mine?.forward.value, mine?.up.value, mine?.moves.value]).toEqual([0.01, '-x', '+y', 'wheeled']);
    expect([...(mine?.wheels ?? [])].map(([name, { value }]) => [name, value])).toContainEqual(['WheelFL', 'steer']);
    expect(read(CAR_ENTRY.replace('1200 kg', '1.2 t')).assets[0]?.massKg).toBe(1200);
  });

  it('takes names as the modelling tool gave them', () => {
    const [mine] = read(`${CAR_ENTRY.replace(/wheels: .*/, 'wheels: {"Wheel.001 (front)": spin}')}`).assets;
    expect([...(mine?.wheels.keys() ?? [])]).toEqual(['Wheel.001 (front)']);
  });

  it('is named in a scenario, or not', () => {
    expect(manifestNamedIn('nearmiss: 1\nassets: own/assets.yaml\n')).toEqual({
      file: 'own/assets.yaml',
      at: { line: 2, column: 9 },
    });
    for (const text of ['nearmiss: 1\n', 'assets: [a]\n', 'a: {', '']) expect(manifestNamedIn(text)).toBeUndefined();
  });

  const MISTAKES: readonly [
    what: string,
    change: (entry: string) => string,
    code: string,
    place: string,
    schemaToo: boolean,
  ][] = [
    ['no licence', (entry) => entry.replace(/ {2}licence: .*\n/, ''), 'NM2003', '1:1', true],
    ['an empty licence', (entry) => entry.replace('CC0-1.0', "' '"), 'NM2026', '4:12', false],
    ['no source', (entry) => entry.replace(/ {2}source: .*\n/, ''), 'NM2003', '1:1', true],
    ['another class', (entry) => entry.replace('class: car', 'class: cra'), 'NM2025', '3:10', false],
    ['another motion', (entry) => entry.replace('wheeled', 'weeled'), 'NM2006', '6:10', true],
    ['a key of another name', (entry) => entry.replace('wheels:', 'weels:'), 'NM2002', '8:3', true],
    ['a bare mass', (entry) => entry.replace('1200 kg', '1200'), 'NM2005', '7:9', true],
    ['a mass in metres', (entry) => entry.replace('1200 kg', '1200 m'), 'NM2005', '7:9', true],
    ['no mass at all', (entry) => entry.replace('1200 kg', '0 kg'), 'NM2007', '7:9', true],
    ['an axis that is none', (entry) => `${entry}  up: +w\n`, 'NM2006', '11:7', true],
    ['a wheel that flies', (entry) => entry.replace('WheelFL: steer', 'WheelFL: fly'), 'NM2006', '8:21', true],
    ['a lamp that is none', (entry) => entry.replace('HeadLamp: head', 'HeadLamp: hed'), 'NM2006', '9:21', true],
    ['a list', () => '  - a\n', 'NM2004', '2:3', true],
  ];
  it.each(MISTAKES)('%s', (_, change, code, place, schemaToo) => {
    const entry = change(CAR_ENTRY);
    const { assets, diagnostics } = read(entry);
    expect(assets).toEqual([]);
    expect(diagnostics.map((d) => `${d.file}:${d.line}:${d.column} ${d.code}`)).toContain(`assets.yaml:${place} ${code}`);
    if (schemaToo) expect(valid(parse(`mine:\n${entry}`))).toBe(false);
  });

  it('may not take the name of a kind that there is', () => {
    expect(read(CAR_ENTRY, 'sedan').diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(['1 NM2027']);
  });

  it.each([CAR_ENTRY, WALKER_ENTRY])('passes the schema where it is right', (entry) => {
    expect(read(entry).diagnostics).toEqual([]);
    expect(valid(parse(`mine:\n${entry}`)), JSON.stringify(valid.errors)).toBe(true);
  });
});

describe('the guide', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'own-assets.md'), 'utf8');
  const [manifest = '', example = '', pack = ''] = [...page.matchAll(/```yaml[^\n]*\n([\s\S]*?)```/g)].map(
    ([, block]) => block,
  );

  it('shows manifests that are right, to the loader and to editors', () => {
    for (const text of [manifest, pack]) {
      expect(readAssetManifest(text, 'assets.yaml', CLASSES).diagnostics).toEqual([]);
      expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
    }
  });

  it('shows a scenario that draws, with such bodies', async () => {
    const like = [await bodyOf(boxCar, CAR_ENTRY, 'my-forklift'), await bodyOf(walker, WALKER_ENTRY, 'courier')];
    const { scenario: read, diagnostics } = parseScenario(example, 'yard.yaml', withImported(bodyAssets, like));
    expect(diagnostics).toEqual([]);
    const { actors } = drawScenario(read as NonNullable<typeof read>, { seed: 1, draw: 0 }).concrete;
    expect(actors.map(({ kind }) => kind)).toEqual(['sedan', 'my-forklift', 'courier']);
  });

  it('names every key that there is', () => {
    const { additionalProperties } = assetsJsonSchema() as { additionalProperties: { properties: Record<string, unknown> } };
    const keys = Object.keys(additionalProperties.properties);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => !new RegExp(`^\\|.*\`${key}\`.*\\|.*\\|.*\\|$`, 'm').test(page))).toEqual([]);
  });
});

const scenario = (kind: string, more = ''): string =>
  [
    'nearmiss: 1',
    'title: t',
    'hazard: h',
    ...(more === '' ? [] : [more]),
    'road: {layout: test-track, length: 200 m}',
    'ego: {kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/front-camera}',
    'actors:',
    `  a: {kind: ${kind}, at: {lane: right, front: 60 m}}`,
    `  b: {kind: sedan, at: {ahead: a, by: 3 m}}`,
    'traffic:',
    `  t: {kind: {choice: {${kind}: 1}}, count: 2, lanes: [right], from: 90 m, to: 150 m, speed: 5 m/s}`,
  ].join('\n');

describe("a kind of the author's own", () => {
  it('stands where its size says, and others by it', () => {
    const { scenario: read, diagnostics } = parseScenario(scenario('box-car'), 'a.yaml', bodies);
    expect(diagnostics).toEqual([]);
    const { actors } = drawScenario(read as NonNullable<typeof read>, { seed: 1, draw: 0 }).concrete;
    const [, a, b] = actors;
    expect(a).toMatchObject({ kind: 'box-car', look: { asset: 'box-car', traits: {} } });
    const [length] = bodies.get('box-car').box(a?.look as never).size;
    const [sedan] = bodies.get('sedan').box(b?.look as never).size;
    expect(a?.start.position[0]).toBeCloseTo(60 - length / 2, 6);
    expect((b?.start.position[0] as number) - (a?.start.position[0] as number)).toBeCloseTo((length + sedan) / 2 + 3, 6);
    expect(actors.filter(({ kind }) => kind === 'box-car').length).toBe(3);
  });

  it('is unknown without its manifest, and told the nearest name with it', () => {
    const at = (text: string, known?: typeof bodies) =>
      parseScenario(text, 'a.yaml', known).diagnostics.map(
        ({ line, column, code, hint }) => `${line}:${column} ${code} ${hint}`,
      );
    expect(at(scenario('box-car'))[0]).toMatch(/^7:13 NM2006 /);
    expect(at(scenario('box-cra'), bodies)[0]).toBe('7:13 NM2006 did you mean "box-car"?');
  });

  it('is not exchanged for others of its class, nor they for it', () => {
    const varied = scenario('box-car', 'randomize: {assets: 1}');
    const { scenario: read } = parseScenario(varied, 'a.yaml', bodies);
    const kinds = Array.from({ length: 12 }, (_, draw) =>
      drawScenario(read as NonNullable<typeof read>, { seed: 1, draw }).concrete.actors.map(({ kind }) => kind),
    );
    expect(kinds.every(([, a]) => a === 'box-car')).toBe(true);
    expect(kinds.some(([, , b]) => b !== 'sedan')).toBe(true);
    expect(kinds.every(([, , b]) => b !== 'box-car')).toBe(true);
  });

  it('editors accept it where the file names a manifest, and refuse it where it names none', () => {
    const fits = new Ajv({ strict: false }).compile(scenarioJsonSchema());
    expect(fits(parse(scenario('box-car', 'assets: assets.yaml')))).toBe(true);
    expect(fits(parse(scenario('box-car')))).toBe(false);
  });
});

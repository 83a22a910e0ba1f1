/** yaml-language-server over stdio, set up by this repository's .vscode: diagnostics, completion and hover as an author has them. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedScenarios } from '../conformance/shipped.js';
import { mistakesOf } from './corpus.js';
import { type LanguageServer, openLanguageServer, type ServerDiagnostic, workspaceSettings } from './language-server.js';

const ROOT = join(import.meta.dirname, '..', '..');
let server: LanguageServer;
beforeAll(async () => {
  server = await openLanguageServer(workspaceSettings());
});
afterAll(() => server.close());

const placeOf = ({ range }: ServerDiagnostic): string => `${range.start.line + 1}:${range.start.character + 1}`;
/** A missing key may be a consequence: the one that was misspelt. */
const isConsequence = ({ message }: ServerDiagnostic): boolean => message.startsWith('Missing property');

describe('shipped scenarios give no diagnostics', () => {
  const paths = shippedScenarios.map((path) => relative(ROOT, path));
  /** As they are; without their first line, so that the workspace's settings say which schema they have; and with a mistake. */
  const found = new Map<string, readonly (readonly ServerDiagnostic[])[]>();
  beforeAll(async () => {
    // All at once: the server waits a while before it looks at a text.
    const all = paths.map(async (path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const plain = text.slice(text.indexOf('\n') + 1);
      const texts = [text, plain, plain.replace('title:', 'titel:')];
      found.set(path, await Promise.all(texts.map((each) => server.diagnostics(each, path))));
    });
    await Promise.all(all);
  });
  test.each(paths)('%s', (path) => {
    const [whole, plain, wrong] = found.get(path) ?? [];
    expect([whole, plain]).toEqual([[], []]);
    expect(wrong).not.toEqual([]);
  });
});

describe('mistakes are reported where they are', () => {
  const mistakes = mistakesOf('seen-by-both');
  const seen = new Map<string, readonly ServerDiagnostic[]>();
  beforeAll(async () => {
    await Promise.all(mistakes.map(async ({ name, text, path }) => seen.set(name, await server.diagnostics(text, path))));
  });
  test.each(mistakes.map((each) => [each.name, each] as const))('%s', (_name, { name, place, code }) => {
    const found = seen.get(name) ?? [];
    expect(found.map(placeOf)).toContain(place);
    const line = place.split(':')[0];
    const elsewhere = found.filter((each) => placeOf(each).split(':')[0] !== line && !isConsequence(each));
    if (code !== 'NM2001') expect(elsewhere).toEqual([]);
  });

  test('the file they are made of has none, and without a schema nothing is seen', async () => {
    const path = 'test/editors/corpus/whole.yaml';
    const whole = readFileSync(join(ROOT, path), 'utf8');
    expect(await server.diagnostics(whole, path)).toEqual([]);
    const orphan = whole.slice(whole.indexOf('\n') + 1).replace('estate', 'estatte');
    expect(await server.diagnostics(orphan, path)).toEqual([]);
  });
});

const TOP = 'nearmiss: 1\ntitle: T\nhazard: H.\nroad: {layout: rural-two-lane}\n';
const EGO = 'ego: {kind: sedan, at: {lane: right, s: 5 m}, sensors: rigs/front-camera}\n';
const PATH = 'scenarios/road/new.yaml';

describe('completion offers', () => {
  test.each<[what: string, source: string, labels: readonly string[]]>([
    ['keys of the file', `${TOP}${EGO}|`, ['actors', 'environment', 'story', 'pass', 'capture']],
    ['the first keys', '|', ['nearmiss', 'title', 'hazard', 'road', 'ego']],
    ['keys of the ego', `${TOP}ego:\n  |`, ['kind', 'at', 'sensors', 'controller', 'look']],
    ['kinds', `${TOP}ego:\n  kind: |`, ['sedan', 'ncap-vut', 'quadrotor']],
    ['kinds of an actor', `${TOP}${EGO}actors:\n  deer:\n    kind: |`, ['roe-deer', 'wild-boar', 'pedestrian-child']],
    ['keys of an actor', `${TOP}${EGO}actors:\n  deer:\n    |`, ['kind', 'at', 'follows', 'group']],
    ['places', `${TOP}ego:\n  at: |`, ['lane: right, s: 40 m', 'beside: right, s: 40 m, offset: 3 m', 'on: van']],
    ['keys of a place', `${TOP}ego:\n  at:\n    |`, ['lane', 'beside', 'ahead', 'headwayTo', 'x']],
    ['keys of a place on a lane', `${TOP}ego:\n  at:\n    lane: right\n    |`, ['s', 'front', 'offset', 'speed', 'facing']],
    ['sides', `${TOP}ego:\n  at:\n    beside: |`, ['left', 'right']],
    [
      'units of a speed',
      `${TOP}ego:\n  at:\n    lane: right\n    speed: |`,
      ['50 km/h', '14 m/s', '31 mph', 'uniform', 'truncatedNormal'],
    ],
    ['units of a length', `${TOP}ego:\n  at:\n    lane: right\n    s: |`, ['10 m', '1000 cm', '0.01 km']],
    ['layouts', 'nearmiss: 1\nroad:\n  layout: |', ['rural-two-lane', 'town', 'motorway', 'test-track']],
    [
      'options of one layout',
      'nearmiss: 1\nroad:\n  layout: urban-street\n  |',
      ['parked', 'crossingAt', 'streetLights', 'season'],
    ],
    ['options of another', 'nearmiss: 1\nroad:\n  layout: town\n  |', ['style', 'junction', 'hand']],
    ['words of an option', 'nearmiss: 1\nroad:\n  layout: rural-two-lane\n  verge: |', ['forest', 'grass', 'field']],
    ['keys of the environment', `${TOP}environment:\n  |`, ['preset', 'sun', 'fog', 'wind', 'wetness', 'lamps']],
    ['presets', `${TOP}environment:\n  preset:\n    - |`, ['heavy-rain', 'dense-fog', 'dusk']],
    ['units of rain', `${TOP}environment:\n  rain: |`, ['20 mm/h']],
    ['the sun', `${TOP}environment:\n  sun:\n    |`, ['elevation', 'azimuth', 'time']],
    ['controllers', `${TOP}ego:\n  controller:\n    |`, ['aeb', 'idm', 'route', 'constant']],
    ['keys of a controller', `${TOP}ego:\n  controller:\n    aeb:\n      |`, ['latency', 'deceleration', 'trigger', 'jerk']],
    ['types of sensors', `${TOP}ego:\n  sensors:\n    roof:\n      type: |`, ['camera', 'lidar', 'radar', 'event-camera']],
    ['keys of a lidar', `${TOP}ego:\n  sensors:\n    roof:\n      type: lidar\n      |`, ['model', 'range', 'columns', 'up']],
    ['keys of a camera', `${TOP}ego:\n  sensors:\n    front:\n      |`, ['fov', 'width', 'lens', 'shutter', 'type']],
    ['models', `${TOP}ego:\n  sensors:\n    roof:\n      type: lidar\n      model: |`, ['VLP-16', 'HDL-64E']],
    ['conditions', `${TOP}${EGO}story:\n  - name: a\n    when:\n      |`, ['gap', 'ttc', 'time', 'visible', 'all']],
    ['keys of a condition', `${TOP}${EGO}story:\n  - when:\n      gap:\n        |`, ['from', 'to', 'below', 'above']],
    ['actions', `${TOP}${EGO}story:\n  - do:\n      ego:\n        |`, ['cross', 'brake', 'freeze', 'gust', 'release']],
    [
      'keys of an action',
      `${TOP}${EGO}story:\n  - do:\n      ego:\n        cross:\n          |`,
      ['to', 'speed', 'acceleration'],
    ],
    ['goals', `${TOP}${EGO}story:\n  - do:\n      ego:\n        cross:\n          to: |`, ['left verge', 'other side']],
    ['distributions', `${TOP}parameters:\n  v:\n    |`, ['uniform', 'normal', 'choice', 'correlated']],
    ['keys of a normal', `${TOP}parameters:\n  v:\n    normal:\n      |`, ['mean', 'sd']],
    ['keys of randomize', `${TOP}randomize:\n  |`, ['appearance', 'light', 'colours', 'diffusion']],
    ['figures of a key', `${TOP}randomize:\n  exposure:\n    |`, ['strength', 'ev']],
    ['swarms', `${TOP}traffic:\n  walkers:\n    |`, ['kind', 'count', 'lanes', 'from', 'to']],
    ['criteria', `${TOP}${EGO}pass:\n  - |`, ['no collision', 'minimum ttc: {above: 1.5 s}']],
    ['capture', `${TOP}${EGO}capture:\n  |`, ['rate', 'from', 'for', 'windows']],
    ['anchors', `${TOP}${EGO}capture:\n  from: |`, ['start', 'before: flush, by: 1 s']],
    ['requirements', `${TOP}${EGO}require:\n  - |`, ['eventually: {...}, within: 10 s']],
  ])('%s', async (_what, source, labels) => {
    const offered = (await server.complete(source, PATH)).map(({ label }) => label);
    expect(offered).toEqual(expect.arrayContaining([...labels]));
  });

  test('no options of another layout, and no key that is there', async () => {
    const offered = (await server.complete('nearmiss: 1\nroad:\n  layout: rural-two-lane\n  |', PATH)).map(
      ({ label }) => label,
    );
    for (const label of ['parked', 'style', 'layout']) expect(offered).not.toContain(label);
  });

  test('what is taken is what the loader reads', async () => {
    const [speed] = await server.complete(`${TOP}ego:\n  at:\n    lane: right\n    sp|`, PATH);
    expect(speed?.textEdit?.newText ?? speed?.insertText).toMatch(/^\w+: /);
  });
});

describe('hover explains', () => {
  test.each<[source: string, said: RegExp]>([
    [`${TOP}${EGO}environment: {fog: {m|or: 100 m}}\n`, /contrast has fallen to 5 %.*length \(m, cm, mm, km, ft\).*from 5 m/],
    [`${TOP}ego: {ki|nd: sedan}\n`, /saloon car/],
    [`${TOP}e|go: {kind: sedan}\n`, /vehicle under test.*needed: kind, at, sensors/],
    [`${TOP}ego: {at: {lane: right, s|: 5 m}}\n`, /Station of the body's origin along the lane/],
    [`${TOP}ego: {controller: {ae|b: {latency: 1 s}}}\n`, /emergency braking/],
    ['nearmiss: 1\nroad: {lay|out: motorway}\n', /motorway, three lanes/],
    ['nearmiss: 1\nroad: {layout: urban-street, par|ked: dense}\n', /cars stand at the kerbs/],
    [`${TOP}ego: {sensors: {roof: {type: lidar, drop|out: 5 %}}}\n`, /returns that get lost/],
    [`${TOP}story: [{when: {t|tc: {of: ego, to: deer, below: 2 s}}}]\n`, /[Tt]ime to collision/],
    [`${TOP}story: [{do: {ego: {fre|eze: {for: 1 s}}}}]\n`, /[Ss]tand still/],
    [`${TOP}parameters: {v: {trun|catedNormal: {mean: 1 m, sd: 1 m, min: 0 m, max: 2 m}}}\n`, /never outside min and max/],
    [`${TOP}randomize: {col|ours: 0.5}\n`, /[Cc]olours of surfaces/],
    [`${TOP}capture: {ra|te: 10 Hz}\n`, /Pictures a second.*frequency \(Hz\)/],
    [`${TOP}st|ep: 10 ms\n`, /integration.*time \(s, ms, min\)/],
  ])('%j', async (source, said) => {
    expect((await server.hover(source, PATH)).replaceAll('\n', ' ')).toMatch(said);
  });
});

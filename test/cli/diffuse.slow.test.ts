/** The diffusion pass through the command line, drawn by the browser, with a model of random weights. Needs `dist/`. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#contracts/job';
import { randomModel } from '../diffusion/random-model.js';
import { readArtefacts } from '../farm/read-artefacts.js';
import { here, nearmiss, start } from './nearmiss.js';

const SCENARIO = `nearmiss: 1
title: A street
hazard: A child runs.
road: {layout: test-track, length: 120 m}
environment: {sun: {elevation: 30 deg, azimuth: 200 deg}}
ego: {kind: hatchback, at: {lane: right, s: 5 m, speed: 20 km/h}, sensors: {eye: {up: 1.4 m, rate: 4 Hz}}}
actors:
  child: {kind: pedestrian-child, at: {beside: right, s: {uniform: [12 m, 18 m]}, offset: 1 m}}
capture: {maxFrames: 2}
duration: 1 s
`;
const PASS = '{model: tiny.safetensors, strength: 0.2, steps: 2, prompt: {weather: snow}}';
let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-diffuse-cli-'));
  await writeFile(join(root, 'tiny.safetensors'), randomModel('cli'));
  for (const [folder, text] of [
    ['plain', SCENARIO],
    ['passed', `${SCENARIO}randomize: {diffusion: ${PASS}}\n`],
    ['bad', `${SCENARIO}randomize: {diffusion: ${PASS.replace('tiny', 'missing')}}\n`],
  ] as const) {
    await writeFile(join(root, `${folder}.yaml`), text);
  }
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const at = (name: string): string => join(root, name);
const manifestOf = async (name: string) => JSON.parse(await readFile(join(at(name), 'manifest.json'), 'utf8')) as Manifest;
async function generated(scenario: string, out: string, ...more: string[]) {
  const fixed = ['--count', '2', '--seed', '7', '--size', '160x96', '--writers', 'native', '--backend', 'llvmpipe'];
  // Each worker starts a browser of its own.
  const workers = more.includes('--workers') ? [] : ['--workers', '1'];
  const { code, err } = await nearmiss('generate', at(`${scenario}.yaml`), ...fixed, ...workers, '--out', at(out), ...more);
  expect({ code, err }).toMatchObject({ code: 0 });
}
const diffuse = (out: string, ...more: string[]) => {
  const fixed = ['--model', at('tiny.safetensors'), '--strength', '0.2', '--steps', '2', '--weather', 'snow', '--threads', '1'];
  return ['diffuse', at('plain'), '--out', at(out), ...fixed, ...more] as const;
};
const frames = ({ samples }: Manifest): number => samples.reduce((sum, sample) => sum + sample.frames, 0);
/** By path: all that is the same wherever scenario files lie. */
const picturesOf = async (name: string): Promise<readonly string[]> =>
  (await readArtefacts(at(name)))
    .filter(({ path }) => /\/(rgb|repaint)\//.test(path))
    .map(({ path, sha256 }) => `${path} ${sha256}`);

test('one worker, two, and a run that was stopped make the same bytes', async () => {
  await generated('passed', 'one', '--workers', '1');
  await generated('passed', 'two', '--workers', '2');
  const one = await manifestOf('one');
  expect((await manifestOf('two')).datasetSha256).toBe(one.datasetSha256);
  expect(frames(one) + (one.repaint?.counts.dropped ?? 0)).toBe(4);
  expect(one.plan.models).toMatchObject([{ scenario: 'passed', model: 'tiny.safetensors' }]);
  expect(existsSync(join(at('one'), 'validity.html'))).toBe(true);

  await cp(at('one'), at('half'), { recursive: true });
  await rm(join(at('half'), 'manifest.json'));
  await rm(join(at('half'), 'samples/000001'), { recursive: true });
  await generated('passed', 'half', '--resume');
  expect((await manifestOf('half')).datasetSha256).toBe(one.datasetSha256);

  const { code, out } = await nearmiss('verify', at('one'), '--fraction', '0.3', '--json');
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, passed: true, findings: [] });
  expect(JSON.parse(out).outside.join()).toMatch(/repainted on onnxruntime-node/);
});

test('repainted afterwards, pictures are the very ones of a scenario of that name that is repainted as it is drawn', async () => {
  await generated('plain', 'plain');
  await cp(at('passed.yaml'), join(root, 'same', 'plain.yaml'), { recursive: true });
  await cp(at('tiny.safetensors'), join(root, 'same', 'tiny.safetensors'));
  await generated('same/plain', 'drawn');
  const { code, err } = await nearmiss(...diffuse('after'));
  expect({ code, err }).toMatchObject({ code: 0 });
  const [plain, drawn, after] = [await picturesOf('plain'), await picturesOf('drawn'), await picturesOf('after')];
  expect(after).toEqual(drawn);
  expect(after).toHaveLength(2 * frames(await manifestOf('after')));
  expect(after.length).toBeGreaterThan(0);
  const rgb = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.includes('/rgb/'));
  expect(rgb(after).filter((line) => rgb(plain).includes(line))).toEqual([]);
});

test('audit, statistics, inspect, verify and export take what diffuse made', async () => {
  const audited = await here('audit', at('after'), '--json');
  expect(JSON.parse(audited.out)).toMatchObject({ passed: true, broken: [] });
  expect((await here('verify', at('after'))).out).toMatch(/without that one pictures can't be made again[\s\S]*verified/);
  expect((await here('inspect', at('after'), '--frames', '1')).code).toBe(0);
  expect((await here('statistics', at('after'), '--json')).code).toBe(0);
  const exported = await here('export', at('after'), '--to', 'coco,yolo', '--out', at('exported'));
  expect(exported.code).toBe(0);
  expect(
    (await readdir(join(at('exported'), 'yolo/images'), { recursive: true })).filter((name) => name.endsWith('.png')),
  ).toHaveLength(frames(await manifestOf('after')));
});

test('Ctrl-C stops in order with 130; what goes on afterwards ends the same', async () => {
  const running = start(...diffuse('stopped'));
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!existsSync(join(at('stopped'), '.nearmiss/staging')) && running.child.exitCode === null) return;
      clearInterval(timer);
      resolve();
    }, 10);
  });
  running.child.kill('SIGINT');
  const { code, err } = await running.finished;
  expect(code).toBe(130);
  expect(err).toContain('--resume');
  expect(existsSync(join(at('stopped'), 'manifest.json'))).toBe(false);
  const resumed = await nearmiss(...diffuse('stopped', '--resume', '--json'));
  expect(JSON.parse(resumed.out)).toMatchObject({ samples: 2 });
  expect((await manifestOf('stopped')).datasetSha256).toBe((await manifestOf('after')).datasetSha256);
});

test('wrong input: exit 2, its place or what to do, nothing written', async () => {
  const missing = await here('generate', at('bad.yaml'), '--out', at('never'));
  expect(missing).toMatchObject({ code: 2, err: expect.stringMatching(/bad\.yaml:11:\d+ NM8221 there is no model missing/) });
  for (const [more, message] of [
    [['--strength', '2'], /NM1101 --strength can't be "2"/],
    [['--weather', 'hail'], /NM1101 --weather can't be "hail" - one of clear/],
    [['--model', 'stret'], /NM8221 .*did you mean "street"/],
  ] as const) {
    const { code, err } = await here('diffuse', at('plain'), '--out', at('never'), ...more);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  }
  expect(existsSync(at('never'))).toBe(false);
});

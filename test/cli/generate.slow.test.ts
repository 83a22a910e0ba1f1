/** The whole line through the command line, with the raycast renderer: reproducible, resumable, verifiable. Needs `dist/`. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '#contracts/job';
import { readSampleArtefacts } from '../farm/read-artefacts.js';
import { readWithOfficialReaders, whyNoReaders } from '../writers/official-readers.js';
import { checkInstances, checkPanoptic, type Instances, type Panoptic } from '../writers/strict-coco.js';
import { withFewerFrames } from './fewer-frames.js';
import { here, nearmiss, start } from './nearmiss.js';

let scenario = '';
const COUNT = 3;
let root = '';
let whole = '';
const options = (out: string, ...more: string[]) => {
  const fixed = ['--count', String(COUNT), '--seed', '7', '--size', '64x48', '--renderer', 'raycast', '--out', out];
  const workers = more.includes('--workers') ? [] : ['--workers', '1'];
  return ['generate', scenario, ...fixed, ...workers, ...more] as const;
};
const manifestOf = async (folder: string) => JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-cli-'));
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', root, 6);
  whole = join(root, 'whole');
  const { code, err } = await nearmiss(...options(whole, '--workers', '1'));
  expect({ code, err }).toMatchObject({ code: 0 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('two workers make the same bytes as one', async () => {
  const two = join(root, 'two');
  const { code, out } = await nearmiss(...options(two, '--workers', '2', '--json'));
  expect(code).toBe(0);
  const result = JSON.parse(out) as { datasetSha256: string; samples: number; frames: number };
  expect(result).toMatchObject({ samples: COUNT, datasetSha256: (await manifestOf(whole)).datasetSha256 });
  expect(result.frames).toBeGreaterThan(0);
});

test('killed with SIGKILL and resumed, the dataset is the same', async () => {
  const out = join(root, 'killed');
  const running = start(...options(out, '--workers', '1'));
  const first = join(out, 'samples/000000/sample.json');
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!existsSync(first) && running.child.exitCode === null) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
  running.child.kill('SIGKILL');
  await running.finished;
  expect(existsSync(join(out, 'manifest.json'))).toBe(false);
  const refused = await here(...options(out));
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('NM7003');
  expect(refused.err).toContain('--resume');
  const resumed = await nearmiss(...options(out, '--resume', '--json'));
  expect(resumed.code).toBe(0);
  expect((JSON.parse(resumed.out) as { made: number }).made).toBeLessThan(COUNT);
  expect((await manifestOf(out)).datasetSha256).toBe((await manifestOf(whole)).datasetSha256);
  expect(await readdir(join(out, '.nearmiss/staging')).catch(() => [])).toEqual([]);
});

test("--rig puts another rig on the ego, which verify finds in the plan; one that isn't there is refused", async () => {
  const out = join(root, 'stereo');
  const { code } = await nearmiss(...options(out, '--rig', 'rigs/stereo-pair'));
  expect(code).toBe(0);
  expect((await readdir(join(out, 'samples/000000'))).filter((name) => ['left', 'right', 'front'].includes(name))).toEqual([
    'left',
    'right',
  ]);
  expect((await here('verify', out)).code).toBe(0);
  const refused = await here(...options(join(root, 'none'), '--rig', 'rigs/stereo'));
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('NM2019') });
  expect(existsSync(join(root, 'none'))).toBe(false);
});

test('Ctrl-C stops in order with 130 and says how to go on', async () => {
  const out = join(root, 'stopped');
  const running = start(...options(out, '--workers', '1'));
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!existsSync(join(out, '.nearmiss/staging')) && running.child.exitCode === null) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
  running.child.kill('SIGINT');
  const { code, err } = await running.finished;
  expect(code).toBe(130);
  expect(err).toContain('--resume');
  expect(existsSync(join(out, 'manifest.json'))).toBe(false);
});

describe('what comes out', () => {
  test('verify makes it again, byte for byte', async () => {
    const { code, out } = await nearmiss('verify', whole, '--json');
    const report = JSON.parse(out) as { passed: boolean; same: number; files: number; remade: string[] };
    expect({ code, ...report }).toMatchObject({ code: 0, passed: true, findings: [], same: report.files });
    expect(report.remade).toHaveLength(COUNT);
  });

  test('verify names a flipped byte', async () => {
    const harmed = join(root, 'harmed');
    await cp(whole, harmed, { recursive: true });
    const [victim] = (await readSampleArtefacts(whole, '000001')).filter(({ path }) => path.includes('/instance/'));
    const path = victim?.path as string;
    const bytes = await readFile(join(harmed, path));
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 4;
    await writeFile(join(harmed, path), bytes);
    const { code, out } = await here('verify', harmed, '--fraction', '0');
    expect(code).toBe(1);
    expect(out).toContain(`${path}: is not the file that was written`);
  });

  test('COCO passes the strict reader', async () => {
    const read = async <T>(name: string) => JSON.parse(await readFile(join(whole, 'coco', name), 'utf8')) as T;
    const instances = await read<Instances>('instances.json');
    checkInstances(instances);
    expect(instances.annotations.length).toBeGreaterThan(0);
    await checkPanoptic(await read<Panoptic>('panoptic.json'), async (file) => {
      const { data, info } = await sharp(join(whole, 'coco/panoptic', file))
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { pixels: new Uint8Array(data), width: info.width };
    });
  });

  test.skipIf(whyNoReaders() !== undefined)('the official readers read it without a warning, truth scores 1', () => {
    expect(readWithOfficialReaders(whole)).toMatchObject({ code: 0, complaints: '' });
  });

  test('inspect draws it', async () => {
    const { code, out } = await here('inspect', whole, '--frames', '2');
    expect(code).toBe(0);
    expect(await readFile(out.trim(), 'utf8')).toContain('<article class="frame">');
  });
});

describe('wrong input', () => {
  test('every problem at once with its place, exit 2, nothing written', async () => {
    const file = join(root, 'bad.yaml');
    await writeFile(file, 'nearmiss: 1\ntitle: x\nhazzard: y\nego: {kind: sedann}\n');
    const out = join(root, 'never');
    const { code, err } = await nearmiss('generate', file, '--renderer', 'raycast', '--out', out);
    expect(code).toBe(2);
    expect(err.split('\n').filter((line) => line.startsWith(`${file}:`)).length).toBeGreaterThan(1);
    expect(err).toMatch(/bad\.yaml:3:\d+ NM\d{4} /);
    expect(err).not.toMatch(/\n\s+at /);
    expect(existsSync(out)).toBe(false);
    expect((await here('check', file)).code).toBe(2);
  });

  test('a foreign folder is refused and left alone', async () => {
    const out = join(root, 'foreign');
    await mkdir(out);
    await writeFile(join(out, 'thesis.tex'), 'precious');
    const { code, err } = await here(...options(out, '--resume'));
    expect([code, err.includes('NM7004')]).toEqual([2, true]);
    expect(await readdir(out)).toEqual(['thesis.tex']);
  });

  test.each<[string[], RegExp]>([
    [['--renderer', 'threee'], /NM1001 .*did you mean "three"/],
    [['--renderer', 'raycast', '--layers', 'rgb'], /NM7101 the raycast renderer makes no layer called "rgb"/],
    [['--renderer', 'raycast', '--writers', 'voc'], /NM1001 no writer is called "voc"/],
  ])('%j', async (more, message) => {
    const { code, err } = await here('generate', scenario, '--out', join(root, 'never'), ...more);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('a missing file', async () => {
    const { code, err } = await here('simulate', 'no-such.yaml');
    expect(code).toBe(2);
    expect(err).toContain('no-such.yaml');
    expect(err).not.toMatch(/\n\s+at /);
  });
});

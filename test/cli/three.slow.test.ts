/** The whole line through the command line with the browser renderer: worker counts, a killed run, verify, COCO, the contact sheet. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile as read, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#contracts/job';
import { findBrowser } from '#renderers/three/host/index';
import { readWithOfficialReaders, whyNoReaders } from '../writers/official-readers.js';
import { checkInstances, checkPanoptic, type Instances, type Panoptic } from '../writers/strict-coco.js';
import { withFewerFrames } from './fewer-frames.js';
import { here, nearmiss, start } from './nearmiss.js';

const SAMPLES = 3;
let scenario = '';
let root = '';
let whole = '';
const options = (out: string, ...more: string[]) => {
  const fixed = ['--count', String(SAMPLES), '--seed', '11', '--size', '160x120', '--out', out];
  const workers = more.includes('--workers') ? [] : ['--workers', '1'];
  return ['generate', scenario, ...fixed, ...workers, ...more] as const;
};
const manifestOf = async (folder: string) => JSON.parse(await read(join(folder, 'manifest.json'), 'utf8')) as Manifest;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-three-'));
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', root, 10);
  whole = join(root, 'whole');
  const { code, err } = await nearmiss(...options(whole, '--workers', '1'));
  expect({ code, err }).toMatchObject({ code: 0 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Processes of browsers whose worker is gone; a browser that another run is using has its worker. */
function orphans(): string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const owner = /nearmiss-browser-(\d+)-/.exec(readFileSync(`/proc/${id}/cmdline`, 'utf8'))?.[1];
      return owner !== undefined && !existsSync(`/proc/${owner}`);
    } catch {
      return false;
    }
  });
}

test('two workers make the same bytes as one, colour included', async () => {
  const two = join(root, 'two');
  expect(await nearmiss(...options(two, '--workers', '2'))).toMatchObject({ code: 0 });
  const [a, b] = [await manifestOf(whole), await manifestOf(two)];
  expect(b.datasetSha256).toBe(a.datasetSha256);
  expect(a.samples).toHaveLength(SAMPLES);
  expect(a.renderer).toMatchObject({ name: 'three', portableLayers: [] });
});

test('killed with SIGKILL and resumed, the dataset is the same, and no browser is left', async () => {
  const before = orphans();
  const out = join(root, 'killed');
  const running = start(...options(out, '--workers', '1'));
  const first = join(out, 'samples/000000/sample.json');
  while (!existsSync(first) && running.child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  running.child.kill('SIGKILL');
  await running.finished;
  expect(existsSync(join(out, 'manifest.json'))).toBe(false);
  const resumed = await nearmiss(...options(out, '--resume', '--json'));
  expect(resumed.code).toBe(0);
  expect((JSON.parse(resumed.out) as { made: number }).made).toBeLessThan(SAMPLES);
  expect((await manifestOf(out)).datasetSha256).toBe((await manifestOf(whole)).datasetSha256);
  expect(await readdir(join(out, '.nearmiss/staging')).catch(() => [])).toEqual([]);
  // Another file's browser may be dying at this moment; one that is left stays.
  await expect.poll(() => orphans().filter((id) => !before.includes(id)), { timeout: 20_000, interval: 500 }).toEqual([]);
});

test('verify makes it again and names what is outside the guarantee', async () => {
  const { code, out } = await nearmiss('verify', whole, '--json');
  const report = JSON.parse(out) as { passed: boolean; findings: unknown[]; remade: string[] };
  expect({ code, passed: report.passed, findings: report.findings }).toEqual({ code: 0, passed: true, findings: [] });
  expect(report.remade).toHaveLength(SAMPLES);
});

test('COCO passes the strict reader, and the official ones where they are', async () => {
  const parsed = async <T>(name: string) => JSON.parse(await read(join(whole, 'coco', name), 'utf8')) as T;
  const instances = await parsed<Instances>('instances.json');
  checkInstances(instances);
  expect(instances.annotations.length).toBeGreaterThan(20);
  await checkPanoptic(await parsed<Panoptic>('panoptic.json'), async (file) => {
    const { data, info } = await sharp(join(whole, 'coco/panoptic', file))
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: new Uint8Array(data), width: info.width };
  });
  if (whyNoReaders() === undefined) expect(readWithOfficialReaders(whole)).toMatchObject({ code: 0, complaints: '' });
});

/** Opens a page; nothing may be asked for from outside, nothing may go wrong. @returns of each picture, whether it is there */
async function picturesOf(path: string): Promise<boolean[]> {
  const found = await findBrowser();
  const browser = await puppeteer.launch({ executablePath: found?.path as string, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    const problems: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(pathToFileURL(path).href, { waitUntil: 'networkidle0' });
    expect(asked.filter((url) => /^https?:/.test(url))).toEqual([]);
    expect(problems).toEqual([]);
    return await page.$$eval('img', (images) => images.map((image) => image.complete && image.naturalWidth > 0));
  } finally {
    await browser.close();
  }
}

test('the contact sheet opens in a browser with every picture and nothing from outside', async () => {
  const { code, out } = await here('inspect', whole, '--frames', '3');
  expect(code).toBe(0);
  const pictures = await picturesOf(out.trim());
  expect(pictures.length).toBeGreaterThanOrEqual(3 * SAMPLES);
  expect(pictures.every(Boolean)).toBe(true);
});

test('so does one with a lidar', async () => {
  const scanned = join(root, 'scanned');
  const made = ['test/fixtures/parked-cars-with-lidar.yaml', '--renderer', 'raycast', '--size', '160x90', '--out', scanned];
  expect(await nearmiss('generate', ...made)).toMatchObject({ code: 0 });
  const { out } = await here('inspect', scanned, '--frames', '2');
  expect(await read(out.trim(), 'utf8')).toContain('<h3>top: 2 of 5 turns</h3>');
  const pictures = await picturesOf(out.trim());
  expect(pictures.length).toBeGreaterThanOrEqual(4);
  expect(pictures.every(Boolean)).toBe(true);
});

/** A farm's report in a real browser: accessible in both schemes, fits, asks for nothing. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FarmReport } from '#contracts/farm-report';
import { findBrowser } from '#renderers/three/host/index';
import { type Launched, launch } from '#renderers/three/host/launch';
import { farmReportPage } from '#reports/index';
import { sampleFarmReport } from '../watch/sample-run.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let folder: string;
let launched: Launched;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-farm-report-'));
  const found = await findBrowser();
  if (found === undefined) throw new Error('there is no browser');
  launched = await launch(found.path, 'swiftshader');
  page = await launched.browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
  });
});
afterAll(async () => {
  await launched?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(report: FarmReport): Promise<void> {
  const file = join(folder, 'farm.html');
  await writeFile(file, farmReportPage(report));
  await page.goto(pathToFileURL(file).href);
  await page.$$eval('details', (all) => {
    for (const each of all) each.open = true;
  });
}
async function accessibility(): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  const found = (await page.evaluate('axe.run()')) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
const SAMPLES: Readonly<Record<string, FarmReport>> = {
  'a night with troubles': sampleFarmReport(),
  'nothing done': sampleFarmReport({ receipts: [], failures: [], aside: [], shards: 3 }),
};

test.each(['light', 'dark'].flatMap((scheme) => Object.keys(SAMPLES).map((name) => [name, scheme] as const)))(
  '%s keeps the rules of accessibility in the %s scheme',
  async (name, value) => {
    await page.setViewport({ width: 1280, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await open(SAMPLES[name] as FarmReport);
    expect(await accessibility()).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test('fits a narrow screen, and bars are where the counts say', async () => {
  await page.setViewport({ width: 390, height: 800 });
  const report = SAMPLES['a night with troubles'] as FarmReport;
  await open(report);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const heights = await page.$$eval('svg .bar', (bars) =>
    bars.map((bar) => (bar as unknown as SVGGraphicsElement).getBBox().height),
  );
  const counts = report.times?.bins.map(({ count }) => count).filter((count) => count > 0) ?? [];
  for (const [i, height] of heights.entries())
    expect(height / Math.max(...heights)).toBeCloseTo((counts[i] as number) / Math.max(...counts), 1);
});

test('control: faint text is seen', async () => {
  await page.$eval('h1', (title) => (title as HTMLElement).style.setProperty('color', '#555'));
  expect((await accessibility()).map((one) => one.split(':')[0])).toContain('color-contrast');
  complaints.length = 0;
});

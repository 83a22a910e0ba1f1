/** The page in a real browser: accessible in both schemes, replays, filters, links, prints, and runs nobody else's script. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { findBrowser } from '#renderers/three/host/index';
import { type Launched, launch } from '#renderers/three/host/launch';
import { htmlReport } from '#reports/index';
import { byInterest } from '#reports/severity';
import { hostileReport } from './hostile.js';
import { sampleReport } from './sample.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let folder: string;
let launched: Launched;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-report-'));
  const found = await findBrowser();
  if (found === undefined) throw new Error('there is no browser');
  launched = await launch(found.path, 'swiftshader');
  page = await launched.browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
  });
  await page.setViewport({ width: 1280, height: 900 });
});
afterAll(async () => {
  await launched?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(html: string): Promise<void> {
  const file = join(folder, 'report.html');
  await writeFile(file, html);
  await page.goto(`${pathToFileURL(file)}?${complaints.length}`);
}
const few = (report: ValidationReport): string => htmlReport(report, { maxFailures: 6, maxCases: 60 });

async function accessibility(): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  const found = (await page.evaluate('axe.run()')) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
async function openFailures(): Promise<void> {
  await page.$$eval('details', (all) => all.map((details) => details.setAttribute('open', '')));
}

test.each(['light', 'dark'])('keeps the rules of accessibility in the %s scheme, all of it open', async (value) => {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
  await open(few(sampleReport()));
  await openFailures();
  expect(await accessibility()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('control: a button without a name and faint text are seen', async () => {
  await page.$eval('h1', (title) => title.insertAdjacentHTML('afterend', '<button></button><p class="faint">faint</p>'));
  await page.$eval('.faint', (text) => (text as HTMLElement).style.setProperty('color', '#555'));
  const found = await accessibility();
  expect(found.map((one) => one.split(':')[0])).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
  complaints.length = 0;
});

test('opens the failure that a link points at and replays it by keyboard', async () => {
  await open(few(sampleReport()));
  await page.click('tr[data-outcome=fail] a');
  const box = 'details[open] .actor';
  await page.waitForSelector(box);
  const slider = await page.waitForSelector('details[open] input[type=range]');
  const [x, viewBox] = [
    await placeOf(box),
    await page.$eval('details[open] .replay > svg', (svg) => svg.getAttribute('viewBox')),
  ];
  await slider?.focus();
  await page.keyboard.press('Home');
  expect(await page.$eval('details[open] output', (output) => output.textContent)).toBe('0.00 s');
  expect(await placeOf(box)).toBeCloseTo(0, 6);
  expect(x).toBeGreaterThan(40);
  expect(await page.$eval('details[open] .replay > svg', (svg) => svg.getAttribute('viewBox'))).not.toBe(viewBox);
  await page.keyboard.press('End');
  expect(await placeOf(box)).toBeGreaterThan(x);
  const cursors = await page.$$eval('details[open] .now', (lines) =>
    lines.map((line) => [line.getAttribute('x1'), line.getAttribute('display')]),
  );
  expect(cursors).toEqual([
    ['352', null],
    ['352', null],
    ['352', null],
  ]);
});

test('plays on its own, and goes back to the moment it failed', async () => {
  const [play, back] = await page.$$('details[open] .controls button');
  await play?.click();
  await page.waitForFunction(
    () => Number(document.querySelector<HTMLInputElement>('details[open] input[type=range]')?.value) > 0.1,
  );
  await play?.click();
  expect(await play?.evaluate((button) => button.textContent)).toBe('Play');
  await back?.click();
  // The first row is the first scenario's worst failure.
  const { cases } = sampleReport();
  const worst = byInterest(cases.filter(({ file }) => file === cases[0]?.file))[0]?.criteria.find(({ passed }) => !passed);
  const at = `${((worst?.timeNs as number) / 1e9).toFixed(1)}0 s`;
  expect(await page.$eval('details[open] output', (output) => output.textContent)).toBe(at);
});

test('filters cases by outcome and by words', async () => {
  const shown = (): Promise<string[]> =>
    page.$$eval('#scenario-1-table tbody tr:not([hidden])', (rows) =>
      rows.map((row) => (row as HTMLElement).dataset.outcome ?? ''),
    );
  const all = await shown();
  const form = 'form[data-table=scenario-1-table]';
  await page.select(`${form} select`, 'fail');
  const failed = await shown();
  expect(new Set(failed)).toEqual(new Set(['fail']));
  expect(failed.length).toBe(all.filter((outcome) => outcome === 'fail').length);
  expect(await page.$eval(`${form} [role=status]`, (status) => status.textContent)).toBe(
    `${failed.length} of ${all.length} shown`,
  );
  await page.type(`${form} input`, 'nothing has these words');
  expect(await shown()).toEqual([]);
});

test('shows all of it on paper', async () => {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.$$eval('details.failure:not([open])', (all) => all.length)).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.$$eval('details.failure[open]', (all) => all.length)).toBe(1);
});

test('fits a narrow screen', async () => {
  await page.setViewport({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewport({ width: 1280, height: 900 });
});

test('shows hostile texts as text', async () => {
  await open(htmlReport(hostileReport()));
  await openFailures();
  expect(await page.evaluate(() => [document.images.length, document.scripts.length, 'hit' in window])).toEqual([0, 1, false]);
  expect(await page.$eval('#scenarios', (title) => title.textContent)).toBe('Scenarios');
  expect(await page.$eval('details[open] h4', (title) => title.textContent)).toContain(
    '</script><img src=x onerror="window.hit=1">',
  );
  expect(complaints).toEqual([]);
});

test('even if a text got through, the browser would not run it', async () => {
  const leak = '<img src="data:," onerror="window.hit=1"><script>window.hit=2</script>';
  await open(few(sampleReport()).replace('<h1>', `${leak}<h1>`));
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  expect(complaints.join('\n')).toMatch(/Content Security Policy/);
  await open(few(sampleReport()).replace('<h1>', `${leak}<h1>`).replace('Content-Security-Policy', 'nothing'));
  expect(await page.evaluate(() => 'hit' in window)).toBe(true);
});

/** x of an actor's box, m. */
async function placeOf(selector: string): Promise<number> {
  return await page.$eval(selector, (box) => Number(/translate\((\S+)/.exec(box.getAttribute('transform') ?? '')?.[1]));
}

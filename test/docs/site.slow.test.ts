/** The site in a real browser, from the disk: accessible, readable on a phone, searched by keyboard, asking no other host. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '#renderers/three/host/index';
import { buildSite } from '../../docs/site/build.js';
import { NO_PICTURES } from '../../docs/site/gallery/pictures.js';
import { ROOT } from './pages.js';

/** One of each kind. */
const KINDS = [
  'index.html',
  'tutorial.html',
  'gallery/index.html',
  'gallery/wildlife/moose-at-night.html',
  'language/index.html',
  'language/environment.html',
  'reference/physics.html',
  'comparison.html',
];
const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
const DESK = { width: 1280, height: 900 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const out = mkdtempSync(join(tmpdir(), 'nearmiss-site-'));
let browser: Browser;
let page: Page;
const asked: string[] = [];
beforeAll(async () => {
  await buildSite({ root: ROOT, out, pictures: NO_PICTURES });
  const found = await findBrowser();
  browser = await puppeteer.launch({ executablePath: found?.path ?? '', args: ['--no-sandbox'] });
  page = await browser.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => expect.unreachable(`an error on the page: ${error}`));
});
afterAll(async () => {
  await browser?.close();
  rmSync(out, { recursive: true, force: true });
});

async function open(path: string): Promise<void> {
  await page.goto(pathToFileURL(join(out, path)).href, { waitUntil: 'load' });
}

/** What axe-core finds on the page as it is now, a line each. @param rules all when missing */
async function violations(...rules: string[]): Promise<string[]> {
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules.length === 0 ? {} : { runOnly: rules }) };
  const { violations: found } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

it('axe-core finds nothing on any kind of page, nor too little contrast in the dark', async () => {
  await page.setViewport(DESK);
  for (const path of KINDS) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await open(path);
    expect(await violations(), path).toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await violations('color-contrast'), path).toEqual([]);
  }
});

it('axe-core finds a button without a name (control)', async () => {
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect((await violations()).join()).toContain('button-name');
});

it('fits a phone, whose menu opens and closes by keyboard', async () => {
  await page.setViewport(PHONE);
  for (const path of KINDS) {
    await open(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
  }
  expect(await page.$eval('.pages', (pages) => getComputedStyle(pages).display)).toBe('none');
  await page.focus('.menu');
  await page.keyboard.press('Enter');
  expect(await page.$eval('.menu', (menu) => menu.getAttribute('aria-expanded'))).toBe('true');
  expect(await page.evaluate(() => document.activeElement?.closest('.pages') !== null)).toBe(true);
  expect(await violations()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.$eval('.pages', (pages) => getComputedStyle(pages).display)).toBe('none');
});

it('finds a key by keyboard alone, and goes there', async () => {
  await page.setViewport(DESK);
  await open('formats/coco.html');
  await page.keyboard.press('/');
  await page.keyboard.type('meteorological optical');
  await page.waitForSelector('#found li[aria-selected="true"]');
  expect(await violations()).toEqual([]);
  const [first] = await page.$$eval('#found li b', (titles) => titles.map(({ textContent }) => textContent));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  const arrived = await page.evaluate(() => document.querySelector(decodeURI(location.hash))?.textContent ?? document.title);
  expect(arrived).toContain(first);
  await page.keyboard.press('/');
  await page.keyboard.type('zzzz');
  await page.waitForFunction(() => document.querySelector('.none')?.textContent === 'Nothing found.');
});

it('remembers dark or light', async () => {
  const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.keyboard.press('Escape');
  await page.click('.theme');
  const after = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(after).not.toBe(before);
  await page.reload();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(after);
});

it('has asked nobody but the disk', () => {
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
});

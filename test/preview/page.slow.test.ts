/** The preview page in a real browser: seen, edited, broken, mended, scrubbed, drawn again, by pointer and by keys alone. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherRun, type OpenPage, openPage, pictureHash, runOnShow, still } from './open-page.js';

const CPNCO = 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let open: OpenPage;
let page: Page;

beforeAll(async () => {
  open = await openPage(CPNCO);
  page = open.page;
  await anotherRun(page, undefined);
});
afterAll(async () => await open?.close());

const text = (selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent ?? '');
const problems = (): Promise<string[]> => page.$$eval('.problems li', (items) => items.map((item) => item.textContent ?? ''));
const time = (): Promise<number> => page.$eval('#scrub', (input) => Number((input as HTMLInputElement).value));
const settled = (): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector<HTMLCanvasElement>('#picture')?.dataset.exact === 'true');

/** From now on: how often a picture comes that is not as the dataset has it, or of another size. */
const countPictures = (): Promise<void> =>
  page.$eval('#picture', (element) => {
    const canvas = element as HTMLCanvasElement;
    const size = `${canvas.clientWidth} x ${canvas.clientHeight}`;
    canvas.dataset.others = '0';
    const other = (): void => {
      if (canvas.dataset.exact === 'true' && `${canvas.clientWidth} x ${canvas.clientHeight}` === size) return;
      canvas.dataset.others = String(Number(canvas.dataset.others) + 1);
    };
    new MutationObserver(other).observe(canvas, { attributeFilter: ['data-exact'] });
    new ResizeObserver(other).observe(canvas);
  });

/** What breaks a rule, named so that a failure says what to mend. */
async function accessibility(): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  const found = (await page.evaluate('axe.run()')) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test('shows the hazard as its camera will capture it, at the moment that says most', async () => {
  await settled();
  expect(await text('.title')).toBe('Child from behind parked cars (CPNCO)');
  expect(await text('.fineness')).toContain('as captured');
  expect(await time()).toBeGreaterThan(3000);
  expect(await text('#problem-count')).toBe('no problems');
  expect(open.complaints).toEqual([]);
});

test('a mistake is told at its line while the last good state stays, and goes when it is mended', async () => {
  const before = await pictureHash(page);
  const good = await readFile(open.file, 'utf8');
  await writeFile(open.file, good.replace('kind: pedestrian-child', 'kind: pedestrian-chidl'));
  await page.waitForSelector('.problems li');
  expect(await problems()).toEqual([expect.stringMatching(/^23:18 .*did you mean "pedestrian-child"\?/)]);
  expect(await text('#problem-count')).toContain('the last good state is on show');
  expect(await pictureHash(page)).toBe(before);
  expect(await page.$$eval('.cm-lintRange-error', (marks) => marks.map((mark) => mark.textContent))).toEqual([
    'pedestrian-chidl',
  ]);
  const shown = await runOnShow(page);
  await page.$eval('#scrub', (input) => (input as HTMLInputElement).focus());
  await writeFile(open.file, good.replace('walk: 5 km/h', 'walk: 8 km/h'));
  await anotherRun(page, shown);
  expect(await problems()).toEqual([]);
});

test('a save elsewhere keeps time and view', async () => {
  await page.keyboard.press('o');
  await page.$eval('#scrub', (input) => {
    (input as HTMLInputElement).value = '2000';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const shown = await runOnShow(page);
  const good = await readFile(open.file, 'utf8');
  await writeFile(open.file, good.replace('walk: 8 km/h', 'walk: 5 km/h'));
  await anotherRun(page, shown);
  expect(await time()).toBe(2000);
  expect(await page.$eval('button[aria-pressed="true"]', (button) => button.textContent)).toBe('orbit');
  await page.keyboard.press('c');
});

test('typed into the page, run at once, saved to the file; a change on the disk meanwhile is never lost', async () => {
  const shown = await runOnShow(page);
  await page.click('.cm-content');
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type('# noted\n');
  await anotherRun(page, shown);
  await page.click('#save');
  await page.waitForFunction(() => document.querySelector('#save')?.textContent === 'saved');
  const saved = await readFile(open.file, 'utf8');
  expect(saved).toContain('# noted');
  await page.focus('.cm-content');
  await page.keyboard.type('# mine\n');
  await writeFile(open.file, `${saved}# theirs\n`);
  await page.waitForSelector('.clash');
  await page.click('#save');
  expect(await readFile(open.file, 'utf8')).toBe(`${saved}# theirs\n`);
  const [, mine] = await page.$$('.clash button');
  await mine?.click();
  await page.click('#save');
  await page.waitForFunction(() => document.querySelector('#save')?.textContent === 'saved');
  expect(await readFile(open.file, 'utf8')).toContain('# mine');
});

test('offers keys and says what they mean', async () => {
  await page.focus('.cm-content');
  await page.keyboard.type('tra');
  await page.waitForSelector('.cm-tooltip-autocomplete li');
  const offered = await page.$$eval('.cm-tooltip-autocomplete .cm-completionLabel', (items) =>
    items.map((item) => item.textContent),
  );
  expect(offered).toContain('traffic');
  await page.keyboard.press('Escape');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
});

test('next draw, a value held, and back as YAML', async () => {
  const shown = await runOnShow(page);
  await page.click('button[aria-label="next draw"]');
  await anotherRun(page, shown);
  const second = await runOnShow(page);
  await page.$eval('[aria-label="egoSpeed"] input', (input) => {
    (input as HTMLInputElement).value = '20';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await anotherRun(page, second);
  expect(await text('#held')).toBe('parameters:\n  egoSpeed: 20 km/h');
  const third = await runOnShow(page);
  await page.click('.held-values button:nth-of-type(2)');
  await page.waitForFunction(() => document.querySelector('#held') === null);
  await anotherRun(page, third);
  expect(await text('.cm-content')).toContain('egoSpeed: 20 km/h');
});

test('overlays are drawn over the picture, which stays the one it was, and what lies under the pointer is named', async () => {
  await page.keyboard.press('m');
  await still(page);
  const plain = await pictureHash(page);
  const seen = new Set([plain]);
  await countPictures();
  for (const key of ['1', '2', '3', '4', '5', '6', '7'] as const) {
    await page.keyboard.press(key);
    await page.waitForFunction(
      (n) => document.querySelectorAll('[aria-label="drawn over the picture"] [aria-pressed="true"]').length === n,
      {},
      1,
    );
    await expect.poll(() => pictureHash(page), { timeout: 20_000, message: `overlay ${key}` }).not.toBe(plain);
    seen.add(await pictureHash(page));
    await page.keyboard.press(key);
    await expect.poll(() => pictureHash(page), { timeout: 20_000, message: `without overlay ${key}` }).toBe(plain);
  }
  expect(seen.size).toBe(8);
  expect(await page.$eval('#picture', (canvas) => (canvas as HTMLCanvasElement).dataset.others)).toBe('0');
  const box = await (await page.$('#picture'))?.boundingBox();
  if (box === undefined || box === null) throw new Error('there is no picture');
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8);
  await page.waitForSelector('.pointed');
  expect(await text('.pointed')).toMatch(/road.* m deep|lane-marking.* m deep/);
});

test('the same moment in fog, beside it', async () => {
  await page.click('#tab-weather');
  await page.select('#factor', 'environment.fog.mor');
  await page.type('#other-value', '40 m');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#beside');
  expect(await text('.beside figcaption')).toBe('environment.fog.mor: 40 m');
  expect(await page.$$eval('.figures .other', (cells) => cells.map((cell) => cell.textContent))).toContain('40 m');
  await page.click('.settings button');
  await page.waitForFunction(() => document.querySelector('#beside') === null);
});

test('no violation of accessibility on any panel', async () => {
  for (const tab of ['parameters', 'draws', 'weather', 'objects']) {
    await page.click(`#tab-${tab}`);
    expect(await accessibility(), tab).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await page.click('button[aria-label="keys"]');
  expect(await accessibility(), 'keys').toEqual([]);
  await page.keyboard.press('Escape');
});

test('keys alone suffice', async () => {
  await page.focus('body');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached = new Set<string>();
  for (let i = 0; i < 140; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      if (element?.classList.contains('cm-content') === true) return 'text';
      return element?.id || (element?.getAttribute('aria-label') ?? element?.textContent ?? '');
    });
    reached.add(name.trim());
    if (name === 'text') await page.keyboard.press('Escape');
  }
  for (const wanted of ['file', 'seed', 'draw', 'text', 'picture', 'play', 'scrub', 'speed', 'keys', 'width of the editor'])
    expect([...reached]).toContain(wanted);
  await page.focus('[role="tab"][aria-selected="true"]');
  await page.keyboard.press('ArrowLeft');
  expect(await page.$eval(':focus', (tab) => tab.getAttribute('aria-selected'))).toBe('true');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Home');
  expect(await time()).toBe(0);
  await page.keyboard.press('ArrowRight');
  const stepped = await time();
  expect(stepped).toBeGreaterThan(0);
  await page.keyboard.press('Space');
  await page.waitForFunction(
    (from) => Number(document.querySelector<HTMLInputElement>('#scrub')?.value) > from + 200,
    {},
    stepped,
  );
  await page.keyboard.press('Space');
});

test('smaller, it still shows all of it', async () => {
  await page.setViewport({ width: 700, height: 900 });
  await page.waitForFunction(() => (document.querySelector('#picture')?.clientWidth ?? 9999) <= 700);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(700);
  await page.setViewport({ width: 1400, height: 850 });
});

test('nobody without the token gets anything', async () => {
  const { origin } = new URL(open.url);
  for (const address of [origin, `${origin}/start`, `${origin}/0123456789abcdef0123456789abcdef/start`])
    expect((await fetch(address)).status, address).toBe(404);
  const elsewhere = await fetch(`${open.url}read`, { method: 'POST', headers: { origin: 'http://example.org' }, body: '{}' });
  expect(elsewhere.status).toBe(404);
  const outside = await fetch(`${open.url}..%2f..%2fpackage.json`);
  expect(outside.status).toBe(404);
});

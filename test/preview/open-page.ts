/** The preview page of a scenario in a real browser, by the command that an author types. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { findBrowser } from '#renderers/three/host/index';
import { launch, pathsToTry } from '#renderers/three/host/launch';
import { type Running, start } from '../cli/nearmiss.js';

export interface OpenPage {
  readonly page: Page;
  /** The scenario's own copy, to be edited. */
  readonly file: string;
  readonly url: string;
  /** What the page complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openPage(scenario: string, size = { width: 1400, height: 850 }): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-preview-'));
  const file = join(folder, 'scenario.yaml');
  await copyFile(scenario, file);
  const program = start('preview', file);
  const url = await addressOf(program);
  const found = await findBrowser();
  if (found === undefined) throw new Error('there is no browser');
  const { browser, close } = await launch(found.path, pathsToTry()[0] ?? 'swiftshader');
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.setViewport(size);
  await page.goto(url);
  return {
    page,
    file,
    url,
    complaints,
    async close() {
      await close();
      program.child.kill('SIGINT');
      await program.finished;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The run whose picture is on show; undefined before the first. */
export async function runOnShow(page: Page): Promise<string | undefined> {
  return await page.$eval('#picture', (canvas) => (canvas as HTMLCanvasElement).dataset.run);
}

/** Waits for a picture of another run than that. */
export async function anotherRun(page: Page, before: string | undefined): Promise<void> {
  await page.waitForFunction(
    (old) => {
      const now = document.querySelector<HTMLCanvasElement>('#picture')?.dataset.run;
      return now !== undefined && now !== old;
    },
    {},
    before ?? '',
  );
}

/** Waits until the picture is the dataset's and has been the same for a second. */
export async function still(page: Page): Promise<void> {
  let last: number | undefined;
  for (;;) {
    await page.waitForFunction(() => document.querySelector<HTMLCanvasElement>('#picture')?.dataset.exact === 'true');
    const now = await pictureHash(page);
    if (now === last) return;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** What the canvas shows, as one number: pictures that differ have different ones. */
export async function pictureHash(page: Page): Promise<number> {
  return await page.$eval('#picture', (element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((hash, value) => (31 * hash + value) | 0, 0);
  });
}

function addressOf({ child, finished }: Running): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const [url] = /http:\S+/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    void finished.then(({ code, err }) => reject(new Error(`preview ended with ${code}: ${err}`)));
  });
}

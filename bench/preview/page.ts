/** The preview page as an author opens it, in a browser that is there already. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { findBrowser } from '#renderers/three/host/index';
import { type BackendName, launch, pathsToTry } from '#renderers/three/host/launch';

export interface OpenPage {
  readonly page: Page;
  readonly program: ChildProcess;
  /** A copy of the scenario, to be changed. */
  readonly file: string;
  readonly backend: BackendName;
  /** From the command to its address, and to the first picture, ms. */
  readonly urlMs: number;
  readonly firstMs: number;
  close(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'nearmiss.mjs');

export async function openPage(scenario: string): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-preview-bench-'));
  const file = join(folder, 'scenario.yaml');
  await copyFile(scenario, file);
  const found = await findBrowser();
  if (found === undefined) throw new Error('there is no browser');
  const backend = pathsToTry()[0] ?? 'swiftshader';
  const { browser, close } = await launch(found.path, backend);
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setViewport({ width: 1600, height: 950 });
  await page.goto('about:blank');
  const started = performance.now();
  const program = spawn(process.execPath, [PROGRAM, 'preview', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await addressOf(program);
  const urlMs = performance.now() - started;
  await page.goto(url);
  await shownRun(page, '');
  return {
    page,
    program,
    file,
    backend,
    urlMs,
    firstMs: performance.now() - started,
    async close() {
      await close();
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const [url] = /http:\S+/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    program.once('exit', (code) => reject(new Error(`preview ended with ${code}`)));
  });
}

/** Waits for a picture of another run than that. @returns which */
export async function shownRun(page: Page, before: string): Promise<string> {
  const handle = await page.waitForFunction(
    (old) => {
      const now = document.querySelector<HTMLCanvasElement>('#picture')?.dataset.run;
      return now !== undefined && now !== old ? now : undefined;
    },
    { polling: 8 },
    before,
  );
  return (await handle.jsonValue()) as string;
}

/** Until the picture is as fine as the dataset's, or nothing finer comes. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector<HTMLCanvasElement>('#picture')?.dataset.exact === 'true');
}

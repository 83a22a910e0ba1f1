/** A browser with the drawing page in it, and one frame drawn there. */
import type { Page } from 'puppeteer';
import { LAYERS, type LayerSet } from '#contracts/layers';
import { packedLayout, type Ticket } from '#contracts/page';
import type { RendererOptions, RenderRequest } from '#contracts/renderer';
import { infrastructureError, NearmissError } from '#core/errors';
import type { MemoryPool } from '#core/memory-pool';
import type { FrameServer } from './frame-server.js';
import type { Launched } from './launch.js';
import { findPixelFiles, newMarks, type PixelFiles } from './pixel-files.js';
import { launchBest, type Probed } from './probe.js';

/** Frames under way at once: one being drawn, one being sent. */
export const AHEAD = 2;

export interface Stage {
  readonly launched: Launched;
  readonly probed: Probed;
  readonly page: Page;
  /** Of the browser. */
  readonly version: string;
  readonly problems: string[];
  /** How pixels come; by the server where missing. */
  readonly files: PixelFiles | undefined;
  close(): Promise<void>;
}

export interface StageOptions extends RendererOptions {
  /** `post`: pixels never come by file. */
  readonly pixelsBy?: 'post';
}

/** @throws NearmissError NM4001, NM4004 (exit 3) */
export async function openStage(path: string, server: FrameServer, options: StageOptions): Promise<Stage> {
  const { launched, probed } = await launchBest(path, options.backend, options.threads);
  try {
    return await openPage(launched, probed, server, options);
  } catch (error) {
    await launched.close();
    if (error instanceof NearmissError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw infrastructureError('NM4004', `the drawing page did not start: ${reason}`, undefined, error);
  }
}

async function openPage(launched: Launched, probed: Probed, server: FrameServer, options: StageOptions): Promise<Stage> {
  const page = await launched.browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String((error as Error).stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(server.url, { waitUntil: 'load', timeout: 60_000 });
  const ready = await page.evaluate(() => typeof window.nearmiss === 'object');
  if (!ready) {
    throw infrastructureError(
      'NM4004',
      `the drawing page did not start: ${problems[0] ?? 'no reason given'}`,
      'run `npm run build`',
    );
  }
  if (server.bodies.length > 0) await loadBodies(page, server.bodies);
  const files = options.pixelsBy === 'post' ? undefined : await openFiles(page, launched.profile);
  const close = async (): Promise<void> => {
    await files?.close();
    await launched.close();
  };
  return { launched, probed, page, version: await launched.browser.version(), problems, files, close };
}

async function loadBodies(page: Page, addresses: readonly string[]): Promise<void> {
  try {
    await page.evaluate((from) => window.nearmiss.loadBodies(from), addresses);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw infrastructureError('NM4004', `the drawing page can't read the bodies it was sent: ${reason}`, 'run `npm run build`');
  }
}

async function openFiles(page: Page, profile: string): Promise<PixelFiles | undefined> {
  const marks = newMarks(AHEAD);
  const could = await page.evaluate((names) => window.nearmiss.openFiles(names), marks);
  return could ? findPixelFiles(profile, marks) : undefined;
}

/** Where pixels arrive: by which server, and in whose memory. */
export interface Landing {
  readonly server: FrameServer;
  readonly memory: MemoryPool;
}

/** @throws NearmissError (exit 3) when the page fails or takes longer than that */
export async function drawOn(
  stage: Stage,
  landing: Landing,
  request: RenderRequest,
  frame: number,
  timeoutMs: number,
): Promise<LayerSet> {
  const file = (await stage.files?.take()) ?? null;
  const late = timeout(timeoutMs);
  try {
    const bytes = await Promise.race([fetchFrame(stage, landing, request, { frame, file }), late.promise]);
    if (bytes !== undefined) return unpack(bytes, request);
    const { backend } = stage.probed;
    throw infrastructureError(
      'NM4005',
      `a frame was not drawn within ${timeoutMs / 1000} s with ${backend}`,
      'a smaller --size, or --renderer raycast',
    );
  } catch (error) {
    if (error instanceof NearmissError) throw error;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const said = [reason, ...stage.problems].join('\n');
    throw infrastructureError('NM4003', `the drawing page failed: ${said}`, undefined, error);
  } finally {
    late.cancel();
    landing.server.forget(frame);
    if (file !== null) stage.files?.giveBack(file);
  }
}

/** Doesn't wait for the page's own answer, which comes only when its next frame is drawn. */
async function fetchFrame(
  stage: Stage,
  { server, memory }: Landing,
  request: RenderRequest,
  ticket: Ticket,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = request.view.intrinsics;
  const arrived = server.expect(ticket.frame);
  const drawn = stage.page.evaluate((message, how) => window.nearmiss.render(message, how), request as never, ticket);
  const failed = drawn.then(() => arrived);
  const posted = await Promise.race([arrived, failed]);
  failed.catch(() => {});
  if (ticket.file === null || stage.files === undefined) return posted;
  memory.giveBack(posted);
  const bytes = memory.take(packedLayout(width * height, request.layers).total);
  await stage.files.read(ticket.file, bytes);
  return bytes;
}

function timeout(ms: number): { promise: Promise<undefined>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** Layers are views of what was sent. */
function unpack({ buffer }: Uint8Array<ArrayBuffer>, request: RenderRequest): LayerSet {
  const { width, height } = request.view.intrinsics;
  const layers = packedLayout(width * height, request.layers).parts.map(({ name, offset, bytes: length }) => {
    const { array } = LAYERS[name];
    return [name, new array(buffer, offset, length / array.BYTES_PER_ELEMENT)] as const;
  });
  return { width, height, ...Object.fromEntries(layers) } as LayerSet;
}

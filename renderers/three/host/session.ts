/** A page that draws: sent plain facts, gives back layers. A page that failed is closed and never used again. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { LAYERS, type LayerSet } from '#contracts/layers';
import type { PackedPart } from '#contracts/page';
import type { RendererInfo, RendererOptions, RenderRequest, RenderSession } from '#contracts/renderer';
import { infrastructureError, NearmissError } from '#core/errors';
import { findBrowser } from './find-browser.js';
import { type FrameServer, openFrameServer, pageFolder } from './frame-server.js';
import type { Launched } from './launch.js';
import { launchBest, type Probed } from './probe.js';

/** Frames after which a fresh browser takes over, so that nothing it leaks adds up. */
const RECYCLE_AFTER = 600;
const FRAME_TIMEOUT_MS = 180_000;

interface Stage {
  readonly launched: Launched;
  readonly probed: Probed;
  readonly page: Page;
  readonly problems: string[];
}

export interface ThreeSession extends RenderSession {
  /** Wall ms a frame of the bare loop in the same page: pictures alone, nothing of them read back (for `npm run bench`). */
  bare(requests: readonly RenderRequest[], count: number): Promise<number>;
}

export async function openSession(options: RendererOptions): Promise<ThreeSession> {
  const found = await findBrowser();
  if (found === undefined)
    throw infrastructureError(
      'NM4002',
      'there is no browser to draw with',
      'run `npm run setup`, or set NEARMISS_BROWSER; `--renderer raycast` works without',
    );
  const server = await openFrameServer();
  let stage: Stage | undefined = await openStage(found.path, server, options);
  let broken = false;
  let frames = 0;
  const underWay = new Set<Promise<LayerSet>>();
  /** Settles when a stage is there to draw on. */
  let fresh: Promise<void> = Promise.resolve();
  const renew = async (before: Promise<void>): Promise<void> => {
    await before;
    await Promise.allSettled(underWay);
    if (broken) return;
    await stage?.launched.close();
    stage = await openStage(found.path, server, options);
  };
  const session: ThreeSession = {
    info: await infoOf(stage),
    ahead: 2,
    async render(request) {
      const frame = frames++;
      if (frame > 0 && frame % (options.recycleAfter ?? RECYCLE_AFTER) === 0) fresh = renew(fresh);
      await fresh;
      if (broken) throw infrastructureError('NM4003', 'this renderer has failed before and draws no more');
      const drawing = draw(stage as Stage, server, request, frame, options.frameTimeoutMs ?? FRAME_TIMEOUT_MS);
      underWay.add(drawing);
      try {
        return await drawing;
      } catch (error) {
        broken = true;
        await stage?.launched.close();
        stage = undefined;
        throw error;
      } finally {
        underWay.delete(drawing);
      }
    },
    async bare(requests, count) {
      const { page } = stage as Stage;
      const ms = await page.evaluate((messages, n) => window.nearmiss.bare(messages, n), requests as never, count);
      return ms / count;
    },
    async close() {
      broken = true;
      await stage?.launched.close();
      await server.close();
    },
  };
  return session;
}

async function openStage(path: string, server: FrameServer, { backend, threads }: RendererOptions): Promise<Stage> {
  const { launched, probed } = await launchBest(path, backend, threads);
  const page = await launched.browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String((error as Error).stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(server.url, { waitUntil: 'load', timeout: 60_000 });
  const ready = await page.evaluate(() => typeof window.nearmiss === 'object');
  if (!ready) {
    await launched.close();
    throw infrastructureError(
      'NM4004',
      `the drawing page did not start: ${problems[0] ?? 'no reason given'}`,
      'run `npm run build`',
    );
  }
  return { launched, probed, page, problems };
}

async function draw(
  { page, problems, probed }: Stage,
  server: FrameServer,
  request: RenderRequest,
  frame: number,
  timeoutMs: number,
): Promise<LayerSet> {
  const pixels = server.expect(frame);
  const late = timeout(timeoutMs);
  try {
    const drawn = page.evaluate((message, number) => window.nearmiss.render(message, number), request as never, frame);
    const parts = await Promise.race([drawn, late.promise]);
    if (parts === undefined)
      throw infrastructureError(
        'NM4005',
        `a frame was not drawn within ${timeoutMs / 1000} s with ${probed.backend}`,
        'a smaller --size, or --renderer raycast',
      );
    const bytes = await Promise.race([pixels, late.promise]);
    if (bytes === undefined) throw infrastructureError('NM4005', 'the drawn pixels did not arrive');
    return unpack(bytes, parts, request);
  } catch (error) {
    server.forget(frame);
    if (error instanceof NearmissError) throw error;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw infrastructureError('NM4003', `the drawing page failed: ${[reason, ...problems].join('\n')}`, undefined, error);
  } finally {
    late.cancel();
  }
}

function timeout(ms: number): { promise: Promise<undefined>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** Layers are views of what was sent. */
function unpack(bytes: ArrayBuffer, parts: readonly PackedPart[], request: RenderRequest): LayerSet {
  const { width, height } = request.view.intrinsics;
  const layers = parts.map(({ name, offset, bytes: length }) => {
    const { array } = LAYERS[name];
    return [name, new array(bytes, offset, length / array.BYTES_PER_ELEMENT)] as const;
  });
  return { width, height, ...Object.fromEntries(layers) } as LayerSet;
}

async function infoOf({ launched, probed }: Stage): Promise<RendererInfo> {
  const require = createRequire(import.meta.url);
  const bundle = createHash('sha256')
    .update(readFileSync(join(pageFolder(), 'page.js')))
    .digest('hex');
  const three = JSON.parse(readFileSync(join(require.resolve('three'), '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    name: 'three',
    backend: probed.backend,
    versions: { browser: await launched.browser.version(), three: three.version, page: bundle.slice(0, 16) },
    portableLayers: [],
  };
}

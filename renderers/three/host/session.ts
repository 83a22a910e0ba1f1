/** A page that draws: sent plain facts, gives back layers. A page that failed is closed and never used again. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packBody } from '#assets/imported/pack';
import { LAYER_NAMES, type LayerSet } from '#contracts/layers';
import type { BareCost } from '#contracts/page';
import type { RendererInfo, RenderRequest, RenderSession } from '#contracts/renderer';
import { infrastructureError } from '#core/errors';
import { memoryPool } from '#core/memory-pool';
import { renderWithDerived } from './derived.js';
import { findBrowser } from './find-browser.js';
import { openFrameServer, pageFolder, SCRIPTS } from './frame-server.js';
import { createRenewal } from './renewal.js';
import { AHEAD, drawOn, openStage, type Stage, type StageOptions } from './stage.js';

/** Frames after which a fresh browser takes over. */
const RECYCLE_AFTER = 600;
const FRAME_TIMEOUT_MS = 180_000;

export interface ThreeSession extends RenderSession {
  /** The bare loop in the same page: pictures alone, nothing of them read back (for `npm run bench`). */
  bare(requests: readonly RenderRequest[], count: number): Promise<BareCost>;
}

export async function openSession(options: StageOptions): Promise<ThreeSession> {
  const found = await findBrowser();
  if (found === undefined)
    throw infrastructureError(
      'NM4002',
      'there is no browser to draw with',
      'run `npm run setup`, or set NEARMISS_BROWSER; `--renderer raycast` works without',
    );
  const memory = memoryPool();
  const own = (options.bodies?.all ?? []).flatMap(({ imported }) => (imported === undefined ? [] : [packBody(imported)]));
  const server = await openFrameServer(memory, own);
  let stage: Stage = await openStage(found.path, server, options).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  let broken = false;
  /** Why: frames that were under way fail with the browser, later and for its sake. */
  let failure: unknown;
  let frames = 0;
  const underWay = new Set<Promise<LayerSet>>();
  const lent = new WeakSet<ArrayBufferLike>();
  const timeoutMs = options.frameTimeoutMs ?? FRAME_TIMEOUT_MS;
  /** Numbers of frames that nobody asked for. */
  let unseen = 0;
  const renewal = createRenewal<Stage, RenderRequest>({
    after: options.recycleAfter ?? RECYCLE_AFTER,
    open: () => openStage(found.path, server, options),
    async warm(fresh, request) {
      const layers = await drawOn(fresh, { server, memory }, request, --unseen, timeoutMs);
      memory.giveBack(new Uint8Array(memoryOf(layers)));
    },
  });
  /** Settles when a stage is there to draw on. */
  let settled: Promise<void> = Promise.resolve();
  /** The last one, which nobody draws on any more. */
  let retired: Promise<void> | undefined;
  const change = async (before: Promise<void>, fresh: Stage): Promise<void> => {
    await before;
    await Promise.allSettled(underWay);
    await retired;
    // What is left of it goes when the next browser is started.
    retired = (broken ? fresh : stage).close().catch(() => {});
    if (!broken) stage = fresh;
  };
  const drawOne = async (request: RenderRequest): Promise<LayerSet> => {
    const frame = frames++;
    const fresh = renewal.onFrame(request);
    if (fresh !== undefined) settled = change(settled, fresh);
    await settled;
    if (broken) throw infrastructureError('NM4003', 'this renderer has failed before and draws no more');
    const drawing = drawOn(stage, { server, memory }, request, frame, timeoutMs);
    underWay.add(drawing);
    try {
      const layers = await drawing;
      lent.add(memoryOf(layers));
      return layers;
    } catch (error) {
      failure ??= error;
      broken = true;
      await Promise.all([stage.close(), renewal.close()]);
      throw failure;
    } finally {
      underWay.delete(drawing);
    }
  };
  const giveBack = (layers: LayerSet): void => {
    const buffer = memoryOf(layers);
    if (lent.delete(buffer)) memory.giveBack(new Uint8Array(buffer));
  };
  const session: ThreeSession = {
    info: infoOf(stage),
    ahead: AHEAD,
    render: (request) => renderWithDerived(drawOne, giveBack, request),
    giveBack,
    async bare(requests, count) {
      const { page } = stage;
      return page.evaluate((messages, n) => window.nearmiss.bare(messages, n), requests as never, count);
    },
    async close() {
      broken = true;
      await settled;
      await Promise.all([stage.close(), retired, renewal.close()]);
      await server.close();
    },
  };
  return session;
}

/** All layers of a frame are views of one piece. */
function memoryOf(layers: LayerSet): ArrayBuffer {
  const [name] = LAYER_NAMES.filter((layer) => layers[layer] !== undefined);
  if (name === undefined) throw new TypeError('these layers are none');
  return layers[name]?.buffer as ArrayBuffer;
}

function infoOf({ version, probed }: Stage): RendererInfo {
  const require = createRequire(import.meta.url);
  const bundle = createHash('sha256');
  for (const script of SCRIPTS) bundle.update(readFileSync(join(pageFolder(), script)));
  const three = JSON.parse(readFileSync(join(require.resolve('three'), '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    name: 'three',
    backend: probed.backend,
    versions: { browser: version, three: three.version, page: bundle.digest('hex').slice(0, 16) },
    portableLayers: [],
  };
}

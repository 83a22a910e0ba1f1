/** Spans of the process that makes shards: those that no collector took are told to its parent, to the last one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childMaker, createOrder, jobOf } from '#farm/index';
import { fakePlan } from '../pipeline/fake-world.js';
import { openCollector } from '../watch/collector.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = join(root, 'dist/test-workers/traced-worker.mjs');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-traced-'));
  await build({
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    packages: 'external',
    absWorkingDir: root,
    entryPoints: ['test/farm/traced-worker.ts'],
    outfile: entry,
    logLevel: 'error',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @returns spans that a collector got, and those that the parent was told are lost */
async function makeShard(name: string, status: number): Promise<{ readonly got: number; readonly lost: number }> {
  const collector = await openCollector(() => status);
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  let lost = 0;
  const onSpansLost = (count: number): void => {
    lost += count;
  };
  const maker = childMaker({ entry: pathToFileURL(entry), renderer: {}, onSpansLost });
  try {
    const order = createOrder({ plan: fakePlan({ count: 2 }), store: join(folder, name), attempts: 1 });
    const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';
    const trace = { traceparent, order: order.id, shard: 0, attempt: 1 };
    await maker.make(order, jobOf(order, 0), { onFrame: () => {}, onSample: () => {} }, trace);
    await maker.stop();
    return { got: collector.spans.length, lost };
  } finally {
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    await maker.stop();
    await collector.close();
  }
}

test('a collector that refuses: as many spans are told lost as another one gets', async () => {
  const taken = await makeShard('taken', 200);
  expect(taken).toEqual({ got: expect.any(Number), lost: 0 });
  expect(taken.got).toBeGreaterThan(20);
  expect(await makeShard('refused', 400)).toEqual({ got: 0, lost: taken.got });
});

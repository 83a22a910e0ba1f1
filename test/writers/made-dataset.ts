/** A dataset of a scenario given as text, made in this process and in memory by the renderer that shoots rays. */
import { join } from 'node:path';
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { LayerName } from '#contracts/layers';
import { generate, hashOfPlan, inlineQueue, MANIFEST_PATH } from '#farm/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { portsOf } from '#toolkit';
import { memoryStore } from '#writers/index';

export interface MadeOptions {
  readonly writers: readonly string[];
  readonly count?: number;
  readonly layers?: readonly LayerName[];
  readonly size?: DatasetPlan['size'];
}

export interface Made {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
}

/** As if the file lay among the shipped scenarios, so that it may name their rigs. */
export async function makeDataset(text: string, options: MadeOptions): Promise<Made> {
  const path = join(import.meta.dirname, '..', '..', 'scenarios', 'made.yaml');
  const plan: DatasetPlan = {
    format: 1,
    scenarios: [{ path, sha256: '0', text }],
    catalogsSha256: '0',
    seed: 'made',
    count: options.count ?? 1,
    ...(options.size === undefined ? {} : { size: options.size }),
    renderer: 'raycast',
    layers: options.layers ?? ['depth', 'semantic', 'instance'],
    writers: options.writers,
    nearmissVersion: '0.0.0',
  };
  const ports = portsOf(plan);
  const session = await raycastRenderer.open({});
  const store = memoryStore();
  await generate({
    plan,
    store,
    where: 'memory',
    resume: false,
    shardSize: 1,
    definition: ports.definition,
    writers: ports.writers,
    versions: {},
    openQueue: () => inlineQueue({ plan, planHash: hashOfPlan(plan), ports, session, store, now: () => 0 }),
    signal: new AbortController().signal,
    on: () => {},
  });
  await session.close();
  const manifest = JSON.parse(new TextDecoder().decode(store.files.get(MANIFEST_PATH))) as Manifest;
  return { files: store.files, manifest };
}

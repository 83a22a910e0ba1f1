/** Pixels come by a file in the browser's profile where they can, by the server elsewhere: the same bytes either way. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LAYER_NAMES } from '#contracts/layers';
import { memoryPool } from '#core/memory-pool';
import { openFrameServer } from '#renderers/three/host/frame-server';
import { findBrowser } from '#renderers/three/host/index';
import { findPixelFiles, newMarks } from '#renderers/three/host/pixel-files';
import { openSession } from '#renderers/three/host/session';
import { openStage } from '#renderers/three/host/stage';
import { request } from './renderer-suite.js';

const asked = { ...request([10, 0, 1.5], [10, 0.2, 1.5]), layers: LAYER_NAMES };

it('the same bytes by file and by POST', async () => {
  const frames = [];
  for (const way of [{}, { pixelsBy: 'post' }] as const) {
    const session = await openSession(way);
    frames.push(await Promise.all([session.render(asked), session.render(asked), session.render(asked)]));
    await session.close();
  }
  const [byFile, byPost] = frames as [(typeof frames)[0], (typeof frames)[0]];
  for (const frame of [...byFile, ...byPost]) {
    for (const layer of LAYER_NAMES) expect(Buffer.from(frame[layer]?.buffer as ArrayBuffer).length, layer).toBeGreaterThan(0);
    for (const layer of LAYER_NAMES) expect(frame[layer], layer).toEqual(byFile[0]?.[layer]);
  }
});

it('a browser of this machine hands its files over', async () => {
  const server = await openFrameServer(memoryPool());
  const stage = await openStage((await findBrowser())?.path as string, server, {});
  expect(stage.files).toBeDefined();
  await stage.close();
  await server.close();
});

it('a profile without the files is told, not waited for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-profile-'));
  expect(await findPixelFiles(folder, newMarks(2))).toBeUndefined();
  await rm(folder, { recursive: true });
});

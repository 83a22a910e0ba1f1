/** `serve` as a user runs it: a browser draws in a process of its own, Foxglove's client looks on, Ctrl-C ends it in order. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openViewer, type Viewer } from '../live/viewer.js';
import { type Running, start } from './nearmiss.js';

async function serving(...more: string[]): Promise<{ readonly running: Running; readonly viewer: Viewer }> {
  const running = start('serve', 'test/fixtures/live-rig.yaml', '--size', '160x90', '--port', '0', ...more);
  const url = await new Promise<string>((resolve, reject) => {
    running.child.stdout?.on('data', (part: Buffer) => {
      const found = /listening on (ws:\S+)/.exec(part.toString());
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    void running.finished.then(({ err }) => reject(new Error(err)));
  });
  return { running, viewer: await openViewer(url) };
}

test('pictures come in colour, with their boxes and points; Ctrl-C ends it in order', async () => {
  const { running, viewer } = await serving('--loop');
  viewer.subscribeAll();
  await viewer.until(() => viewer.on('/front/image').length > 3 && viewer.on('/top/points').length > 0);
  const image = viewer.decode(viewer.on('/front/image').at(-1) as (typeof viewer.received)[number]);
  expect(image).toMatchObject({ format: 'jpeg', frame_id: 'ego/front_optical' });
  const { data, info } = await sharp(image.data).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 160, height: 90, channels: 3 });
  expect(new Set(data).size).toBeGreaterThan(50);
  const seen = viewer.on('/front/annotations').flatMap((message) => viewer.decode(message).texts);
  expect(new Set(seen.map(({ text }: { text: string }) => text))).toContain('target');

  running.child.kill('SIGINT');
  expect(await viewer.closed).toEqual({ code: 1001, reason: 'the stream has ended' });
  const { code, out } = await running.finished;
  expect(code).toBe(130);
  expect(out).toMatch(/\/front\/image: \d+ messages, .*ms due to received [\d.]+ \/ [\d.]+ \/ [\d.]+/);
});

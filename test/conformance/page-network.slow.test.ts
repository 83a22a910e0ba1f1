/** The page that draws reaches its own server by its token, and nothing else: no other port of this machine, no address, no name. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryPool } from '#core/memory-pool';
import { findBrowser } from '#renderers/three/host/index';
import { openFrameServer } from '../../renderers/three/host/frame-server.js';
import { type Launched, launch } from '../../renderers/three/host/launch.js';

let launched: Launched;
let page: Awaited<ReturnType<Launched['browser']['newPage']>>;
let frames: Awaited<ReturnType<typeof openFrameServer>>;
const asked: string[] = [];
const other = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end('secret');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  frames = await openFrameServer(memoryPool());
  launched = await launch((await findBrowser())?.path as string, 'swiftshader');
  page = await launched.browser.newPage();
  await page.goto(frames.url);
});
afterAll(async () => {
  await launched.close();
  await frames.close();
  other.close();
});

const reach = (url: string): Promise<string> =>
  page.evaluate(
    (to) =>
      fetch(to, { mode: 'no-cors' }).then(
        ({ status }) => `status ${status}`,
        () => 'refused',
      ),
    url,
  );

test('its own server answers it', async () => {
  expect(await reach(`${frames.url}page.js`)).toBe('status 200');
});

test('another port, an address and a name do not', async () => {
  const { port } = other.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/control`)).status).toBe(200);
  for (const url of [
    `http://127.0.0.1:${port}/x`,
    `http://localhost:${port}/x`,
    'http://192.0.2.1/',
    'http://example.invalid/',
  ])
    expect(await reach(url), url).toBe('refused');
  const loaded = await page.evaluate(
    (src) =>
      new Promise<string>((resolve) => {
        const script = document.createElement('script');
        script.onload = () => resolve('loaded');
        script.onerror = () => resolve('refused');
        script.src = src;
        document.body.append(script);
      }),
    `http://127.0.0.1:${port}/evil.js`,
  );
  expect(loaded).toBe('refused');
  expect(asked).toEqual(['/control']);
});

test('without the token nobody gets anything from it', async () => {
  const { origin } = new URL(frames.url);
  for (const path of ['/', '/page.js', `/${'0'.repeat(32)}/page.js`]) expect((await fetch(origin + path)).status).toBe(404);
});

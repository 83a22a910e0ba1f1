/** The server of the stream, seen by Foxglove's own client over real sockets. */
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { OutboxLimits } from '#live/outbox';
import { type LiveOptions, type LiveServer, openLive } from '#live/server';
import type { Told } from '#live/told';
import { realWall } from './fake-wall.js';
import { openViewer, type Viewer } from './viewer.js';

const TOPICS = ['/frames', '/scene', '/events'].map((topic) => ({ topic, schemaName: 'x.Y', schema: Uint8Array.of(1, 2) }));
const LIMITS: OutboxLimits = { queueBytes: 1 << 20, windowBytes: 1 << 18, staleMs: Number.POSITIVE_INFINITY };
const open: { close(...args: never[]): Promise<void> }[] = [];
const values: Record<string, unknown> = {};

async function serve(more: Partial<LiveOptions> = {}): Promise<LiveServer> {
  Object.assign(values, { speed: 1, paused: true });
  const server = await openLive({
    name: 'test',
    host: '127.0.0.1',
    port: 0,
    topics: TOPICS,
    epochNs: 1_577_836_800_000_000_000n,
    limits: LIMITS,
    wall: realWall,
    metadata: { made: 'up' },
    parameters: {
      names: ['speed', 'paused'],
      get: (name) => values[name] as never,
      set(name, value) {
        if (name === 'speed' && typeof value !== 'number') throw new Error('speed is a number');
        values[name] = value;
      },
    },
    ...more,
  });
  open.push({ close: () => server.close(0) });
  return server;
}
async function view(server: LiveServer, protocols?: readonly string[]): Promise<Viewer> {
  const viewer = await openViewer(server.url, protocols);
  open.push(viewer);
  return viewer;
}
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const told = (channel: number, timeNs: number, more: Partial<Told> = {}): Told => ({
  ...{ channel, timeNs, sensor: '', keeping: 'stream', data: Uint8Array.of(timeNs % 256) },
  ...more,
});
/** Subscriptions are on their way until the server has answered something sent after them. */
async function subscribe(viewer: Viewer, ...topics: string[]): Promise<void> {
  viewer.subscribe(...topics);
  await viewer.settled();
}

test('whoever comes is told what there is', async () => {
  const { info, channels } = await view(await serve());
  expect(info).toEqual([
    {
      op: 'serverInfo',
      name: 'test',
      capabilities: ['time', 'parameters', 'parametersSubscribe'],
      supportedEncodings: ['protobuf'],
      metadata: { made: 'up' },
    },
  ]);
  expect(channels[1]).toEqual({
    ...{ id: 2, topic: '/scene', encoding: 'protobuf', schemaName: 'x.Y', schema: 'AQI=', schemaEncoding: 'protobuf' },
  });
});

describe('subprotocols', () => {
  test.each(['foxglove.websocket.v1', 'foxglove.sdk.v1'])('%s is spoken', async (name) => {
    expect((await view(await serve(), ['else', name])).socket.protocol).toBe(name);
  });
  test('a client of neither is turned away', async () => {
    const socket = new WebSocket((await serve()).url, ['graphql-ws']);
    expect(String(await once(socket, 'error').then(([error]) => error))).toContain('400');
  });
});

test('what was subscribed to comes, with its time, and nothing else; until it is unsubscribed from', async () => {
  const server = await serve();
  const viewer = await view(server);
  await subscribe(viewer, '/frames');
  server.publish(told(0, 7), 0);
  server.publish(told(1, 8), 0);
  await viewer.settled();
  expect(viewer.received).toEqual([{ topic: '/frames', timeNs: 7, data: Uint8Array.of(7) }]);
  expect([server.wants(0), server.wants(1)]).toEqual([true, false]);
  viewer.unsubscribe('/frames');
  await viewer.settled();
  server.publish(told(0, 9), 0);
  await viewer.settled();
  expect(viewer.received).toHaveLength(1);
  expect(server.wants(0)).toBe(false);
});

test('who leaves wants nothing any more', async () => {
  const server = await serve();
  const viewer = await view(server);
  await subscribe(viewer, '/frames');
  await viewer.close();
  await expect.poll(() => server.wants(0)).toBe(false);
  expect(server.clients).toBe(0);
});

test('who comes late gets the last state and all that has happened, before anything new', async () => {
  const server = await serve();
  server.publish(told(1, 1, { keeping: 'state', latch: 'last' }), 0);
  server.publish(told(2, 2, { keeping: 'history', latch: 'fell' }), 0);
  server.publish(told(1, 3, { keeping: 'state', latch: 'last' }), 0);
  server.publish(told(2, 4, { keeping: 'history', latch: 'hit' }), 0);
  server.publish(told(0, 5), 0);
  server.time(5);
  const viewer = await view(server);
  await subscribe(viewer, '/frames', '/scene', '/events');
  server.publish(told(1, 6, { keeping: 'state', latch: 'last' }), 0);
  await viewer.settled();
  expect(viewer.received.map(({ topic, timeNs }) => `${topic} ${timeNs}`)).toEqual([
    ...['/scene 3', '/events 2', '/events 4', '/scene 6'],
  ]);
  expect(viewer.times).toEqual([5]);
  server.forget();
  const after = await view(server);
  await subscribe(after, '/scene', '/events');
  expect(after.received).toEqual([]);
});

describe('a client that stops reading', () => {
  const FRAME = new Uint8Array(64 << 10);
  /** One reads, one has stopped; a hundred frames and a last state. @returns what waits for the slow one at most */
  async function slow(limits: OutboxLimits) {
    const server = await serve({ limits });
    const [quick, stuck] = [await view(server), await view(server)];
    await subscribe(quick, '/frames', '/scene');
    await subscribe(stuck, '/frames', '/scene');
    stuck.socket.pause();
    let most = 0;
    for (let i = 0; i < 100; i++) {
      server.publish(told(1, i, { keeping: 'state', latch: 'last' }), 0);
      server.publish(told(0, i, { data: FRAME }), 0);
      await quick.until(() => quick.on('/frames').length === i + 1);
      most = Math.max(most, ...server.waitingBytes());
    }
    return { server, quick, stuck, most };
  }
  test('holds up nobody and takes no more memory than it may; it goes on with the newest', async () => {
    const { server, quick, stuck, most } = await slow(LIMITS);
    expect(quick.on('/frames').map(({ timeNs }) => timeNs)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(most).toBeLessThanOrEqual(LIMITS.queueBytes);
    expect(server.figures().dropped).toBeGreaterThan(50);
    stuck.socket.resume();
    await stuck.until(() => stuck.on('/frames').at(-1)?.timeNs === 99 && stuck.on('/scene').at(-1)?.timeNs === 99);
    expect(stuck.on('/frames').length).toBeLessThan(50);
  });
  test('the control: without a bound it takes all the memory it wants', async () => {
    const { most } = await slow({ ...LIMITS, queueBytes: Number.POSITIVE_INFINITY });
    expect(most).toBeGreaterThan(3 * LIMITS.queueBytes);
  });
  test('is sent away when not even what must be kept can wait', async () => {
    const server = await serve({ limits: { ...LIMITS, queueBytes: 1000, windowBytes: 1000 } });
    const stuck = await view(server);
    await subscribe(stuck, '/frames', '/events');
    stuck.socket.pause();
    for (let i = 0; i < 30; i++) server.publish(told(0, i, { data: FRAME }), 0);
    for (let i = 0; i < 30; i++)
      server.publish(told(2, i, { keeping: 'history', latch: String(i), data: new Uint8Array(100) }), 0);
    stuck.socket.resume();
    expect(await stuck.closed).toMatchObject({ code: 1008 });
  });
});

describe('what makes no sense is answered, and harms nobody', () => {
  test.each([
    ['{', 'no JSON'],
    ['7', 'no op'],
    ['null', 'no op'],
    ['{"op":"dance"}', 'does not do "dance"'],
    ['{"op":"constructor"}', 'does not do "constructor"'],
    ['{"op":"subscribe"}', '"subscribe" lacks'],
    ['{"op":"subscribe","subscriptions":[{"id":-1,"channelId":1}]}', '"subscribe" lacks'],
    ['{"op":"subscribe","subscriptions":[{"id":1,"channelId":99}]}', 'no channel 99'],
    ['{"op":"unsubscribe","subscriptionIds":[5]}', 'no subscription 5'],
    ['{"op":"setParameters","parameters":[{"name":"speed","value":"x"}]}', 'speed is a number'],
    ['{"op":"setParameters","parameters":[{"name":"size","value":1}]}', 'no parameter "size"'],
    [Buffer.from([1, 2]), 'takes no messages'],
  ])('%s', async (message, answer) => {
    const server = await serve();
    const viewer = await view(server);
    viewer.socket.send(message);
    await viewer.until(() => viewer.statuses.length > 0);
    expect(viewer.statuses[0]?.message).toContain(answer);
    await subscribe(viewer, '/frames');
    server.publish(told(0, 1), 0);
    await viewer.until(() => viewer.received.length === 1);
  });
  test('subscribing twice by one id, or to one channel', async () => {
    const viewer = await view(await serve());
    const send = (id: number, channelId: number) =>
      viewer.socket.send(JSON.stringify({ op: 'subscribe', subscriptions: [{ id, channelId }] }));
    send(1, 1);
    send(1, 2);
    send(2, 1);
    await viewer.until(() => viewer.statuses.length === 2);
    expect(viewer.statuses.map(({ message }) => message)).toEqual([
      'subscription 1 is in use',
      'channel 1 is subscribed to already',
    ]);
  });
});

test('parameters are read, set, and told to those who asked to hear of them', async () => {
  const server = await serve();
  const [one, other] = [await view(server), await view(server)];
  one.client.getParameters(['speed', 'nothing']);
  await one.until(() => one.parameters.size > 0);
  expect([...one.parameters]).toEqual([['speed', 1]]);
  other.client.subscribeParameterUpdates(['paused']);
  await other.settled();
  one.client.setParameters([{ name: 'paused', value: false }], 'mine');
  await one.until(() => one.parameters.has('paused'));
  expect(values.paused).toBe(false);
  server.parametersChanged();
  await other.until(() => other.parameters.size > 0);
  expect([...other.parameters]).toEqual([['paused', false]]);
});

test('how long messages took is measured by what clients answer', async () => {
  const server = await serve();
  const viewer = await view(server);
  await subscribe(viewer, '/frames');
  const due = realWall.now() - 1000;
  server.publish(told(0, 1), due);
  await expect.poll(() => server.figures().topics[0]?.dueToReceived?.count).toBe(1);
  const { dueToReceived, sentToReceived } = server.figures().topics[0] ?? {};
  expect((dueToReceived?.p50 ?? 0) - (sentToReceived?.p50 ?? 0)).toBeGreaterThanOrEqual(1000);
});

test('a taken port is an error that says what to do', async () => {
  const { url } = await serve();
  await expect(serve({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'NM9001', exitCode: 3 });
});

test('at the end all that is on its way arrives before the line is closed', async () => {
  const server = await serve();
  const viewer = await view(server);
  await subscribe(viewer, '/frames');
  for (let i = 0; i < 8; i++) server.publish(told(0, i, { data: new Uint8Array(64 << 10) }), 0);
  await server.close(10_000);
  expect(viewer.on('/frames')).toHaveLength(8);
  expect(await viewer.closed).toEqual({ code: 1001, reason: 'the stream has ended' });
});

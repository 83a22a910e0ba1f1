/** A scenario served live: what comes over the wire is what the MCAP file of the same draw holds, and viewers are in control. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openViewer, type Viewer } from '../../live/viewer.js';
import { makeDataset } from '../../writers/made-dataset.js';
import { readMcap } from '../../writers/read-mcap.js';
import { FILE, type Stream, serve } from './stream.js';

const EPOCH_NS = 1_577_836_800_000_000_000n;
const open: { close(): Promise<unknown> }[] = [];
async function view(stream: Stream): Promise<Viewer> {
  const viewer = await openViewer(stream.url);
  open.push(viewer);
  viewer.client.subscribeParameterUpdates(['paused', 'speed', 'draw', 'seed', 'time']);
  return viewer;
}
async function start(more: Parameters<typeof serve>[0] = {}): Promise<Stream> {
  const stream = await serve(more);
  open.push({ close: stream.stop });
  return stream;
}
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});
const set = (viewer: Viewer, name: string, value: string | number | boolean) => viewer.client.setParameters([{ name, value }]);
const gone = (viewer: Viewer) => viewer.until(() => viewer.parameters.get('paused') === false);
/** Time stands still again at the end. */
async function toTheEnd(viewer: Viewer): Promise<void> {
  viewer.subscribeAll();
  await viewer.settled();
  viewer.parameters.clear();
  set(viewer, 'paused', false);
  await gone(viewer);
  await viewer.until(() => viewer.parameters.get('paused') === true);
  await viewer.settled();
}

test('the messages are those of the MCAP file of the same draw, topic by topic, message by message', async () => {
  const { files } = await makeDataset(readFileSync(FILE, 'utf8'), { writers: ['mcap'] });
  const { messages, reader } = await readMcap(files.get('mcap/000000.mcap') as Uint8Array);
  const viewer = await view(await start());
  await toTheEnd(viewer);

  const channels = [...reader.channelsById.values()];
  expect(viewer.channels.map(({ topic, schemaName, schema }) => [topic, schemaName, schema])).toEqual(
    channels.map(({ topic, schemaId }) => {
      const { name, data } = reader.schemasById.get(schemaId) as { name: string; data: Uint8Array };
      return [topic, name, Buffer.from(data).toString('base64')];
    }),
  );
  for (const { topic } of channels) {
    const inFile = messages.filter((message) => message.topic === topic);
    const live = viewer.on(topic);
    expect(live.length, topic).toBeGreaterThan(0);
    expect(
      live.map(({ timeNs }) => timeNs),
      topic,
    ).toEqual(inFile.map(({ logTimeNs }) => Number(logTimeNs - EPOCH_NS)));
    expect(
      live.map((message) => viewer.decode(message)),
      topic,
    ).toEqual(inFile.map(({ body }) => body));
  }
});

test('a viewer who comes at the end sees how it ended, and a picture', async () => {
  const stream = await start();
  await toTheEnd(await view(stream));
  const late = await view(stream);
  late.subscribeAll();
  await late.settled();
  await late.settled();
  const topics = new Set(late.received.map(({ topic }) => topic));
  for (const topic of [
    '/tf_static',
    '/tf',
    '/bodies',
    '/events',
    '/verdict',
    '/front/calibration',
    '/front/image',
    '/top/points',
  ])
    expect(topics).toContain(topic);
  expect(late.on('/bodies')).toHaveLength(1);
  expect(late.on('/events').map((message) => late.decode(message).message)).toEqual(['walk target']);
  expect(late.on('/imu/imu')).toEqual([]);
});

describe('viewers are in control', () => {
  test('of the draw: another run comes, the same as ever', async () => {
    const viewer = await view(await start());
    await toTheEnd(viewer);
    const first = viewer.on('/bodies').map(({ data }) => Buffer.from(data).toString('base64'));
    const play = async (draw: number) => {
      viewer.received.length = 0;
      viewer.parameters.clear();
      set(viewer, 'draw', draw);
      await gone(viewer);
      await viewer.until(() => viewer.parameters.get('paused') === true);
      await viewer.settled();
      return viewer.on('/bodies').map(({ data }) => Buffer.from(data).toString('base64'));
    };
    const other = await play(3);
    expect(viewer.parameters.get('draw')).toBe(3);
    expect(other).toHaveLength(first.length);
    expect(other).not.toEqual(first);
    expect(await play(0)).toEqual(first);
  });
  test('of the time: it goes on from there, sensors that remember included', async () => {
    const viewer = await view(await start());
    await toTheEnd(viewer);
    const all = viewer.on('/imu/values');
    viewer.received.length = 0;
    viewer.parameters.clear();
    set(viewer, 'time', 1.2);
    await gone(viewer);
    await viewer.until(() => viewer.parameters.get('paused') === true);
    await viewer.settled();
    expect(viewer.on('/imu/values')).toEqual(all.filter(({ timeNs }) => timeNs >= 1.2e9));
    expect(viewer.on('/front/image').length).toBeLessThan(5);
    expect(Math.min(...viewer.on('/bodies').map(({ timeNs }) => timeNs))).toBeGreaterThanOrEqual(1.2e9);
  });
  test('of nothing that makes no sense: the answer says what would', async () => {
    const viewer = await view(await start());
    for (const [name, value] of [
      ['draw', 1.5],
      ['time', 99],
      ['speed', -1],
      ['paused', 'yes'],
      ['seed', ''],
    ] as const)
      set(viewer, name, value);
    const complaints = () => viewer.statuses.filter(({ level }) => level === 2).map(({ message }) => message);
    await viewer.until(() => complaints().length === 5);
    expect(complaints()).toEqual([
      'draw is an integer from 0 to 999999',
      expect.stringMatching(/^time is a number from 0 to \d/),
      'speed is a number over 0, at most 1000, or "max"',
      'paused is true or false',
      'seed is a short text or a number',
    ]);
  });
});

test('only what somebody has subscribed to is drawn', async () => {
  const stream = await start({ atTheEnd: 'stop' });
  const viewer = await view(stream);
  viewer.subscribe('/bodies', '/imu/imu');
  await viewer.settled();
  set(viewer, 'paused', false);
  const report = await stream.ended;
  expect(report).toMatchObject({ made: 0, passedOver: 0, runs: 1, dropped: 0, clients: 1 });
  expect(viewer.on('/imu/imu').length).toBeGreaterThan(10);
  expect(await viewer.closed).toEqual({ code: 1001, reason: 'the stream has ended' });
});

test('it begins with the first subscription, plays in real time, and is stopped in order', async () => {
  const stream = await start({ rate: 4, paused: false, atTheEnd: 'loop' });
  const viewer = await view(stream);
  viewer.subscribe('/bodies', '/events', '/front/image');
  await viewer.until(() => viewer.on('/verdict').length + viewer.on('/bodies').length > 12);
  const report = await stream.stop();
  expect(report.runs).toBeGreaterThan(0);
  expect(report.made).toBeGreaterThan(0);
  const image = report.topics.find(({ topic }) => topic === '/front/image');
  expect(image?.sentToReceived?.count).toBeGreaterThan(0);
  expect(await viewer.closed).toMatchObject({ code: 1001 });
});

test('what is wrong with the file is told with its place, before anything listens', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-live-'));
  const file = join(folder, 'wrong.yaml');
  await writeFile(file, readFileSync(FILE, 'utf8').replace('kind: pedestrian-child', 'kind: pedestrian-chid'));
  await expect(serve({ file })).rejects.toMatchObject({
    exitCode: 2,
    diagnostics: [{ file, line: 16, column: 18, hint: expect.stringContaining('pedestrian-child') }],
  });
  await rm(folder, { recursive: true });
});

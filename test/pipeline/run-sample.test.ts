/** The straight line: what is asked of the renderer, what becomes of failures, how much is in flight. */
import { expect, test } from 'vitest';
import type { RenderRequest } from '#contracts/renderer';
import type { FrameRecord } from '#contracts/writer';
import { runSample, type Shard } from '#pipeline/index';
import { memoryStore } from '#writers/index';
import { boundedQueue } from '../../src/pipeline/bounded-queue.js';
import { fakePlan, fakePorts, fakeSession, paint } from './fake-world.js';

function fakeShard(changes: Partial<Shard> = {}): Shard {
  const plan = changes.plan ?? fakePlan();
  const events = { onFrame: () => {}, onSample: () => {} };
  const signal = new AbortController().signal;
  const session = fakeSession();
  return {
    plan,
    planHash: 'p',
    ports: fakePorts(plan),
    session,
    store: memoryStore(),
    events,
    signal,
    now: () => 0,
    ...changes,
  };
}
const task = { sample: '000000', scenario: 0, draw: 1 };

test('each frame is drawn with the camera where its carrier is, now and next, and a seed of its own', async () => {
  const requests: RenderRequest[] = [];
  const session = fakeSession();
  const render = session.render.bind(session);
  session.render = (request) => {
    requests.push(request);
    return render(request);
  };
  await runSample(fakeShard({ session, plan: fakePlan({ layers: ['rgb'] }) }), task);
  expect(requests.map((request) => request.view.worldFromCamera.position[0])).toEqual([0, 1, 2]);
  expect(requests.map((request) => request.next.view.worldFromCamera.position[0])).toEqual([1, 2, 3]);
  expect(new Set(requests.flatMap((request) => request.view.seed)).size).toBe(3);
  expect(requests[0]?.next.view.seed).toBe(requests[0]?.view.seed);
  expect(requests[0]?.layers).toEqual(['rgb', 'depth', 'semantic', 'instance']);
});

test('a writer that fails leaves nothing behind', async () => {
  const shard = fakeShard();
  const broken = {
    name: 'broken',
    about: '',
    open: () => ({
      frame: async () => {
        throw new Error('the writer failed');
      },
      end: async () => null,
    }),
    merge: async () => {},
  };
  const store = memoryStore();
  const ports = { ...shard.ports, writers: [...shard.ports.writers, broken] };
  await expect(runSample({ ...shard, ports, store }, task)).rejects.toThrow('the writer failed');
  expect([...store.files.keys()]).toEqual([]);
});

test('a frame that fails while the one before it is still drawn fails the sample, and not the process', async () => {
  const unheard: unknown[] = [];
  const listen = (error: unknown): void => void unheard.push(error);
  process.on('unhandledRejection', listen);
  const session = { ...fakeSession(), ahead: 2 };
  let asked = 0;
  session.render = async (request) => {
    const first = asked++ === 0;
    await new Promise((resolve) => setTimeout(resolve, first ? 40 : 1));
    if (!first) throw new Error('the browser is gone');
    return paint(request);
  };
  await expect(runSample(fakeShard({ session }), task)).rejects.toThrow('the browser is gone');
  process.off('unhandledRejection', listen);
  expect(unheard).toEqual([]);
});

test('an aborted sample leaves nothing behind', async () => {
  const halt = new AbortController();
  const store = memoryStore();
  const events = { onFrame: () => halt.abort(), onSample: () => {} };
  await expect(runSample(fakeShard({ store, events, signal: halt.signal }), task)).rejects.toThrow();
  expect([...store.files.keys()]).toEqual([]);
});

test('the queue holds the producer back and passes the first failure on', async () => {
  let active = 0;
  let most = 0;
  const queue = boundedQueue(3);
  for (let i = 0; i < 20; i++) {
    await queue.add(async () => {
      most = Math.max(most, ++active);
      await new Promise((resolve) => setTimeout(resolve, 1));
      active--;
    });
  }
  await queue.drain();
  expect([active, most]).toEqual([0, 3]);

  const failing = boundedQueue(2);
  await failing.add(() => Promise.reject(new Error('first')));
  await expect(failing.drain()).rejects.toThrow('first');
  await failing.settle();
  await expect(failing.add(async () => {})).rejects.toThrow('first');
});

test('a frame that contradicts itself is kept apart with why and a picture, counted, and given to no writer', async () => {
  const shard = fakeShard();
  const violation = { code: 'NA04', invariant: 'tight box = extent of the mask', object: 'walker', detail: 'it is not' };
  const openAudit = () => ({
    frame: ({ annotations }: FrameRecord) => (annotations.frame === 1 ? [violation] : []),
    observation: () => [],
  });
  const store = memoryStore();
  const { summary } = await runSample({ ...shard, store, ports: { ...shard.ports, openAudit } }, task);
  expect(summary.frames).toBe(2);
  expect(summary.quarantined).toEqual([{ sensor: 'front', frame: 1, timeNs: 100_000_000, violations: [violation] }]);
  const files = [...store.files.keys()];
  expect(files.filter((path) => path.includes('000001') && !path.startsWith('quarantine/'))).toEqual([]);
  expect(files).toContain('quarantine/000000/front/000001.png');
  expect(files).toContain('quarantine/000000/front/000001.instance.png');
  const kept = JSON.parse(new TextDecoder().decode(store.files.get('quarantine/000000/front/000001.json')));
  expect(kept.violations).toEqual([violation]);
  const [x, y] = [kept.annotations.objects[0].box.x, kept.annotations.objects[0].box.y];
  expect([x, y].every(Number.isInteger)).toBe(true);
});

/** What every queue of a farm does. Two openers stand for two machines. */
import { expect, test } from 'vitest';
import type { FarmOrder, FarmQueue, Lease, ShardFailure, ShardReceipt } from '#contracts/farm';
import { createOrder } from '#farm/index';
import { fakePlan } from '../pipeline/fake-world.js';

export interface QueueMaker {
  /** Another opener of the same queue. */
  open(token: string, leaseMs: number): Promise<FarmQueue>;
  /** Another queue, empty. */
  reset(): Promise<void>;
}

const LONG = 60_000;
/** Long enough that a busy machine still renews in time. */
const SHORT = 3_000;
const receipt = (worker: string, frames = 3): ShardReceipt => ({
  worker,
  samples: 1,
  frames,
  found: 0,
  quarantined: 0,
  rejected: 0,
  stages: { render: 5 },
  wallMs: 10,
  cpuMs: 9,
  gpuMs: 0,
  endedAtMs: 0,
});
const failure = (changes: Partial<ShardFailure> = {}): ShardFailure => ({
  cause: 'page',
  message: 'the page is gone',
  worker: 'w',
  atMs: 1,
  ...changes,
});
const progress = { worker: 'w', frames: 2, made: 1 };

export function orderOf(count: number, changes: Partial<FarmOrder> = {}): FarmOrder {
  return { ...createOrder({ plan: fakePlan({ count }), store: '/data/x', attempts: 3 }), shardSize: 1, ...changes };
}
const other = (order: FarmOrder, id: string, priority: number): FarmOrder => ({ ...order, id, priority });
const shards = (order: FarmOrder): readonly number[] => Array.from({ length: order.plan.count }, (_, i) => i);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const shardIn = (lease: Lease | undefined): number | 'merge' | undefined =>
  lease === undefined ? undefined : 'merge' in lease.task ? 'merge' : lease.task.shard;

async function need(queue: FarmQueue, waitMs = 5_000): Promise<Lease> {
  const lease = await queue.take('w', waitMs);
  if (lease === undefined) throw new Error('nothing to take');
  return lease;
}
async function stateOf(queue: FarmQueue, { id }: FarmOrder) {
  const found = (await queue.states()).find(({ order }) => order.id === id);
  if (found === undefined) throw new Error('no such order');
  return found;
}

/** @param broken the only check that is made, and must fail: of a queue that is wrong */
export function testQueue(name: string, maker: QueueMaker, broken?: string): void {
  const withTwo = (what: string, leaseMs: number, run: (a: FarmQueue, b: FarmQueue) => Promise<void>): void => {
    if (broken !== undefined && broken !== what) return;
    const check = broken === undefined ? test : test.fails;
    check(`${name}: ${what}`, async () => {
      await maker.reset();
      const a = await maker.open('a', leaseMs);
      const b = await maker.open('b', leaseMs);
      try {
        await run(a, b);
      } finally {
        await a.close();
        await b.close();
      }
    });
  };

  withTwo('an order submitted twice is one', LONG, async (a, b) => {
    const order = orderOf(4);
    expect(await a.submit(order, shards(order))).toBe(4);
    expect(await b.submit(order, shards(order))).toBe(0);
    const lease = await need(a);
    await lease.done(receipt('w'));
    expect(await b.submit({ ...order, priority: 9 }, shards(order))).toBe(0);
    expect(await b.order(order.id)).toEqual(order);
    expect((await stateOf(b, order)).counts).toEqual({ waiting: 3, delayed: 0, leased: 0, done: 1, aside: 0 });
    expect((await b.states()).length).toBe(1);
  });

  withTwo('higher priority first, then the lower shard', LONG, async (a, b) => {
    const order = orderOf(2);
    await a.submit(order, shards(order));
    await a.submit(other(order, '00000000000000aa', 5), [0]);
    await b.submit(other(order, '00000000000000bb', -5), [0]);
    const taken: string[] = [];
    for (let i = 0; i < 4; i++) {
      const lease = await need(i % 2 === 0 ? a : b);
      taken.push(`${lease.task.order.slice(-2)}:${shardIn(lease)}`);
      await lease.done(receipt('w'));
    }
    const own = order.id.slice(-2);
    expect(taken).toEqual(['aa:0', `${own}:0`, `${own}:1`, 'bb:0']);
  });

  withTwo('many takers at once: every shard once', LONG, async (a, b) => {
    const order = orderOf(40);
    await a.submit(order, shards(order));
    const taken: number[] = [];
    const taker = async (queue: FarmQueue, i: number): Promise<void> => {
      for (let lease = await queue.take(`w${i}`, 0); lease !== undefined; lease = await queue.take(`w${i}`, 0)) {
        taken.push(shardIn(lease) as number);
        await pause(i);
        expect(await lease.done(receipt(`w${i}`))).toBe(true);
      }
    };
    await Promise.all([a, b, a, b, a, b].map(taker));
    expect(taken.sort((x, y) => x - y)).toEqual(shards(order));
    expect((await stateOf(a, order)).counts.done).toBe(40);
    const receipts = await b.receipts(order.id, new Set([3, 4]));
    expect(receipts.size).toBe(38);
    expect(receipts.get(5)).toMatchObject({ frames: 3, stages: { render: 5 } });
  });

  withTwo('a lease that is renewed stays, one that is not goes to another worker', SHORT, async (a, b) => {
    const order = orderOf(2);
    await a.submit(order, shards(order));
    const kept = await need(a);
    const dropped = await need(a);
    expect([kept.attempt, dropped.attempt]).toEqual([1, 1]);
    await dropped.renew(progress);
    const until = performance.now() + 30_000;
    let again: Lease | undefined;
    while (again === undefined && performance.now() < until) {
      expect(await kept.renew(progress)).toBe(true);
      again = await b.take('w2', 50);
      await pause(SHORT / 8);
    }
    expect(shardIn(again)).toBe(shardIn(dropped));
    expect(again?.attempt).toBe(2);
    expect(again?.failures).toMatchObject([{ cause: 'stalled', worker: 'w', made: 1 }]);
    expect(await dropped.renew(progress)).toBe(false);
    expect(await dropped.failed(failure(), true)).toBe('lost');
    expect(await dropped.done(receipt('late'))).toBe(false);
    expect(await again?.done(receipt('w2'))).toBe(true);
    expect(await kept.done(receipt('w'))).toBe(true);
    expect((await stateOf(b, order)).counts.done).toBe(2);
  });

  withTwo('a shard that fails is tried again, later; too often, it is set aside and the rest goes on', LONG, async (a, b) => {
    const order = orderOf(2, { attempts: 2 });
    await a.submit(order, [0]);
    expect(await (await need(a)).failed(failure(), true)).toBe('again');
    expect(await a.take('w', 0)).toBeUndefined();
    expect((await stateOf(a, order)).counts).toMatchObject({ delayed: 1, leased: 0 });
    const second = await need(b, 10_000);
    expect([second.attempt, second.failures.length]).toEqual([2, 1]);
    expect(await second.failed(failure({ message: 'gone again', evidence: 'stack' }), true)).toBe('aside');
    await a.submit(order, [1]);
    await (await need(a)).done(receipt('w'));
    expect((await stateOf(a, order)).counts).toEqual({ waiting: 0, delayed: 0, leased: 0, done: 1, aside: 1 });
    expect(await a.offerMerge(order.id)).toBe(false);
    const [poison] = await b.aside(order.id);
    expect(poison?.task).toEqual({ order: order.id, shard: 0 });
    expect(poison?.failures.map(({ message }) => message)).toEqual(['the page is gone', 'gone again']);
    expect((await b.failures(order.id)).length).toBe(2);
    expect(await b.retry(order.id)).toBe(1);
    expect((await need(a)).attempt).toBe(1);
  });

  withTwo('what a try used is kept with its failure, and with a receipt', LONG, async (a, b) => {
    const order = orderOf(3);
    const used = { wallMs: 1234, cpuMs: 567.5, gpuMs: 0, joules: 12.25 };
    await a.submit(order, shards(order));
    await (await need(a)).failed(failure({ used }), false);
    await (await need(a)).failed(failure({ atMs: 2 }), false);
    await (await need(a)).done({ ...receipt('w'), joules: 3.5 });
    expect((await b.failures(order.id)).map((one) => one.used)).toEqual([used, undefined]);
    expect((await b.aside(order.id)).flatMap(({ failures }) => failures.map((one) => one.used))).toContainEqual(used);
    expect([...(await b.receipts(order.id, new Set())).values()]).toMatchObject([{ joules: 3.5 }]);
  });

  withTwo('what trying again can not help is set aside at once', LONG, async (a) => {
    const order = orderOf(1);
    await a.submit(order, [0]);
    expect(await (await need(a)).failed(failure({ cause: 'mistake' }), false)).toBe('aside');
  });

  withTwo('a shard that gets on is tried on', LONG, async (a) => {
    const order = orderOf(1, { attempts: 2 });
    await a.submit(order, [0]);
    for (const made of [1, 2]) expect(await (await need(a, 10_000)).failed(failure({ made }), true)).toBe('again');
    expect(await (await need(a, 10_000)).failed(failure({ made: 0 }), true)).toBe('again');
  });

  withTwo('what is given back is there at once, and no try', LONG, async (a, b) => {
    const order = orderOf(1);
    await a.submit(order, [0]);
    await (await need(a)).release();
    const lease = await need(b);
    expect([lease.attempt, lease.failures]).toEqual([1, []]);
  });

  withTwo('a cancelled order is not taken, its leases are lost; retry goes on with it', LONG, async (a, b) => {
    const order = orderOf(3);
    await a.submit(order, shards(order));
    await (await need(a)).done(receipt('w'));
    const held = await need(a);
    await b.cancel(order.id);
    expect(await held.renew(progress)).toBe(false);
    expect(await held.done(receipt('late'))).toBe(false);
    expect(await a.take('w', 0)).toBeUndefined();
    expect((await stateOf(b, order)).cancelled).toBe(true);
    await b.retry(order.id);
    expect((await stateOf(b, order)).cancelled).toBe(false);
    const counts = (await stateOf(b, order)).counts;
    expect(counts.waiting + counts.leased).toBe(2);
  });

  withTwo('the merge is offered once, when every shard is done', LONG, async (a, b) => {
    const order = orderOf(2);
    await a.submit(order, shards(order));
    expect(await a.offerMerge(order.id)).toBe(false);
    for (const _ of shards(order)) await (await need(b)).done(receipt('w'));
    expect((await stateOf(a, order)).merge).toBe('not yet');
    expect([await a.offerMerge(order.id), await b.offerMerge(order.id)]).toEqual([true, true]);
    const lease = await need(a);
    expect(shardIn(lease)).toBe('merge');
    expect(await b.take('w', 0)).toBeUndefined();
    expect((await stateOf(b, order)).merge).toBe('leased');
    await lease.done(receipt('w'));
    expect((await stateOf(b, order)).merge).toBe('done');
    expect((await stateOf(b, order)).counts.done).toBe(2);
    expect(await b.offerMerge(order.id)).toBe(true);
    expect(await a.take('w', 0)).toBeUndefined();
  });

  withTwo('a merge goes before the shards of its priority, and after those of a higher one', LONG, async (a, b) => {
    const order = orderOf(2);
    await a.submit(order, shards(order));
    for (const _ of shards(order)) await (await need(a)).done(receipt('w'));
    await a.submit(other(order, '00000000000000aa', 0), [0]);
    await a.submit(other(order, '00000000000000bb', 1), [0]);
    expect(await a.offerMerge(order.id)).toBe(true);
    const taken = [await need(b), await need(b), await need(b)];
    expect(taken.map(({ task }) => task.order.slice(-2))).toEqual(['bb', order.id.slice(-2), 'aa']);
    expect(taken.map(shardIn)).toEqual([0, 'merge', 0]);
  });

  withTwo('who watches sees who makes what', LONG, async (a, b) => {
    const order = orderOf(1);
    await a.submit(order, [0]);
    const lease = await need(a);
    await lease.renew({ worker: 'w', frames: 7, made: 1, sample: '000000' });
    expect(await b.leased(order.id)).toMatchObject([
      { task: lease.task, attempt: 1, progress: { frames: 7, sample: '000000' } },
    ]);
  });

  withTwo('an order that is removed is forgotten', LONG, async (a, b) => {
    const order = orderOf(2);
    await a.submit(order, shards(order));
    await (await need(a)).done(receipt('w'));
    await b.remove(order.id);
    expect(await a.states()).toEqual([]);
    expect(await a.take('w', 0)).toBeUndefined();
    expect(await a.submit(order, shards(order))).toBe(2);
  });

  withTwo(
    'who holds a task of an order that is removed has lost it, also where the order is submitted anew',
    LONG,
    async (a, b) => {
      const order = orderOf(4);
      await a.submit(order, shards(order));
      const [renewed, made, failed, released] = [await need(a), await need(a), await need(a), await need(a)];
      await b.remove(order.id);
      expect(await renewed.renew(progress)).toBe(false);
      expect(await b.submit(order, shards(order))).toBe(4);
      expect(await renewed.renew(progress)).toBe(false);
      expect(await made.done(receipt('late'))).toBe(false);
      expect(await failed.failed(failure(), true)).toBe('lost');
      await released.release();
      expect((await stateOf(b, order)).counts).toEqual({ waiting: 4, delayed: 0, leased: 0, done: 0, aside: 0 });
      const again = await need(b);
      expect(again.task).toEqual(renewed.task);
      expect(await renewed.done(receipt('late'))).toBe(false);
      expect(await renewed.failed(failure(), false)).toBe('lost');
      expect([again.attempt, again.failures, await b.failures(order.id)]).toEqual([1, [], []]);
      expect(await again.done(receipt('w'))).toBe(true);
      expect((await need(b)).failures).toEqual([]);
    },
  );
}

/** What a try has used goes with its failure or its receipt, though the process may be gone by then. */
import { expect, test } from 'vitest';
import type { FarmQueue, Lease, ShardFailure, ShardReceipt } from '#contracts/farm';
import { infrastructureError } from '#core/errors';
import { type HoldOptions, hold } from '#farm/work/hold';
import type { SampleRecord, StageTimes } from '#pipeline/index';
import { orderOf } from '../conformance/queue-suite.js';

const order = orderOf(1);
const record = {
  summary: { sample: '000000', frames: 2, quarantined: [], rejections: { byConstraint: {} } },
  renderer: { backend: 'gpu' },
} as unknown as SampleRecord;
const timesOf = (render: number): StageTimes => ({
  draw: 1,
  simulate: 2,
  render,
  observe: 0,
  label: 3,
  repaint: 0,
  audit: 4,
  encode: 5,
  write: 6,
});
const killed = infrastructureError('NM7010', 'a worker process was ended by SIGKILL');

/** A process whose time is told by hand; undefined once it is gone. */
interface Process {
  cpuMs: number | undefined;
  /** The next time that somebody asks for it. */
  asked(): Promise<void>;
}

interface Ended {
  failure?: ShardFailure;
  receipt?: ShardReceipt;
}

async function held(
  make: (process: Process, events: Parameters<HoldOptions['maker']['make']>[2]) => Promise<void>,
  changes: Partial<HoldOptions> = {},
  merge = false,
): Promise<Ended> {
  let told: (() => void)[] = [];
  const one: Process = { cpuMs: 1_000, asked: () => new Promise((resolve) => told.push(resolve)) };
  const ended: Ended = {};
  let time = 0;
  const lease: Lease = {
    task: merge ? { order: order.id, merge: true } : { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async (receipt) => {
      ended.receipt = receipt;
      return true;
    },
    failed: async (failure) => {
      ended.failure = failure;
      return 'again';
    },
    release: async () => {},
  };
  const never = new AbortController().signal;
  const options: HoldOptions = {
    queue: { order: async () => order } as Partial<FarmQueue> as FarmQueue,
    name: 'w',
    ofWorker: 'w',
    maker: {
      make: (_order, _job, events) => make(one, events),
      kill: () => {},
      stop: async () => {
        one.cpuMs = undefined;
      },
      lastWords: '',
      pid: 7,
    },
    accept: async () => {},
    merge: () => make(one, { onFrame: () => {}, onSample: () => {} }),
    beatMs: 60_000,
    hangMs: 60_000,
    hopeful: true,
    now: () => 5,
    monotonicMs: () => time++,
    cpuMs: (pid) => {
      for (const resolve of told) resolve();
      told = [];
      return pid === 7 ? one.cpuMs : undefined;
    },
    drain: never,
    halt: never,
    on: () => {},
    ...changes,
  };
  await hold(options, lease);
  return ended;
}

test('a process that was killed has used what it had at its last sample, and its cards what whole samples took', async () => {
  const { failure } = await held(async (process, events) => {
    process.cpuMs = 4_500;
    events.onSample(record, timesOf(70));
    process.cpuMs = undefined;
    throw killed;
  });
  expect(failure).toMatchObject({ cause: 'killed', made: 1, used: { cpuMs: 3_500, gpuMs: 70 } });
  expect(failure?.used?.wallMs).toBeGreaterThan(0);
  expect(failure?.used).not.toHaveProperty('joules');
});

test('or at its last heartbeat; control: where nobody looked, nothing is known', async () => {
  const dies = async (process: Process): Promise<void> => {
    process.cpuMs = 3_000;
    await Promise.race([process.asked(), new Promise((resolve) => setTimeout(resolve, 50))]);
    process.cpuMs = undefined;
    throw killed;
  };
  expect((await held(dies, { beatMs: 5 })).failure?.used?.cpuMs).toBe(2_000);
  expect((await held(dies)).failure?.used?.cpuMs).toBe(0);
});

test('a process that lives is asked when it fails, and when it is done', async () => {
  const works = async (process: Process): Promise<void> => {
    process.cpuMs = 1_250;
  };
  const fails = async (process: Process): Promise<void> => {
    await works(process);
    throw new Error('the page is gone');
  };
  expect((await held(fails)).failure?.used?.cpuMs).toBe(250);
  expect((await held(works)).receipt).toMatchObject({ cpuMs: 250, gpuMs: 0 });
});

test('joules go with it where they are counted', async () => {
  for (const fails of [false, true]) {
    let [looks, ends] = [0, 0];
    const joules: NonNullable<HoldOptions['joules']> = (pid) => {
      expect(pid()).toBe(7);
      return {
        look: async () => void looks++,
        end: async () => {
          ends++;
          return 12.5;
        },
      };
    };
    const { failure, receipt } = await held(
      async (_process, events) => {
        events.onSample(record, timesOf(1));
        if (fails) throw killed;
      },
      { joules },
    );
    expect((fails ? failure?.used : receipt)?.joules).toBe(12.5);
    expect([looks, ends > 0]).toEqual([1, true]);
  }
});

test('a merge that fails says nothing of a process that only waited', async () => {
  const { failure } = await held(() => Promise.reject(killed), {}, true);
  expect(failure?.cause).toBe('killed');
  expect(failure).not.toHaveProperty('used');
});

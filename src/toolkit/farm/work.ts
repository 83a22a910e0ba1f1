/** A worker of a farm: takes shards from a queue and makes them in child processes. */
import { availableParallelism, totalmem } from 'node:os';
import type { FarmQueue } from '#contracts/farm';
import { childMaker, defaultWorkers, threadsPerWorker, work } from '#farm/index';
import { endBrowsersOf } from '#renderers/three/host/index';
import { cpuMsOf, startEnergyShares } from '#watch/index';
import { workerEntry } from '../generate.js';
import { inputsCache } from '../inputs/index.js';
import { acceptor } from './accept.js';
import { mergePlan } from './merge.js';
import { sleep } from './open-queue.js';
import { processToken } from './token.js';
import { type WatchRequest, watchWorker } from './watched.js';

export interface WorkRequest extends WatchRequest {
  /** Chosen for the machine when missing. */
  readonly workers?: number;
  /** Datasets lie below these alone. */
  readonly roots: readonly string[];
  readonly untilEmpty: boolean;
  readonly leaseS: number;
  readonly hangS: number;
  readonly graceS: number;
  /** Stop taking; end what is in hand. */
  readonly drain: AbortSignal;
}

const LIMBO_MS = 30_000;
/** How long a queue may be out of reach before a worker gives up. */
const AWAY_MS = 600_000;

export async function workOn(queue: FarmQueue, request: WorkRequest): Promise<void> {
  const cores = availableParallelism();
  const lanes = request.workers ?? defaultWorkers({ cores, memoryBytes: totalmem() }, 'three', cores);
  const renderer = {
    threads: threadsPerWorker(cores, lanes),
    ...(request.backend === undefined ? {} : { backend: request.backend }),
  };
  const name = processToken();
  const monotonicMs = (): number => performance.now();
  const joules = await startEnergyShares(monotonicMs);
  const watched = await watchWorker(queue, name, request);
  const onLost = (pid: number): void => {
    endBrowsersOf(pid);
    watched.browserRestarted();
  };
  try {
    await work({
      queue,
      name,
      lanes,
      openMaker: () => childMaker({ entry: workerEntry(), renderer, onLost, onSpansLost: watched.spansLost }),
      accept: acceptor({ roots: request.roots, where: 'the queue', inputs: inputsCache(process.env, Date.now) }),
      merge: async ({ plan, store, shardSize }, signal) => void (await mergePlan(plan, store, shardSize, signal)),
      untilEmpty: request.untilEmpty,
      graceMs: 1000 * request.graceS,
      hangMs: 1000 * request.hangS,
      hopeful: true,
      beatMs: Math.max(100, (1000 * request.leaseS) / 5),
      waitMs: 1_000,
      limboMs: LIMBO_MS,
      awayMs: AWAY_MS,
      now: Date.now,
      monotonicMs,
      sleep,
      drain: request.drain,
      on(event) {
        if (event.type === 'draining') watched.unready('it takes nothing more');
        watched.on(event);
      },
      cpuMs: cpuMsOf,
      ...(joules === undefined ? {} : { joules }),
      traceparent: watched.traceparent,
    });
  } finally {
    await watched.close();
  }
}

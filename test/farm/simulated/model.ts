/**
 * A farm as events in time: workers take shards by lease, fail and are replaced, share a store's bandwidth; then one merges. What it leaves out: how
 * long a picture takes on which machine (shard times are drawn), and anything within a worker.
 */
import { exp, ln, sqrt } from '#core/math';
import type { RandomStream } from '#core/random';
import { createLine, type Line } from './line.js';

export interface FarmModel {
  readonly workers: number;
  readonly shards: number;
  /** Seconds that a shard takes to make, without waiting. */
  readonly shardSeconds: (random: RandomStream) => number;
  /** Bytes that a shard leaves in the store. */
  readonly shardBytes: number;
  /** Of the store, shared by all, bytes/s. */
  readonly storeBytesPerSecond: number;
  /** What one worker's way to the store carries, bytes/s. */
  readonly workerBytesPerSecond: number;
  /** Asked and answered, s: once to take a shard, once to say that it is done. */
  readonly roundTripSeconds: number;
  /** Requests a second that the queue answers. */
  readonly queuePerSecond: number;
  /** Of a worker, mean s between failures; Infinity: it never fails. */
  readonly secondsBetweenFailures: number;
  /** After which a lost worker's shard is given to another, s. */
  readonly leaseSeconds: number;
  /** Until a lost worker is back, s. */
  readonly restartSeconds: number;
  /** Of the merge: at the start, and for each shard, s. */
  readonly mergeSeconds: { readonly fixed: number; readonly perShard: number };
}

export interface FarmRun {
  /** From the first lease to the last shard, s. */
  readonly shardsSeconds: number;
  /** With the merge, s. */
  readonly makespanSeconds: number;
  /** Work that counts over workers times makespan, 0..1. */
  readonly efficiency: number;
  readonly failures: number;
  /** Seconds of work that failures threw away. */
  readonly lostSeconds: number;
  /** Waited for the queue and for the store, all workers together, s. */
  readonly queueSeconds: number;
  readonly storeSeconds: number;
  /** Workers that had nothing left to do, all together until the last shard, s. */
  readonly idleSeconds: number;
}

/** Numbers with the mean and a coefficient of variation (0: all equal) of measured shard times: lognormal. */
export function lognormal(mean: number, variation: number): (random: RandomStream) => number {
  const variance = ln(1 + variation * variation);
  const [mu, sigma] = [ln(mean) - variance / 2, sqrt(variance)];
  return (random) => (variation === 0 ? mean : exp(mu + sigma * random.normal()));
}

/** Fitted by moments. @throws RangeError without a positive time */
export function fitted(seconds: readonly number[]): (random: RandomStream) => number {
  if (seconds.length === 0 || seconds.some((each) => !(each > 0))) throw new RangeError('shard times are above 0');
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
  const variance = seconds.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / seconds.length;
  return lognormal(mean, sqrt(variance) / mean);
}

/** The same model and stream, the same run. */
export function runFarm(model: FarmModel, random: RandomStream): FarmRun {
  const line: Line<() => void> = createLine();
  const waiting = Array.from({ length: model.shards }, (_, shard) => shard);
  const times = random.child('shards');
  const seconds = waiting.map((shard) => model.shardSeconds(times.child(shard)));
  const wire = Math.min(model.workerBytesPerSecond, model.storeBytesPerSecond);
  let [now, queueFree, storeFree, done, last] = [0, 0, 0, 0, 0];
  const tally = { failures: 0, lost: 0, queue: 0, store: 0 };
  const idle: (() => void)[] = [];
  const at = (time: number, what: () => void): void => line.add(time, what);

  /** Half a way there, its turn, half a way back. */
  const ask = (then: () => void): void => {
    const arrives = now + model.roundTripSeconds / 2;
    const starts = Math.max(arrives, queueFree);
    queueFree = starts + 1 / model.queuePerSecond;
    const answered = queueFree + model.roundTripSeconds / 2;
    tally.queue += answered - now;
    at(answered, then);
  };
  /** The store serves as many at once as its bandwidth carries: each upload takes its own wire's time and its share of the store's. */
  const put = (then: () => void): void => {
    const share = model.shardBytes / model.storeBytesPerSecond;
    const starts = Math.max(now, storeFree);
    storeFree = starts + share;
    const ends = Math.max(storeFree, now + model.shardBytes / wire);
    tally.store += ends - now;
    at(ends, then);
  };
  const putBack = (shard: number): void => {
    waiting.push(shard);
    idle.shift()?.();
  };
  const worker = (name: number): void => {
    const fate = random.child('worker').child(name);
    const life = (): number => -model.secondsBetweenFailures * ln(1 - fate.uniform());
    let diesAt = life();
    const take = (): void =>
      ask(() => {
        const shard = waiting.shift();
        if (shard === undefined) {
          if (done < model.shards) idle.push(take);
          return;
        }
        make(shard);
      });
    const make = (shard: number): void => {
      const own = seconds[shard] as number;
      if (now + own <= diesAt) {
        at(now + own, () =>
          put(() =>
            ask(() => {
              done++;
              last = now;
              take();
            }),
          ),
        );
        return;
      }
      const dies = Math.max(now, diesAt);
      tally.failures++;
      tally.lost += dies - now;
      at(dies + model.leaseSeconds, () => putBack(shard));
      at(dies + model.restartSeconds, () => {
        diesAt = now + life();
        take();
      });
    };
    take();
  };
  for (let name = 0; name < model.workers; name++) worker(name);
  for (let next = line.next(); next !== undefined; next = line.next()) {
    now = next.time;
    next.value();
  }
  const work = seconds.reduce((sum, each) => sum + each, 0);
  const makespan = last + model.mergeSeconds.fixed + model.mergeSeconds.perShard * model.shards;
  const busy = work + tally.lost + tally.queue + tally.store;
  return {
    shardsSeconds: last,
    makespanSeconds: makespan,
    efficiency: work / (model.workers * makespan),
    failures: tally.failures,
    lostSeconds: tally.lost,
    queueSeconds: tally.queue,
    storeSeconds: tally.store,
    idleSeconds: Math.max(0, model.workers * last - busy),
  };
}

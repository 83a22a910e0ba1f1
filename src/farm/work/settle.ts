/** Orders whose shards are all there are merged. */
import type { OrderState } from '#contracts/farm';
import type { WorkOptions } from './index.js';

/** Whoever made an order's last shard may be gone before it could look. */
const LOOK_MS = 60_000;

export interface Settler {
  /** Offers the merges that are due. @returns `empty` where nothing is left that anybody could do */
  settle(): Promise<'empty' | 'busy'>;
  /**
   * Settles where it is time to, although there is something to take: whoever makes an order's last shard takes one of another order next, so that no look is
   * needed after each shard.
   */
  turnTo(lane: string, order: string): Promise<void>;
}

/** Of a worker, for all its lanes: a look takes the longer the more the queue holds. */
export function openSettler({ queue, merge, monotonicMs, limboMs }: WorkOptions): Settler {
  let limboSince: number | undefined;
  let lookedMs = monotonicMs();
  const last = new Map<string, string>();

  async function look(): Promise<'empty' | 'busy'> {
    lookedMs = monotonicMs();
    const states = (await queue.states()).filter(({ cancelled }) => !cancelled);
    let busy = false;
    for (const state of states) {
      const ready = merge !== undefined && state.merge === 'not yet' && state.counts.done === state.shards;
      if (ready) await queue.offerMerge(state.order.id);
      busy ||= ready || isBusy(state);
    }
    limboSince = states.some(isIncomplete) ? (limboSince ?? monotonicMs()) : undefined;
    const limbo = limboSince !== undefined && monotonicMs() - limboSince < limboMs;
    return busy || limbo ? 'busy' : 'empty';
  }

  const settle = shared(look);
  return {
    settle,
    async turnTo(lane, order) {
      const isDue = last.get(lane) !== order || monotonicMs() - lookedMs >= LOOK_MS;
      last.set(lane, order);
      if (merge !== undefined && isDue) await settle();
    },
  };
}

/** One at a time: who asks while it is under way waits for the one after it, together with all others who do. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const run = (): Promise<T> => {
    next = undefined;
    running = look().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return run();
    next ??= running.then(run, run);
    return next;
  };
}

function isIncomplete({ counts, shards }: OrderState): boolean {
  return counts.waiting + counts.delayed + counts.leased + counts.done + counts.aside < shards;
}

function isBusy({ counts, merge }: OrderState): boolean {
  return counts.waiting + counts.delayed + counts.leased > 0 || merge === 'waiting' || merge === 'leased';
}

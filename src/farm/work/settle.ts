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
  turnTo(order: string): Promise<void>;
}

/** Of one lane. */
export function openSettler({ queue, merge, monotonicMs, limboMs }: WorkOptions): Settler {
  let limboSince: number | undefined;
  let lookedMs = monotonicMs();
  let last: string | undefined;

  async function settle(): Promise<'empty' | 'busy'> {
    const states = (await queue.states()).filter(({ cancelled }) => !cancelled);
    let busy = false;
    for (const state of states) {
      const ready = merge !== undefined && state.merge === 'not yet' && state.counts.done === state.shards;
      if (ready) await queue.offerMerge(state.order.id);
      busy ||= ready || isBusy(state);
    }
    lookedMs = monotonicMs();
    limboSince = states.some(isIncomplete) ? (limboSince ?? monotonicMs()) : undefined;
    const limbo = limboSince !== undefined && monotonicMs() - limboSince < limboMs;
    return busy || limbo ? 'busy' : 'empty';
  }

  return {
    settle,
    async turnTo(order) {
      if (merge !== undefined && (order !== last || monotonicMs() - lookedMs >= LOOK_MS)) await settle();
      last = order;
    },
  };
}

function isIncomplete({ counts, shards }: OrderState): boolean {
  return counts.waiting + counts.delayed + counts.leased + counts.done + counts.aside < shards;
}

function isBusy({ counts, merge }: OrderState): boolean {
  return counts.waiting + counts.delayed + counts.leased > 0 || merge === 'waiting' || merge === 'leased';
}

/** Where pictures and points are made: a few at once, each sensor's in order, of those who wait only the newest. */
import type { Told } from './told.js';
import type { Wall } from './wall.js';

export interface Workshop {
  /** Begins as soon as there is room. @returns when it is made, given up or passed over */
  ask(sensor: string, work: Work): Promise<void>;
  /** What one takes, begun to made, smoothed, ms. */
  readonly tookMs: number;
  /** Nobody waits any more for what has not been begun. */
  giveUp(): void;
  /** Resolves when nothing is worked on. */
  done(): Promise<void>;
  /** @throws what any work threw; nothing is begun any more */
  check(): void;
}

export interface Counts {
  /** What somebody wanted, made and passed over for want of time. */
  made: number;
  passedOver: number;
}

type Work = () => Promise<readonly Told[]>;
interface Order {
  readonly work: Work;
  readonly settle: () => void;
}

/** Weight of the latest in the smoothed figure. */
const FRESH = 0.3;

/** @param ahead how much is worked on at once @param counts goes on counting */
export function createWorkshop(ahead: number, wall: Wall, counts: Counts, made: (told: readonly Told[]) => void): Workshop {
  const waiting = new Map<string, Order>();
  const busy = new Set<Promise<void>>();
  /** By sensor: the last work begun. */
  const last = new Map<string, Promise<void>>();
  let first = true;
  let failure: { readonly error: unknown } | undefined;
  let tookMs = 0;

  async function one({ work, settle }: Order, before: Promise<void> | undefined): Promise<void> {
    const begun = wall.now();
    try {
      const told = await work();
      const took = wall.now() - begun;
      tookMs = first ? took : (1 - FRESH) * tookMs + FRESH * took;
      first = false;
      counts.made++;
      await before;
      made(told);
    } catch (error) {
      failure ??= { error };
    }
    settle();
  }
  function begin(): void {
    for (const [sensor, order] of waiting) {
      if (busy.size >= ahead) return;
      waiting.delete(sensor);
      if (failure !== undefined) order.settle();
      else start(sensor, order);
    }
  }
  function start(sensor: string, order: Order): void {
    const working = one(order, last.get(sensor)).then(() => {
      busy.delete(working);
      begin();
    });
    busy.add(working);
    last.set(sensor, working);
  }

  return {
    get tookMs() {
      return tookMs;
    },
    ask(sensor, work) {
      const older = waiting.get(sensor);
      if (older !== undefined) counts.passedOver++;
      older?.settle();
      // One that takes another's place takes its turn too: a map keeps the place of a key.
      const settled = new Promise<void>((settle) => void waiting.set(sensor, { work, settle }));
      begin();
      return settled;
    },
    giveUp() {
      for (const { settle } of waiting.values()) settle();
      waiting.clear();
    },
    async done() {
      while (busy.size > 0) await Promise.all(busy);
    },
    check() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

/** At most `limit` tasks under way; the producer waits for room. The first failure stops everything after it. */

export interface BoundedQueue {
  /** Resolves when there is room for the next task, not when this one is done. @throws what an earlier task threw. */
  add(task: () => Promise<void>): Promise<void>;
  /** Waits for all. @throws the first failure. */
  drain(): Promise<void>;
  /** Waits for all, whatever becomes of them. */
  settle(): Promise<void>;
}

export function boundedQueue(limit: number): BoundedQueue {
  const active = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    async add(task) {
      check();
      const running: Promise<void> = later(task)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => active.delete(running));
      active.add(running);
      while (active.size >= limit) await Promise.race(active);
      check();
    },
    async drain() {
      await Promise.all(active);
      check();
    },
    async settle() {
      await Promise.all(active);
    },
  };
}

/** Starts after the caller had its turn, so that the next render request is out before this frame is labelled. */
async function later(task: () => Promise<void>): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await task();
}

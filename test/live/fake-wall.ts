import type { Wall } from '#live/wall';

/** Real time that moves when it is told. */
export function fakeWall() {
  const timers = new Set<{ readonly at: number; readonly call: () => void }>();
  let now = 0;
  const wall: Wall = {
    now: () => now,
    after(ms, call) {
      const timer = { at: now + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  /** Timers go off in order, and what they let go on does so before the next. */
  async function pass(ms: number): Promise<void> {
    const end = now + ms;
    await settle();
    for (;;) {
      const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers.delete(due);
      now = Math.max(now, due.at);
      due.call();
      await settle();
    }
    now = end;
    await settle();
  }
  return { wall, pass };
}

/** Lets everything go on that can. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time as it is. */
export const realWall: Wall = {
  now: () => performance.now(),
  after(ms, call) {
    if (ms <= 0) {
      const turn = setImmediate(call);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

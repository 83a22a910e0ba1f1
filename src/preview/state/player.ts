/** Time goes on while it plays. */
import { effect } from '@preact/signals';
import type { Store } from './store.js';

export function keepTime(store: Store): void {
  const { playing, speed, timeNs, run } = store;
  effect(() => {
    if (!playing.value) return;
    let before = performance.now();
    let going = true;
    const tick = (now: number): void => {
      if (!going) return;
      const endNs = run.value === undefined ? 0 : endOf(store);
      const next = timeNs.value + (now - before) * 1e6 * speed.value;
      before = now;
      timeNs.value = Math.min(next, endNs);
      if (next >= endNs) playing.value = false;
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return () => {
      going = false;
    };
  });
}

/** @returns 0 where there is no run */
export function endOf({ run }: Store): number {
  return run.value?.reply.track.timesNs.at(-1) ?? 0;
}

export function toggle(store: Store): void {
  if (!store.playing.value && store.timeNs.value >= endOf(store)) store.timeNs.value = 0;
  store.playing.value = !store.playing.value;
}

/** To the next or the last instant of the track, or picture of the camera on show. */
export function step(store: Store, way: 1 | -1, among?: readonly number[]): void {
  store.playing.value = false;
  const times = among ?? store.run.value?.reply.track.timesNs ?? [];
  const here = store.timeNs.value;
  const next = way > 0 ? times.find((time) => time > here) : times.findLast((time) => time < here);
  if (next !== undefined) store.timeNs.value = next;
}

/** @param timeNs wherever it lies */
export function goTo(store: Store, timeNs: number): void {
  store.timeNs.value = Math.round(Math.min(Math.max(0, timeNs), endOf(store)));
}

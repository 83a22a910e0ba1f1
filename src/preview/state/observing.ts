/** Keeps scanners' measurements of the time on show, while somebody wants to see them. */
import { effect } from '@preact/signals';
import { askObservation } from './client.js';
import { messageOf } from './runs.js';
import type { Store } from './store.js';

const STILL_MS = 120;

export function keepObserving(store: Store): void {
  let asking: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const { overlays, run, timeNs, playing } = store;
    const wanted = (['lidar', 'radar'] as const).filter((kind) => overlays.value.has(kind));
    const current = run.value;
    const time = timeNs.value;
    asking?.abort();
    clearTimeout(timer);
    if (current === undefined || wanted.length === 0 || playing.value) {
      if (store.observations.peek().length > 0) store.observations.value = [];
      return;
    }
    const sensors = current.reply.scenario.actors.flatMap((actor) =>
      actor.sensors.filter(({ type }) => wanted.some((kind) => kind === type)),
    );
    const mine = new AbortController();
    asking = mine;
    timer = setTimeout(async () => {
      try {
        const look = { run: current.reply.run, request: current.request, timeNs: time };
        const found = [];
        for (const { id } of sensors) found.push(await askObservation({ ...look, sensor: id }, mine.signal));
        if (!mine.signal.aborted) store.observations.value = found.flatMap((each) => each ?? []);
      } catch (error) {
        if (!mine.signal.aborted) store.trouble.value = messageOf(error);
      }
    }, STILL_MS);
  });
}

/** What may wait until there is something to see. */
import { effect } from '@preact/signals';
import type { Store } from './store.js';

/** Runs once when there is a picture, or something wrong instead of one. */
export function whenSeen({ picture, problems, trouble }: Store, then: () => void | Promise<void>): void {
  const stop = effect(() => {
    if (picture.value === undefined && problems.value.length === 0 && trouble.value === undefined) return;
    queueMicrotask(() => {
      stop();
      void then();
    });
  });
}

/** Time: play, step, scrub; what the story does when; how near it comes. A click anywhere goes there. */
import type { Store } from '../state/store.js';
import { Curves } from './curves.js';
import { Lanes } from './lanes.js';
import { Transport } from './transport.js';

export function TimePane({ store }: { readonly store: Store }) {
  return (
    <section class="time" aria-label="time line">
      <Transport store={store} />
      <div class="lines">
        <Lanes store={store} />
        <Curves store={store} />
      </div>
    </section>
  );
}

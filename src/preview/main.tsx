/** The preview page. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.js';
import { startEasel } from './painting/painters.js';
import { askStart } from './state/client.js';
import { keepFile } from './state/files.js';
import { chooseView, keepMemory } from './state/memory.js';
import { keepObserving } from './state/observing.js';
import { keepPainting } from './state/pictures.js';
import { keepTime } from './state/player.js';
import { keepRunning } from './state/runs.js';
import { createStore } from './state/store.js';

async function open(): Promise<void> {
  const start = await askStart();
  const store = createStore(start, start.files[0] ?? '');
  keepMemory(store);
  const easel = startEasel();
  const room = signal({ width: 960, height: 540 });
  const runs = keepRunning(store, {
    onForeseen: easel.prepare,
    onRun(reply) {
      easel.useBodies(reply.bodies);
      chooseView(store, reply);
    },
  });
  const files = keepFile(store, runs);
  keepTime(store);
  keepObserving(store);
  const place = document.getElementById('app') as HTMLElement;
  place.replaceChildren();
  render(<App store={store} files={files} easel={easel} room={room} />, place);
  keepPainting(store, easel, room);
}

open().catch((error: unknown) => {
  (document.getElementById('app') as HTMLElement).textContent = `The page could not be opened: ${String(error)}`;
});

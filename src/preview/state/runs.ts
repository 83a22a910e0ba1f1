/** Runs what is on the page, whenever it changes; the last good one stays on show while something is wrong. */
import { effect, untracked } from '@preact/signals';
import type { RunReply, RunRequest } from '#contracts/preview';
import type { SceneSpec } from '#contracts/scene';
import { askRun } from './client.js';
import type { Store } from './store.js';

/** While one types, so long after the last stroke, ms. */
const TYPING_MS = 150;

export interface Runs {
  /** The next change was made elsewhere: run it at once. */
  atOnce(): void;
}

export interface RunListener {
  /** The scene of a run that is still being made; it may yet be refused. */
  onForeseen(scene: SceneSpec): void;
  /** A run that came out well, before anything of it is shown. */
  onRun(reply: RunReply): void;
}

export function keepRunning(store: Store, { onForeseen, onRun }: RunListener): Runs {
  let going: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let text = '';
  let soon = true;
  const run = async (request: RunRequest, changedAt: number): Promise<void> => {
    going?.abort();
    const mine = new AbortController();
    going = mine;
    store.busy.value = true;
    try {
      const reply = await askRun(request, mine.signal, onForeseen);
      if (mine.signal.aborted || reply === undefined) return;
      store.trouble.value = undefined;
      if (reply.ok) {
        onRun(reply);
        store.problems.value = reply.warnings;
        store.run.value = { reply, request };
        firstPicture(store, changedAt);
      } else store.problems.value = reply.problems;
    } catch (error) {
      if (!mine.signal.aborted) store.trouble.value = messageOf(error);
    } finally {
      if (going === mine) store.busy.value = false;
    }
  };
  effect(() => {
    const request: RunRequest = {
      file: store.file.value,
      text: store.text.value,
      seed: store.seed.value,
      draw: store.draw.value,
      pins: store.pins.value,
      shownAs: store.shownAs.value,
    };
    if (request.text === '') return;
    const typed = request.text !== text && !soon;
    text = request.text;
    soon = false;
    clearTimeout(timer);
    const changedAt = performance.now();
    timer = setTimeout(() => void run(request, changedAt), typed ? TYPING_MS : 0);
  });
  return {
    atOnce() {
      soon = true;
    },
  };
}

/** Measures how long a change took to be seen. */
function firstPicture({ picture, reloadMs, timeNs }: Store, changedAt: number): void {
  const before = untracked(() => picture.value);
  void timeNs;
  const stop = effect(() => {
    if (picture.value === before || picture.value === undefined) return;
    const took = performance.now() - changedAt;
    queueMicrotask(() => {
      stop();
      reloadMs.value = took;
    });
  });
}

export function messageOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return /fetch|network/i.test(said) ? 'nearmiss preview has ended; start it again and reload this page' : said;
}

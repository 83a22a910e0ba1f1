/** A thread at work, from the server's side. One that is busy with what nobody waits for any more is ended, and another started. */
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadStart, ToThread, Work } from './messages.js';

export interface Thread {
  /** Lines of JSON as they come. @throws Error when the thread failed */
  ask(work: Work, signal: AbortSignal): AsyncGenerator<string>;
  close(): Promise<void>;
}

export interface ThreadOptions extends ThreadStart {
  /** Told of bodies of the user's own before the line that names them. */
  readonly onBody: (name: string, bytes: Uint8Array) => void;
  /** A thread that is not done this long after nobody waits for it is ended, ms; never where missing. */
  readonly patienceMs?: number;
}

interface Waiting {
  take(message: FromThread): void;
}

export function startThread({ onBody, patienceMs, ...start }: ThreadOptions): Thread {
  const entry = new URL('./thread-entry.js', import.meta.url);
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let closed = false;
  let started: Worker | undefined;
  /** Started with the first work: each costs as much as a run until it is ready. */
  const worker = (): Worker => {
    started ??= open();
    return started;
  };

  function open(): Worker {
    const made = new Worker(entry, { workerData: start });
    made.on('message', (message: FromThread) => {
      if ('packed' in message) for (const { name, bytes } of message.packed) onBody(name, bytes);
      waiting.get(message.id)?.take(message);
      if (!('line' in message)) waiting.delete(message.id);
    });
    const fail = (why: string): void => {
      if (started !== made || closed) return;
      for (const [id, { take }] of waiting) take({ id, failed: why });
      waiting.clear();
      started = undefined;
    };
    made.on('error', (error) => fail(error.message));
    made.on('exit', (code) => fail(`the thread ended with ${code}`));
    return made;
  }
  const tell = (message: ToThread): void => worker().postMessage(message);
  const cancel = (id: number): void => started?.postMessage({ id, cancel: true } satisfies ToThread);
  const endIfBusy = (id: number): void => {
    if (!waiting.has(id)) return;
    const old = started;
    started = open();
    for (const [each, { take }] of waiting) take({ id: each, end: true });
    waiting.clear();
    void old?.terminate();
  };
  return {
    async *ask(work, signal) {
      const id = next++;
      const lines = mailbox();
      waiting.set(id, { take: lines.put });
      const stop = (): void => {
        cancel(id);
        lines.put({ id, end: true });
        if (patienceMs !== undefined) setTimeout(endIfBusy, patienceMs, id).unref();
      };
      let ended = false;
      signal.addEventListener('abort', stop);
      tell({ id, work });
      try {
        while (!ended) {
          const message = await lines.take();
          if ('failed' in message) throw new Error(message.failed);
          if ('end' in message) ended = true;
          else yield message.line;
        }
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    async close() {
      closed = true;
      waiting.clear();
      await started?.terminate();
    },
  };
}

function mailbox(): { put(message: FromThread): void; take(): Promise<FromThread> } {
  const kept: FromThread[] = [];
  let waiter: ((message: FromThread) => void) | undefined;
  return {
    put(message) {
      const give = waiter;
      waiter = undefined;
      if (give === undefined) kept.push(message);
      else give(message);
    },
    take: () =>
      new Promise((resolve) => {
        const first = kept.shift();
        if (first === undefined) waiter = resolve;
        else resolve(first);
      }),
  };
}

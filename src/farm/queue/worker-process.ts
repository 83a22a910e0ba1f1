/** One child process that makes jobs. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Job } from '#contracts/job';
import { infrastructureError } from '#core/errors';
import { type FromWorker, type ToWorker, unpackError, type WorkerOrder } from './messages.js';
import type { QueueEvents } from './port.js';

/** How long a worker may take to close its browser when asked to stop. */
const STOP_MS = 10_000;
const LAST_WORDS = 4000;

export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #events: QueueEvents;
  #lastWords = '';
  #waiting: { resolve(): void; reject(error: unknown): void } | undefined;
  #ended: Error | undefined;

  /** In a process group of its own, so that Ctrl-C reaches the parent alone, which then stops it in order. */
  constructor(entry: URL, events: QueueEvents) {
    this.#events = events;
    this.#child = fork(entry, { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'json' });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        this.#lastWords = (this.#lastWords + part.toString()).slice(-LAST_WORDS);
      });
    }
    this.#child.on('message', (message: FromWorker) => this.#receive(message));
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) => this.#end(this.#exitError(code, signal)));
  }

  open(order: WorkerOrder): Promise<void> {
    return this.#ask({ type: 'open', order });
  }
  make(job: Job): Promise<void> {
    return this.#ask({ type: 'job', job });
  }

  /** Asks it to stop, then makes it. Never throws. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    if (this.#child.connected) this.#child.send({ type: 'stop' } satisfies ToWorker, () => {});
    await gone;
    clearTimeout(timer);
  }

  #ask(message: ToWorker): Promise<void> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#child.send(message, (error) => error !== null && this.#end(error));
    });
  }

  #receive(message: FromWorker): void {
    if (message.type === 'frame') this.#events.onFrame(message.sample, message.done, message.total);
    else if (message.type === 'sample') this.#events.onSample(message.record, message.times);
    else if (message.type === 'failed') this.#settle(unpackError(message.error));
    else this.#settle(undefined);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#settle(this.#ended);
  }

  #settle(error: Error | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (error === undefined) waiting?.resolve();
    else waiting?.reject(error);
  }

  #exitError(code: number | null, signal: string | null): Error {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const words = this.#lastWords.trim();
    const hint = words === '' ? 'out of memory? try fewer workers' : `its last words: ${words}`;
    return infrastructureError('NM7010', `a worker process ${how}`, hint);
  }
}

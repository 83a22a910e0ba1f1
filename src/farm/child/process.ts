/** One child process that is asked one thing after the other, from its parent's side. */
import { type ChildProcess, fork, type SerializationType } from 'node:child_process';
import { infrastructureError } from '#core/errors';
import { type FromChild, type ToChild, unpackError } from './messages.js';

/** How long a child may take to close what it has open when asked to stop. */
const STOP_MS = 10_000;
const LAST_WORDS = 4000;

export interface ChildOptions<Told> {
  /** Module that calls `serveAsked`. */
  readonly entry: URL;
  /** `json` leaves out what JSON has no words for: infinities, entries that are undefined. */
  readonly serialization: SerializationType;
  onTold?(told: Told): void;
  /** What it prints. */
  onSaid?(text: string): void;
}

export class Child<Asked, Answer, Told = never> {
  readonly #child: ChildProcess;
  readonly #onTold: ((told: Told) => void) | undefined;
  #lastWords = '';
  #waiting: { resolve(answer: Answer): void; reject(error: unknown): void } | undefined;
  #ended: Error | undefined;
  #stopping = false;

  /** In a process group of its own, so that Ctrl-C reaches the parent alone, which then stops it in order. */
  constructor({ entry, serialization, onTold, onSaid }: ChildOptions<Told>) {
    this.#onTold = onTold;
    const execArgv = withoutConditions(process.execArgv);
    this.#child = fork(entry, { detached: true, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        this.#lastWords = (this.#lastWords + part.toString()).slice(-LAST_WORDS);
        onSaid?.(part.toString());
      });
    }
    this.#child.on('message', (message: FromChild<Answer, Told>) => this.#receive(message));
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) => {
      if (!this.#stopping) this.#endGroup();
      this.#end(this.#exitError(code, signal));
    });
  }

  /** Whether it has ended, and can't be asked any more. */
  get gone(): boolean {
    return this.#ended !== undefined;
  }

  /** One at a time. @throws NearmissError NM7010 (exit 3) where it ends before it answers, else whatever it failed with */
  ask(asked: Asked): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#send({ type: 'ask', asked }, (error) => error !== null && this.#end(error));
    });
  }

  /** What it and all that it started use. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The end of what it printed. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  /** Ends it and all that it started, at once. */
  kill(): void {
    this.#endGroup();
    this.#child.kill('SIGKILL');
  }

  /** Asks it to stop, then makes it. Never throws. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // One that the system did not start has neither number nor end.
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    if (this.#child.connected) this.#send({ type: 'stop' }, () => {});
    await gone;
    clearTimeout(timer);
    this.#endGroup();
  }

  #send(message: ToChild<Asked>, done: (error: Error | null) => void): void {
    this.#child.send(message, done);
  }

  #receive(message: FromChild<Answer, Told>): void {
    if (message.type === 'told') this.#onTold?.(message.told);
    else if (message.type === 'answer') this.#take()?.resolve(message.answer);
    else this.#take()?.reject(unpackError(message.error));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#take()?.reject(this.#ended);
  }

  #take() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  /** Whom it started may not have noticed that it is gone. */
  #endGroup(): void {
    const { pid } = this.#child;
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left, or the system has no process groups.
    }
  }

  #exitError(code: number | null, signal: string | null): Error {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const words = this.#lastWords.trim();
    const hint = words === '' ? 'out of memory? try fewer workers' : `its last words: ${words}`;
    return infrastructureError('NM7010', `a worker process ${how}`, hint);
  }
}

/** How Node itself was started, but for where it looks for modules: children are compiled, whatever their parent is. */
function withoutConditions(args: readonly string[]): string[] {
  return args.filter((arg, i) => !arg.startsWith('--conditions') && args[i - 1] !== '--conditions');
}

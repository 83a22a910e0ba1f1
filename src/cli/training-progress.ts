/** How far a comparison is: a line with the time left on a terminal, one now and then elsewhere. */
import type { UtilityEvent } from '#toolkit';
import type { Io } from './io.js';
import { clock } from './progress.js';

const REDRAW_MS = 200;
/** Where lines stay, one so often. */
const LINE_MS = 15_000;
/** Share of a new step in the running mean of losses. */
const FRESH = 0.05;

export class TrainingProgress {
  readonly #io: Io;
  readonly #stepsPerSeed: number;
  #total = 0;
  /** Steps behind us, and those that this process did. */
  #done = 0;
  #own = 0;
  #before: { readonly run: string; readonly done: number } | undefined;
  #loss: number | undefined;
  #start = 0;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(io: Io, stepsPerSeed: number) {
    this.#io = io;
    this.#stepsPerSeed = stepsPerSeed;
  }

  on(event: UtilityEvent): void {
    if (event.type === 'start') this.#total = event.steps;
    else if (event.type === 'step') this.#step(`${event.row} seed ${event.seed}`, event.done, event.loss);
    else this.#scored(event);
  }

  /** Leaves the terminal's line free. */
  end(): void {
    if (this.#io.isTerminal && this.#drawn > Number.NEGATIVE_INFINITY) this.#io.draw('\r\x1b[K');
  }

  #step(run: string, done: number, loss: number): void {
    if (this.#own === 0) this.#start = this.#io.now();
    const fresh = this.#before?.run !== run;
    // A run that goes on from a checkpoint has steps behind it that this process never did.
    this.#done += fresh ? done : done - (this.#before?.done ?? 0);
    this.#own++;
    this.#loss = fresh || this.#loss === undefined ? loss : this.#loss + FRESH * (loss - this.#loss);
    this.#before = { run, done };
    const pause = this.#io.isTerminal ? REDRAW_MS : LINE_MS;
    if (this.#io.now() - this.#drawn < pause && done < this.#stepsPerSeed) return;
    this.#drawn = this.#io.now();
    const seconds = (this.#io.now() - this.#start) / 1000;
    const left = this.#own < 2 ? '' : `, ${clock((seconds / (this.#own - 1)) * (this.#total - this.#done))} left`;
    const text = `${run}: step ${done}/${this.#stepsPerSeed}, loss ${this.#loss.toFixed(3)}${left}`;
    if (this.#io.isTerminal) this.#io.draw(`\r\x1b[K${text}`);
    else this.#io.err(text);
  }

  #scored({ row, seed, meanIou, kept }: Extract<UtilityEvent, { type: 'scored' }>): void {
    if (kept) this.#done += this.#stepsPerSeed;
    this.end();
    this.#io.err(`${row} seed ${seed}: mean IoU ${(100 * meanIou).toFixed(1)} %${kept ? ' (done before)' : ''}`);
  }
}

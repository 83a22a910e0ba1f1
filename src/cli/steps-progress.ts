/** How far something counted is: one line with the time left on a terminal, one now and then elsewhere. */
import type { Io } from './io.js';
import { clock } from './progress.js';

const REDRAW_MS = 200;
/** Where lines stay, one so often. */
const LINE_MS = 15_000;

export class StepsProgress {
  readonly #io: Io;
  readonly #what: string;
  #first: { readonly done: number; readonly at: number } | undefined;
  #drawn = Number.NEGATIVE_INFINITY;

  /** @param what is counted: `step`, `view` */
  constructor(io: Io, what: string) {
    this.#io = io;
    this.#what = what;
  }

  /** @param note what else there is to say, `loss 0.812` */
  on(done: number, total: number, note = ''): void {
    const now = this.#io.now();
    this.#first ??= { done, at: now };
    if (now - this.#drawn < (this.#io.isTerminal ? REDRAW_MS : LINE_MS) && done < total) return;
    this.#drawn = now;
    const own = done - this.#first.done;
    const left = own === 0 ? '' : `, ${clock(((now - this.#first.at) / 1000 / own) * (total - done))} left`;
    const text = `${this.#what} ${done}/${total}${note === '' ? '' : `, ${note}`}${done < total ? left : ''}`;
    if (this.#io.isTerminal) this.#io.draw(`\r\x1b[K${text}`);
    else this.#io.err(text);
  }

  /** Leaves the terminal's line free. */
  end(): void {
    if (this.#io.isTerminal && this.#drawn > Number.NEGATIVE_INFINITY) this.#io.draw('\r\x1b[K');
  }
}

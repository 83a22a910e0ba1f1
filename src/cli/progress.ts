/** How far a dataset is: a bar with the time left on a terminal, a line a sample elsewhere. */
import type { GenerateEvent } from '#farm/index';
import type { Io } from './io.js';

const REDRAW_MS = 100;

export class Progress {
  readonly #io: Io;
  readonly #start: number;
  readonly #under = new Map<string, number>();
  #total = 0;
  #committed = 0;
  #done = 0;
  #frames = 0;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(io: Io) {
    this.#io = io;
    this.#start = io.now();
  }

  get frames(): number {
    return this.#frames;
  }
  get seconds(): number {
    return (this.#io.now() - this.#start) / 1000;
  }

  on(event: GenerateEvent): void {
    if (event.type === 'planned') this.#planned(event.samples, event.committed);
    else if (event.type === 'frame') this.#frame(event.sample, event.done, event.total);
    else if (event.type === 'sample') this.#sample(event.record.summary);
    else if (event.type === 'retry') this.#line(`trying again: ${event.reason}`);
    else this.#redraw(true);
  }

  /** Leaves the terminal's line free. */
  end(): void {
    if (this.#io.isTerminal && this.#drawn > Number.NEGATIVE_INFINITY) this.#io.draw('\r\x1b[K');
  }

  #planned(samples: number, committed: number): void {
    this.#total = samples;
    this.#committed = committed;
    this.#done = committed;
    if (committed > 0) this.#line(`${committed} of ${samples} samples are there already`);
    this.#redraw(true);
  }
  #frame(sample: string, done: number, total: number): void {
    this.#frames++;
    this.#under.set(sample, done / total);
    this.#redraw(false);
  }
  #sample({
    sample,
    scenario,
    frames,
    verdict,
  }: {
    sample: string;
    scenario: string;
    frames: number;
    verdict: { outcome: string };
  }) {
    this.#under.delete(sample);
    this.#done++;
    if (!this.#io.isTerminal) {
      const rate = this.#frames / Math.max(this.seconds, 0.001);
      this.#io.err(
        `[${this.#done}/${this.#total}] ${sample} ${scenario}: ${frames} frames, ${verdict.outcome} (${rate.toFixed(1)} frames/s)`,
      );
    }
    this.#redraw(true);
  }

  #line(text: string): void {
    this.end();
    this.#io.err(text);
  }

  #redraw(now: boolean): void {
    if (!this.#io.isTerminal || (!now && this.#io.now() - this.#drawn < REDRAW_MS)) return;
    this.#drawn = this.#io.now();
    const underWay = [...this.#under.values()].reduce((sum, share) => sum + share, 0);
    const share = this.#total === 0 ? 0 : (this.#done + underWay) / this.#total;
    const fresh = this.#done + underWay - this.#committed;
    const left = fresh > 0 ? (this.seconds / fresh) * (this.#total - this.#done - underWay) : undefined;
    const rate = (this.#frames / Math.max(this.seconds, 0.001)).toFixed(1);
    const facts = ` ${this.#done}/${this.#total} samples  ${rate} frames/s  ${left === undefined ? '' : `${clock(left)} left`}`;
    const width = Math.max(10, Math.min(40, this.#io.columns - facts.length - 3));
    const filled = Math.round(width * Math.min(1, share));
    this.#io.draw(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(width - filled)}${facts}`);
  }
}

/** Seconds as m:ss or h:mm:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

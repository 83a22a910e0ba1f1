/** The loss over the steps, as means of so many: a CSV that a spreadsheet reads. */

const STEPS_A_LINE = 50;
const HEADER = 'step,loss';
/** Begins the last line where a mean is not yet whole: its steps so far and their sum. */
const UNDER_WAY = '# under way';

export class LossCurve {
  readonly #lines: string[];
  #sum: number;
  #count: number;

  constructor(lines: readonly string[] = [], sum = 0, count = 0) {
    this.#lines = [...lines];
    this.#sum = sum;
    this.#count = count;
  }

  /** @param step how many are behind it */
  add(step: number, loss: number): void {
    this.#sum += loss;
    this.#count++;
    if (step % STEPS_A_LINE === 0) this.end(step);
  }

  /** A line for the steps since the last one. */
  end(step: number): void {
    if (this.#count === 0) return;
    this.#lines.push(`${step},${(this.#sum / this.#count).toFixed(5)}`);
    [this.#sum, this.#count] = [0, 0];
  }

  text(): string {
    const rest = this.#count === 0 ? [] : [`${UNDER_WAY} ${this.#count} ${this.#sum}`];
    return `${[HEADER, ...this.#lines, ...rest].join('\n')}\n`;
  }
}

/** As it was when that was written. */
export function curveOf(text: string): LossCurve {
  const lines = text.split('\n').filter((line) => line !== '' && line !== HEADER);
  const rest = lines.at(-1)?.startsWith(UNDER_WAY)
    ? lines
        .pop()
        ?.slice(UNDER_WAY.length + 1)
        .split(' ')
        .map(Number)
    : undefined;
  return new LossCurve(lines, rest?.[1], rest?.[0]);
}

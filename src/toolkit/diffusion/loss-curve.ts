/** The loss over the steps, as means of so many: a CSV that a spreadsheet reads. */

const STEPS_A_LINE = 50;

export class LossCurve {
  readonly #lines: [step: number, loss: number][] = [];
  #sum = 0;
  #count = 0;

  constructor(lines: readonly (readonly [number, number])[] = []) {
    for (const [step, loss] of lines) this.#lines.push([step, loss]);
  }

  /** @param step how many are behind it */
  add(step: number, loss: number): void {
    this.#sum += loss;
    this.#count++;
    if (step % STEPS_A_LINE !== 0) return;
    this.#lines.push([step, this.#sum / this.#count]);
    [this.#sum, this.#count] = [0, 0];
  }

  text(): string {
    return `step,loss\n${this.#lines.map(([step, loss]) => `${step},${loss.toFixed(5)}\n`).join('')}`;
  }
}

/** As it was at a step: what is beyond it is done again. */
export function curveOf(text: string, step: number): LossCurve {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(',').map(Number) as [number, number]);
  return new LossCurve(lines.filter(([at]) => at <= step));
}

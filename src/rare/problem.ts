/**
 * What an estimator is asked: how likely is it that a margin g of a simulation is not positive?
 *
 * A problem is a function of `dimension` independent standard normal numbers. Whoever has other distributions maps them
 * by their quantile functions first (`normalCdf` of `#core/math` gives the uniform number that those want).
 */

/** Independent standard normal numbers, one for each uncertain parameter. */
export type Point = readonly number[];

export interface RareEventProblem {
  /** How many standard normal numbers a run takes, at least 1. */
  readonly dimension: number;
  /** The margin g, whose sign decides: the event is g <= 0. Continuous where possible; +-Infinity is allowed, NaN is not. */
  run(u: Point): number | Promise<number>;
  /** The margins of many points in their order, for callers that run several simulations at once. */
  runMany?(us: readonly Point[]): Promise<readonly number[]>;
}

/** One run that was made. */
export interface Run {
  readonly u: Point;
  readonly g: number;
}

/** Makes runs and counts them; never makes more than its budget. */
export class RunCounter {
  readonly problem: RareEventProblem;
  readonly budget: number;
  #runs = 0;

  /** @throws RangeError when dimension or budget is not a whole number of at least 1. */
  constructor(problem: RareEventProblem, budget: number) {
    if (!Number.isInteger(problem.dimension) || problem.dimension < 1) throw new RangeError('dimension: a whole number >= 1');
    if (!Number.isInteger(budget) || budget < 1) throw new RangeError('budget: a whole number of runs >= 1');
    this.problem = problem;
    this.budget = budget;
  }

  /** Runs made so far. */
  get runs(): number {
    return this.#runs;
  }
  /** Runs that the budget still allows. */
  get left(): number {
    return this.budget - this.#runs;
  }

  /** Runs all points. @throws RangeError when the budget does not allow them, or a margin is NaN. */
  async run(us: readonly Point[]): Promise<Run[]> {
    if (us.length > this.left) throw new RangeError(`${us.length} runs asked, ${this.left} left of the budget`);
    this.#runs += us.length;
    const margins = await marginsOf(this.problem, us);
    return us.map((u, i) => ({ u, g: checkedMargin(margins[i]) }));
  }
}

async function marginsOf(problem: RareEventProblem, us: readonly Point[]): Promise<readonly number[]> {
  if (problem.runMany !== undefined) return problem.runMany(us);
  const margins: number[] = [];
  for (const u of us) {
    const g = problem.run(u);
    margins.push(typeof g === 'number' ? g : await g);
  }
  return margins;
}

function checkedMargin(g: number | undefined): number {
  if (g === undefined || Number.isNaN(g)) throw new RangeError('a run gave no margin (NaN or nothing)');
  return g;
}

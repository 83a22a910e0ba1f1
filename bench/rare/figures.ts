/** What many seeds of one estimator say about it. */
import { type RandomStream, randomRoot } from '#core/random';
import type { KnownProblem } from '#rare/known-problems';
import { accelerationOf, type RareEventEstimate } from '#rare/result';

export interface FigureRow {
  readonly problem: string;
  readonly exact: number;
  /** Mean runs, adaptation and checks included. */
  readonly runs: number;
  /** Mean estimate over the truth, less 1, and the standard error of that. */
  readonly bias: number;
  readonly biasError: number;
  /** Standard deviation over the seeds, over the truth. */
  readonly cov: number;
  /** Median of the CoV that estimates give of themselves. */
  readonly ownCov: number;
  /** Share of 95 % intervals that hold the truth. */
  readonly coverage: number;
  readonly acceleration: number;
  /** Share of seeds whose estimate carries a warning. */
  readonly warned: number;
  /** Share of seeds whose interval misses the truth, without a warning: 5 % is what a 95 % interval promises. */
  readonly missed: number;
  /** Share of seeds off by more than twice their interval's half width (on the scale of logarithms), without a warning. */
  readonly wrong: number;
  readonly codes: string;
}

export async function figuresOf(
  problem: KnownProblem,
  seeds: number,
  run: (stream: RandomStream) => Promise<RareEventEstimate>,
): Promise<FigureRow> {
  const answers: RareEventEstimate[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const { samples: _, ...answer } = await run(randomRoot(seed).child(problem.name));
    answers.push({ ...answer, samples: [] });
  }
  return summarised(problem, answers);
}

function summarised({ name, exact }: KnownProblem, answers: readonly RareEventEstimate[]): FigureRow {
  const share = (test: (answer: RareEventEstimate) => boolean): number => answers.filter(test).length / answers.length;
  const ratios = answers.map(({ probability }) => probability / exact);
  const cov = deviation(ratios);
  const runs = mean(answers.map((answer) => answer.runs));
  const silent = ({ warnings }: RareEventEstimate): boolean => warnings.length === 0;
  return {
    problem: name,
    exact,
    runs,
    bias: mean(ratios) - 1,
    biasError: cov / Math.sqrt(ratios.length),
    cov,
    ownCov: median(answers.map((answer) => answer.cov)),
    coverage: share((answer) => widths(answer, exact) <= 1),
    acceleration: accelerationOf(exact, cov, runs),
    warned: share((answer) => !silent(answer)),
    missed: share((answer) => silent(answer) && widths(answer, exact) > 1),
    wrong: share((answer) => silent(answer) && widths(answer, exact) > 2),
    codes: [...new Set(answers.flatMap(({ warnings }) => warnings.map(({ code }) => code)))].join(', '),
  };
}

/** How many half widths of its interval the estimate is off, on the scale of logarithms; above 1 the interval misses. */
function widths({ interval: [low, high], probability }: RareEventEstimate, exact: number): number {
  if (!(probability > 0) || low <= 0) return low <= exact && exact <= high ? 0 : Number.POSITIVE_INFINITY;
  const off = Math.log(exact / probability);
  return off > 0 ? off / Math.log(high / probability) : off / Math.log(low / probability);
}

const HEAD = [
  'problem',
  'exact p',
  'runs',
  'bias',
  'CoV',
  'own CoV',
  'coverage',
  'A',
  'warned',
  'missed silently',
  'wrong silently',
  'warnings',
];

/** Two lines of Markdown. */
export function tableHead(): string {
  return `${cells(HEAD)}\n${cells(HEAD.map(() => '---'))}`;
}
export function tableRow(row: FigureRow): string {
  return cells([
    row.problem,
    row.exact.toExponential(4),
    row.runs.toFixed(0),
    `${percent(row.bias)} +- ${percent(row.biasError)}`,
    row.cov.toFixed(3),
    row.ownCov.toFixed(3),
    percent(row.coverage),
    row.acceleration < 1000 ? row.acceleration.toPrecision(3) : Math.round(row.acceleration).toLocaleString('en'),
    percent(row.warned),
    percent(row.missed),
    percent(row.wrong),
    row.codes,
  ]);
}
function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - centre) * (x - centre), 0) / Math.max(1, values.length - 1));
}
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

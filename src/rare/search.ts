/**
 * Failures fast, rather than their probability: runs of widened densities and a short walk find some of every mode, failures that hang together are one mode,
 * and the likeliest of each is drawn to the boundary, where it only just fails.
 */
import type { RandomStream } from '#core/random';
import { crossEntropyOn } from './estimators/cross-entropy.js';
import { type Point, type RareEventProblem, type Run, RunCounter } from './problem.js';
import { explore } from './proposal/explore.js';
import { Pool } from './proposal/pool.js';

export interface SearchOptions {
  readonly stream: RandomStream;
  /** The most runs, at least 100. */
  readonly budget: number;
}

export interface FoundFailure {
  /** It fails, and hardly any nearer to the middle does; standard normal space. */
  readonly u: Point;
  readonly g: number;
  /** Its distance from the middle: the likelier the smaller. */
  readonly beta: number;
  /** A point beside it, towards the middle, that does not fail; missing where the middle itself fails. */
  readonly passing?: Point;
}

export interface SearchResult {
  /** One of each mode, the likeliest first. */
  readonly failures: readonly FoundFailure[];
  readonly runs: number;
  /** After so many runs the first failure was seen; missing where there was none. */
  readonly firstAfter?: number;
}

const MOST_MODES = 12;
/** Points between two failures that are looked at to tell whether they hang together. */
const BETWEEN = 4;
/** The way between them is looked at a little farther out: a boundary that bends inwards is one boundary. */
const OUTWARD = 1.1;
/** Halvings on the way to the boundary. */
const HALVINGS = 12;
/** Rounds in which single coordinates are drawn to the middle. */
const ROUNDS = 3;

/** @throws RangeError when the budget is too small */
export async function search(problem: RareEventProblem, { stream, budget }: SearchOptions): Promise<SearchResult> {
  if (budget < 100) throw new RangeError('budget: at least 100 runs');
  const watch = watched(problem);
  const counter = new RunCounter(watch.problem, budget);
  const each = Math.max(20, Math.floor(budget / 10));
  let failures: readonly Run[] = await explore(new Pool(), each, counter, stream.child('explore'));
  if (failures.length === 0 && counter.left > 500) {
    const { samples } = await crossEntropyOn(counter, stream.child('levels'), 0.3);
    failures = samples.filter(({ g }) => g <= 0);
  }
  const found: FoundFailure[] = [];
  for (const one of await apart(failures, counter)) found.push(await shrunk(one, counter));
  return {
    failures: found.sort((a, b) => a.beta - b.beta),
    runs: counter.runs,
    ...(watch.first() === undefined ? {} : { firstAfter: watch.first() as number }),
  };
}

/** Counts in the points' order, however many are run at once. */
function watched(problem: RareEventProblem): { readonly problem: RareEventProblem; first(): number | undefined } {
  let made = 0;
  let first: number | undefined;
  const saw = (g: number): number => {
    made++;
    if (g <= 0) first ??= made;
    return g;
  };
  const { dimension, runMany } = problem;
  return {
    problem: {
      dimension,
      run: async (u) => saw(await problem.run(u)),
      ...(runMany === undefined ? {} : { runMany: async (us) => (await runMany(us)).map(saw) }),
    },
    first: () => first,
  };
}

/** The likeliest of each group of failures between which everything fails. */
async function apart(failures: readonly Run[], counter: RunCounter): Promise<readonly Run[]> {
  const modes: Run[] = [];
  for (const one of failures.toSorted((a, b) => length(a.u) - length(b.u))) {
    if (modes.length >= MOST_MODES) break;
    if (!(await joinsAny(one, modes, counter))) modes.push(one);
  }
  return modes;
}

async function joinsAny(one: Run, modes: readonly Run[], counter: RunCounter): Promise<boolean> {
  for (const mode of modes) {
    if (counter.left < BETWEEN) return true;
    const points = Array.from({ length: BETWEEN }, (_, i) =>
      between(mode.u, one.u, (i + 1) / (BETWEEN + 1)).map((x) => x * OUTWARD),
    );
    if ((await counter.run(points)).every(({ g }) => g <= 0)) return true;
  }
  return false;
}

/** Drawn to the middle as far as it goes on failing: along the straight way, then coordinate by coordinate, and again. */
async function shrunk(start: Run, counter: RunCounter): Promise<FoundFailure> {
  let failing = start;
  let passing: Point | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const before = length(failing.u);
    ({ failing, passing } = await alongWay(failing, passing, counter));
    failing = await byCoordinate(failing, counter);
    if (length(failing.u) > 0.99 * before) break;
  }
  ({ failing, passing } = await alongWay(failing, undefined, counter));
  return { u: failing.u, g: failing.g, beta: length(failing.u), ...(passing === undefined ? {} : { passing }) };
}

async function alongWay(
  from: Run,
  known: Point | undefined,
  counter: RunCounter,
): Promise<{ readonly failing: Run; readonly passing: Point | undefined }> {
  const middle = from.u.map(() => 0);
  let [failing, passing]: [Run, Point | undefined] = [from, known];
  let low = 0;
  let high = 1;
  for (let i = 0; i < HALVINGS && counter.left > 0; i++) {
    const share = i === 0 ? 0 : (low + high) / 2;
    const [run] = (await counter.run([between(middle, from.u, share)])) as [Run];
    if (run.g <= 0) {
      failing = run;
      high = share;
      if (share === 0) break;
    } else {
      passing = run.u;
      low = share;
    }
  }
  return { failing, passing };
}

async function byCoordinate(from: Run, counter: RunCounter): Promise<Run> {
  let best = from;
  for (let k = 0; k < from.u.length; k++)
    for (const share of [0, 0.5]) {
      if (counter.left === 0) return best;
      const moved = best.u.map((value, i) => (i === k ? value * share : value));
      const [run] = (await counter.run([moved])) as [Run];
      if (run.g > 0) continue;
      best = run;
      break;
    }
  return best;
}

function between(a: Point, b: Point, share: number): Point {
  return a.map((value, i) => value + ((b[i] as number) - value) * share);
}
function length(u: Point): number {
  return Math.sqrt(u.reduce((sum, x) => sum + x * x, 0));
}

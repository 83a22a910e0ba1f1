/**
 * `optimize-route`: a route that costs less than the straight line over the weather that a scenario draws. Candidates are compared on the same draws
 * (common random numbers), the best few are compared once more on others, and what is reported was measured on draws that no choice has seen.
 */
import { randomRoot } from '#core/random';
import { generationSize, minimise, type Vector } from '#rare/optimise/cma-es';
import type { LoadedScenario } from '../scenarios.js';
import { type Comparison, compared, costWith, mean, scaleOf, type Weights } from './compare.js';
import { type Delivery, deliveryOf, type Flight } from './delivery.js';
import { beyondSpeeds, dimensionOf, lengthOf, origin, type Route, routeAt, type Straight, straightRoute } from './route.js';

export interface OptimiseRequest {
  readonly seed: string;
  /** Flights in all. */
  readonly runs: number;
  readonly bends: number;
  readonly weights: Weights;
  readonly signal: AbortSignal;
  onRun?(made: number): void;
}

export interface RouteReport extends Comparison {
  readonly seed: string;
  readonly weights: Weights;
  readonly runs: { readonly search: number; readonly choice: number; readonly measured: number };
  /** Draws that both routes were measured on. */
  readonly draws: number;
  readonly straight: Straight & { readonly length: number };
  /** The best that was found; missing where nothing beat the straight line in the search already. */
  readonly found?: Route & { readonly length: number };
}

/** Shares of the flights: for choosing among the best, and for measuring. */
const CHOICE = 0.15;
const MEASURE = 0.35;
/** Draws that each candidate of the search meets. */
const DRAWS = 8;
/** Added to the cost for each step outside the speeds that can be flown. */
const OUTSIDE = 0.05;
/** So many are compared once more. */
const FINALISTS = 3;
/** Of the first generation, in the route's units. */
const SIGMA = 1;

/** Fewest flights that make sense. */
export function leastRuns(bends: number): number {
  return Math.ceil((2 * DRAWS * generationSize(dimensionOf(bends))) / (1 - CHOICE - MEASURE));
}

/** @throws NearmissError NM7631, NM7632 (exit 2) where the scenario has no delivery */
export async function optimiseRoute(scenario: LoadedScenario, request: OptimiseRequest): Promise<RouteReport> {
  return await improved(deliveryOf(scenario, request.seed), request);
}

export async function improved(delivery: Delivery, request: OptimiseRequest): Promise<RouteReport> {
  const { seed, runs, bends, weights } = request;
  const { straight } = delivery;
  const made = counted(delivery, request);
  const scale = scaleOf(made.all(straightRoute(straight), 'search', DRAWS));
  const cost = costWith(weights, scale);
  const budget = Math.floor(((1 - CHOICE - MEASURE) * runs) / DRAWS);
  const finalists = await candidates(
    bends,
    budget,
    seed,
    (u) => made.all(routeAt(u, straight), 'search', DRAWS).map(cost.soft),
    straight,
  );
  const searched = made.count();
  const chosen = choose(
    [straightRoute(straight), ...finalists],
    made,
    cost.soft,
    Math.floor((CHOICE * runs) / (finalists.length + 1)),
  );
  const choice = made.count() - searched;
  const draws = Math.max(2, Math.floor((MEASURE * runs) / 2));
  const before = made.all(straightRoute(straight), 'measure', draws);
  const after = chosen === undefined ? before : made.all(chosen, 'measure', draws);
  return {
    seed,
    weights,
    runs: { search: searched, choice, measured: made.count() - searched - choice },
    draws,
    straight: { ...straight, length: lengthOf(straightRoute(straight), straight.start) },
    ...(chosen === undefined ? {} : { found: { ...chosen, length: lengthOf(chosen, straight.start) } }),
    ...compared(before, after, cost.hard),
  };
}

/** Flights, counted; the request's signal ends them. */
function counted(delivery: Delivery, { seed, signal, onRun }: OptimiseRequest) {
  let count = 0;
  return {
    count: () => count,
    all: (route: Route, stage: string, draws: number): readonly Flight[] =>
      Array.from({ length: draws }, (_, draw) => {
        signal.throwIfAborted();
        count++;
        onRun?.(count);
        return delivery.fly(route, `${seed}/${stage}`, draw);
      }),
  };
}

/** The search: the mean of its last generation, and the best that it saw. */
async function candidates(
  bends: number,
  budget: number,
  seed: string,
  costsOf: (u: Vector) => readonly number[],
  straight: Straight,
): Promise<readonly Route[]> {
  const seen: { readonly u: Vector; readonly value: number }[] = [];
  const { mean: middle } = await minimise(
    async (points) => {
      const values: number[] = [];
      for (const u of points) {
        // Lets signals and progress through.
        await new Promise((resolve) => setImmediate(resolve));
        const value = mean(costsOf(u)) + OUTSIDE * beyondSpeeds(u);
        seen.push({ u, value });
        values.push(value);
      }
      return values;
    },
    { start: origin(bends), sigma: SIGMA, budget, stream: randomRoot(seed).child('optimise route') },
  );
  const best = seen.toSorted((a, b) => a.value - b.value).slice(0, FINALISTS - 1);
  return [middle, ...best.map(({ u }) => u)].map((u) => routeAt(u, straight));
}

/** The cheapest on draws of its own; undefined where that is the straight line, the first of them. */
function choose(
  routes: readonly Route[],
  made: ReturnType<typeof counted>,
  cost: (flight: Flight) => number,
  draws: number,
): Route | undefined {
  const costs = routes.map((route) => mean(made.all(route, 'choice', Math.max(1, draws)).map(cost)));
  const cheapest = costs.indexOf(Math.min(...costs));
  return cheapest === 0 ? undefined : routes[cheapest];
}

/** `estimate`: how likely an event is, with what the number rests on. */
import { randomRoot } from '#core/random';
import { wilson } from '#core/wilson';
import { estimate } from '#rare/estimate';
import type { Point } from '#rare/problem';
import type { Method, RareEventEstimate } from '#rare/result';
import type { RareEvent } from './event.js';
import type { ScenarioPoints } from './problem.js';
import { type EventRequest, type OpenProblem, openProblem } from './request.js';

export interface EstimateRequest extends EventRequest {
  /** CoV to aim at. */
  readonly cov: number;
  /** Chosen by checks when missing. */
  readonly method?: Method;
}

/** A way to fail, told by the parameters at its middle. */
export interface FoundMode {
  /** Of the probability, 0..1. */
  readonly share: number;
  readonly count: number;
  readonly parameters: Readonly<Record<string, number | string>>;
}

export interface KeptSample {
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Runs of the scenario's own distribution that it stands for, up to a factor common to all. */
  readonly weight: number;
  readonly margin: number;
  /** By coordinate: what makes it again. */
  readonly u: Readonly<Record<string, number>>;
}

export interface ScenarioEstimate {
  readonly event: string;
  readonly probability: number;
  /** 95 %. */
  readonly interval: readonly [low: number, high: number];
  readonly method: Method;
  readonly cov: number;
  readonly runs: number;
  readonly effectiveSamples: number;
  readonly largestWeightShare: number;
  readonly acceleration: number;
  readonly modes: readonly FoundMode[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Scalars of the scenario that the samples are drawn in. */
  readonly coordinates: readonly string[];
  /** Share of draws that requirements accept; the probability is that among them. Missing where none was refused. */
  readonly accepted?: { readonly share: number; readonly interval: readonly [low: number, high: number] };
}

/** Draws that say how many are accepted. */
const ACCEPTANCE_DRAWS = 1000;

export interface Estimated {
  readonly estimate: ScenarioEstimate;
  /** Failures and passes behind the number, each with its weight. */
  readonly samples: () => Generator<KeptSample>;
}

export async function estimateEvent(request: EstimateRequest): Promise<Estimated> {
  const { event, seed, budget, cov, method } = request;
  const problem = await openProblem(request);
  try {
    const stream = randomRoot(seed).child('estimate').child(event.text);
    const found = await estimate(problem, { stream, budget, cov, ...(method === undefined ? {} : { method }) });
    const accepted = problem.refusals() === 0 ? undefined : await acceptance(problem, stream.child('acceptance'));
    return {
      estimate: told(found, problem, event, accepted),
      *samples() {
        for (const { u, g, weight } of found.samples) {
          const concrete = problem.at(u);
          if (concrete !== undefined) yield { parameters: concrete.parameters, weight, margin: g, u: named(problem, u) };
        }
      },
    };
  } finally {
    await problem.close();
  }
}

function named({ coordinates }: ScenarioPoints, u: Point): Readonly<Record<string, number>> {
  return Object.fromEntries(coordinates.map((name, i) => [name, u[i] as number]));
}

async function acceptance(problem: OpenProblem, stream: ReturnType<typeof randomRoot>): Promise<ScenarioEstimate['accepted']> {
  const points = Array.from({ length: ACCEPTANCE_DRAWS }, (_, draw) => {
    const own = stream.child(draw);
    return problem.coordinates.map(() => own.normal());
  });
  const accepted = (await problem.marginsAt(points)).filter((margin) => margin !== undefined).length;
  return { share: accepted / ACCEPTANCE_DRAWS, interval: wilson(accepted, ACCEPTANCE_DRAWS) };
}

function told(
  found: RareEventEstimate,
  problem: ScenarioPoints,
  event: RareEvent,
  accepted: ScenarioEstimate['accepted'],
): ScenarioEstimate {
  // What is refused is neither event nor draw.
  const share = accepted?.share ?? 1;
  const [low, high] = accepted?.interval ?? [1, 1];
  return {
    event: event.text,
    probability: Math.min(1, found.probability / share),
    interval: [Math.min(1, found.interval[0] / high), Math.min(1, found.interval[1] / low)],
    method: found.method,
    cov: found.cov,
    runs: found.runs,
    effectiveSamples: found.effectiveSamples,
    largestWeightShare: found.largestWeightShare,
    acceleration: found.acceleration,
    modes: found.modes.map(({ centre, share: part, count }) => ({
      share: part,
      count,
      parameters: problem.at(centre)?.parameters ?? {},
    })),
    warnings: found.warnings,
    coordinates: problem.coordinates,
    ...(accepted === undefined ? {} : { accepted }),
  };
}

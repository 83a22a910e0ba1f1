/** A scenario as a rare-event problem: its scalars are the coordinates of a point in standard normal space, all else is left to chance. */
import type { Bodies } from '#contracts/model';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import { sha256Hex } from '#core/hash';
import { normalCdf } from '#core/math';
import type { Point, RareEventProblem } from '#rare/problem';
import { drawSteered } from '#scenario/index';
import type { Margins } from '../crew/messages.js';
import type { LoadedScenario } from '../scenarios.js';
import { drive } from '../validate/drive.js';
import type { System } from '../validate/system.js';
import type { RareEvent } from './event.js';

/** Draws that are looked at to find a scenario's coordinates: words drawn one way ask for other numbers than drawn another. */
const LOOKS = 24;
/** A draw that requirements refuse is as far from the event as can be. */
const REFUSED = 1e6;

/** Names of the streams of the file's scalars, sorted. */
export function coordinatesOf(scenario: LoadedScenario, seed: string): readonly string[] {
  const asked = new Set<string>();
  for (let draw = 0; draw < LOOKS; draw++)
    drawSteered(scenario, { seed, draw, steering: { uniform: () => undefined, asked: (stream) => asked.add(stream) } });
  return [...asked].sort();
}

/** A scenario's points: what each of them is, whoever runs it. */
export interface ScenarioPoints {
  readonly coordinates: readonly string[];
  /** The concrete scenario at a point, and nothing else decides it; undefined where it is refused. */
  at(u: Point): ConcreteScenario | undefined;
}

export function pointsOf(scenario: LoadedScenario, seed: string): ScenarioPoints {
  const coordinates = coordinatesOf(scenario, seed);
  const index = new Map(coordinates.map((name, i) => [name, i]));
  return {
    coordinates,
    at(u) {
      const uniform = (stream: string): number | undefined => {
        const i = index.get(stream);
        return i === undefined ? undefined : below1(normalCdf(u[i] as number));
      };
      const drawn = drawSteered(scenario, { seed, draw: chanceOf(u), steering: { uniform } });
      return 'refused' in drawn ? undefined : drawn.concrete;
    },
  };
}

export interface ScenarioProblem extends RareEventProblem, ScenarioPoints {
  /** The run there, with the system at the wheel; undefined where it is refused. */
  runAt(u: Point): Promise<Run | undefined>;
  /** Margins in the points' order; undefined where one is refused. */
  marginsAt(us: readonly Point[]): Promise<Margins>;
}

export interface ProblemOptions {
  readonly scenario: LoadedScenario;
  readonly bodies: Bodies;
  readonly event: RareEvent;
  readonly system: System;
  readonly seed: string;
}

export function problemOf({ scenario, bodies, event, system, seed }: ProblemOptions): ScenarioProblem {
  const points = pointsOf(scenario, seed);
  const only = event.decidedByContact ? 'first contact' : 'verdict';
  const asked = event.criticality === undefined ? {} : { criticality: event.criticality };
  const runAt: ScenarioProblem['runAt'] = async (u) => {
    const concrete = points.at(u);
    const run = concrete && (await drive(concrete, system, { bodies, only, ...asked }));
    return run?.verdict.outcome === 'invalid' ? undefined : run;
  };
  const marginAt = async (u: Point): Promise<number | undefined> => {
    const run = await runAt(u);
    return run && event.margin(run);
  };
  return {
    ...points,
    dimension: dimensionOf(points),
    runAt,
    run: async (u) => orRefused(await marginAt(u)),
    async marginsAt(us) {
      const margins: (number | undefined)[] = [];
      for (const u of us) margins.push(await marginAt(u));
      return margins;
    },
  };
}

export function dimensionOf({ coordinates }: ScenarioPoints): number {
  return Math.max(1, coordinates.length);
}

export function orRefused(margin: number | undefined): number {
  return margin ?? REFUSED;
}

/** Whatever is no coordinate is left to a draw of its own for each point. */
function chanceOf(u: Point): number {
  return Number.parseInt(sha256Hex(JSON.stringify(u)).slice(0, 8), 16);
}

/** Quantiles take numbers in [0, 1). */
function below1(u: number): number {
  return Math.min(u, 1 - Number.EPSILON / 2);
}

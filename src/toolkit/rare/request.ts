/** What is asked about a scenario's events, whichever way they are looked for, and who makes the runs. */
import type { Bodies } from '#contracts/model';
import { NearmissError } from '#core/errors';
import type { Point, RareEventProblem } from '#rare/problem';
import type { Margins } from '../crew/messages.js';
import { openRunCrew, type RunCrew, workersWorthIt } from '../crew/open.js';
import { type LoadedScenario, parsePlanned, type ReadOptions, readScenarios } from '../scenarios.js';
import { needFitting } from '../validate/drone-systems.js';
import type { ValidationPlan } from '../validate/plan.js';
import { openSystem, type SystemOptions, type SystemSpec } from '../validate/system.js';
import type { RareEvent } from './event.js';
import { dimensionOf, orRefused, pointsOf, problemOf, type ScenarioPoints } from './problem.js';

export interface EventScenario {
  readonly planned: Pick<ValidationPlan, 'scenarios' | 'assets'>;
  readonly scenario: LoadedScenario;
  readonly bodies: Bodies;
}

/** @throws NearmissError (exit 2) with every problem of the file */
export async function readEventScenario(file: string, options: Omit<ReadOptions, 'rig'> = {}): Promise<EventScenario> {
  const { scenarios, library } = await readScenarios([file], options);
  const { bodies, manifests } = library;
  const [only] = scenarios;
  return {
    planned: { scenarios, ...(manifests.length === 0 ? {} : { assets: manifests.map(({ planned }) => planned) }) },
    scenario: parsePlanned(only as (typeof scenarios)[number], bodies),
    bodies,
  };
}

export interface EventRequest extends Omit<SystemOptions, 'bodies'>, EventScenario {
  readonly event: RareEvent;
  readonly system: SystemSpec;
  readonly seed: string;
  /** Runs at most. */
  readonly budget: number;
  /** Worker processes; chosen for the machine when missing. With 1, this process makes all runs. */
  readonly workers?: number;
  readonly signal: AbortSignal;
  /** What systems print that run in workers. */
  readonly onSaid?: (text: string) => void;
  onRun?(made: number): void;
}

/** A scenario's event, ready to be run. The numbers are the same whoever makes the runs. */
export interface OpenProblem extends RareEventProblem, ScenarioPoints {
  marginsAt(us: readonly Point[]): Promise<Margins>;
  /** How many of the points that were run were refused. */
  refusals(): number;
  close(): Promise<void>;
}

/** @throws NearmissError where the system can't be loaded (exit 2) or does not start (exit 3) */
export async function openProblem(request: EventRequest): Promise<OpenProblem> {
  const { scenario, seed, signal, onRun } = request;
  needFitting(request.system, scenario);
  const points = pointsOf(scenario, seed);
  const maker = workersWorthIt(sizeOf(request), request.system) <= 1 ? await makerHere(request) : await makerApart(request);
  let made = 0;
  let refused = 0;
  const stop = (): void => void maker.close();
  signal.addEventListener('abort', stop);
  const part = async (us: readonly Point[]): Promise<Margins> => {
    signal.throwIfAborted();
    const margins = await maker.margins(us);
    for (const _ of us) onRun?.(++made);
    return margins;
  };
  const marginsAt = async (us: readonly Point[]): Promise<Margins> => {
    const parts: Promise<Margins>[] = [];
    for (const some of cut(us, maker.partOf(us.length))) {
      const margins = part(some);
      // Where one fails, all do.
      margins.catch(() => {});
      parts.push(margins);
      if (maker.oneByOne) await margins;
    }
    return (await Promise.all(parts)).flat();
  };
  const runMany = async (us: readonly Point[]): Promise<readonly number[]> => {
    const margins = await marginsAt(us);
    refused += margins.filter((margin) => margin === undefined).length;
    return margins.map(orRefused);
  };
  return {
    ...points,
    dimension: dimensionOf(points),
    marginsAt,
    runMany,
    run: async (u) => (await runMany([u]))[0] as number,
    refusals: () => refused,
    async close() {
      signal.removeEventListener('abort', stop);
      await maker.close();
    },
  };
}

interface Maker {
  readonly oneByOne: boolean;
  /** How many points of so many are asked for together. */
  partOf(count: number): number;
  margins(us: readonly Point[]): Promise<Margins>;
  close(): Promise<void>;
}

async function makerHere(request: EventRequest): Promise<Maker> {
  const system = await openSystem(request.system, request);
  const { marginsAt } = problemOf({ ...request, system });
  return { oneByOne: true, partOf: () => 1, margins: marginsAt, close: () => system.close() };
}

/** Parts of a batch for each worker: few enough that telling costs nothing, many enough that they end together. */
const PARTS = 4;
const LARGEST_PART = 32;
/** A run decides nothing but its margin: where a worker is gone, another makes it. */
const ATTEMPTS = 3;

async function makerApart(request: EventRequest): Promise<Maker> {
  const { planned, event, system, seed, startMs, answerMs, onSaid } = request;
  const order = { plan: { ...planned, system, seed }, out: '', event: event.text, startMs, answerMs };
  const crew = await openRunCrew(order, sizeOf(request), onSaid);
  return {
    oneByOne: false,
    partOf: (count) => Math.min(LARGEST_PART, Math.ceil(count / (PARTS * crew.workers))),
    margins: (points) => askAgain(crew, points, ATTEMPTS),
    close: () => crew.close(),
  };
}

async function askAgain(crew: RunCrew, points: readonly Point[], attempts: number): Promise<Margins> {
  try {
    return (await crew.ask({ points })) as Margins;
  } catch (error) {
    if (attempts === 1 || !(error instanceof NearmissError && error.code === 'NM7010')) throw error;
    return await askAgain(crew, points, attempts - 1);
  }
}

/** An estimator draws and fits between two batches: a few hundred runs are worth a worker. */
const RUNS_AS_ONE = 32;

function sizeOf({ workers, budget }: EventRequest) {
  return workers === undefined ? { runs: Math.ceil(budget / RUNS_AS_ONE) } : { runs: budget, workers };
}

function cut<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}

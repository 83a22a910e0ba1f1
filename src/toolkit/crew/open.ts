/** Workers that make runs: how many, and what starts them. */
import { availableParallelism, totalmem } from 'node:os';
import { type Crew, defaultWorkers, openCrew } from '#farm/index';
import type { SystemSpec } from '../validate/system.js';
import type { CrewAnswer, CrewOpened, CrewOrder, CrewTask } from './messages.js';

export type RunCrew = Crew<CrewTask, CrewAnswer, CrewOpened>;

/** A member takes as long to start as so many runs of a driver of ours take. */
const RUNS_A_MEMBER = 8;

export interface CrewSize {
  /** As the user said it; chosen for the machine when missing. */
  readonly workers?: number;
  /** Runs that there are to make at most. */
  readonly runs: number;
}

/** How many workers are worth it; 1: this process makes the runs itself. */
export function workersWorthIt({ workers, runs }: CrewSize, { kind }: SystemSpec): number {
  const ours = kind === 'scenario' || kind === 'built-in';
  return Math.min(runs, workers ?? machineWorkers('raycast', Math.floor(runs / (ours ? RUNS_A_MEMBER : 1))));
}

function machineWorkers(renderer: 'raycast' | 'three', most: number): number {
  return defaultWorkers({ cores: availableParallelism(), memoryBytes: totalmem() }, renderer, most);
}

/** @throws NearmissError where the system can't be loaded (exit 2) or does not start (exit 3) */
export function openRunCrew(order: CrewOrder, size: CrewSize, onSaid?: (text: string) => void): Promise<RunCrew> {
  const worth = workersWorthIt(size, order.plan.system);
  return openCrew<CrewOrder, CrewTask, CrewAnswer, CrewOpened>({
    entry: memberEntry(),
    order,
    ...(onSaid === undefined ? {} : { onSaid }),
    workers: ({ wantsPictures }) => (wantsPictures && size.workers === undefined ? machineWorkers('three', worth) : worth),
  });
}

/** Always the compiled one: child processes run plain Node. */
function memberEntry(): URL {
  const here = new URL('./crew-member.js', import.meta.url);
  return import.meta.url.endsWith('.ts') ? new URL('../../../dist/src/toolkit/crew/crew-member.js', import.meta.url) : here;
}

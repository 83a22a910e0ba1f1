/** What `estimate` and `search` are both asked: an event of a scenario, with a system at the wheel. */
import { type Arguments, TEXT } from './command.js';
import type { Io } from './io.js';
import { warnOn } from './report.js';
import { integerValue, seedValue } from './values.js';

export const WORKERS = { ...TEXT, describe: 'worker processes; chosen for the machine when missing' } as const;

export const EVENT_OPTIONS = {
  sut: { ...TEXT, default: 'scenario', describe: 'what drives the ego, as for validate' },
  seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
  assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
  workers: WORKERS,
  timeout: { ...TEXT, default: '5000', describe: 'for each answer of an external system, ms' },
} as const;

export const EVENTS =
  "collision, fail, 'ttc < 1.0', 'gap < 0.5', 'impact speed > 8', 'drac > 6', 'rss margin < 0' or another figure of docs/validation.md (SI units)";

/** External systems may take so long to start at least, ms. */
const LEAST_START_MS = 10_000;

export function answerTimes(args: Arguments): { readonly startMs: number; readonly answerMs: number } {
  const answerMs = integerValue('--timeout', args.need('timeout'), 1, 3_600_000);
  return { startMs: Math.max(answerMs, LEAST_START_MS), answerMs };
}

/** Of runs, each worker with a system of its own. What systems print there goes to the error stream. */
export function workerOptions(args: Arguments, io: Io) {
  const workers = args.text('workers');
  const onSaid = (text: string): void => io.err(text.trimEnd());
  return { onSaid, ...(workers === undefined ? {} : { workers: integerValue('--workers', workers, 1, 256) }) };
}

/** Everything is checked before the scenario is read. @param leastBudget runs */
export async function eventRequest(args: Arguments, io: Io, leastBudget: number) {
  const toolkit = await import('#toolkit');
  const times = answerTimes(args);
  const event = toolkit.readEvent(args.need('event'));
  const system = toolkit.readSystem(args.need('sut'));
  const budget = integerValue('--budget', args.need('budget'), leastBudget, 100_000_000);
  const seed = seedValue(args.need('seed'));
  const assets = args.text('assets');
  const workers = workerOptions(args, io);
  const scenario = await toolkit.readEventScenario(args.need('file'), {
    warn: warnOn(io),
    ...(assets === undefined ? {} : { assets }),
  });
  return { ...scenario, event, system, seed, budget, signal: io.signal, ...times, ...workers };
}

/** `egoSpeed 11.11, fraction 0.25` */
export function parametersLine(parameters: Readonly<Record<string, number | string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toPrecision(4) : value}`)
    .join(', ');
}

/** A validation on the disk: what is read before it, and what is written after. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bodies } from '#contracts/model';
import type { ValidationCase, ValidationReport } from '#contracts/validation';
import { type Diagnostic, infrastructureError, usageError } from '#core/errors';
import { bodiesOfPlan } from '../own-assets/library.js';
import { scenarioFiles } from '../scenario-files.js';
import { type LoadedScenario, parsePlanned, readScenarios } from '../scenarios.js';
import { nearmissVersion } from '../versions.js';
import type { PlannedScenario } from './here.js';
import type { Validated } from './index.js';
import { PLAN_FILE, readPlan, type ValidationPlan } from './plan.js';
import { REPORT_FILES } from './reports.js';
import type { SystemSpec } from './system.js';

const CASES_FILE = 'report.json';
/** Apart from all else, which is the same whenever, wherever and by however many workers it is made. */
const TIMES_FILE = 'times.json';

export interface Opened {
  readonly plan: ValidationPlan;
  readonly scenarios: readonly PlannedScenario[];
  readonly bodies: Bodies;
}

export interface Asked {
  /** Scenario files, or folders of some. */
  readonly targets: readonly string[];
  readonly seed: string;
  readonly count: number;
  readonly system: SystemSpec;
  /** A manifest of model files for all of them, besides their own. */
  readonly assets?: string;
  readonly warn?: (warning: Diagnostic) => void;
}

/** @throws NearmissError (exit 2) with every problem of every file */
export async function openValidation({ targets, seed, count, system, assets, warn }: Asked): Promise<Opened> {
  const files = await scenarioFiles(targets);
  const own = { ...(assets === undefined ? {} : { assets }), ...(warn === undefined ? {} : { warn }) };
  const { scenarios, library } = await readScenarios(files, own);
  const plan: ValidationPlan = {
    format: 1,
    nearmissVersion,
    scenarios,
    ...(library.manifests.length === 0 ? {} : { assets: library.manifests.map(({ planned }) => planned) }),
    seed,
    count,
    system,
  };
  return { plan, ...parsedAll(plan, library.bodies) };
}

/** All of them are parsed, whatever is asked of them later: mistakes are told before anything starts. */
function parsedAll(plan: ValidationPlan, bodies: Bodies): Omit<Opened, 'plan'> {
  const scenarios = plan.scenarios.map((each) => planned(each, bodies));
  for (const { scenario } of scenarios) scenario();
  return { scenarios, bodies };
}

export function planned(each: ValidationPlan['scenarios'][number], bodies: Bodies): PlannedScenario {
  let loaded: LoadedScenario | undefined;
  return {
    file: each.path,
    line: lineOf(each.text),
    scenario() {
      loaded ??= parsePlanned(each, bodies);
      return loaded;
    },
  };
}

/** What the verdict is about. */
function lineOf(text: string): number {
  const at = text.search(/^pass:/m);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** A validation of before, to run cases of it again. @throws NearmissError NM7610, NM7611 or NM7613 (exit 2) */
export async function reopenValidation(folder: string): Promise<Opened & { readonly cases: readonly ValidationCase[] }> {
  const plan = readPlan(await readText(folder, PLAN_FILE), join(folder, PLAN_FILE));
  const { cases } = await readReport(folder);
  return { plan, cases, ...parsedAll(plan, await bodiesOfPlan(plan)) };
}

/** @throws NearmissError NM7610 or NM7611 (exit 2) */
export async function readReport(folder: string): Promise<ValidationReport> {
  const text = await readText(folder, CASES_FILE);
  try {
    const report = JSON.parse(text) as ValidationReport;
    if (report.format === 1) return report;
  } catch {
    // Told below.
  }
  throw usageError('NM7611', `${join(folder, CASES_FILE)} is no report of a validation`);
}

async function readText(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw usageError('NM7610', `there is no ${name} in ${folder}`, 'give the folder that `nearmiss validate --out` wrote');
  return text;
}

/** All files, whole or not at all: they are written beside the folder first. @returns their names */
export async function writeValidation(
  folder: string,
  plan: ValidationPlan,
  { report, wallMs }: Validated,
): Promise<readonly string[]> {
  const files = new Map<string, string>([
    [PLAN_FILE, `${JSON.stringify(plan, null, 1)}\n`],
    [CASES_FILE, `${JSON.stringify(report)}\n`],
    ...REPORT_FILES.map(({ name, write }): [string, string] => [name, write(report)]),
    [TIMES_FILE, `${JSON.stringify(wallMs, null, 1)}\n`],
  ]);
  const staged = `${folder.replace(/[\\/]+$/, '')}.part`;
  try {
    await rm(staged, { recursive: true, force: true });
    await mkdir(staged, { recursive: true });
    for (const [name, text] of files) await writeFile(join(staged, name), text);
    await rm(folder, { recursive: true, force: true });
    await rename(staged, folder);
  } catch (error) {
    throw infrastructureError('NM7002', `${folder} can't be written: ${(error as Error).message}`, undefined, error);
  }
  return [...files.keys()];
}

/** Scenario files: read, check, draw, simulate. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import type { Run } from '#contracts/run';
import type { ConcreteScenario, RejectionReport } from '#contracts/scenario';
import { type Diagnostic, EXIT, NearmissError, usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { semanticIds } from '#labels/index';
import { drawScenario, loadScenario, parseScenario, withRig } from '#scenario/index';
import { simulate } from '#world/simulate';

/** Ticks a second kept in a trace. */
const TRACE_HZ = 50;

export type LoadedScenario = NonNullable<ReturnType<typeof parseScenario>['scenario']>;

export interface CheckedFile {
  readonly file: string;
  readonly scenario: LoadedScenario | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every file with every problem in it. */
export async function checkScenarios(files: readonly string[]): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const { scenario, diagnostics } = await loadScenario(file).catch((error: unknown) => unreadable(file, error));
    checked.push({ file, scenario, diagnostics });
  }
  return checked;
}

/** A file that can't be read is a problem of the list like any other. */
function unreadable(file: string, error: unknown): { scenario?: LoadedScenario; diagnostics: readonly Diagnostic[] } {
  if (!(error instanceof NearmissError)) throw error;
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return { diagnostics: [{ file, line: 1, column: 1, code: error.code, message: error.message, ...hint, severity: 'error' }] };
}

/** @param rig goes on every ego instead of its own @throws NearmissError (exit 2) with every problem of every file. */
export async function readScenarios(files: readonly string[], rig?: string): Promise<DatasetPlan['scenarios']> {
  throwProblems(await checkScenarios(files));
  const names = files.map((file) => basename(file));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw usageError('NM7103', `two scenarios are called ${twice}`, 'give each file a name of its own');
  const read = await Promise.all(
    files.map(async (path) => {
      const written = await readFile(path, 'utf8');
      const text = rig === undefined ? written : withRig(written, rig);
      return { path, sha256: sha256Hex(text), text };
    }),
  );
  if (rig !== undefined) throwProblems(read.map(({ path, text }) => ({ file: path, ...parsed(text, path) })));
  return read;
}

export async function readScenario(file: string): Promise<LoadedScenario> {
  const [checked] = await checkScenarios([file]);
  throwProblems(checked === undefined ? [] : [checked]);
  return checked?.scenario as LoadedScenario;
}

function throwProblems(checked: readonly CheckedFile[]): void {
  const diagnostics = checked.flatMap((file) => file.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && checked.every(({ scenario }) => scenario !== undefined)) return;
  const what = `${errors.length} ${errors.length === 1 ? 'problem' : 'problems'} in ${checked.length} ${checked.length === 1 ? 'file' : 'files'}`;
  throw new NearmissError('NM2000', what, { exitCode: EXIT.usage, diagnostics });
}

/** A scenario as a plan holds it. */
export function parsePlanned({ text, path }: DatasetPlan['scenarios'][number]): LoadedScenario {
  const found = parsed(text, path);
  throwProblems([{ file: path, ...found }]);
  return found.scenario as LoadedScenario;
}

function parsed(text: string, path: string): Pick<CheckedFile, 'scenario' | 'diagnostics'> {
  const { scenario, diagnostics } = parseScenario(text, path);
  return { scenario, diagnostics };
}

export interface Drawn {
  readonly concrete: ConcreteScenario;
  readonly rejections: RejectionReport;
}
export function drawConcrete(scenario: LoadedScenario, seed: string, draw: number): Drawn {
  return drawScenario(scenario, { seed, draw, simulate: (concrete) => simulateConcrete(concrete, false) });
}
/** @param shownAs another scenario that pictures and sensors show, the motion held */
export function simulateConcrete(concrete: ConcreteScenario, withCaptures: boolean, shownAs?: ConcreteScenario): Run {
  return simulate(concrete, { traceHz: TRACE_HZ, semanticIds, withCaptures, ...(shownAs === undefined ? {} : { shownAs }) });
}

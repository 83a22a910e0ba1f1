/** Scenario files: read, check, draw, simulate. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { Driven, Run, SimulateOptions, Turn } from '#contracts/run';
import type { ConcreteScenario, RejectionReport } from '#contracts/scenario';
import type { SutControl } from '#contracts/sut';
import { type Diagnostic, EXIT, formatDiagnostic, NearmissError, usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { semanticIds } from '#labels/index';
import { drawScenario, loadScenario, parseScenario, withRig } from '#scenario/index';
import { simulate, simulateInTurns } from '#world/simulate';
import { type Library, libraryOf, manifestReader } from './own-assets/library.js';
import { packText, withPacks } from './packs.js';
import { modelProblems } from './repaint/planned.js';

/** Ticks a second kept in a trace. */
const TRACE_HZ = 50;

export type LoadedScenario = NonNullable<ReturnType<typeof parseScenario>['scenario']>;

export interface CheckedFile {
  readonly file: string;
  readonly scenario: LoadedScenario | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The built-in bodies and its own. */
  readonly bodies: Bodies;
  readonly manifests: Library['manifests'];
}

/** Every file with every problem in it and in the models it names. @param files or packs, whole or a scenario of one @param assets a manifest for all of them, besides their own */
export async function checkScenarios(files: readonly string[], assets?: string): Promise<readonly CheckedFile[]> {
  const manifests = manifestReader();
  const checked: CheckedFile[] = [];
  for (const file of withPacks(files)) checked.push(await checkScenario(file, await manifests.of(file, assets)));
  return checked;
}

/** A text that is not on the disk, or not yet. @param file where it would be: what it names lies beside that */
export async function checkText(text: string, file: string, assets?: string): Promise<CheckedFile> {
  const library = await manifestReader().of(file, assets, text);
  return await checkScenario(file, library, async (bodies) => parseScenario(text, file, bodies));
}

async function checkScenario(
  file: string,
  { bodies, diagnostics, manifests }: Library,
  load: (bodies: Bodies) => ReturnType<typeof loadScenario> = (known) => loadText(file, known),
): Promise<CheckedFile> {
  // Whatever the scenario says of its kinds would be wrong without its bodies.
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return { file, scenario: undefined, diagnostics, bodies, manifests };
  const found = await load(bodies).catch((error: unknown) => unreadable(file, error));
  const ofModel = found.scenario === undefined ? [] : await modelProblems(found.scenario);
  return { file, scenario: found.scenario, diagnostics: [...diagnostics, ...found.diagnostics, ...ofModel], bodies, manifests };
}

async function loadText(file: string, bodies: Bodies): ReturnType<typeof loadScenario> {
  const text = packText(file);
  return text === undefined ? await loadScenario(file, bodies) : parseScenario(text, file, bodies);
}

/** A file that can't be read is a problem of the list like any other. */
function unreadable(file: string, error: unknown): { scenario?: LoadedScenario; diagnostics: readonly Diagnostic[] } {
  if (!(error instanceof NearmissError)) throw error;
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return { diagnostics: [{ file, line: 1, column: 1, code: error.code, message: error.message, ...hint, severity: 'error' }] };
}

export interface ReadOptions {
  /** Goes on every ego instead of its own. */
  readonly rig?: string;
  /** A manifest of model files for all scenarios, besides their own. */
  readonly assets?: string;
  /** Told what is odd about them, and does no harm. */
  readonly warn?: (warning: Diagnostic) => void;
}
export interface ReadScenarios {
  readonly scenarios: DatasetPlan['scenarios'];
  readonly library: Library;
}

/** @param targets files, or packs @throws NearmissError (exit 2) with every problem of every file. */
export async function readScenarios(targets: readonly string[], options: ReadOptions = {}): Promise<ReadScenarios> {
  const { rig, assets } = options;
  const files = withPacks(targets);
  const checked = await checkScenarios(files, assets);
  throwProblems(checked, options.warn);
  const library = libraryOf(checked.flatMap(({ manifests }) => manifests));
  throwErrors(library.diagnostics, files.length);
  const names = files.map((file) => basename(file));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw usageError('NM7103', `two scenarios are called ${twice}`, 'give each file a name of its own');
  const read = await Promise.all(
    files.map(async (path) => {
      const written = packText(path) ?? (await readFile(path, 'utf8'));
      const text = rig === undefined ? written : withRig(written, rig);
      return { path, sha256: sha256Hex(text), text };
    }),
  );
  if (rig !== undefined) throwProblems(read.map(({ path, text }) => parsed(text, path, library.bodies)));
  return { scenarios: read, library };
}

export async function readScenario(file: string, { assets, warn }: Omit<ReadOptions, 'rig'> = {}): Promise<LoadedScenario> {
  const [checked] = await checkScenarios([file], assets);
  throwProblems(checked === undefined ? [] : [checked], warn);
  return checked?.scenario as LoadedScenario;
}

/** Each problem once, though several scenarios may name one manifest. @param warn told the rest */
function throwProblems(
  checked: readonly Pick<CheckedFile, 'scenario' | 'diagnostics'>[],
  warn: ReadOptions['warn'] = () => {},
): void {
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const diagnostics = [...new Map(all.map((each) => [formatDiagnostic(each), each])).values()];
  if (checked.some(({ scenario }) => scenario === undefined)) throwErrors(diagnostics, checked.length, true);
  throwErrors(diagnostics, checked.length);
  for (const each of diagnostics) warn(each);
}

function throwErrors(diagnostics: readonly Diagnostic[], files: number, always = false): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && !always) return;
  const what = `${errors.length} ${errors.length === 1 ? 'problem' : 'problems'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  throw new NearmissError('NM2000', what, { exitCode: EXIT.usage, diagnostics });
}

/** A scenario as a plan holds it. @param bodies those of the plan */
export function parsePlanned({ text, path }: DatasetPlan['scenarios'][number], bodies?: Bodies): LoadedScenario {
  const found = parsed(text, path, bodies);
  throwProblems([found]);
  return found.scenario as LoadedScenario;
}

function parsed(text: string, path: string, bodies?: Bodies): Pick<CheckedFile, 'scenario' | 'diagnostics'> {
  const { scenario, diagnostics } = parseScenario(text, path, bodies);
  return { scenario, diagnostics };
}

export interface Drawn {
  readonly concrete: ConcreteScenario;
  readonly rejections: RejectionReport;
}
/** @param onCandidate told of each draw that requirements look at, before they do */
export function drawConcrete(
  scenario: LoadedScenario,
  seed: string,
  draw: number,
  onCandidate: (concrete: ConcreteScenario) => void = () => {},
): Drawn {
  return drawScenario(scenario, {
    seed,
    draw,
    simulate(concrete) {
      onCandidate(concrete);
      return simulateConcrete(concrete, false, { bodies: scenario.bodies });
    },
  });
}
/** @param more `shownAs`: another scenario that pictures and sensors show, the motion held */
export function simulateConcrete(
  concrete: ConcreteScenario,
  withCaptures: boolean,
  more: Partial<
    Pick<SimulateOptions, 'shownAs' | 'bodies' | 'curvesHz' | 'criticality' | 'traceHz' | 'endAtContact' | 'endAtArrival'>
  > = {},
): Run {
  return simulate(concrete, { traceHz: TRACE_HZ, semanticIds, withCaptures, ...more });
}

/** With somebody outside at the wheel, in lock-step. */
export function inTurns(
  concrete: ConcreteScenario,
  more: Partial<Pick<SimulateOptions, 'bodies' | 'curvesHz' | 'criticality' | 'traceHz' | 'endAtContact'>>,
  driven: Driven,
): Generator<Turn, Run, SutControl> {
  return simulateInTurns(concrete, { traceHz: TRACE_HZ, semanticIds, withCaptures: false, ...more }, driven);
}

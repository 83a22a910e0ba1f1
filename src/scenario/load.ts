/** A file's text to a checked scenario: every problem is reported, with its place. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bodyAssets } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { Diagnostic } from '#core/errors';
import { crossCheck } from './check.js';
import { type Parameters, parameterKind } from './declare/parameters.js';
import { type ScenarioTree, scenarioDeclaration } from './declare/top.js';
import { kindsWith } from './kinds.js';
import type { ParameterKind, ReadContext } from './language/context.js';
import { type Node, type Position, type Problem, readTree, toDiagnostic } from './node.js';

/** A scenario with its distributions still in it (a logical scenario, ISO 34501). */
export interface Scenario {
  readonly name: string;
  readonly file: string;
  readonly tree: ScenarioTree;
  readonly parameters: Parameters;
  /** What its kinds look like. */
  readonly bodies: Bodies;
}
export interface Parsed {
  readonly scenario?: Scenario;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param bodies the built-in ones when missing; those in a scenario's `assets` must be among them */
export function parseScenario(text: string, file: string, bodies: Bodies = bodyAssets): Parsed {
  const { node, problems } = readTree(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (node === undefined) return { diagnostics: problems.map((problem) => toDiagnostic(file, problem)) };
  const found: Problem[] = [];
  const tree = readUntilTooMany(node, contextFor(node, file, found, Object.keys(kindsWith(bodies))));
  const diagnostics = unique(found).map((problem) => toDiagnostic(file, problem));
  if (tree === undefined || diagnostics.length > 0) return { diagnostics };
  const parameters: Parameters = tree.parameters ?? new Map();
  return { scenario: { name: nameOf(file), file, tree, parameters, bodies }, diagnostics };
}

/** Nobody mends more at a time, and each takes a look through all the names that could have been meant. */
const MOST_PROBLEMS = 500;

/** Each is looked up while the one that uses it waits. */
const MOST_WAITING = 200;

class TooManyProblems extends Error {}

function readUntilTooMany(node: Node, context: ReadContext): ScenarioTree | undefined {
  try {
    const tree = scenarioDeclaration.read(node, context);
    if (tree !== undefined) crossCheck(tree, context);
    return tree;
  } catch (error) {
    if (!(error instanceof TooManyProblems)) throw error;
    return undefined;
  }
}

function nameOf(file: string): string {
  return (file.split('/').pop() ?? file).replace(/\.ya?ml$/, '');
}

/** By line, then column; the same problem only once. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .filter(({ at, code, message }) => {
      const key = `${at.line}:${at.column}:${code}:${message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function contextFor(root: Node, file: string, problems: Problem[], kindNames: readonly string[]): ReadContext {
  const declared = root.kind === 'map' ? root.entries.find(({ key }) => key === 'parameters')?.value : undefined;
  const nodes = new Map(declared?.kind === 'map' ? declared.entries.map(({ key, value }) => [key, value]) : []);
  const kinds = new Map<string, ReturnType<typeof parameterKind> | 'pending'>();
  let waiting = 0;
  const report: ReadContext['report'] = (code, at, message, hint) => {
    if (problems.length === MOST_PROBLEMS) {
      problems.push({ code: 'NM2018', at, message: `more than ${MOST_PROBLEMS} problems`, hint: 'mend the first ones' });
      throw new TooManyProblems();
    }
    problems.push({ code, at, message, ...(hint === undefined ? {} : { hint }) });
  };
  const kindOf = (name: string): ParameterKind | undefined => {
    const [group = '', member] = name.split('.');
    const node = nodes.get(group);
    if (node === undefined) return undefined;
    const known = kinds.get(group);
    if (known === 'pending') {
      report('NM2011', node.at, `"${group}" depends on itself`, 'give one of the circle a value of its own');
      return undefined;
    }
    if (!kinds.has(group)) {
      if (waiting === MOST_WAITING) {
        report(
          'NM2018',
          node.at,
          `more than ${MOST_WAITING} parameters, each by the next`,
          'declare them before they are used',
        );
        return undefined;
      }
      kinds.set(group, 'pending');
      waiting++;
      kinds.set(group, parameterKind(node, context));
      waiting--;
    }
    const kind = kinds.get(group);
    if (kind === undefined || kind === 'pending') return undefined;
    if (!('members' in kind)) return member === undefined ? kind : undefined;
    const dimension = kind.members.get(member ?? '');
    return dimension && { dimension, words: false };
  };
  const make = (path: readonly string[]): ReadContext => ({
    report,
    parameter: kindOf,
    isBroken(name) {
      const [group = ''] = name.split('.');
      kindOf(group);
      const known = kinds.get(group);
      return nodes.has(group) && (known === undefined || known === 'pending');
    },
    parameterNames: [...nodes.keys()],
    kindNames,
    part: (name, at) => readPart(name, at, file, report),
    path,
    within: (step) => make([...path, step]),
  });
  const context = make([]);
  return context;
}

/** The package's own catalogue, found from here upwards (sources and built files lie at different depths). */
function shippedCatalogue(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'scenarios', 'catalogs')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'scenarios', 'catalogs');
}

const PART = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;

/** Whether a catalogue entry may be called so: `rigs/front-camera`. */
export function isPartName(name: string): boolean {
  return PART.test(name);
}

export function readPart(name: string, at: Position, file: string, report: ReadContext['report']): Node | undefined {
  if (!isPartName(name)) {
    report(
      'NM2019',
      at,
      `"${name}" is not the name of a catalogue entry`,
      'lower-case words with / between, as in rigs/front-camera',
    );
    return undefined;
  }
  const places = [join(dirname(resolve(file)), 'catalogs', `${name}.yaml`), join(shippedCatalogue(), `${name}.yaml`)];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    report(
      'NM2019',
      at,
      `there is no catalogue entry "${name}"`,
      'looked in catalogs/ beside the file and in scenarios/catalogs/',
    );
    return undefined;
  }
  const { node, problems } = readTree(readFileSync(found, 'utf8'));
  for (const problem of problems)
    report('NM2019', at, `catalogue entry ${name}:${problem.at.line}:${problem.at.column}: ${problem.message}`);
  return node;
}

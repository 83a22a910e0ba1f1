/** Which system is under test: the scenario's own controller, a reference driver, a module of the user's, or an external process. */
import { bodyAssets } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { Turn } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { ObservedPicture, Sut } from '#contracts/sut';
import type { ValidationReport } from '#contracts/validation';
import { nearest, usageError } from '#core/errors';
import { DRIVERS, withDriver } from '#scenario/drivers';
import { nearmissVersion } from '../versions.js';
import { PILOTS } from './drone-systems.js';

/** What `--sut` says, checked. */
export type SystemSpec =
  | { readonly kind: 'scenario' }
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'process'; readonly command: readonly string[] };

/** A system that is there. */
export interface System {
  readonly about: ValidationReport['sut'];
  /** The scenario with the system's controller in it, where that is one of ours. */
  prepared(concrete: ConcreteScenario): ConcreteScenario;
  /** Who drives in turns, where it is somebody outside. */
  readonly sut?: Sut;
  /** Pictures of the cameras that it wants; missing where it wants none. */
  readonly pictures?: (concrete: ConcreteScenario, turn: Turn) => Promise<readonly ObservedPicture[]>;
  close(): Promise<void>;
}

export const BUILT_IN = [...Object.keys(DRIVERS), ...Object.keys(PILOTS)];

const MODULE = /\.([mc]?js|[mc]?ts)$/;

/**
 * @param text `scenario`, a reference driver's name, a path of a module, or `cmd:` with a command line
 * @throws NearmissError NM7600 (exit 2)
 */
export function readSystem(text: string): SystemSpec {
  if (text === 'scenario') return { kind: 'scenario' };
  if (BUILT_IN.includes(text)) return { kind: 'built-in', name: text };
  if (text.startsWith('cmd:')) {
    const command = wordsOf(text.slice(4));
    if (command.length > 0) return { kind: 'process', command };
  } else if (MODULE.test(text)) return { kind: 'module', path: text };
  const guess = nearest(text, BUILT_IN);
  const hint =
    guess === undefined
      ? `scenario, ${BUILT_IN.join(', ')}, a .mjs or .ts file, or 'cmd:python3 mine.py'`
      : `did you mean "${guess}"?`;
  throw usageError('NM7600', `no system under test is called "${text}"`, hint);
}

/** Words of a command line; quotes hold spaces together, and nothing else is special. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

export interface SystemOptions {
  /** For the first answer of an external system, and for each other one, ms. */
  readonly startMs: number;
  readonly answerMs: number;
  /** What pictures show, where it wants some; the built-in ones when missing. */
  readonly bodies?: Bodies;
}

/** @throws NearmissError where it can't be loaded (exit 2) or does not start (exit 3) */
export async function openSystem(spec: SystemSpec, { startMs, answerMs, bodies = bodyAssets }: SystemOptions): Promise<System> {
  const asItIs = (concrete: ConcreteScenario): ConcreteScenario => concrete;
  if (spec.kind === 'scenario')
    return {
      about: { name: "the scenario's own", version: nearmissVersion, kind: 'scenario' },
      prepared: asItIs,
      close: nothing,
    };
  if (spec.kind === 'built-in')
    return {
      about: { name: spec.name, version: nearmissVersion, kind: 'built-in' },
      prepared: (concrete) => withReference(concrete, spec.name),
      close: nothing,
    };
  const sut = await openOutside(spec, startMs, answerMs);
  const darkroom = sut.cameras.length === 0 ? undefined : (await import('./pictures.js')).createDarkroom(bodies);
  return {
    about: { name: sut.name, version: sut.version, kind: spec.kind },
    prepared: asItIs,
    sut,
    ...(darkroom === undefined ? {} : { pictures: (concrete, turn) => darkroom.take(sut, concrete, turn) }),
    async close() {
      await sut.close();
      await darkroom?.close();
    },
  };
}

async function openOutside(
  spec: Extract<SystemSpec, { kind: 'module' | 'process' }>,
  startMs: number,
  answerMs: number,
): Promise<Sut> {
  if (spec.kind === 'module') return await (await import('#sut/module')).openModule(spec.path);
  const { openProcess } = await import('#sut/process');
  return await openProcess({ command: spec.command, nearmissVersion, startMs, answerMs });
}

async function nothing(): Promise<void> {}

/** The scenario with a reference driver at the wheel, or a pilot. @param name one of `BUILT_IN` */
function withReference(concrete: ConcreteScenario, name: string): ConcreteScenario {
  const [ego, ...others] = concrete.actors;
  const pilot = PILOTS[name];
  if (pilot === undefined || ego === undefined) return withDriver(concrete, name);
  return { ...concrete, actors: [{ ...ego, controller: pilot(ego) }, ...others] };
}

/** A system that is a module of the user's, in JavaScript or TypeScript: its default export, or what that makes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Episode, Sut, SutControl, SutObservation } from '#contracts/sut';
import { infrastructureError, usageError } from '#core/errors';
import { checkControl } from './protocol.js';

/** What such a module exports as its default; all but `control` may be missing, and may answer at once or later. */
export interface SutModule {
  readonly name?: string;
  readonly version?: string;
  /** 20 where missing. */
  readonly rateHz?: number;
  readonly cameras?: readonly string[];
  begin?(episode: Episode): void | Promise<void>;
  control(observation: SutObservation): SutControl | Promise<SutControl>;
  end?(): void | Promise<void>;
}

const USUAL_RATE_HZ = 20;

/** @throws NearmissError NM7604 (exit 2) where the file is no such module; NM7605 (exit 3) where its code fails in a run */
export async function openModule(path: string): Promise<Sut> {
  const loaded = await load(path);
  const made: unknown = typeof loaded === 'function' ? await (loaded as () => unknown)() : loaded;
  if (!isModule(made))
    throw usageError('NM7604', `${path} exports no system`, 'export default { name, rateHz, control(observation) {...} }');
  const guarded = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw infrastructureError(
        'NM7605',
        `${path} failed in ${what}: ${said}`,
        'a run without an answer has no verdict',
        error,
      );
    }
  };
  return {
    name: made.name ?? path,
    version: made.version ?? '',
    rateHz: made.rateHz ?? USUAL_RATE_HZ,
    cameras: made.cameras ?? [],
    begin: (episode) => guarded('begin', () => made.begin?.(episode)),
    async control(observation) {
      const given = await guarded('control', () => made.control(observation));
      return checkControl((given ?? {}) as Readonly<Record<string, unknown>>, JSON.stringify(given ?? null));
    },
    end: () => guarded('end', () => made.end?.()),
    close: async () => {},
  };
}

function isModule(value: unknown): value is SutModule {
  return typeof value === 'object' && value !== null && typeof (value as SutModule).control === 'function';
}

async function load(path: string): Promise<unknown> {
  const full = resolve(path);
  try {
    const module = /\.[mc]?ts$/.test(path) ? await importTypeScript(full) : await import(pathToFileURL(full).href);
    return (module as { readonly default?: unknown }).default;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw usageError('NM7604', `${path} can't be loaded: ${said.split('\n')[0]}`);
  }
}

/** Turned into JavaScript in a folder of its own, with all that it imports in it. */
async function importTypeScript(path: string): Promise<unknown> {
  const { build } = await import('esbuild');
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-sut-'));
  try {
    const outfile = join(folder, 'sut.mjs');
    await build({ entryPoints: [path], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'silent' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

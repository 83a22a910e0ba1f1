/** Files that were sent along with an order, on this machine: kept by plan, so that a worker that is started again has them. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SentInput, SentInputs } from '#contracts/farm';
import type { Store } from '#contracts/writer';
import { infrastructureError, usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { readInputs } from '#farm/index';
import { hashOnDisk } from './places.js';
import { LIST, sentPath } from './send.js';

/** What no worker has asked for in so long is removed. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Where files that were sent along are kept on this machine. */
export interface InputsCache {
  /** For all plans. */
  readonly folder: string;
  /** Since 1970, ms. */
  readonly now: () => number;
}

/** `$XDG_CACHE_HOME/nearmiss/inputs`, or the same below `~/.cache`. */
export function inputsCache(env: { readonly XDG_CACHE_HOME?: string | undefined }, now: () => number): InputsCache {
  return { folder: join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'nearmiss', 'inputs'), now };
}

/**
 * Each file's bytes are those that the list names; whether they are those of the plan, its own hashes say.
 * @param wants places of the list that are needed
 * @returns the plan's folder, with `place` below it; undefined where nothing was sent
 * @throws NearmissError NM7952 (exit 2) where the list is none, NM7953 (exit 3) where a file isn't what it should be, NM7954 (exit 3) where none can be kept
 */
export async function fetchInputs(
  store: Store,
  planHash: string,
  { folder: top, now }: InputsCache,
  wants: (place: string) => boolean,
): Promise<string | undefined> {
  const list = await listIn(store, planHash);
  if (list === undefined) return undefined;
  const folder = join(top, planHash);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const input of list.inputs) if (wants(input.place)) await fetchOne(store, input, join(folder, input.place));
    // The folder's time says when it was last of use.
    await utimes(folder, now() / 1000, now() / 1000);
    await removeOld(top, now());
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== 'string') throw error;
    const hint = 'name another folder for it by XDG_CACHE_HOME';
    throw infrastructureError('NM7954', `what was sent with the order can't be kept in ${folder}`, hint, error);
  }
  return folder;
}

async function listIn(store: Store, planHash: string): Promise<SentInputs | undefined> {
  const bytes = await store.read(LIST);
  if (bytes === undefined) return undefined;
  const list = readInputs(bytes, LIST);
  if (list.planHash !== planHash) throw usageError('NM7952', `${LIST} is of another plan`, 'submit the order anew');
  return list;
}

async function fetchOne(store: Store, { place, sha256 }: SentInput, file: string): Promise<void> {
  if ((await hashOnDisk(file).catch(() => undefined)) === sha256) return;
  const bytes = await store.read(sentPath(sha256));
  if (bytes === undefined || sha256Hex(bytes) !== sha256) {
    const what = `${place} was sent with the order, and ${bytes === undefined ? 'is not in its store' : 'has other bytes in its store'}`;
    throw infrastructureError('NM7953', what, 'submit the order anew from where the files are');
  }
  const whole = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(whole, bytes, { mode: 0o600 });
  await rename(whole, file);
}

async function removeOld(top: string, nowMs: number): Promise<void> {
  for (const name of await readdir(top)) {
    const folder = join(top, name);
    const used = (await stat(folder).catch(() => undefined))?.mtimeMs;
    if (used !== undefined && nowMs - used > KEPT_MS) await rm(folder, { recursive: true, force: true });
  }
}

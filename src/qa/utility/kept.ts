/** What a run leaves in its folder, so that it can go on where it was stopped. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { canonicalJson, type Json } from '#core/hash';
import type { Confusion } from './scores/confusion.js';

const PLAN = 'plan.json';
const COUNTS = 'counts.json';

/**
 * Makes the folder this run's: new, empty, or begun from the same plan (with `resume`).
 * @throws NearmissError NM8106, and then nothing in it is changed
 */
export async function claimFolder(out: string, plan: { readonly [key: string]: Json }, resume: boolean): Promise<void> {
  await mkdir(out, { recursive: true });
  const path = join(out, PLAN);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    if ((await readdir(out)).length > 0) throw usageError('NM8106', `${out} is not empty`, 'give a new folder');
    await writeFile(path, `${JSON.stringify(plan, undefined, 1)}\n`);
    return;
  }
  if (!resume)
    throw usageError('NM8106', `${out} holds a comparison already`, '--resume goes on with it; or give a new folder');
  const before = parsed(text, path);
  const differ = Object.keys(plan).filter((key) => canonicalJson(plan[key] ?? null) !== canonicalJson(before[key] ?? null));
  if (differ.length === 0) return;
  throw usageError('NM8106', `${out} was begun with other ${differ.join(', ')}`, `${path} says with which`);
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw usageError('NM8106', `${path} is damaged`, 'give a new folder');
  }
}

/** Counts of each test picture, from a seed that is done; undefined when it isn't. */
export async function readCounts(folder: string): Promise<readonly Confusion[] | undefined> {
  const text = await readFile(join(folder, COUNTS), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { confusions } = JSON.parse(text) as { confusions: readonly (readonly number[])[] };
  return confusions.map((cells) => Float64Array.from(cells));
}

/** Written last: its being there is what makes the seed done. */
export async function writeCounts(folder: string, confusions: readonly Confusion[]): Promise<void> {
  await writeFile(join(folder, COUNTS), JSON.stringify({ confusions: confusions.map((cells) => [...cells]) }));
}

/** A shipped scenario with fewer pictures: what a test asks of a dataset, five frames answer as well as thirty. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from './nearmiss.js';

/** @returns the copy's path, in that folder */
export async function withFewerFrames(scenario: string, folder: string, frames: number): Promise<string> {
  const text = await readFile(join(root, scenario), 'utf8');
  if (!/^capture: \{/m.test(text)) throw new Error(`${scenario} has no capture to be shortened`);
  const path = join(folder, basename(scenario));
  await writeFile(path, text.replace(/^capture: \{/m, `capture: {maxFrames: ${frames}, `));
  return path;
}

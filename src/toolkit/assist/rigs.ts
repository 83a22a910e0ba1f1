/** Rigs of the catalogue, with the sensors in each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shippedCatalogs, shippedRigs } from '../catalogs.js';

export async function rigSensors(): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = (await shippedRigs()).map(async (rig): Promise<readonly [string, readonly string[]]> => {
    const read: unknown = parse(await readFile(join(shippedCatalogs(), `${rig}.yaml`), 'utf8'));
    return [rig, typeof read === 'object' && read !== null ? Object.keys(read) : []];
  });
  return new Map(await Promise.all(entries));
}

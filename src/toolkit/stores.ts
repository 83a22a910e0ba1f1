/** Where a dataset lies, by its address. */
import { resolve } from 'node:path';
import type { Store } from '#contracts/writer';
import { folderStore } from '#writers/index';

export function placeOf(out: string): string {
  return resolve(out);
}

export async function storeAt(place: string, label: string): Promise<Store> {
  return folderStore(place, label);
}

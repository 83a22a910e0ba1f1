import type { Manifest } from '#contracts/job';
import { usageError } from '#core/errors';
import { hashOfPlan, MANIFEST_PATH } from '#farm/index';
import { storeAt } from './stores.js';

/** @param folder or an object store's address @throws NearmissError NM7201 when there is no manifest, NM7202 when it isn't sound. */
export async function readManifest(folder: string): Promise<Manifest> {
  const bytes = await storeAt(folder, 'manifest').read(MANIFEST_PATH);
  if (bytes === undefined) {
    const hint = 'it is no dataset, or it is not finished: `generate --resume` goes on with it';
    throw usageError('NM7201', `${folder} has no manifest.json`, hint);
  }
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
    if (manifest.format === 1 && manifest.planHash === hashOfPlan(manifest.plan)) return manifest;
  } catch {
    // Told below, as for every other unsound manifest.
  }
  throw usageError('NM7202', `${folder}/manifest.json is damaged or of another format`);
}

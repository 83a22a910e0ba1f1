/** The gate's report beside a dataset: `validity.json` for programs, `validity.html` for people. */
import type { Manifest } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { frameNotes } from './notes.js';
import { validityPage } from './page.js';
import { tallyOf, type ValidityReport } from './tally.js';

export type { ValidityReport, Worst } from './tally.js';

/** At the top of the folder, where they are no part of the dataset. @returns undefined, and writes nothing, where nothing was repainted */
export async function writeValidity(
  store: Store,
  manifest: Pick<Manifest, 'samples' | 'repaint'>,
): Promise<ValidityReport | undefined> {
  if (manifest.repaint === undefined) return undefined;
  const report = await tallyOf(frameNotes(store, manifest));
  const stage = await store.stage();
  await stage.put('validity.json', `${JSON.stringify(report, null, 1)}\n`);
  await stage.put('validity.html', validityPage(report));
  await stage.commit();
  return report;
}

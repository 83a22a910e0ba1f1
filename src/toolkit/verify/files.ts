/** Are the files as the manifest says? */
import type { Manifest } from '#contracts/job';
import type { Artefact, Store } from '#contracts/writer';
import { isUnharmed } from '#farm/index';
import type { Finding } from './report.js';

export function listedArtefacts(manifest: Manifest): readonly Artefact[] {
  return [...manifest.samples.flatMap((sample) => sample.artefacts), ...manifest.artefacts];
}

export async function checkFiles(store: Store, manifest: Manifest, signal: AbortSignal): Promise<readonly Finding[]> {
  const listed = listedArtefacts(manifest);
  const known = new Set([
    ...listed.map(({ path }) => path),
    ...manifest.samples.map(({ sample }) => `samples/${sample}/sample.json`),
  ]);
  const files = await store.list();
  const findings: Finding[] = [];
  // At the top a user may keep notes, and `inspect` its page; below it every file counts.
  for (const path of files) if (path.includes('/') && !known.has(path)) findings.push({ path, what: 'unlisted' });
  const there = new Set(files);
  for (const artefact of listed) {
    signal.throwIfAborted();
    if (!there.has(artefact.path)) findings.push({ path: artefact.path, what: 'missing' });
    else if (!(await isUnharmed(store, artefact))) findings.push({ path: artefact.path, what: 'harmed' });
  }
  return findings;
}

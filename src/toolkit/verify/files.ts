/** Are the files as manifest and records say? Lists of files are sorted on disk where they are long, so that millions can be checked. */
import type { Manifest } from '#contracts/job';
import type { Artefact, Store } from '#contracts/writer';
import { artefactHashes, inOrder, isUnharmed, MANIFEST_PATH, type SortedLines, sortedLines } from '#farm/index';
import { recordPath } from '#pipeline/index';
import { type FoundRecord, recordOf } from '../manifest.js';
import type { Finding } from './report.js';
import { joined, type Matched } from './sorted-join.js';

/** Files, or records, that are looked at at once. */
const AT_ONCE = 8;

export async function checkFiles(store: Store, manifest: Manifest, signal: AbortSignal): Promise<readonly Finding[]> {
  const [listed, there] = [sortedLines(), sortedLines()];
  try {
    const { findings, lost } = await listFiles(store, manifest, listed, signal);
    for await (const path of store.walk()) await there.add([path]);
    const inFolderOfLost = (path: string): boolean => path.split('/').some((name) => lost.has(name));
    const look = async (found: Matched): Promise<Finding | undefined> => {
      const { path, sha256 } = found;
      // At the top a user may keep notes, and `inspect` its page; below it every file counts.
      if (sha256 === undefined) return path.includes('/') && !inFolderOfLost(path) ? { path, what: 'unlisted' } : undefined;
      if (!found.there) return { path, what: 'missing' };
      return sha256 === LOOKED_AT || (await isUnharmed(store, { path, sha256 })) ? undefined : { path, what: 'harmed' };
    };
    for await (const [, result] of inOrder(joined(listed.sorted(), there.sorted()), AT_ONCE, look)) {
      signal.throwIfAborted();
      const finding = await result();
      if (finding !== undefined) findings.push(finding);
    }
    return findings;
  } finally {
    await listed.close();
    await there.close();
  }
}

/** Instead of a record's hash: it has been looked at. */
const LOOKED_AT = '-';

/** Every file with its hash, from manifest and records. @returns what is wrong with these, and samples whose record says nothing */
async function listFiles(store: Store, manifest: Manifest, listed: SortedLines, signal: AbortSignal) {
  const findings: Finding[] = [];
  const lost = new Set<string>();
  const hashes = artefactHashes();
  const note = async (artefacts: readonly Artefact[], owner: string): Promise<void> => {
    await listed.add(artefacts.map(({ path, sha256 }) => `${path} ${sha256}`));
    await hashes.add(artefacts, owner);
  };
  try {
    for await (const [{ sample }, result] of inOrder(manifest.samples, AT_ONCE, (each) => recordOf(store, each))) {
      signal.throwIfAborted();
      const record = await result();
      const path = recordPath(sample);
      if (!record.there) findings.push({ path, what: 'missing' });
      else if (!record.sound) findings.push({ path, what: 'harmed' });
      if (record.there) await listed.add([`${path} ${LOOKED_AT}`]);
      if (record.summary === undefined) lost.add(sample);
      else await note(onceEach(record), sample);
    }
    await note(manifest.artefacts, '');
    if (findings.length === 0 && !agree(manifest, await hashes.hashes()))
      findings.push({ path: MANIFEST_PATH, what: 'harmed' });
    return { findings, lost };
  } finally {
    await hashes.close();
  }
}

/** A record that was changed by hand may say anything. */
function onceEach({ summary, sound }: FoundRecord): readonly Artefact[] {
  const artefacts = summary?.artefacts ?? [];
  return sound ? artefacts : [...new Map(artefacts.map((artefact) => [artefact.path, artefact])).values()];
}

/** Whether the hashes that a dataset is known by are those of its files. */
function agree(manifest: Manifest, hashes: Pick<Manifest, 'datasetSha256' | 'portableSha256'>): boolean {
  return manifest.datasetSha256 === hashes.datasetSha256 && manifest.portableSha256 === hashes.portableSha256;
}

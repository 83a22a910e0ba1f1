/** Hashes over all files of a dataset in path order, more of them than fit into memory; and that each path is one file's. */
import { createHash } from 'node:crypto';
import type { Manifest } from '#contracts/job';
import type { Artefact } from '#contracts/writer';
import { type SortOptions, sortedLines } from './sorted-lines.js';

/** No character of a path sorts before it, so that lines sort as their paths do. */
const GAP = ' ';
const PORTABLE = 'p';
const TIED = 't';

export interface ArtefactHashes {
  /** @param owner a sample's name; empty for files of the dataset itself */
  add(artefacts: readonly Artefact[], owner: string): Promise<void>;
  /** Once, at the end. @throws Error when two samples have a file of the same path: a bug of the writer */
  hashes(): Promise<Pick<Manifest, 'datasetSha256' | 'portableSha256'>>;
  /** Lets go of temporary files; in any case. */
  close(): Promise<void>;
}

export function artefactHashes(options: SortOptions = {}): ArtefactHashes {
  const lines = sortedLines(options);
  return {
    add: (artefacts, owner) => lines.add(artefacts.map((artefact) => lineOf(artefact, owner))),
    async hashes() {
      const [dataset, portable] = [createHash('sha256'), createHash('sha256')];
      let before: readonly string[] = [];
      for await (const batch of lines.sorted()) {
        let [all, some] = ['', ''];
        for (const line of batch) {
          const fields = line.split(GAP);
          const [path, sha256, kind] = fields as [string, string, string];
          if (path === before[0]) refuse(before, fields);
          before = fields;
          const text = `${path} ${sha256}\n`;
          all += text;
          if (kind === PORTABLE) some += text;
        }
        dataset.update(all);
        portable.update(some);
      }
      return { datasetSha256: dataset.digest('hex'), portableSha256: portable.digest('hex') };
    },
    close: lines.close,
  };
}

function lineOf({ path, sha256, portable }: Artefact, owner: string): string {
  return [path, sha256, portable ? PORTABLE : TIED, owner].join(GAP);
}

function refuse(one: readonly string[], other: readonly string[]): never {
  const [a, b] = [one[3] as string, other[3] as string].sort();
  const owners = a === '' ? `the dataset and sample ${b}` : `samples ${a} and ${b}`;
  throw new Error(`${owners} both want to be ${one[0]}`);
}

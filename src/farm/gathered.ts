/** What the merge keeps of samples that have gone by: sums, and a few bytes each. */
import { createHash } from 'node:crypto';
import type { ListedSample } from '#contracts/job';
import type { RendererInfo } from '#contracts/renderer';
import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import type { SampleRecord } from '#pipeline/index';
import type { ArtefactHashes } from './artefact-hashes.js';
import { openTally, type Totals } from './tally.js';

export interface Gathered {
  /** In sample order. @returns the sample as the manifest lists it @throws NearmissError NM7011 */
  add(record: SampleRecord): Promise<ListedSample>;
  /** Whether that sample, counted from 0, left a fragment of that writer. */
  left(sample: number, writer: string): boolean;
  /** @throws Error when there was no sample */
  renderer(): RendererInfo;
  /** `files` and `bytes` of all samples. */
  totals(): Totals & { readonly files: number; readonly bytes: number };
}

export function gathering(hashes: ArtefactHashes): Gathered {
  const tally = openTally();
  const drawn = oneRenderer();
  const fragments = fragmentLists();
  let [files, bytes] = [0, 0];
  return {
    async add(record) {
      drawn.add(record);
      fragments.add(record.fragments);
      tally.add(record.summary);
      const { artefacts, ...summary } = record.summary;
      await hashes.add(artefacts, summary.sample);
      const own = artefacts.reduce((sum, artefact) => sum + artefact.bytes, 0);
      files += artefacts.length;
      bytes += own;
      return { ...summary, files: artefacts.length, bytes: own, recordSha256: hashOfRecord(record) };
    },
    left: fragments.left,
    renderer: drawn.found,
    totals: () => ({ ...tally.totals(), files, bytes }),
  };
}

/** Of the bytes of its file. */
function hashOfRecord(record: SampleRecord): string {
  return createHash('sha256')
    .update(`${canonicalJson(record)}\n`)
    .digest('hex');
}

function oneRenderer() {
  let first: RendererInfo | undefined;
  let text = '';
  return {
    add({ renderer, summary }: SampleRecord): void {
      const own = canonicalJson(renderer);
      if (first === undefined) [first, text] = [renderer, own];
      if (own === text) return;
      const what = `samples were drawn by different backends: ${first.backend}, and ${renderer.backend} from ${summary.sample} on`;
      throw usageError('NM7011', what, 'go on where it was started, or start anew in another folder');
    },
    found(): RendererInfo {
      if (first === undefined) throw new Error('a dataset without samples');
      return first;
    },
  };
}

/** A sample's list is one of few: it costs a pointer. */
function fragmentLists() {
  const lists: (readonly string[])[] = [];
  const known = new Map<string, readonly string[]>();
  return {
    add(own: readonly string[]): void {
      const list = known.get(own.join()) ?? own;
      known.set(own.join(), list);
      lists.push(list);
    },
    left: (sample: number, writer: string): boolean => lists[sample]?.includes(writer) ?? false,
  };
}

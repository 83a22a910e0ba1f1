/** The files that a format has once a dataset, from what its samples left. */

import type { RendererInfo } from '#contracts/renderer';
import type { Artefact, DatasetDefinition, Store, Writer } from '#contracts/writer';
import { infrastructureError } from '#core/errors';
import type { Json } from '#core/hash';
import { fragmentPath, recordingSink } from '#pipeline/index';
import { readFragment } from './committed.js';
import { inOrder } from './in-order.js';

/** Fragments that are fetched before their turn. */
const AHEAD = 16;

export interface WritersMerge {
  readonly store: Store;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  /** Names of committed samples in their order; asked as often as a writer iterates. */
  readonly samples: Iterable<string>;
  /** Whether that sample, counted from 0, left a fragment of that writer. Where missing, whatever is there is taken. */
  readonly left?: (sample: number, writer: string) => boolean;
  readonly portableLayers: RendererInfo['portableLayers'];
  readonly onWriter?: (writer: string) => void;
  readonly signal?: AbortSignal;
}

/** @throws NearmissError NM7014 when a fragment that was left is gone, or any is harmed */
export async function mergeWriters(input: WritersMerge): Promise<readonly Artefact[]> {
  const stage = await input.store.stage();
  try {
    const sink = recordingSink(stage, input.portableLayers, () => 0);
    for (const writer of input.writers) {
      input.onWriter?.(writer.name);
      await writer.merge(input.definition, fragmentsOf(input, writer.name), sink);
    }
    await stage.commit();
    return sink.artefacts();
  } catch (error) {
    await stage.discard();
    throw error;
  }
}

/** Iterates anew each time it is asked. */
function fragmentsOf(input: WritersMerge, writer: string): AsyncIterable<{ sample: string; fragment: Json }> {
  const fetched = (sample: string) => input.store.read(fragmentPath(sample, writer));
  return {
    async *[Symbol.asyncIterator]() {
      for await (const [sample, result] of inOrder(withFragment(input, writer), AHEAD, fetched)) {
        input.signal?.throwIfAborted();
        const bytes = await result();
        if (bytes === undefined && input.left === undefined) continue;
        const fragment = readFragment(bytes);
        if (fragment === undefined) throw lacking(sample, writer, bytes === undefined ? 'gone' : 'harmed');
        yield { sample, fragment };
      }
    },
  };
}

function* withFragment({ samples, left }: WritersMerge, writer: string): Generator<string, void, undefined> {
  let number = 0;
  for (const sample of samples) if (left === undefined || left(number++, writer)) yield sample;
}

function lacking(sample: string, writer: string, why: string): Error {
  const what = `${fragmentPath(sample, writer)} is ${why}: without it ${writer}'s files would lack sample ${sample}`;
  return infrastructureError('NM7014', what, 'make what is missing again: `nearmiss generate ... --resume`');
}

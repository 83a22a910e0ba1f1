/** The files that a format has once a dataset, from what its samples left. */

import type { RendererInfo } from '#contracts/renderer';
import type { Artefact, DatasetDefinition, Store, Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { fragmentPath, recordingSink } from '#pipeline/index';

export interface WritersMerge {
  readonly store: Store;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  /** Committed ones, in their order. */
  readonly samples: readonly string[];
  readonly portableLayers: RendererInfo['portableLayers'];
}

export async function mergeWriters(input: WritersMerge): Promise<readonly Artefact[]> {
  const stage = await input.store.stage();
  try {
    const sink = recordingSink(stage, input.portableLayers, () => 0);
    for (const writer of input.writers) await writer.merge(input.definition, fragmentsOf(input, writer.name), sink);
    await stage.commit();
    return sink.artefacts();
  } catch (error) {
    await stage.discard();
    throw error;
  }
}

/** Iterates anew each time it is asked. */
function fragmentsOf({ store, samples }: WritersMerge, writer: string): AsyncIterable<{ sample: string; fragment: Json }> {
  return {
    async *[Symbol.asyncIterator]() {
      for (const sample of samples) {
        const bytes = await store.read(fragmentPath(sample, writer));
        if (bytes !== undefined) yield { sample, fragment: JSON.parse(new TextDecoder().decode(bytes)) as Json };
      }
    },
  };
}

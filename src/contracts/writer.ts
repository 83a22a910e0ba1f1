/** Writers make bytes; a sink puts them. A sample becomes visible all at once or not at all. */
import type { Json } from '#core/hash';
import type { FrameAnnotations, Ontology } from './label.js';
import type { LayerName, LayerSet } from './layers.js';
import type { Run } from './run.js';

export interface Sink {
  /** Path relative to the dataset's root, forward slashes, no `..`. */
  put(path: string, bytes: Uint8Array | string): Promise<void>;
}

export interface Artefact {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** False where the bytes are tied to the renderer's backend (rgb). */
  readonly portable: boolean;
}

export interface FrameRecord {
  /** `000000`-style sample name. */
  readonly sample: string;
  readonly annotations: FrameAnnotations;
  readonly layers: LayerSet;
}

export interface DatasetDefinition {
  readonly ontology: Ontology;
  readonly layers: readonly LayerName[];
  /** Keypoint names and skeleton per class that has them. */
  readonly keypoints: Readonly<
    Record<string, { readonly names: readonly string[]; readonly skeleton: readonly (readonly [number, number])[] }>
  >;
  readonly title: string;
}

export interface SampleWriter {
  frame(record: FrameRecord): Promise<void>;
  /** What `merge` needs of this sample, plain JSON. */
  end(run: Run): Promise<Json>;
}

export interface Writer {
  readonly name: string;
  readonly about: string;
  open(definition: DatasetDefinition, sample: string, sink: Sink): SampleWriter;
  /** Dataset-level files from the samples' fragments, in sample order. Must not hold more than a sample in memory where the format allows. */
  merge(
    definition: DatasetDefinition,
    fragments: AsyncIterable<{ readonly sample: string; readonly fragment: Json }>,
    sink: Sink,
  ): Promise<void>;
}

/** Writers make bytes; a sink puts them. A sample becomes visible all at once or not at all. */
import type { Json } from '#core/hash';
import type { FrameEvent } from './frame.js';
import type { FrameAnnotations, Ontology } from './label.js';
import type { LayerName, LayerSet } from './layers.js';
import type { Bodies } from './model.js';
import type { ObservationRecord } from './observation.js';
import type { ObservationInstant, Run, Verdict } from './run.js';
import type { ConcreteScenario } from './scenario.js';
import type { SceneSpec } from './scene.js';

/** What a file holds; parts when it is too long to hold at once. */
export type SinkContent = Uint8Array | string | AsyncIterable<Uint8Array | string>;

export interface Sink {
  /**
   * Path relative to the dataset's root, forward slashes, no `..`. A file of a sample lies in a folder of the sample's name; where
   * a format wants it elsewhere, its path names the sample in the format's own way, so that no two samples want the same.
   * `from` names the rendered layers whose pixels decide the bytes; none where the scenario alone does.
   */
  put(path: string, content: SinkContent, from?: readonly LayerName[]): Promise<void>;
}

/** A sink whose files become visible all at once, or never. */
export interface StagedSink extends Sink {
  /** Takes a file over as it is: another name for its bytes where the disk can, else a copy. @param file where it lies, on this machine */
  adopt(path: string, file: string): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** Where a dataset lies: a folder, or memory. */
export interface Store {
  /**
   * Files of one sample (each in a folder of that name), or of the whole dataset when `name` is missing.
   * A sample's commit replaces whatever an earlier attempt left.
   */
  stage(name?: string): Promise<StagedSink>;
  /**
   * A small file, whole at once, where there is none of that path: of several at once one puts it. Servers there are that can't tell; there the last one does.
   * @returns whether it was put; false may also mean that it was, and the answer got lost on the way
   */
  create(path: string, content: string): Promise<boolean>;
  /** Undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** SHA-256 of a file in hex without holding all of it; undefined when there is no such file. Where missing, `read` has to do. */
  hash?(path: string): Promise<string | undefined>;
  /** Removes what attempts that were cut off have left staged, as far as this machine lets it. Only when nobody is writing. */
  sweep(): Promise<void>;
  /** Every file's path, sorted; work files (`.nearmiss/`) left out. */
  list(): Promise<readonly string[]>;
  /** As `list`, one after the other in any order, so that millions don't fill memory. @param under a folder, which may be a work folder */
  walk(under?: string): AsyncIterable<string>;
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
  readonly scene: SceneSpec;
  readonly annotations: FrameAnnotations;
  readonly layers: LayerSet;
}

/** What is known of a sample when all of it has been written. */
export type SampleFacts = Pick<Run, 'scenario' | 'scene' | 'trace' | 'verdict'>;

export interface DatasetDefinition {
  readonly ontology: Ontology;
  readonly layers: readonly LayerName[];
  /** Keypoint names and skeleton per class that has them. */
  readonly keypoints: Readonly<
    Record<string, { readonly names: readonly string[]; readonly skeleton: readonly (readonly [number, number])[] }>
  >;
  readonly title: string;
  /** How many samples; their names count from `000000`. */
  readonly samples: number;
  /** All writers of the dataset, so that one may refer to another's files; `native` holds the pictures where it is among them. */
  readonly writers: readonly string[];
  /** What looks name; the built-in bodies when missing. */
  readonly bodies?: Bodies;
  /** Whether pictures may have been repainted; not where missing. */
  readonly repainted?: boolean;
}

/** What is known of a sample before its first frame: rigs with every sensor's pose and rate among it. */
export interface SampleStart {
  /** `000000`-style sample name. */
  readonly sample: string;
  readonly scenario: ConcreteScenario;
  readonly scene: SceneSpec;
  /** When cameras will take pictures, by time, then sensor. */
  readonly captures: readonly ObservationInstant[];
  /** When the other sensors will measure, by time, then sensor. */
  readonly observations: readonly ObservationInstant[];
  /** All that happens, by time: the run is over before its first picture is taken. */
  readonly events: readonly FrameEvent[];
  /** How it ends, and when. */
  readonly verdict: Verdict;
  readonly endNs: number;
}

export interface SampleWriter {
  /** The layers are there until this settles, and may be another frame's after. Frames may come a little out of order. */
  frame(record: FrameRecord): Promise<void>;
  /** In the order of time; formats that hold nothing of that kind leave it out. */
  observation?(record: ObservationRecord): Promise<void>;
  /** What `merge` needs of this sample, plain JSON. */
  end(facts: SampleFacts): Promise<Json>;
  /** Instead of `end` when the sample is given up: lets go of files that are still being written. */
  abandon?(): Promise<void>;
}

export interface Writer {
  readonly name: string;
  readonly about: string;
  open(definition: DatasetDefinition, sample: SampleStart, sink: Sink): SampleWriter;
  /** Dataset-level files from the samples' fragments, in sample order, as often as they are iterated. Must not hold more than a sample in memory where the format allows. */
  merge(
    definition: DatasetDefinition,
    fragments: AsyncIterable<{ readonly sample: string; readonly fragment: Json }>,
    sink: Sink,
  ): Promise<void>;
}

/** Jobs and the manifest: plain JSON. A job's id is the hash of its own fields; the manifest is written last. */
import type { Quarantined } from './audit.js';
import type { LayerName } from './layers.js';
import type { RendererInfo } from './renderer.js';
import type { DatasetRepaint, PlannedModel, PlannedRepaint, SampleRepaint } from './repaint.js';
import type { Verdict } from './run.js';
import type { RejectionReport } from './scenario.js';
import type { Artefact } from './writer.js';

/** Everything that decides a dataset's bytes. */
export interface DatasetPlan {
  readonly format: 1;
  readonly scenarios: readonly { readonly path: string; readonly sha256: string; readonly text: string }[];
  /** Bodies of the user's own; missing where there are none. */
  readonly assets?: readonly PlannedManifest[];
  /** Hash over the catalogue files that scenarios may name. */
  readonly catalogsSha256: string;
  readonly seed: string;
  /** Draws of each scenario, from 0 on; with `chosen`, those that it takes in any case. */
  readonly count: number;
  /** Draws chosen to fill cells; missing where the first `count` of each scenario are all. */
  readonly chosen?: ChosenDraws;
  readonly size?: { readonly width: number; readonly height: number };
  readonly renderer: string;
  readonly layers: readonly LayerName[];
  readonly writers: readonly string[];
  readonly nearmissVersion: string;
  /** Each sample is drawn as without it; then some keys take other values, and everything else is held. */
  readonly variation?: Variation;
  /** Models of the diffusion pass that scenarios name; missing where none does. */
  readonly models?: readonly PlannedModel[];
  /** Where pictures are another dataset's, repainted: everything else of the plan is that dataset's, but for the writers. */
  readonly repainted?: PlannedRepaint;
}

/** Draws that fill the cells of an operational design domain, and how far they fill it. */
export interface ChosenDraws {
  /** Share of the combinations that was to be filled, 0..1. */
  readonly goal: number;
  /** Axes to a combination. */
  readonly strength: 1 | 2 | 3 | 4;
  /** Samples at most. */
  readonly most: number;
  /** Draws of each scenario that could be chosen, from 0 on. */
  readonly pool: number;
  /** Of each scenario, ascending. */
  readonly draws: readonly (readonly number[])[];
  readonly covered: DomainCovered;
}

/** Cells by axis. */
export type CellNames = Readonly<Record<string, string>>;

export interface DomainCovered {
  readonly axes: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly filled: number;
  /** Combinations that can be. */
  readonly feasible: number;
  /** filled / feasible. */
  readonly share: number;
  readonly empty: readonly CellNames[];
  /** Left out, since requirements refused all draws in them that were looked at: so many. */
  readonly infeasible: readonly { readonly cells: CellNames; readonly draws: number }[];
}

/** A manifest of model files, and what it brings into the dataset. */
export interface PlannedManifest {
  readonly path: string;
  readonly sha256: string;
  readonly text: string;
  readonly bodies: readonly PlannedBody[];
}

export interface PlannedBody {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  /** The model, and the hash of its bytes. */
  readonly path: string;
  readonly sha256: string;
}

export interface Variation {
  /** Keys and values as in a scenario file. */
  readonly set: readonly { readonly key: string; readonly value: string }[];
  /** Whether bodies move as without the change, or as they would with it. */
  readonly motion: 'held' | 'resimulated';
}

/** One shard: a run of samples made in sequence by one worker. */
export interface Job {
  readonly id: string;
  readonly planHash: string;
  readonly samples: readonly { readonly sample: string; readonly scenario: number; readonly draw: number }[];
}

export interface SampleSummary {
  readonly sample: string;
  readonly scenario: string;
  readonly draw: number;
  readonly concreteSha256: string;
  readonly traceSha256: string;
  readonly frames: number;
  readonly verdict: Verdict;
  readonly rejections: RejectionReport;
  /** What `randomize` drew for the sample. */
  readonly randomization?: Readonly<Record<string, number | string>>;
  /** Frames kept apart because they contradict themselves or their repainted picture, by sensor and number; not among `frames`. */
  readonly quarantined: readonly Quarantined[];
  /** Missing where no picture was repainted. */
  readonly repaint?: SampleRepaint;
  readonly artefacts: readonly Artefact[];
}

/** A sample as manifest.json lists it: its files stand in its record, `samples/<sample>/sample.json`, whose hash is here. */
export interface ListedSample extends Omit<SampleSummary, 'artefacts'> {
  readonly files: number;
  /** Of all its files. */
  readonly bytes: number;
  /** Of its record's bytes. */
  readonly recordSha256: string;
}

/** A tree of hashes: manifest -> records of samples -> files. */
export interface Manifest {
  /** Format 1 listed every sample's files here. */
  readonly format: 2;
  readonly plan: DatasetPlan;
  readonly planHash: string;
  readonly renderer: RendererInfo;
  readonly versions: Readonly<Record<string, string>>;
  readonly samples: readonly ListedSample[];
  /** Frames of all samples that were kept apart, and how many broke each invariant. */
  readonly quarantine: { readonly frames: number; readonly byInvariant: Readonly<Record<string, number>> };
  /** Over all samples; missing where no picture was repainted. */
  readonly repaint?: DatasetRepaint;
  /** Dataset-level files (classes.json, coco/...). */
  readonly artefacts: readonly Artefact[];
  /** Over the lines `path sha256` of every portable file of samples and dataset, in path order. */
  readonly portableSha256: string;
  /** Likewise over every file. */
  readonly datasetSha256: string;
}

/** What the preview page and the program that serves it say to each other. Plain JSON over loopback. */
import type { Diagnostic } from '#core/errors';
import type { BodyState, FrameEvent, Medium } from './frame.js';
import type { FrameAnnotations, Ontology } from './label.js';
import type { RenderRequest } from './renderer.js';
import type { RunCurves, StorySpan, TimeWindow, Verdict } from './run.js';
import type { ConcreteScenario, RejectionReport } from './scenario.js';
import type { SceneSpec } from './scene.js';

/** What there is to look at, told once. */
export interface PreviewStart {
  readonly version: string;
  /** Scenario files by the names that requests use, in order. */
  readonly files: readonly string[];
  readonly ontology: Ontology;
  readonly seed: string;
  readonly draw: number;
  /** Keys that a counterfactual may vary. */
  readonly factors: readonly { readonly key: string; readonly unit: string }[];
}

export interface FileText {
  readonly file: string;
  readonly text: string;
  /** Of the text on the disk. */
  readonly sha256: string;
}

/** A value held, as in YAML: `{name: egoSpeed, value: 30 km/h}`. */
export interface Pin {
  readonly name: string;
  readonly value: string;
}

export interface DrawRequest {
  readonly file: string;
  /** Not yet saved, perhaps. */
  readonly text: string;
  readonly seed: string;
  readonly pins: readonly Pin[];
}
export interface RunRequest extends DrawRequest {
  readonly draw: number;
  /** Keys with other values in which the same motion is shown beside it. */
  readonly shownAs?: readonly Setting[];
}
export interface Setting {
  readonly key: string;
  readonly value: string;
}

/** Everything wrong with a text; nothing of it was run. */
export interface Refused {
  readonly ok: false;
  readonly problems: readonly Diagnostic[];
}

/** A body's states at some of a track's instants; between two it stays as it was at the first. */
export interface BodyTrack {
  readonly id: string;
  readonly at: readonly number[];
  /** `null`: it isn't there. */
  readonly states: readonly (BodyState | null)[];
}

/** What the world looks like at many instants. */
export interface Track {
  readonly timesNs: readonly number[];
  readonly bodies: readonly BodyTrack[];
  readonly media: readonly { readonly from: number; readonly medium: Medium }[];
  readonly contacts: readonly { readonly from: number; readonly pairs: readonly (readonly [string, string])[] }[];
}

/** A parameter as the file declares it. */
export interface ParameterAbout {
  readonly name: string;
  /** Unit to show it in, and SI units in one of it. */
  readonly unit: string;
  readonly factor: number;
  /** `fixed`: the same in every draw; `derived`: an expression of others. */
  readonly kind: 'drawn' | 'fixed' | 'derived' | 'words' | 'correlated';
  /** 1-based line of its declaration. */
  readonly line: number;
  /** As written. */
  readonly source: string;
}

/** When a sensor looks, ns. */
export interface Looks {
  readonly sensor: string;
  readonly timesNs: readonly number[];
}

export interface StageMs {
  readonly parse: number;
  readonly draw: number;
  readonly simulate: number;
  readonly pack: number;
}

export interface RunReply {
  readonly ok: true;
  /** To ask more about this very run. */
  readonly run: string;
  /** Addresses of the user's own bodies in it, packed (assets/imported/pack.ts). */
  readonly bodies: readonly string[];
  readonly scenario: ConcreteScenario;
  readonly scene: SceneSpec;
  readonly track: Track;
  readonly looks: readonly Looks[];
  readonly windows: readonly TimeWindow[];
  readonly spans: readonly StorySpan[];
  readonly events: readonly FrameEvent[];
  readonly curves: RunCurves;
  readonly verdict: Verdict;
  readonly rejections: RejectionReport;
  readonly parameters: readonly ParameterAbout[];
  /** The moment that says most, ns: half a second before a contact or the smallest time to collision, or the middle of the capture. */
  readonly telling: number;
  readonly warnings: readonly Diagnostic[];
  readonly shownAs?: { readonly scenario: ConcreteScenario; readonly scene: SceneSpec; readonly track: Track };
  readonly ms: StageMs;
}

/** Said ahead of a reply, while its run is still being made: the scene, which may yet be refused. */
export interface Foreseen {
  readonly foreseen: SceneSpec;
}

/** One draw of many, as small as may be. */
export interface DrawSummary {
  readonly draw: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly outcome: Verdict['outcome'];
  readonly metrics: Readonly<Record<string, number>>;
  readonly rejections: RejectionReport;
}
/** With what a picture of its telling moment takes. */
export interface DrawPicture extends DrawSummary {
  readonly timeNs: number;
  readonly request: RenderRequest;
}

/** A picture exactly as the dataset has it. */
export interface CaptureReply {
  readonly request: RenderRequest;
}
/** What a scanner measures at one of its looks, an entry a point or detection. */
export interface ObservationReply {
  readonly sensor: string;
  readonly kind: 'lidar' | 'radar';
  readonly timeNs: number;
  /** In the world, m, 3 numbers each. */
  readonly points: readonly number[];
  /** SceneSpec.bodies[].instance; 0 where no labelled body is. */
  readonly instances: readonly number[];
  /** See RETURN_ORIGIN. */
  readonly origins: readonly number[];
  /** Intensity 0..1 of a lidar; radar cross section, dBsm. */
  readonly strengths: readonly number[];
  /** A radar's radial velocity over the ground, m/s; none of a lidar. */
  readonly speeds: readonly number[];
}

export type PreviewPush =
  | { readonly type: 'changed'; readonly file: string; readonly text: string; readonly sha256: string }
  | { readonly type: 'files'; readonly files: readonly string[] }
  | { readonly type: 'gone'; readonly file: string };

/** Labels of a picture on show. */
export interface Annotated extends Pick<FrameAnnotations, 'objects' | 'view'> {
  /** By body: pairs of indices into its keypoints. */
  readonly skeletons: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

/** What may stand where the cursor is. Offsets count UTF-16 units of the text. */
export interface Completion {
  readonly label: string;
  /** Plain text, or a snippet with `${1:word}` marks. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What it replaces. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'key' | 'value' | 'other';
}
export interface Hover {
  readonly markdown: string;
  readonly from: number;
  readonly to: number;
}

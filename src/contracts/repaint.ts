/** The diffusion pass as the rest of the system sees it: what is asked of it, and what became of a frame. */
import type { Violation } from './audit.js';
import type { FrameAnnotations } from './label.js';
import type { LayerName, LayerSet } from './layers.js';
import type { ConcreteScenario } from './scenario.js';
import type { FrameValidity } from './validity.js';

/** What one can ask of a picture's new look. */
export const PROMPTS = {
  weather: ['clear', 'overcast', 'fog', 'rain', 'snow'],
  time: ['day', 'low-sun', 'dusk', 'night'],
  season: ['spring', 'summer', 'autumn', 'winter'],
} as const;

export interface Prompt {
  readonly weather?: (typeof PROMPTS.weather)[number];
  readonly time?: (typeof PROMPTS.time)[number];
  readonly season?: (typeof PROMPTS.season)[number];
  /** One of the model's own styles. */
  readonly style?: string;
}

/** Bounds of what may be asked, and what is taken where nobody says. */
export const REPAINT = {
  model: 'street',
  strength: { least: 0, most: 1, usual: 0.8 },
  steps: { least: 1, most: 50, usual: 6 },
  guidance: { least: 0, most: 10, usual: 1 },
} as const;

/** The pass over a sample, drawn. */
export interface ConcreteDiffusion {
  /** A shipped model's name, or the path of a file or folder as the author wrote it. */
  readonly model: string;
  /** Over 0, up to 1. */
  readonly strength: number;
  readonly steps: number;
  readonly guidance: number;
  /** Words that the author asks for; the frame's own weather and light say the rest. */
  readonly prompt: Prompt;
}

/** Layers that the pass reads besides `rgb`, which it replaces. */
export const SEEN_LAYERS = ['semantic', 'instance', 'depth', 'normal'] as const satisfies readonly LayerName[];

/** `kept`: labels held at once; `repaired`: at a lower strength; `dropped`: at none that was tried. */
export const OUTCOMES = ['kept', 'repaired', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** One picture that was tried, and whether labels hold in it. */
export interface Attempt {
  readonly strength: number;
  readonly validity: FrameValidity;
}

/** What repainted a picture. */
export interface RepaintedBy {
  readonly model: string;
  /** Of the model's file. */
  readonly sha256: string;
  /** Name, version and provider: pictures are the same on the same engine alone. */
  readonly engine: string;
  /** Of the weights that said whether labels hold, SHA-256. */
  readonly gate: string;
}

/** A repainted frame's record. */
export interface FrameRepaint extends RepaintedBy, Attempt {
  readonly outcome: Outcome;
  readonly steps: number;
  readonly guidance: number;
  /** In full: what the author asked for and what the frame's own weather and light say. */
  readonly prompt: Prompt;
  /** Attempts before, at higher strengths. */
  readonly refused: readonly Attempt[];
}

export interface RepaintInput {
  /** With `diffusion`. */
  readonly scenario: ConcreteScenario;
  readonly annotations: FrameAnnotations;
  /** `rgb` and `SEEN_LAYERS` must be there. */
  readonly layers: LayerSet;
}

export interface RepaintedFrame {
  /** sRGB bytes of the frame's size; of a dropped frame, those of its last attempt. */
  readonly rgb: Uint8Array;
  readonly repaint: FrameRepaint;
  /** Why it is dropped; empty otherwise. */
  readonly violations: readonly Violation[];
}

/** Over all frames of a sample. */
export interface SampleRepaint extends RepaintedBy {
  readonly counts: OutcomeCounts;
}

/** Over all frames of a dataset. */
export interface DatasetRepaint {
  readonly models: readonly { readonly model: string; readonly sha256: string }[];
  /** One, unless it was gone on with elsewhere. */
  readonly engines: readonly string[];
  readonly counts: OutcomeCounts;
}

/** What a dataset was made of, where a finished one was repainted. */
export interface PlannedRepaint extends Omit<ConcreteDiffusion, 'prompt'> {
  /** `datasetSha256` of the source. */
  readonly from: string;
  readonly sha256: string;
  readonly prompt: Prompt;
  /** Instead of the samples' own seed. */
  readonly seed?: string;
}

/** A model that a scenario of a plan names. */
export interface PlannedModel {
  /** The scenario's name. */
  readonly scenario: string;
  /** As it is written there. */
  readonly model: string;
  /** The file; none of a shipped model. */
  readonly path?: string;
  readonly sha256: string;
}

/** Whatever repaints a frame: the project's own pass, or a large model by plug-in. The gate judges them alike. */
import type { RandomStream } from '#core/random';
import type { Cells, Seen } from './field/cells.js';
import type { Prompt } from './model/prompt.js';

export interface RepaintOptions {
  /** How much of the frame's own look is given up, 0..1; 0 leaves it as it is. */
  readonly strength: number;
  readonly steps: number;
  /** 1: as the prompt says; more: further away from what would be without one. */
  readonly guidance: number;
  readonly prompt: Prompt;
}

export interface Frame {
  readonly seen: Seen;
  /** sRGB bytes, three a pixel. */
  readonly rgb: Uint8Array;
  readonly cells: Cells;
  /** Of the air, 1/m. */
  readonly extinctionPerM: number;
}

export interface Repainter {
  /** Of the model, for a manifest: name and what its weights hash to. */
  readonly model: { readonly name: string; readonly sha256: string };
  /** @param random of the sample: its frames then share their noise @returns sRGB bytes of the frame's size */
  repaint(frame: Frame, options: RepaintOptions, random: RandomStream): Promise<Uint8Array>;
  close(): Promise<void>;
}

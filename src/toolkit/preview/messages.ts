/** What the preview's server and its threads tell each other. */
import type { RunRequest } from '#contracts/preview';
import type { DrawsOrder } from './draws.js';

/** The same words that the page's requests use, with the file's path and a name for what is made. */
export type Work =
  | {
      readonly type: 'run';
      readonly run: string;
      readonly path: string;
      readonly request: RunRequest;
      /** Says what its picture will take before it is done. */
      readonly ahead: boolean;
    }
  /** A run that nobody asked for, again and again: what has run a few times runs three times as fast. */
  | { readonly type: 'practice'; readonly path: string; readonly request: RunRequest; readonly times: number }
  | { readonly type: 'draws'; readonly path: string; readonly order: DrawsOrder }
  | {
      readonly type: 'capture';
      readonly made: Remake;
      readonly sensor: string;
      readonly timeNs: number;
      readonly width: number;
    }
  | { readonly type: 'observation'; readonly made: Remake; readonly sensor: string; readonly timeNs: number };

/** How to come by a run again where it isn't at hand. */
export interface Remake {
  readonly run: string;
  readonly path: string;
  readonly request: RunRequest;
}

export type ToThread = { readonly id: number; readonly work: Work } | { readonly id: number; readonly cancel: true };

/** Lines of JSON, then an end. A body's bytes go beside the JSON that names them. */
export type FromThread =
  | {
      readonly id: number;
      readonly line: string;
      readonly packed: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    }
  | { readonly id: number; readonly end: true }
  | { readonly id: number; readonly failed: string };

export interface ThreadStart {
  readonly assets?: string;
}

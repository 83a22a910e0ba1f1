/** What a studio's thread and the server tell each other. */
import type { ObservationInstant } from '#contracts/run';
import type { ErrorMessage } from '#farm/index';
import type { Made } from './port.js';

export type Request =
  | { readonly type: 'load'; readonly seed: string; readonly draw: number }
  | { readonly type: 'work'; readonly instant: ObservationInstant; readonly topics: readonly string[] }
  | { readonly type: 'close' };
export type ToStudio = Request & { readonly id: number };

export type Answer =
  | { readonly type: 'opened'; readonly ahead: number }
  | { readonly type: 'done'; readonly made: readonly Made[] }
  | { readonly type: 'failed'; readonly error: ErrorMessage };
/** The first one answers the opening: id 0. */
export type FromStudio = Answer & { readonly id: number };

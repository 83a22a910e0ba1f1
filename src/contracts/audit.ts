/** Audit: does anything that a frame says contradict anything else that it says? */

import type { ObservationRecord } from './observation.js';
import type { FrameRecord } from './writer.js';

/** One invariant that does not hold. */
export interface Violation {
  /** Of the invariant, stable: `NA04`. */
  readonly code: string;
  readonly invariant: string;
  /** Id of the body it is about. */
  readonly object?: string;
  /** With the figures. */
  readonly detail: string;
}

/** What a reader of the documentation sees of an invariant. */
export interface InvariantInfo {
  readonly code: string;
  readonly title: string;
  readonly about: string;
}

/** One sample under audit; frames and observations in the order of time, so that what must agree between them is seen. */
export interface AuditSession {
  /** Looks at nothing after it returns, and keeps what the next frame is compared with. */
  frame(record: FrameRecord): readonly Violation[];
  observation(record: ObservationRecord): readonly Violation[];
}

/** A frame that was not written among the others, and why. */
export interface Quarantined {
  readonly sensor: string;
  readonly frame: number;
  readonly timeNs: number;
  readonly violations: readonly Violation[];
}

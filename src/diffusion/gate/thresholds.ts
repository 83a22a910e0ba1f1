/** What each test must at least reach, of what the base shows; people and animals are held to more. */
import type { ValidityTest } from '#contracts/validity';
import type { Kind } from './kinds.js';

export interface Threshold {
  readonly safety: number;
  readonly body: number;
  readonly stuff: number;
}

export const THRESHOLDS: Readonly<Record<ValidityTest, Threshold>> = {
  boundary: { safety: 0.6, body: 0.5, stuff: 0.4 },
  silhouette: { safety: 0.6, body: 0.5, stuff: 0.3 },
  disappearance: { safety: 0.4, body: 0.25, stuff: 0 },
};

/** Pixels of the reduced picture that something object-like has. */
export function fewestOf(kind: Kind): number {
  return kind === 'vehicle' ? 210 : 70;
}

/** Where so much of the detail is the same, the network's change of mind proves nothing. */
export const SAME_DETAIL = 0.7;

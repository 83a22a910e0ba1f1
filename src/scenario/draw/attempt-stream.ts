/** Where all chance of one attempt at a draw comes from. */
import { type RandomStream, randomRoot } from '#core/random';
import type { Scenario } from '../load.js';

/** @param draw which of that seed, from 0 @param attempt at it, from 0: one more for each that is refused */
export function attemptStream(
  { tree: { stream } }: Scenario,
  { seed, draw }: { readonly seed: string | number; readonly draw: number },
  attempt: number,
): RandomStream {
  const all = randomRoot(String(seed)).child('draw');
  return (stream === undefined ? all : all.child(stream)).child(draw).child('attempt').child(attempt);
}

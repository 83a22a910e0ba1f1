/** One document after the other, each decided by seed and number alone. */
import { NearmissError } from '#core/errors';
import { randomRoot } from '#core/random';
import type { Target } from './targets.js';

export interface Finding {
  readonly target: string;
  readonly seed: string;
  readonly number: number;
  readonly what: string;
  readonly document: string;
}
export type Outcome = { readonly target: string } & ({ readonly taken: boolean } | { readonly finding: Finding });

/** The document of that number, and whom it is for. */
export function documentOf(
  targets: readonly Target[],
  seed: string,
  number: number,
): { readonly target: Target; readonly text: string } {
  const random = randomRoot(seed).child('fuzz').child(number);
  const slots = targets.flatMap((target) => Array.from({ length: target.weight }, () => target));
  const target = random.pick(slots);
  return { target, text: target.make(random.child(target.name)) };
}

/** Taken, or refused with an error for people; anything else is a finding. */
export async function tryOne(targets: readonly Target[], seed: string, number: number): Promise<Outcome> {
  const { target, text } = documentOf(targets, seed, number);
  const { name } = target;
  try {
    const taken = await target.read(text);
    if (({} as { polluted?: unknown }).polluted === undefined) return { target: name, taken };
    throw new Error('it changed what every object is');
  } catch (error) {
    if (error instanceof NearmissError) return { target: name, taken: false };
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { target: name, finding: { target: name, seed, number, what, document: text.slice(0, 100_000) } };
  }
}

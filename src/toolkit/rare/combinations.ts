/** All combinations of so many of a model's factors, or what is wrong with asking for them. */
import { usageError } from '#core/errors';
import { type CoverModel, type Strength, type Universe, universeOf } from '#rare/cover/index';

/** @param what "axes" or "parameters" @throws NearmissError NM7107 (exit 2) where there are fewer of them, or more combinations than fit into memory */
export function combinationsIn(model: CoverModel, strength: Strength, file: string, what: string): Universe {
  const count = model.factors.length;
  if (count < strength) {
    const hint = count === 0 ? 'nothing can be combined' : `--strength ${count} at most`;
    throw usageError('NM7107', `combinations of ${strength} are asked for; ${file} has ${count} ${what}`, hint);
  }
  try {
    return universeOf(model, strength);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw usageError('NM7107', `${file}: ${error.message}`, 'lower --strength, or make fewer cells');
  }
}

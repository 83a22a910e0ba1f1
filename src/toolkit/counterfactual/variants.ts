/** The grid of what is varied: one variant a combination of values, the file as it is before them. */
import { usageError } from '#core/errors';
import { factorOf, type Setting, settled } from '#scenario/index';

export interface Vary {
  readonly key: string;
  readonly values: readonly string[];
}
export interface Variant {
  /** Of its folder. */
  readonly name: string;
  readonly set: readonly Setting[];
}
export const BASE: Variant = { name: 'base', set: [] };

/** @param text of the scenario @throws NearmissError NM7501 for a key that can't be varied, NM7503 when one is named twice or two variants are alike */
export function variantsOf(text: string, vary: readonly Vary[]): readonly Variant[] {
  const keys = vary.map(({ key }) => factorOf(key).key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw usageError('NM7503', `${twice} is varied twice`, 'give all its values at once');
  const grid = vary.reduce<readonly (readonly Setting[])[]>(
    (rows, { key, values }) => rows.flatMap((row) => values.map((value) => [...row, { key, value }])),
    [[]],
  );
  const variants = grid.map((row) => {
    const set = settled(text, row);
    return { name: nameOf(set), set };
  });
  const names = variants.map(({ name }) => name);
  const alike = names.find((name, i) => names.indexOf(name) !== i);
  if (alike !== undefined) throw usageError('NM7503', `two variants are both ${alike}`, 'name each value once');
  return variants;
}

/** `fog.mor=50m`, `rain=12mmh+fog.mor=50m`. */
function nameOf(set: readonly Setting[]): string {
  return set.map(({ key, value }) => `${key.replace(/^\w+\./, '')}=${value}`.replaceAll(/[^\w.=-]/g, '')).join('+');
}

/** Plug-ins by name: an explicit list becomes an immutable table; nothing registers itself. */
import { nearest, usageError } from './errors.js';

export interface Registry<T> {
  /** @throws NearmissError (NM1001, exit 2) naming the nearest known name. */
  get(name: string): T;
  has(name: string): boolean;
  readonly names: readonly string[];
  readonly all: readonly T[];
}

export function createRegistry<T extends { readonly name: string }>(kind: string, items: readonly T[]): Registry<T> {
  const byName = new Map(items.map((item) => [item.name, item]));
  if (byName.size !== items.length) throw new Error(`two ${kind}s share a name`);
  const names = [...byName.keys()];
  return {
    names,
    all: items,
    has: (name) => byName.has(name),
    get(name) {
      const item = byName.get(name);
      if (item !== undefined) return item;
      const guess = nearest(name, names);
      const hint = guess === undefined ? `known: ${names.join(', ')}` : `did you mean "${guess}"? Known: ${names.join(', ')}`;
      throw usageError('NM1001', `no ${kind} is called "${name}"`, hint);
    },
  };
}

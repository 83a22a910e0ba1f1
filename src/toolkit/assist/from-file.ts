/** Completions that only the file knows: its names, its parameters, and units behind a number that stands there. */

import type { NameKind } from '#scenario/language/combinators';
import { type Quantity, type QuantityName, quantities } from '#scenario/units';
import type { FileNames } from './names.js';
import type { Place } from './place.js';
import type { Completion } from './types.js';
import { partsAt, type SchemaPart } from './walk.js';

export function fromFile(place: Place, offset: number, names: FileNames, schema: SchemaPart): readonly Completion[] {
  if (place.isKey) return keyNames(place, names, schema);
  const parts = partsAt(schema, place.path);
  const words = new Set(parts.flatMap((part) => (part['x-names'] as NameKind | undefined) ?? []));
  const kinds = new Set(parts.flatMap((part) => (part['x-quantity'] as QuantityName | 'any' | undefined) ?? []));
  return [
    ...[...words].flatMap((kind) => names.of[kind].map((name) => completion(name, name, place, kind))),
    ...(kinds.size === 0 ? [] : [...parameterNames(place, offset, names), ...units(place, kinds)]),
  ];
}

/** `do` has names of actors for keys. */
function keyNames(place: Place, names: FileNames, schema: SchemaPart): readonly Completion[] {
  const kinds = partsAt(schema, place.path).flatMap(({ propertyNames }) => {
    const kind = (propertyNames as SchemaPart | undefined)?.['x-names'];
    return kind === undefined ? [] : [kind as NameKind];
  });
  const free = [...new Set(kinds)].flatMap((kind) => names.of[kind]).filter((name) => !place.siblings.includes(name));
  return free.map((name) => ({
    ...completion(name, place.isFlow ? `${name}: {$1}` : `${name}: `, place, 'actor'),
    isSnippet: place.isFlow,
    kind: 'key' as const,
  }));
}

/** `$egoSpeed`, alone or in an expression. */
function parameterNames(place: Place, offset: number, names: FileNames): readonly Completion[] {
  const before = place.word.slice(0, offset - place.from);
  const begun = /\$[\w.]*$/.exec(before)?.[0];
  // Where something else is being written, a parameter would take its place.
  if (begun === undefined && before !== '') return [];
  const from = begun === undefined ? place.from : offset - begun.length;
  const rest = /^[\w.]*/.exec(place.word.slice(offset - place.from))?.[0] ?? '';
  return [...names.parameters].map(([name, written]) => ({
    label: `$${name}`,
    insert: `$${name}`,
    isSnippet: false,
    ...(written === '' ? {} : { detail: written }),
    from,
    to: begun === undefined ? place.to : offset + rest.length,
    kind: 'value' as const,
  }));
}

/** Behind `40 `: `40 m`, `40 cm`, ... */
function units(place: Place, kinds: ReadonlySet<QuantityName | 'any'>): readonly Completion[] {
  const number = /^\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*[^\d\s$]*$/.exec(place.word)?.[1];
  if (number === undefined) return [];
  const all: readonly Quantity[] = kinds.has('any')
    ? Object.values(quantities)
    : [...kinds].map((kind) => quantities[kind as QuantityName]);
  const names = new Set(all.flatMap((quantity) => Object.keys(quantity.units)).filter(Boolean));
  return [...names].map((unit) => completion(`${number} ${unit}`, `${number} ${unit}`, place, 'unit'));
}

function completion(label: string, insert: string, { from, to }: Place, detail: string): Completion {
  return { label, insert, isSnippet: false, detail, from, to, kind: 'value' };
}

/** What may stand under a key, in words; and the default that its description states. */
import { type QuantityName, quantities } from '#scenario/units';
import { isOpen, isRecord, type KeyRecord, type Language, type Schema } from './schema.js';

/** One of the things that may stand there. */
export type Kind =
  | { readonly kind: 'quantity'; readonly quantity: QuantityName }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A quantity of any kind, or a word. */
  | { readonly kind: 'any' }
  | { readonly kind: 'text' }
  | { readonly kind: 'whole'; readonly range: string }
  | { readonly kind: 'list'; readonly of: readonly Kind[]; readonly count: string }
  | { readonly kind: 'named'; readonly of: readonly Kind[] }
  | { readonly kind: 'record'; readonly record: KeyRecord };

export function kindsOf(schema: Schema, language: Language): readonly Kind[] {
  const quantity = language.quantityOf(schema);
  if (quantity !== undefined) return [{ kind: 'quantity', quantity }];
  if (schema['x-quantity'] === 'any') return [{ kind: 'any' }];
  const inner = language.branchesOf(schema).flatMap((each) => kindsOf(each, language));
  const own = kindOf(schema, language);
  return distinct([...(own === undefined ? [] : [own]), ...inner]);
}

function kindOf(schema: Schema, language: Language): Kind | undefined {
  const { type, items, additionalProperties, minItems, maxItems, minimum, maximum } = schema;
  if (schema.const !== undefined) return { kind: 'words', words: [String(schema.const)] };
  if (schema.enum !== undefined) return { kind: 'words', words: schema.enum.map(String) };
  if (type === 'integer') {
    const range = maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
    return { kind: 'whole', range: minimum === undefined ? '' : range };
  }
  if (type === 'array') {
    const count = minItems !== undefined && minItems === maxItems ? `${minItems}` : '';
    return { kind: 'list', of: items === undefined ? [] : kindsOf(items, language), count };
  }
  const record = isRecord(schema) ? language.recordOf(schema) : undefined;
  if (record !== undefined) return { kind: 'record', record };
  if (isOpen(schema)) return { kind: 'named', of: kindsOf(additionalProperties as Schema, language) };
  // A reference to a parameter may stand wherever words may.
  if (type === 'string' && !schema.pattern?.startsWith('^\\$')) return { kind: 'text' };
  return undefined;
}

function distinct(kinds: readonly Kind[]): readonly Kind[] {
  const seen = new Set<unknown>();
  return kinds.filter((each) => {
    const id =
      each.kind === 'record' ? each.record : JSON.stringify(each, (key, value) => (key === 'record' ? undefined : value));
    return !seen.has(id) && seen.add(id);
  });
}

export function unitsOf(quantity: QuantityName): readonly string[] {
  return Object.keys(quantities[quantity].units).filter(Boolean);
}

/** The quantity, where a value of one is all that may stand there. */
export function onlyQuantity(kinds: readonly Kind[]): QuantityName | undefined {
  const [only, ...more] = kinds;
  return only?.kind === 'quantity' && more.length === 0 ? only.quantity : undefined;
}

/** The default as the description states it: "... ; 12 s." or "..., full when missing." */
export function defaultIn(doc: string): string | undefined {
  const missing = /(?:^|[;,.:] |\()((?:[^;,.()]|\.\d)+?) when missing/.exec(doc)?.[1];
  const trailing = /; (`?(?:-?[\d.]+(?: [^ ,;.]+)?|[\w-]+)`?)(?:, [^;]*)?(?:\. [^;]*)?\.?$/.exec(doc)?.[1];
  return (missing ?? trailing)?.trim().replaceAll('`', '');
}

/** The default as it would be written: options of places are stated without their unit, in SI. */
export function defaultOf(doc: string, quantity: QuantityName | undefined): string | undefined {
  const stated = defaultIn(doc);
  if (stated === undefined || quantity === undefined || !/^-?[\d.]+$/.test(stated)) return stated;
  return '' in quantities[quantity].units ? stated : `${stated} ${unitsOf(quantity)[0]}`;
}

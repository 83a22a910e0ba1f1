/** One of several shapes that tell themselves apart by a key, or by being text or a list. */
import type { Node } from '../node.js';
import { conditional, type Declaration, described, listed, type ReadContext, type Schema } from './context.js';
import { unknownKey, wrongKind } from './report.js';
import { offer, offered } from './snippet.js';

export interface Alternative<T> {
  readonly declaration: Declaration<T>;
  readonly example: string;
  fits(node: Node): boolean;
  /** The same for a schema: a type of YAML, and a key of maps. */
  readonly type: 'text' | 'list' | 'map';
  readonly key?: string;
}

export function whenKey<T>(key: string, example: string, declaration: Declaration<T>): Alternative<T> {
  const fits = (node: Node): boolean => node.kind === 'map' && node.entries.some((entry) => entry.key === key);
  return { declaration, example, fits, type: 'map', key };
}
export function whenText<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'scalar', type: 'text' };
}
export function whenList<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'list', type: 'list' };
}
export function otherwise<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'map', type: 'map' };
}

/** The first alternative that fits is read. */
export function oneOf<T extends readonly Alternative<unknown>[]>(
  doc: string,
  alternatives: T,
): Declaration<T[number] extends Alternative<infer V> ? V : never> {
  const examples = alternatives.map(({ example }) => example);
  const hint = `write ${examples.join(' or ')}`;
  return {
    doc,
    example: () => examples[0] as string,
    read(node, context) {
      if (reportNoKey(node, alternatives, context)) return undefined;
      const fitting = alternatives.find(({ fits }) => fits(node));
      if (fitting !== undefined) return fitting.declaration.read(node, context) as never;
      return wrongKind(context, node, wanted(alternatives), hint);
    },
    schema(definitions) {
      const schemas = alternatives.map(({ declaration }) => declaration.schema(definitions));
      return described(doc, {
        type: typesOf(alternatives),
        errorMessage: `this can't be ${doc}: ${hint}`,
        ...offered(
          alternatives
            .filter(({ type }) => type !== 'text')
            .flatMap(({ example, declaration }) => declaration.offers?.() ?? [offer(example, declaration.doc)]),
          textSchemas(alternatives, schemas),
        ),
        ...chain(alternatives, schemas),
      });
    },
  };
}

/** Where no key tells which shape a map has, the problem is said of all of them. @returns whether there was one */
function reportNoKey(node: Node, alternatives: readonly Alternative<unknown>[], context: ReadContext): boolean {
  const keyed = alternatives.filter(({ key }) => key !== undefined);
  if (node.kind !== 'map' || keyed.length === 0 || keyed.some(({ fits }) => fits(node))) return false;
  const rest = alternatives.find(({ type, key }) => type === 'map' && key === undefined)?.declaration;
  const odd = node.entries.filter(({ key }) => !rest?.keys?.includes(key));
  if (rest !== undefined && (rest.keys === undefined || odd.length === 0)) return false;
  const telling = keyed.map(({ key }) => key as string);
  const inner = keyed.flatMap(({ declaration }) => declaration.keys ?? []);
  const strange = odd.find(({ key }) => !inner.includes(key));
  if (strange !== undefined) unknownKey(context, strange.key, strange.keyAt, [...telling, ...(rest?.keys ?? [])]);
  else
    context.report(
      'NM2003',
      node.head,
      telling.length === 1 ? `"${telling[0]}" is missing` : `one of ${listed(telling)} is missing`,
      `as in ${keyed[0]?.example}`,
    );
  return true;
}

/** `a word or a map` */
function wanted(alternatives: readonly Alternative<unknown>[]): string {
  const types = { text: 'a word', list: 'a list', map: 'a map' };
  return listed([...new Set(alternatives.map(({ type }) => types[type]))]);
}

const TEXT_TYPES = ['string', 'number', 'boolean', 'null'];

function typesOf(alternatives: readonly Alternative<unknown>[]): readonly string[] {
  const has = (type: string): boolean => alternatives.some((each) => each.type === type);
  return [...(has('text') ? TEXT_TYPES : []), ...(has('map') ? ['object'] : []), ...(has('list') ? ['array'] : [])];
}

/** Where editors look for words to offer; lists and maps pass it by. */
function textSchemas(alternatives: readonly Alternative<unknown>[], schemas: readonly Schema[]): readonly Schema[] | undefined {
  const text = schemas.find((_, i) => alternatives[i]?.type === 'text');
  return text && [text, { type: ['object', 'array'], properties: {} }];
}

/** Lists and maps: if it has this key, then that shape, else ... */
function chain(alternatives: readonly Alternative<unknown>[], schemas: readonly Schema[]): Schema {
  const maps = schemas.filter((_, i) => alternatives[i]?.type === 'map');
  const last: Schema =
    maps.length === 0
      ? {}
      : conditional({ type: 'object' }, maps.length === 1 ? (maps[0] as Schema) : { anyOf: restFirst(alternatives, schemas) });
  return alternatives.reduceRight<Schema>((rest, { type, key }, i) => {
    if (type === 'list') return conditional({ type: 'array' }, schemas[i] as Schema, rest);
    if (key === undefined) return rest;
    return conditional({ type: 'object', required: [key] }, schemas[i] as Schema, rest);
  }, last);
}
/** A map without any of the keys that tell: the shape that needs none, or one that is still to be begun. */
function restFirst(alternatives: readonly Alternative<unknown>[], schemas: readonly Schema[]): readonly Schema[] {
  const rest = alternatives.findIndex(({ type, key }) => type === 'map' && key === undefined);
  const maps = schemas.filter((_, i) => alternatives[i]?.type === 'map' && i !== rest);
  return rest < 0 ? maps : [schemas[rest] as Schema, ...maps];
}

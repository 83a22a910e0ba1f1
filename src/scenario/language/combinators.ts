/** Combinators that the language is declared with. Each reads a node and describes itself to editors. */
import type { Node, Position } from '../node.js';
import {
  conditional,
  type Declaration,
  described,
  ONE_KEY,
  type Read,
  type ReadContext,
  type Schema,
  sentenceOf,
} from './context.js';
import { unknownKey, wrongKind } from './report.js';
import { type NameKind, word } from './scalars.js';
import { offer, offered, type Snippet, snippetOf, withoutBrackets } from './snippet.js';

export { unknownKey, wrongKind } from './report.js';
export { type Name, type NameKind, name, text, whole, word } from './scalars.js';

export interface Field<T, R extends boolean> {
  readonly declaration: Declaration<T>;
  readonly required: R;
}
type AnyField = Field<unknown, boolean>;
export type Fields = Readonly<Record<string, AnyField>>;
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];
export type RecordOf<F extends Fields> = {
  readonly [K in RequiredKeys<F>]: F[K] extends Field<infer T, boolean> ? T : never;
} & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: F[K] extends Field<infer T, boolean> ? T : never;
} & { readonly at: Position };

export function need<T>(declaration: Declaration<T>): Field<T, true> {
  return { declaration, required: true };
}
export function may<T>(declaration: Declaration<T>): Field<T, false> {
  return { declaration, required: false };
}

/** A map with these keys and no others. */
export function record<F extends Fields>(doc: string, fields: F): Declaration<RecordOf<F>> {
  const keys = Object.keys(fields);
  const required = keys.filter((key) => fields[key]?.required);
  const example = (): string => {
    const shown = required.length > 0 ? required : keys.slice(0, 1);
    return `{${shown.map((key) => `${key}: ${fields[key]?.declaration.example()}`).join(', ')}}`;
  };
  return {
    doc,
    keys,
    example,
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, 'a map', `as in ${example()}`);
      return readFields(node, context, fields) as RecordOf<F> | undefined;
    },
    schema: (definitions) =>
      described(recordDoc(doc, keys, required), {
        title: doc,
        type: 'object',
        additionalProperties: false,
        ...(required.length > 0 ? { required } : {}),
        properties: Object.fromEntries(
          Object.entries(fields).map(([key, { declaration }]) => [key, declaration.schema(definitions)]),
        ),
        ...(keys.length > 0 ? offered([offer(example())]) : {}),
      }),
  };
}

/** `Fog. Keys: mor, layer; mor is needed.` */
function recordDoc(doc: string, keys: readonly string[], required: readonly string[]): string {
  const needed = required.length === 0 ? '' : `; needed: ${required.join(', ')}`;
  return keys.length === 0 ? doc : `${sentenceOf(doc)} Keys: ${keys.join(', ')}${needed}.`;
}

function readFields(
  node: Extract<Node, { kind: 'map' }>,
  context: ReadContext,
  fields: Fields,
): Record<string, unknown> | undefined {
  const value: Record<string, unknown> = { at: node.at };
  let whole = true;
  for (const entry of node.entries) {
    const field = Object.hasOwn(fields, entry.key) ? fields[entry.key] : undefined;
    if (field === undefined) {
      unknownKey(context, entry.key, entry.keyAt, Object.keys(fields));
      whole = false;
      continue;
    }
    const read = field.declaration.read(entry.value, context.within(entry.key));
    if (read === undefined) whole = false;
    else value[entry.key] = read;
  }
  for (const [key, { required, declaration }] of Object.entries(fields)) {
    if (!required || node.entries.some((entry) => entry.key === key)) continue;
    context.report('NM2003', node.head, `"${key}" is missing`, `write ${key}: ${declaration.example()}`);
    whole = false;
  }
  return whole ? value : undefined;
}

export type Kinds = Readonly<Record<string, Declaration<unknown>>>;
/** `{type, value}` of a map with exactly one key, such as `{cross: {...}}`. */
export type OneKey<K extends Kinds> = {
  readonly [T in keyof K]: { readonly type: T; readonly value: Read<K[T]>; readonly at: Position };
}[keyof K];

export function oneKey<K extends Kinds>(doc: string, kinds: K): Declaration<OneKey<K>> {
  const names = Object.keys(kinds);
  const exampleOf = (name: string): string => `{${name}: ${kinds[name]?.example()}}`;
  const offers = (): readonly Snippet[] => names.map((name) => offer(exampleOf(name), kinds[name]?.doc));
  return {
    doc,
    keys: names,
    example: () => exampleOf(names[0] as string),
    offers,
    read(node, context) {
      if (node.kind !== 'map' || node.entries.length !== 1)
        return wrongKind(context, node, 'a map with one key', `one of ${names.join(', ')}`);
      const entry = node.entries[0] as (typeof node.entries)[number];
      const declaration = Object.hasOwn(kinds, entry.key) ? kinds[entry.key] : undefined;
      if (declaration === undefined) {
        unknownKey(context, entry.key, entry.keyAt, names);
        return undefined;
      }
      const value = declaration.read(entry.value, context.within(entry.key));
      return value === undefined ? undefined : ({ type: entry.key, value, at: entry.keyAt } as OneKey<K>);
    },
    schema: (definitions) =>
      described(`${sentenceOf(doc)} One of ${names.join(', ')}.`, {
        title: doc,
        type: 'object',
        additionalProperties: false,
        ...ONE_KEY,
        properties: Object.fromEntries(
          Object.entries(kinds).map(([name, declaration]) => [name, declaration.schema(definitions)]),
        ),
        ...offered(offers()),
      }),
  };
}

/** `{type, value}` of a map that says under `type` which of several kinds it is; `missing` where it says nothing. */
export function byType<T extends string>(
  doc: string,
  kinds: Readonly<Record<T, Declaration<unknown>>>,
  missing: T,
): Declaration<{ readonly type: T; readonly value: unknown }> {
  const types = Object.keys(kinds) as T[];
  const names = word(`Kind of ${doc.replace(/^an? /, '')}.`, types);
  return {
    doc,
    example: () => kinds[missing].example(),
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, 'a map', `as in ${kinds[missing].example()}`);
      const said = node.entries.find(({ key }) => key === 'type');
      const type = said === undefined ? missing : names.read(said.value, context.within('type'));
      const value = type && kinds[type].read(node, context);
      return type && value !== undefined ? { type, value } : undefined;
    },
    schema(definitions) {
      const said = (type: T): Schema => ({
        type: 'object',
        properties: { type: { const: type } },
        ...(type === missing ? {} : { required: ['type'] }),
      });
      const chain = types.reduceRight<Schema>(
        (rest, type) => conditional(said(type), kinds[type].schema(definitions), rest),
        {},
      );
      return described(doc, {
        type: 'object',
        properties: { type: { ...names.schema(definitions), enumDescriptions: types.map((type) => kinds[type].doc) } },
        ...chain,
        ...offered(types.map((type) => offer(kinds[type].example(), kinds[type].doc))),
      });
    },
  };
}

export function list<T>(doc: string, item: Declaration<T>, least = 0): Declaration<readonly T[]> {
  const example = (): string => `[${Array(Math.max(1, least)).fill(item.example()).join(', ')}]`;
  return {
    doc,
    example,
    read(node, context) {
      if (node.kind !== 'list') return wrongKind(context, node, 'a list', `as in ${example()}`);
      if (node.items.length < least) return wrongKind(context, node, `a list of at least ${least}`, `as in ${example()}`);
      const read = node.items.map((each, i) => item.read(each, context.within(String(i))));
      return read.some((value) => value === undefined) ? undefined : (read as T[]);
    },
    schema: (definitions) =>
      described(doc, { type: 'array', items: item.schema(definitions), ...(least > 0 ? { minItems: least } : {}) }),
  };
}

/** A list of exactly so many. */
export function tuple<T>(doc: string, item: Declaration<T>, count: number): Declaration<readonly T[]> {
  return {
    doc,
    example: () => `[${Array(count).fill(item.example()).join(', ')}]`,
    read(node, context) {
      if (node.kind !== 'list' || node.items.length !== count)
        return wrongKind(context, node, `a list of ${count}`, `as in [${Array(count).fill(item.example()).join(', ')}]`);
      const read = node.items.map((each, i) => item.read(each, context.within(String(i))));
      return read.some((value) => value === undefined) ? undefined : (read as T[]);
    },
    schema: (definitions) =>
      described(doc, { type: 'array', items: item.schema(definitions), minItems: count, maxItems: count }),
  };
}

export interface Naming {
  /** An example of a name. */
  readonly called?: string;
  /** What may be one: an identifier when missing. */
  readonly pattern?: RegExp;
  /** Where the names are not the author's choice, but refer to something. */
  readonly of?: NameKind;
}

/** A map from names. */
export function named<T>(
  doc: string,
  item: Declaration<T>,
  { called = 'name', pattern = NAME, of }: Naming = {},
): Declaration<ReadonlyMap<string, { readonly value: T; readonly at: Position }>> {
  const example = (): string => `{${called}: ${item.example()}}`;
  return {
    doc,
    example,
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, 'a map from names', `as in ${example()}`);
      const result = new Map<string, { value: T; at: Position }>();
      let whole = true;
      for (const { key, keyAt, value } of node.entries) {
        if (!pattern.test(key)) {
          context.report('NM2004', keyAt, `"${key}" can't be a name`, 'letters, digits, - and _, starting with a letter');
          whole = false;
          continue;
        }
        const read = item.read(value, context.within(key));
        if (read === undefined) whole = false;
        else result.set(key, { value: read, at: keyAt });
      }
      return whole ? result : undefined;
    },
    schema: (definitions) =>
      described(doc, {
        type: 'object',
        propertyNames: {
          title: called,
          pattern: pattern.source,
          patternErrorMessage: 'a name has letters, digits, - and _, and starts with a letter',
          ...(of === undefined ? {} : { 'x-names': of }),
        },
        additionalProperties: item.schema(definitions),
        defaultSnippets: [
          { label: withoutBrackets(example()), body: { [`\${1:${called}}`]: `^${snippetOf(item.example(), 1)}` } },
        ],
      }),
  };
}
export const NAME = /^[A-Za-z][\w-]*$/;

/** The value with where it stands. */
export function said<T>(declaration: Declaration<T>): Declaration<{ readonly value: T; readonly at: Position }> {
  return {
    ...declaration,
    read(node, context) {
      const value = declaration.read(node, context);
      return value === undefined ? undefined : { value, at: node.at };
    },
  };
}

/** A declaration that refers to itself, and appears once in the schema. @param example one that does not */
export function recursive<T>(definition: string, example: string, build: () => Declaration<T>): Declaration<T> {
  let built: Declaration<T> | undefined;
  const get = (): Declaration<T> => (built ??= build());
  return {
    get doc() {
      return get().doc;
    },
    get keys() {
      return get().keys;
    },
    example: () => example,
    read: (node, context) => get().read(node, context),
    schema: (definitions) => definitions.reference(definition, () => get().schema(definitions)),
  };
}

/** The same declaration, its value changed by a pure function. */
export function mapped<A, B>(declaration: Declaration<A>, change: (value: A) => B): Declaration<B> {
  return {
    ...declaration,
    read(node, context) {
      const value = declaration.read(node, context);
      return value === undefined ? undefined : change(value);
    },
  };
}

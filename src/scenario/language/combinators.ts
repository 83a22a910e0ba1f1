/** Combinators that the language is declared with. Each reads a node and describes itself to editors. */
import { nearest } from '#core/errors';
import type { Node, Position } from '../node.js';
import { type Declaration, described, type Read, type ReadContext, type Schema } from './context.js';

/** A name that must be known elsewhere, with where it stands. */
export interface Name {
  readonly name: string;
  readonly at: Position;
}

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
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, `${doc} is a map`, `keys: ${Object.keys(fields).join(', ')}`);
      return readFields(node, context, fields) as RecordOf<F> | undefined;
    },
    schema: (definitions) =>
      described(doc, {
        type: 'object',
        additionalProperties: false,
        required: Object.keys(fields).filter((key) => fields[key]?.required),
        properties: Object.fromEntries(
          Object.entries(fields).map(([key, { declaration }]) => [key, declaration.schema(definitions)]),
        ),
      }),
  };
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
  for (const [key, { required }] of Object.entries(fields)) {
    if (!required || node.entries.some((entry) => entry.key === key)) continue;
    context.report('NM2003', node.at, `"${key}" is missing`);
    whole = false;
  }
  return whole ? value : undefined;
}

export function unknownKey(context: ReadContext, key: string, at: Position, known: readonly string[]): void {
  const guess = nearest(key, known);
  context.report(
    'NM2002',
    at,
    `there is no key "${key}" here`,
    guess === undefined ? `keys: ${known.join(', ')}` : `did you mean "${guess}"?`,
  );
}

/** One of several shapes; the first whose keys fit is read. For maps that tell themselves apart by a key. */
export function oneOf<T extends readonly Alternative<unknown>[]>(
  doc: string,
  alternatives: T,
): Declaration<T[number] extends Alternative<infer V> ? V : never> {
  return {
    doc,
    read(node, context) {
      const fitting = alternatives.find(({ fits }) => fits(node));
      if (fitting !== undefined) return fitting.declaration.read(node, context) as never;
      return wrongKind(
        context,
        node,
        `this can't be ${doc}`,
        `write ${alternatives.map(({ example }) => example).join(' or ')}`,
      );
    },
    schema: (definitions) => described(doc, { anyOf: alternatives.map(({ declaration }) => declaration.schema(definitions)) }),
  };
}
export interface Alternative<T> {
  readonly declaration: Declaration<T>;
  fits(node: Node): boolean;
  readonly example: string;
}
export function whenKey<T>(key: string, example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'map' && node.entries.some((entry) => entry.key === key) };
}
export function whenText<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'scalar' };
}
export function whenList<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'list' };
}
export function otherwise<T>(example: string, declaration: Declaration<T>): Alternative<T> {
  return { declaration, example, fits: (node) => node.kind === 'map' };
}

export type Kinds = Readonly<Record<string, Declaration<unknown>>>;
/** `{type, value}` of a map with exactly one key, such as `{cross: {...}}`. */
export type OneKey<K extends Kinds> = {
  readonly [T in keyof K]: { readonly type: T; readonly value: Read<K[T]>; readonly at: Position };
}[keyof K];

export function oneKey<K extends Kinds>(doc: string, kinds: K): Declaration<OneKey<K>> {
  const names = Object.keys(kinds);
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'map' || node.entries.length !== 1)
        return wrongKind(context, node, `${doc} is a map with one key`, `one of ${names.join(', ')}`);
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
      described(doc, {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: Object.fromEntries(
          Object.entries(kinds).map(([name, declaration]) => [name, declaration.schema(definitions)]),
        ),
      }),
  };
}

/** `{type, value}` of a map that says under `type` which of several kinds it is; `missing` where it says nothing. */
export function byType<T extends string>(
  doc: string,
  kinds: Readonly<Record<T, Declaration<unknown>>>,
  missing: T,
): Declaration<{ readonly type: T; readonly value: unknown }> {
  const names = word(`Kind of ${doc.replace(/^an? /, '')}.`, Object.keys(kinds) as T[]);
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, `${doc} is a map`);
      const said = node.entries.find(({ key }) => key === 'type');
      const type = said === undefined ? missing : names.read(said.value, context.within('type'));
      const value = type && kinds[type].read(node, context);
      return type && value !== undefined ? { type, value } : undefined;
    },
    schema: (definitions) =>
      described(doc, { anyOf: (Object.values(kinds) as Declaration<unknown>[]).map((kind) => kind.schema(definitions)) }),
  };
}

export function list<T>(doc: string, item: Declaration<T>, least = 0): Declaration<readonly T[]> {
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'list') return wrongKind(context, node, `${doc} is a list`);
      if (node.items.length < least)
        return wrongKind(context, node, `${doc} needs at least ${least} ${least === 1 ? 'item' : 'items'}`);
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
    read(node, context) {
      if (node.kind !== 'list' || node.items.length !== count)
        return wrongKind(
          context,
          node,
          `${doc} is a list of ${count}`,
          `as many as here: [${Array(count).fill('..').join(', ')}]`,
        );
      const read = node.items.map((each, i) => item.read(each, context.within(String(i))));
      return read.some((value) => value === undefined) ? undefined : (read as T[]);
    },
    schema: (definitions) =>
      described(doc, { type: 'array', items: item.schema(definitions), minItems: count, maxItems: count }),
  };
}

/** A map from names the author chooses. @param pattern of what may be a name: an identifier when missing */
export function named<T>(
  doc: string,
  item: Declaration<T>,
  pattern: RegExp = NAME,
): Declaration<ReadonlyMap<string, { readonly value: T; readonly at: Position }>> {
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'map') return wrongKind(context, node, `${doc} is a map from names`);
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
        propertyNames: { pattern: pattern.source },
        additionalProperties: item.schema(definitions),
      }),
  };
}
export const NAME = /^[A-Za-z][\w-]*$/;

export function text(doc: string, most = 2000): Declaration<string> {
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongKind(context, node, `${doc} is text`);
      if (node.value.length > most) return wrongKind(context, node, `${doc} has at most ${most} characters`);
      return node.value;
    },
    schema: () => described(doc, { type: 'string', maxLength: most }),
  };
}

/** One of these words. */
export function word<W extends string>(doc: string, words: readonly W[]): Declaration<W> {
  return {
    doc,
    read(node, context) {
      const value = node.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
      if (value === undefined) return wrongKind(context, node, `${doc} is a word`, `one of ${words.join(', ')}`);
      if ((words as readonly string[]).includes(value)) return value as W;
      const guess = nearest(value, words);
      context.report(
        'NM2006',
        node.at,
        `"${value}" can't stand here`,
        guess === undefined ? `one of ${words.join(', ')}` : `did you mean "${guess}"? One of ${words.join(', ')}`,
      );
      return undefined;
    },
    schema: () => described(doc, { enum: words }),
  };
}

/** The value with where it stands. */
export function said<T>(declaration: Declaration<T>): Declaration<{ readonly value: T; readonly at: Position }> {
  return {
    doc: declaration.doc,
    read(node, context) {
      const value = declaration.read(node, context);
      return value === undefined ? undefined : { value, at: node.at };
    },
    schema: (definitions) => declaration.schema(definitions),
  };
}

/** A name defined elsewhere (actor, lane, event); checked when the whole file has been read. */
export function name(doc: string): Declaration<Name> {
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongKind(context, node, `${doc} is a name`);
      return { name: node.value, at: node.at };
    },
    schema: () => described(doc, { type: 'string' }),
  };
}

export function whole(doc: string, least: number, most: number): Declaration<number> {
  return {
    doc,
    read(node, context) {
      if (node.kind !== 'scalar' || typeof node.value !== 'number' || !Number.isInteger(node.value))
        return wrongKind(context, node, `${doc} is a whole number`);
      if (node.value >= least && node.value <= most) return node.value;
      context.report('NM2007', node.at, `${doc} can't be ${node.value}`, `from ${least} to ${most}`);
      return undefined;
    },
    schema: () => described(doc, { type: 'integer', minimum: least, maximum: most }),
  };
}

/** A declaration that refers to itself, and appears once in the schema. */
export function recursive<T>(definition: string, build: () => Declaration<T>): Declaration<T> {
  let built: Declaration<T> | undefined;
  const get = (): Declaration<T> => (built ??= build());
  return {
    get doc() {
      return get().doc;
    },
    read: (node, context) => get().read(node, context),
    schema: (definitions) => definitions.reference(definition, () => get().schema(definitions)),
  };
}

/** The same declaration, its value changed by a pure function. */
export function mapped<A, B>(declaration: Declaration<A>, change: (value: A) => B): Declaration<B> {
  return {
    doc: declaration.doc,
    read(node, context) {
      const value = declaration.read(node, context);
      return value === undefined ? undefined : change(value);
    },
    schema: (definitions): Schema => declaration.schema(definitions),
  };
}

export function wrongKind(context: ReadContext, node: Node, message: string, hint?: string): undefined {
  context.report('NM2004', node.at, message, hint);
  return undefined;
}

/** What a declaration needs while it reads a file: where to report, what parameters there are. */
import type { Code } from '../codes.js';
import type { Node, Position } from '../node.js';
import type { Dimension } from '../units.js';
import type { Snippet } from './snippet.js';

export interface ParameterKind {
  readonly dimension: Dimension;
  /** Words rather than numbers. */
  readonly words: boolean;
}

export interface ReadContext {
  report(code: Code, at: Position, message: string, hint?: string): void;
  /** Dimension of a parameter; undefined when there is none of that name (or it is broken). */
  parameter(name: string): ParameterKind | undefined;
  /** Whether that parameter is declared, but wrong: then whoever uses it is not to blame. */
  isBroken(name: string): boolean;
  readonly parameterNames: readonly string[];
  /** Kinds of actors. */
  readonly kindNames: readonly string[];
  /** Catalogue parts such as `rigs/front-camera`. @returns undefined after reporting */
  part(name: string, at: Position): Node | undefined;
  /** Where in the file we are, for the names of random streams. */
  readonly path: readonly string[];
  within(step: string): ReadContext;
}

export type Schema = { readonly [key: string]: unknown };

/** One piece of the language: how it is read, and how editors are told of it. */
export interface Declaration<T> {
  readonly doc: string;
  /** Keys of the map that it reads, where they are fixed. */
  readonly keys?: readonly string[] | undefined;
  /** A short valid value as YAML on one line: editors offer it. */
  example(): string;
  /** What editors offer instead of the one example, where there are several. */
  offers?: (() => readonly Snippet[]) | undefined;
  /** Reports every problem below this node. @returns undefined when the value can't be used */
  read(node: Node, context: ReadContext): T | undefined;
  schema(definitions: SchemaDefinitions): Schema;
}
export type Read<D> = D extends Declaration<infer T> ? T : never;

/** Named parts of the schema, built on first use. */
export interface SchemaDefinitions {
  reference(name: string, build: () => Schema): Schema;
}
/** Editors take a description for plain text: one with `code` in it is given as Markdown as well. */
export function described(doc: string, schema: Schema): Schema {
  const sentence = sentenceOf(doc);
  return { description: sentence, ...(doc.includes('`') ? { markdownDescription: sentence } : {}), ...schema };
}
export function sentenceOf(doc: string): string {
  return `${doc[0]?.toUpperCase() ?? ''}${doc.slice(1)}${/[.:)`]$/.test(doc) ? '' : '.'}`;
}
/** A map with one key. Editors offer none where `maxProperties` stands beside the keys and a line has just been begun. */
export const ONE_KEY: Schema = { allOf: [{ minProperties: 1, maxProperties: 1 }] };

/** JSON Schema's if, then and else. */
export function conditional(condition: Schema, consequence: Schema, otherwise: Schema = {}): Schema {
  const rest = Object.keys(otherwise).length === 0 ? {} : { else: otherwise };
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: consequence, ...rest };
}
/** Several of the words of a language: `m, cm or km`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Words where a choice can stand: a word, a $parameter that holds words, or a weighted choice. */
import { nearest } from '#core/errors';
import type { Node, Position } from '../node.js';
import { quantities } from '../units.js';
import { conditional, type Declaration, described, type ReadContext, type Schema, type SchemaDefinitions } from './context.js';
import { valueSchema } from './quantity-schema.js';
import { wrongKind } from './report.js';
import { offer, offered } from './snippet.js';
import { readValue, type Value } from './value.js';

export type Choice =
  | { readonly type: 'word'; readonly word: string; readonly at: Position }
  | { readonly type: 'parameter'; readonly name: string; readonly at: Position }
  | {
      readonly type: 'choice';
      readonly options: readonly { readonly word: string; readonly weight: Value }[];
      readonly at: Position;
      readonly stream: string;
    };

/** @param words the allowed words; any when missing. @param about what each of them means, for editors */
export function choice(doc: string, words?: readonly string[], about?: readonly string[]): Declaration<Choice> {
  return {
    doc,
    example: () => words?.[0] ?? '...',
    read: (node, context) => readChoice(node, context, words),
    schema: (definitions) => described(doc, choiceSchema(words, about, definitions)),
  };
}

/** A kind of actor: built in, or a body of the author's own, which only the loader knows. @param builtIn with what they are */
export function kindChoice(doc: string, builtIn: Readonly<Record<string, string>>): Declaration<Choice> {
  const words = Object.keys(builtIn);
  return {
    doc,
    example: () => words[0] as string,
    read: (node, context) => readChoice(node, context, context.kindNames),
    schema: (definitions) => {
      const known = definitions.reference('kind', () => choiceSchema(words, Object.values(builtIn), definitions, ANY_WORD));
      return described(`${doc} Built in, or a name in the scenario's \`assets\`.`, known);
    },
  };
}

const PARAMETER: Schema = { type: 'string', pattern: '^\\$[A-Za-z_]' };
const ANY_WORD: Schema = { type: 'string', minLength: 1 };

/** @param more what else may stand for a word */
function choiceSchema(
  words: readonly string[] | undefined,
  about: readonly string[] | undefined,
  definitions: SchemaDefinitions,
  more?: Schema,
): Schema {
  const own = words === undefined ? ANY_WORD : { enum: words, ...(about === undefined ? {} : { enumDescriptions: about }) };
  const word = words === undefined || more === undefined ? own : { anyOf: [own, more] };
  const names = words === undefined || more !== undefined ? {} : { propertyNames: { enum: words } };
  const [a = 'one', b = 'other'] = words ?? [];
  return {
    ...offered(
      [offer(`{choice: {${a}: 3, ${b}: 1}}`, 'one of several, by weights')],
      [
        own,
        ...(words === undefined ? [] : [PARAMETER]),
        ...(more === undefined ? [] : [more]),
        { type: 'object', properties: {} },
      ],
    ),
    ...conditional(
      { type: 'object' },
      {
        additionalProperties: false,
        required: ['choice'],
        properties: {
          choice: {
            description: 'One of several, by weights, or all alike.',
            type: ['object', 'array'],
            minItems: 1,
            items: word,
            minProperties: 1,
            ...names,
            additionalProperties: valueSchema('number', definitions, { least: 0 }),
          },
        },
      },
    ),
  };
}

export function readChoice(node: Node, context: ReadContext, words?: readonly string[]): Choice | undefined {
  if (node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean') {
    const source = String(node.value);
    if (source.startsWith('$')) return readParameter(source.slice(1), node.at, context);
    return known(source, node.at, context, words) ? { type: 'word', word: source, at: node.at } : undefined;
  }
  const inner =
    node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key === 'choice' ? node.entries[0].value : undefined;
  if (inner === undefined || inner.kind === 'scalar') {
    wrongKind(context, node, 'a word', words && `one of ${words.join(', ')}`);
    return undefined;
  }
  const options = inner.kind === 'list' ? fromList(inner, context, words) : fromMap(inner, context, words);
  if (options === undefined) return undefined;
  if (options.length === 0) {
    context.report('NM2016', inner.at, 'there is nothing to choose from', 'as in {choice: {crate: 3, mattress: 1}}');
    return undefined;
  }
  return { type: 'choice', options, at: node.at, stream: context.path.join('.') };
}

const NOT_NEGATIVE = { least: 0 };

type Options = readonly { readonly word: string; readonly weight: Value }[];

function fromList(
  node: Extract<Node, { kind: 'list' }>,
  context: ReadContext,
  words: readonly string[] | undefined,
): Options | undefined {
  const options = node.items.map((item) => {
    if (item.kind !== 'scalar' || item.value === null || typeof item.value === 'boolean')
      return wrongKind(context, item, 'a word', words && `one of ${words.join(', ')}`);
    if (!known(String(item.value), item.at, context, words)) return undefined;
    const weight = readValue({ kind: 'scalar', at: item.at, head: item.head, value: 1 }, context, quantities.number);
    return weight && { word: String(item.value), weight };
  });
  return options.every((option) => option !== undefined) ? (options as Options) : undefined;
}
function fromMap(
  node: Extract<Node, { kind: 'map' }>,
  context: ReadContext,
  words: readonly string[] | undefined,
): Options | undefined {
  const options = node.entries.map(({ key, keyAt, value }) => {
    const fine = known(key, keyAt, context, words);
    const weight = readValue(value, context.within(key), quantities.number, NOT_NEGATIVE);
    return fine && weight !== undefined ? { word: key, weight } : undefined;
  });
  return options.every((option) => option !== undefined) ? (options as Options) : undefined;
}
function known(word: string, at: Position, context: ReadContext, words: readonly string[] | undefined): boolean {
  if (words === undefined || words.includes(word)) return true;
  const guess = nearest(word, words);
  context.report(
    'NM2006',
    at,
    `"${word}" can't stand here`,
    guess === undefined ? `one of ${words.join(', ')}` : `did you mean "${guess}"?`,
  );
  return false;
}
function readParameter(name: string, at: Position, context: ReadContext): Choice | undefined {
  const kind = context.parameter(name);
  if (kind?.words) return { type: 'parameter', name, at };
  if (kind === undefined && context.isBroken(name)) return undefined;
  const guess = nearest(name, context.parameterNames);
  const hint = guess === undefined ? 'declare it under parameters' : `did you mean "$${guess}"?`;
  if (kind === undefined) context.report('NM2010', at, `there is no parameter "${name}"`, hint);
  else context.report('NM2009', at, `$${name} is a number, not a word`, 'words are declared as in {choice: [crate, mattress]}');
  return undefined;
}

/** Words where a choice can stand: a word, a $parameter that holds words, or a weighted choice. */
import { nearest } from '#core/errors';
import type { Node, Position } from '../node.js';
import { quantities } from '../units.js';
import { type Declaration, described, type ReadContext } from './context.js';
import { readValue, type Value, valueSchema } from './value.js';

export type Choice =
  | { readonly type: 'word'; readonly word: string; readonly at: Position }
  | { readonly type: 'parameter'; readonly name: string; readonly at: Position }
  | {
      readonly type: 'choice';
      readonly options: readonly { readonly word: string; readonly weight: Value }[];
      readonly at: Position;
      readonly stream: string;
    };

/** @param words the allowed words; any when missing */
export function choice(doc: string, words?: readonly string[]): Declaration<Choice> {
  return {
    doc,
    read: (node, context) => readChoice(node, context, words),
    schema: (definitions) => {
      const literal =
        words === undefined ? { type: 'string' } : { anyOf: [{ enum: words }, { type: 'string', pattern: '^\\$[A-Za-z_]' }] };
      const weighted = {
        type: 'object',
        additionalProperties: false,
        required: ['choice'],
        properties: {
          choice: {
            anyOf: [
              { type: 'array', minItems: 1, items: words === undefined ? { type: 'string' } : { enum: words } },
              {
                type: 'object',
                minProperties: 1,
                ...(words === undefined ? {} : { propertyNames: { enum: words } }),
                additionalProperties: valueSchema('number', definitions),
              },
            ],
          },
        },
      };
      return described(doc, { anyOf: [literal, weighted] });
    },
  };
}

/** A kind of actor: built in, or a body of the author's own, which only the loader knows. @param builtIn for the schema */
export function kindChoice(doc: string, builtIn: readonly string[]): Declaration<Choice> {
  const known = choice(doc, builtIn);
  const own = choice(`${doc} Or a name in the scenario's \`assets\`.`);
  return {
    doc,
    read: (node, context) => readChoice(node, context, context.kindNames),
    schema: (definitions) => described(doc, { anyOf: [known.schema(definitions), own.schema(definitions)] }),
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
    context.report('NM2004', node.at, 'a word belongs here', words && `one of ${words.join(', ')}`);
    return undefined;
  }
  const options = inner.kind === 'list' ? fromList(inner, context, words) : fromMap(inner, context, words);
  if (options === undefined) return undefined;
  if (options.length === 0) {
    context.report('NM2016', inner.at, 'there is nothing to choose from');
    return undefined;
  }
  return { type: 'choice', options, at: node.at, stream: context.path.join('.') };
}

type Options = readonly { readonly word: string; readonly weight: Value }[];

function fromList(
  node: Extract<Node, { kind: 'list' }>,
  context: ReadContext,
  words: readonly string[] | undefined,
): Options | undefined {
  const options = node.items.map((item) => {
    if (item.kind !== 'scalar' || item.value === null || !known(String(item.value), item.at, context, words)) return undefined;
    const weight = readValue({ kind: 'scalar', at: item.at, value: 1 }, context, quantities.number);
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
    const weight = readValue(value, context.within(key), quantities.number, { least: 0 });
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
  const guess = nearest(name, context.parameterNames);
  if (kind === undefined) context.report('NM2010', at, `there is no parameter "${name}"`, guess && `did you mean "$${guess}"?`);
  else context.report('NM2009', at, `$${name} is a number, not a word`);
  return undefined;
}

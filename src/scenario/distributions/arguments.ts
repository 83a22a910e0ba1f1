/** Reading what distributions are given: pairs and named arguments. */
import { unknownKey } from '../language/combinators.js';
import type { ReadContext, Schema } from '../language/context.js';
import type { Value } from '../language/value.js';
import type { Node } from '../node.js';
import type { ExampleValues, ReadArgument } from './index.js';

export function readPair(node: Node, context: ReadContext, argument: ReadArgument): readonly Value[] | undefined {
  if (node.kind !== 'list' || node.items.length !== 2) {
    context.report('NM2004', node.at, 'two bounds belong here', 'as in [70 km/h, 100 km/h]');
    return undefined;
  }
  return all(node.items.map((item) => argument(item)));
}
export function pairSchema(argument: Schema): Schema {
  return { type: 'array', items: argument, minItems: 2, maxItems: 2 };
}

export function pairExample({ low, high }: ExampleValues): string {
  return `[${low}, ${high}]`;
}

export function readNamed(
  node: Node,
  context: ReadContext,
  argument: ReadArgument,
  names: readonly string[],
): readonly Value[] | undefined {
  if (node.kind !== 'map') {
    context.report(
      'NM2004',
      node.at,
      `${names.join(', ')} belong here`,
      `as in {${names.map((name) => `${name}: ..`).join(', ')}}`,
    );
    return undefined;
  }
  const strange = node.entries.filter(({ key }) => !names.includes(key));
  for (const { key, keyAt } of strange) unknownKey(context, key, keyAt, names);
  const args = names.map((name) => {
    const entry = node.entries.find(({ key }) => key === name);
    if (entry !== undefined) return argument(entry.value);
    context.report('NM2003', node.head, `"${name}" is missing`, `${names.join(', ')} are needed`);
    return undefined;
  });
  return strange.length > 0 ? undefined : all(args);
}
export function namedSchema(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

export function all(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  return values.every((value) => value !== undefined) ? (values as readonly Value[]) : undefined;
}

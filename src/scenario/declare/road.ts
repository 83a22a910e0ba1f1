/** The place: a layout and its options. */
import { nearest } from '#core/errors';
import { type Layout, layouts } from '#places/index';
import { type Choice, choice, readChoice } from '../language/choice.js';
import { unknownKey, wrongKind } from '../language/combinators.js';
import {
  conditional,
  type Declaration,
  described,
  type ReadContext,
  type Schema,
  type SchemaDefinitions,
} from '../language/context.js';
import type { Bounds } from '../language/quantity-schema.js';
import { offer, offered } from '../language/snippet.js';
import { readValue, type Value, value } from '../language/value.js';
import type { Node, Position } from '../node.js';
import { type QuantityName, quantities } from '../units.js';

export interface RoadTree {
  readonly at: Position;
  readonly layout: Layout;
  readonly seed?: number;
  readonly options: ReadonlyMap<string, { readonly number: Value } | { readonly words: Choice }>;
}

const QUANTITY_OF: Readonly<Record<string, QuantityName>> = { length: 'length', curvature: 'curvature', count: 'number' };
type Option = Layout['options'][string];

export const road: Declaration<RoadTree> = {
  doc: 'The place.',
  read(node, context) {
    if (node.kind !== 'map') return wrongKind(context, node, 'a map', 'as in {layout: rural-two-lane}');
    const layout = readLayout(node, context);
    if (layout === undefined) return undefined;
    const options = new Map<string, { number: Value } | { words: Choice }>();
    let seed: number | undefined;
    let whole = true;
    for (const { key, keyAt, value } of node.entries) {
      if (key === 'layout') continue;
      if (key === 'seed') {
        seed =
          value.kind === 'scalar' && typeof value.value === 'number' && Number.isInteger(value.value) && value.value >= 0
            ? value.value
            : undefined;
        if (seed === undefined)
          context.report('NM2004', value.at, 'a whole number, not negative, belongs here', 'as in seed: 7');
        whole &&= seed !== undefined;
        continue;
      }
      const option = Object.hasOwn(layout.options, key) ? layout.options[key] : undefined;
      if (option === undefined) {
        unknownKey(context, key, keyAt, ['layout', 'seed', ...Object.keys(layout.options)]);
        whole = false;
        continue;
      }
      const read = readOption(option, value, context.within(key));
      if (read === undefined) whole = false;
      else options.set(key, read);
    }
    return whole ? { at: node.at, layout, options, ...(seed === undefined ? {} : { seed }) } : undefined;
  },
  example: () => '{layout: rural-two-lane, length: 300 m}',
  schema(definitions) {
    const chain = layouts.all.reduceRight<Schema>(
      (rest, layout) => conditional(isOf(layout), layoutSchema(layout, definitions), rest),
      {},
    );
    return described('The place: a layout and its options.', {
      title: 'the place',
      type: 'object',
      required: ['layout'],
      properties: {
        layout: {
          description: 'Which place.',
          enum: layouts.names,
          enumDescriptions: layouts.all.map(({ about }) => about),
        },
        seed: { description: 'Fixes everything the layout decides by chance.', type: 'integer', minimum: 0 },
      },
      ...chain,
      ...offered(layouts.all.map(({ name, about }) => offer(`{layout: ${name}}`, about))),
    });
  },
};

function isOf(layout: Layout): Schema {
  return { type: 'object', required: ['layout'], properties: { layout: { const: layout.name } } };
}

function readLayout(node: Extract<Node, { kind: 'map' }>, context: ReadContext): Layout | undefined {
  const entry = node.entries.find(({ key }) => key === 'layout');
  if (entry === undefined) {
    context.report('NM2003', node.head, '"layout" is missing', `one of ${layouts.names.join(', ')}`);
    return undefined;
  }
  const name = entry.value.kind === 'scalar' ? String(entry.value.value) : '';
  if (layouts.has(name)) return layouts.get(name);
  const guess = nearest(name, layouts.names);
  context.report(
    'NM2006',
    entry.value.at,
    `there is no layout "${name}"`,
    guess === undefined ? `one of ${layouts.names.join(', ')}` : `did you mean "${guess}"?`,
  );
  return undefined;
}

function readOption(option: Option, node: Node, context: ReadContext): { number: Value } | { words: Choice } | undefined {
  if (option.kind === 'choice') {
    const words = readChoice(node, context, option.choices);
    return words && { words };
  }
  const number = readValue(node, context, quantities[QUANTITY_OF[option.kind] as QuantityName], boundsOf(option));
  return number && { number };
}
function boundsOf({ min, max }: { readonly min: number; readonly max: number }): Bounds {
  return { least: min, most: max };
}

function layoutSchema(layout: Layout, definitions: SchemaDefinitions): Schema {
  const options = Object.entries(layout.options).map(([key, option]) => {
    const doc = `${option.about}; ${option.default} when missing.`;
    if (option.kind === 'choice') return [key, choice(doc, option.choices).schema(definitions)] as const;
    const kind = QUANTITY_OF[option.kind] as QuantityName;
    return [key, value(doc, kind, boundsOf(option)).schema(definitions)] as const;
  });
  return {
    title: layout.name,
    additionalProperties: false,
    properties: { layout: { const: layout.name, description: layout.about }, seed: true, ...Object.fromEntries(options) },
  };
}

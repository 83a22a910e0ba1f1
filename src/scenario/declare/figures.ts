/** Limits of criticality figures, each in the unit of its figure. */
import { INSTANT_METRICS } from '#validate/criticality/instant-metrics';
import { RUN_METRICS } from '#validate/criticality/run-metrics';
import { quantitySchema } from '../language/any-schema.js';
import { may, name, need, type RecordOf, record, word } from '../language/combinators.js';
import { type Declaration, described } from '../language/context.js';
import { exampleOf } from '../language/quantity-schema.js';
import { readValue, type Value } from '../language/value.js';
import type { QuantityName } from '../units.js';
import { limited, limits } from './limits.js';

interface Figure {
  readonly words: string;
  readonly quantity: QuantityName;
}

const of = may(name('Whose; of the ego when missing.', 'actor'));

function keysOf(words: readonly string[], example: string, kind: QuantityName) {
  return { metric: need({ ...word('Figure.', words), example: () => example }), of, ...limits(kind) };
}
export type FigureLimit = RecordOf<ReturnType<typeof keysOf>>;

/** Editors are told of a number with a unit, whichever the figure: the loader knows which. */
function anyQuantity(doc: string): Declaration<Value> {
  return {
    doc,
    read: (node, context) => readValue(node, context, undefined),
    example: () => '2 s',
    schema: (definitions) => described(doc, quantitySchema(definitions)),
  };
}
const ANY_LIMIT = {
  below: may(anyQuantity('Holds below this, in the unit of the figure.')),
  above: may(anyQuantity('Holds above this, in the unit of the figure.')),
};

/** The figure says which unit its limit has. */
function figureLimit(doc: string, figures: readonly Figure[]): Declaration<FigureLimit> {
  const words = figures.map((each) => each.words);
  const [first] = figures as [Figure];
  const kinds = [...new Set(figures.map(({ quantity }) => quantity))];
  const ofKind = (kind: QuantityName): string[] =>
    figures.filter(({ quantity }) => quantity === kind).map((each) => each.words);
  const declarations = new Map(
    kinds.map((kind) => [kind, limited(kind, record(doc, keysOf(words, ofKind(kind)[0] as string, kind)))] as const),
  );
  const names = word('Figure.', words);
  const shown = limited(first.quantity, record(doc, { ...keysOf(words, first.words, first.quantity), ...ANY_LIMIT }));
  const example = (): string => `{metric: ${first.words}, below: ${exampleOf(first.quantity)}}`;
  return {
    doc,
    keys: ['metric', 'of', 'below', 'above'],
    example,
    read(node, context) {
      const said = node.kind === 'map' ? node.entries.find(({ key }) => key === 'metric') : undefined;
      const called = said === undefined ? undefined : names.read(said.value, context.within('metric'));
      // An unknown figure has been reported; without one the record says what is missing.
      if (said !== undefined && called === undefined) return undefined;
      const { quantity } = figures.find((each) => each.words === called) ?? first;
      return declarations.get(quantity)?.read(node, context);
    },
    schema: shown.schema,
  };
}

export const runFigureLimit = figureLimit('a figure of the whole run, at its worst', RUN_METRICS);
export const instantFigureLimit = figureLimit('how critical the instant is', INSTANT_METRICS);

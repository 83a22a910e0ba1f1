/** Limits of criticality figures, each in the unit of its figure. */
import { INSTANT_METRICS } from '#validate/criticality/instant-metrics';
import { RUN_METRICS } from '#validate/criticality/run-metrics';
import { may, name, need, type RecordOf, record, word } from '../language/combinators.js';
import { conditional, type Declaration, described, type Schema } from '../language/context.js';
import { exampleOf } from '../language/quantity-schema.js';
import { offer, offered } from '../language/snippet.js';
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
    schema(definitions) {
      const chain = kinds.reduceRight<Schema>(
        (rest, kind) =>
          conditional(
            { type: 'object', required: ['metric'], properties: { metric: { enum: ofKind(kind) } } },
            declarations.get(kind)?.schema(definitions) ?? {},
            rest,
          ),
        declarations.get(first.quantity)?.schema(definitions) ?? {},
      );
      return described(doc, {
        type: 'object',
        properties: { metric: names.schema(definitions) },
        ...chain,
        ...offered([offer(example())]),
      });
    },
  };
}

export const runFigureLimit = figureLimit('a figure of the whole run, at its worst', RUN_METRICS);
export const instantFigureLimit = figureLimit('how critical the instant is', INSTANT_METRICS);

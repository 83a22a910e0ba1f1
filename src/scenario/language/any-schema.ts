/** A value of whatever dimension, or words: for parameters and traits, as a schema. */
import { weightedSchema } from '../distributions/choice.js';
import { distributions } from '../distributions/index.js';
import { EXPRESSION_PATTERN, literalPattern, type Quantity, quantities } from '../units.js';
import { conditional, ONE_KEY, type Schema, type SchemaDefinitions } from './context.js';
import { distributionPart, valueSchema } from './quantity-schema.js';
import { offer, offered } from './snippet.js';

const ALL: Quantity = {
  name: 'quantity',
  dimension: [0, 0, 0, 0, 0],
  units: Object.assign({}, ...Object.values(quantities).map(({ units }) => units)),
  example: '50 km/h',
};
const BELONGS = 'a number with a unit, a $parameter, an expression in quotes, a word, or a distribution belongs here';

const EXAMPLES = { low: '40 km/h', middle: '50 km/h', high: '60 km/h', spread: '5 km/h' };

/** A number of any dimension. */
export function quantitySchema(definitions: SchemaDefinitions): Schema {
  return definitions.reference('quantity', () => ({
    title: 'quantity',
    description: 'A number with a unit.',
    'x-quantity': 'any',
    type: ['string', 'number', 'object'],
    errorMessage: BELONGS,
    ...conditional(
      { type: 'object' },
      definitions.reference('quantity-distribution', () => drawnSchema(quantitySchema(definitions), definitions, {})),
      { pattern: `${literalPattern(ALL)}|${EXPRESSION_PATTERN}`, patternErrorMessage: BELONGS },
    ),
  }));
}

/** @param word pattern of words; @param more further keys of maps beside the distributions */
export function anySchema(
  name: string,
  word: string,
  definitions: SchemaDefinitions,
  more: Readonly<Record<string, Schema>> = {},
): Schema {
  return definitions.reference(name, () => ({
    title: name,
    'x-quantity': 'any',
    type: ['string', 'number', 'object'],
    errorMessage: BELONGS,
    ...conditional(
      { type: 'object' },
      drawnSchema(quantitySchema(definitions), definitions, { choice: wordsOrQuantities(definitions), ...more }),
      { pattern: `${word}|${literalPattern(ALL)}|${EXPRESSION_PATTERN}`, patternErrorMessage: BELONGS },
    ),
    ...offered([
      offer('50 km/h'),
      ...distributions
        .filter(({ name: each }) => each !== 'constant')
        .map(({ name: each, example }) => offer(`{${each}: ${example(EXAMPLES)}}`, undefined, each)),
    ]),
  }));
}

function drawnSchema(argument: Schema, definitions: SchemaDefinitions, more: Readonly<Record<string, Schema>>): Schema {
  return {
    title: 'a distribution',
    additionalProperties: false,
    ...ONE_KEY,
    properties: {
      ...Object.fromEntries(distributions.map((each) => [each.name, distributionPart(each, () => argument, definitions)])),
      ...more,
    },
  };
}

/** `[doe, buck]`, `{doe: 3, buck: 1}`, `[10 km/h, 20 km/h]`, `[{value: 1 s, weight: 3}, {value: 2 s}]`. */
function wordsOrQuantities(definitions: SchemaDefinitions): Schema {
  const weight = valueSchema('number', definitions, { least: 0 });
  return {
    description: 'One of several values or words: a list of equally likely ones or of {value, weight}, or words with weights.',
    type: ['array', 'object'],
    minItems: 1,
    ...conditional(
      { type: 'array', items: { type: 'string', pattern: '^[A-Za-z]' } },
      {},
      { items: weightedSchema(quantitySchema(definitions), weight) },
    ),
    minProperties: 1,
    additionalProperties: weight,
  };
}

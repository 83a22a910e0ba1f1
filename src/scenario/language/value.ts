/** Numbers with units, anywhere: literals, $parameters, expressions, distributions. */
import { nearest } from '#core/errors';
import { type Distribution, distributions } from '../distributions/index.js';
import { dimensionOf, type Expression, ExpressionError, parametersIn, parseExpression } from '../expression.js';
import type { Node, Position } from '../node.js';
import {
  type Dimension,
  dimensionName,
  goesOn,
  PURE,
  type Quantity,
  type QuantityName,
  quantities,
  readLiteral,
  sameDimension,
} from '../units.js';
import { type Declaration, described, listed, type ReadContext } from './context.js';
import { type Bounds, exampleOf, quantityDoc, rangeText, shown, valueSchema, withArticle } from './quantity-schema.js';

/** A number that is known once parameters are drawn. */
export type Value =
  | { readonly type: 'expression'; readonly expression: Expression; readonly dimension: Dimension; readonly at: Position }
  | {
      readonly type: 'distribution';
      readonly distribution: Distribution;
      readonly args: readonly Value[];
      readonly dimension: Dimension;
      readonly at: Position;
      readonly stream: string;
    };

/** A quantity of that dimension. @param bounds checked for literals when read, for everything when drawn */
export function value(doc: string, kind: QuantityName, bounds: Bounds = {}): Declaration<Value> {
  const quantity = quantities[kind];
  return {
    doc,
    read: (node, context) => readValue(node, context, quantity, bounds),
    keys: distributions.map(({ name }) => name),
    example: () => exampleOf(kind, bounds),
    schema: (definitions) => described(`${doc} ${quantityDoc(kind, bounds)}`, valueSchema(kind, definitions, bounds)),
  };
}

/** Arguments that are right, for hints. */
const SOUND = { low: '40 km/h', middle: '50 km/h', high: '60 km/h', spread: '5 km/h' };

/** @param quantity what must come out; any dimension when missing (parameters) */
export function readValue(
  node: Node,
  context: ReadContext,
  quantity: Quantity | undefined,
  bounds: Bounds = {},
): Value | undefined {
  const read = node.kind === 'map' ? readDistribution(node, context, quantity) : readScalar(node, context, quantity);
  if (read === undefined || quantity === undefined) return read;
  if (!sameDimension(read.dimension, quantity.dimension)) {
    context.report(
      'NM2009',
      node.at,
      `this is ${dimensionName(read.dimension)}, not ${withArticle(quantity.name)}`,
      `for example ${quantity.example}`,
    );
    return undefined;
  }
  return inBounds(read, bounds, quantity, context) ? read : undefined;
}

function readScalar(node: Node, context: ReadContext, quantity: Quantity | undefined): Value | undefined {
  const wanted = quantity === undefined ? 'a quantity' : withArticle(quantity.name);
  if (node.kind === 'list' || (node.kind === 'scalar' && (node.value === null || typeof node.value === 'boolean'))) {
    context.report('NM2004', node.at, `${wanted} belongs here`, quantity && `for example ${quantity.example}`);
    return undefined;
  }
  const { value: raw } = node as Extract<Node, { kind: 'scalar' }>;
  if (typeof raw === 'number') return readBare(raw, node, context, quantity);
  const source = String(raw);
  if (source.includes('$')) return readExpression(source, node, context);
  const literal = readLiteral(source.trim());
  if (literal !== undefined) {
    const unit = literal.unit;
    if (quantity !== undefined && Object.hasOwn(quantity.units, unit))
      return constant(literal.value * (quantity.units[unit] as number), quantity.dimension, node.at);
    const known = Object.values(quantities).find((q) => unit !== '' && Object.hasOwn(q.units, unit)) as Quantity | undefined;
    if (quantity === undefined && known !== undefined)
      return constant(literal.value * (known.units[unit] as number), known.dimension, node.at);
    if (!goesOn(unit)) {
      reportUnit(unit, known, node, context, quantity);
      return undefined;
    }
  }
  if (literal === undefined) {
    context.report(
      'NM2005',
      node.at,
      `"${source.slice(0, 40)}" is not ${wanted}`,
      quantity && `for example ${quantity.example}`,
    );
    return undefined;
  }
  return readExpression(source, node, context);
}

function readBare(raw: number, node: Node, context: ReadContext, quantity: Quantity | undefined): Value | undefined {
  if (quantity === undefined || '' in quantity.units) return constant(raw, PURE, node.at);
  const units = Object.keys(quantity.units);
  context.report(
    'NM2005',
    node.at,
    `${raw} has no unit`,
    `${withArticle(quantity.name)} is written with ${listed(units)}, as in ${raw} ${units[0]}`,
  );
  return undefined;
}

function reportUnit(
  unit: string,
  known: Quantity | undefined,
  node: Node,
  context: ReadContext,
  quantity: Quantity | undefined,
): void {
  const units = Object.keys(quantity?.units ?? {}).filter(Boolean);
  const guess = nearest(unit, units);
  if (unit === '')
    context.report(
      'NM2005',
      node.at,
      'the unit is missing',
      `${withArticle(quantity?.name ?? '')} is written with ${listed(units)}`,
    );
  else if (known !== undefined && quantity !== undefined)
    context.report(
      'NM2005',
      node.at,
      `${unit} is a unit of ${known.name}, and ${withArticle(quantity.name)} belongs here`,
      `units: ${units.join(', ')}`,
    );
  else
    context.report(
      'NM2005',
      node.at,
      `"${unit}" is not a unit`,
      guess === undefined
        ? units.length > 0
          ? `units: ${units.join(', ')}`
          : 'see docs/language.md for units'
        : `did you mean "${guess}"?`,
    );
}

export function constant(number: number, dimension: Dimension, at: Position): Value {
  return { type: 'expression', expression: { op: 'number', value: number, dimension }, dimension, at };
}

export function readExpression(source: string, node: Node, context: ReadContext): Value | undefined {
  try {
    const expression = parseExpression(source);
    const words = parametersIn(expression).find((each) => context.parameter(each)?.words);
    if (words !== undefined) throw new ExpressionError('NM2009', `$${words} is a word, not a number`);
    const dimension = dimensionOf(expression, (each) => {
      const kind = context.parameter(each);
      if (kind !== undefined) return kind.dimension;
      if (context.isBroken(each)) throw new BrokenParameter();
      const guess = nearest(each, context.parameterNames);
      throw new ExpressionError(
        'NM2010',
        `there is no parameter "${each}"`,
        guess === undefined ? 'declare it under parameters' : `did you mean "$${guess}"?`,
      );
    });
    return { type: 'expression', expression, dimension, at: node.at };
  } catch (error) {
    if (error instanceof BrokenParameter) return undefined;
    if (!(error instanceof ExpressionError)) throw error;
    context.report(error.code, node.at, error.message, error.hint);
    return undefined;
  }
}

class BrokenParameter extends Error {}

function readDistribution(
  node: Extract<Node, { kind: 'map' }>,
  context: ReadContext,
  quantity: Quantity | undefined,
): Value | undefined {
  const entry = node.entries[0];
  const names = distributions.map((d) => d.name);
  if (entry === undefined || node.entries.length !== 1) {
    context.report('NM2004', node.at, 'a distribution is a map with one key', `one of ${names.join(', ')}`);
    return undefined;
  }
  const distribution = distributions.find((d) => d.name === entry.key);
  if (distribution === undefined) {
    const guess = nearest(entry.key, names);
    context.report(
      'NM2002',
      entry.keyAt,
      `there is no distribution "${entry.key}"`,
      guess === undefined ? `one of ${names.join(', ')}` : `did you mean "${guess}"?`,
    );
    return undefined;
  }
  const inner = context.within(entry.key);
  let dimension = quantity?.dimension;
  const args = distribution.read(entry.value, inner, (argument, plain) => {
    const read = plain ? readValue(argument, inner, quantities.number, { least: 0 }) : readValue(argument, inner, quantity);
    if (read !== undefined && !plain) dimension ??= read.dimension;
    return read;
  });
  if (args === undefined || dimension === undefined) return undefined;
  const odd = args.find((arg, i) => !distribution.plain(i) && !sameDimension(arg.dimension, dimension as Dimension));
  if (odd !== undefined) {
    context.report(
      'NM2009',
      odd.at,
      `${dimensionName(odd.dimension)} beside ${dimensionName(dimension)}`,
      'give all of them the same unit',
    );
    return undefined;
  }
  const constants = args.map(constantOf);
  if (constants.every((each) => each !== undefined)) {
    const refused = distribution.check(constants as number[]);
    if (refused !== undefined) {
      const at = refused.argument === undefined ? entry.value.at : (args[refused.argument]?.at ?? entry.value.at);
      context.report('NM2016', at, refused.wrong, `as in {${distribution.name}: ${distribution.example(SOUND)}}`);
      return undefined;
    }
  }
  return { type: 'distribution', distribution, args, dimension, at: node.at, stream: context.path.join('.') };
}

/** The number, where it is one already. */
export function constantOf(read: Value): number | undefined {
  return read.type === 'expression' && read.expression.op === 'number' ? read.expression.value : undefined;
}

function inBounds(read: Value, bounds: Bounds, quantity: Quantity, context: ReadContext): boolean {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = bounds;
  const number = constantOf(read);
  if (number === undefined || (number >= least && number <= most)) return true;
  context.report('NM2007', read.at, `${shown(number, quantity)} is out of range`, rangeText(quantity, bounds));
  return false;
}

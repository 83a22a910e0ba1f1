/** A comparison of parameters, as in `$gap > 2 * $stop`. */
import { type Declaration, described } from '../language/context.js';
import { readExpression, type Value } from '../language/value.js';
import { PURE, sameDimension } from '../units.js';

export interface Test {
  readonly source: string;
  readonly value: Value;
}

export const test: Declaration<Test> = {
  doc: 'A comparison of parameters.',
  example: () => "'$gap > 10 m'",
  read(node, context) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      context.report('NM2004', node.at, 'a comparison belongs here', "as in '$gap > 10 m'");
      return undefined;
    }
    const value = readExpression(node.value, node, context);
    if (value === undefined) return undefined;
    const compares =
      value.type === 'expression' && value.expression.op === 'call' && /^(<=?|>=?|==|!=|&&|\|\|)$/.test(value.expression.name);
    if (compares && sameDimension(value.dimension, PURE)) return { source: node.value, value };
    context.report('NM2008', node.at, 'this is no comparison', "as in '$gap > 10 m'");
    return undefined;
  },
  schema: () =>
    described('A comparison of parameters.', {
      type: 'string',
      pattern: '[<>=&|]',
      patternErrorMessage: "a comparison belongs here, as in '$gap > 10 m'",
    }),
};

/** Plain quantities of a manifest: a number with a unit, nothing drawn and nothing computed. */
import { type Declaration, described } from '../language/context.js';
import { boundsSchema, withArticle } from '../language/quantity-schema.js';
import { literalPattern, PURE, type Quantity, quantities, readLiteral } from '../units.js';

export const MASS: Quantity = { name: 'mass', dimension: PURE, units: { kg: 1, g: 0.001, t: 1000 }, example: '1500 kg' };
export const { length: LENGTH, speed: SPEED, number: NUMBER } = quantities;

/** SI (kg for masses). @param least and @param most in SI as well */
export function literal(doc: string, quantity: Quantity, least: number, most: number): Declaration<number> {
  const [unit = ''] = Object.keys(quantity.units);
  const range = `from ${least} to ${most} ${unit}`.trim();
  return {
    doc,
    example: () => quantity.example,
    read(node, context) {
      const source = node.kind === 'scalar' && node.value !== null ? String(node.value) : '';
      const read = readLiteral(source.trim());
      const factor = read && quantity.units[read.unit];
      if (read === undefined || factor === undefined) {
        context.report(
          'NM2005',
          node.at,
          `"${source.slice(0, 40)}" is not a ${quantity.name}`,
          `for example ${quantity.example}`,
        );
        return undefined;
      }
      const value = read.value * factor;
      if (value >= least && value <= most) return value;
      context.report('NM2007', node.at, `${source} is out of range`, range);
      return undefined;
    },
    schema: () =>
      described(`${doc} For example ${quantity.example}; ${range}.`, {
        type: ['string', ...('' in quantity.units ? ['number'] : [])],
        allOf: [boundsSchema(quantity, { least, most })],
        pattern: literalPattern(quantity),
        patternErrorMessage: `${withArticle(quantity.name)} belongs here, for example ${quantity.example}`,
      }),
  };
}

/** Numbers with units, as a schema: literals with their bounds, expressions, distributions. */
import { type Distribution, distributions } from '../distributions/index.js';
import { EXPRESSION_PATTERN, escaped, literalPattern, type Quantity, type QuantityName, quantities } from '../units.js';
import { conditional, listed, ONE_KEY, type Schema, type SchemaDefinitions } from './context.js';
import { beyond } from './pattern.js';
import { offer, offered, type Snippet } from './snippet.js';

export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/** What may be written, for editors: `A length (m, cm, mm, km, ft), for example 120 m.` */
export function quantityDoc(kind: QuantityName, bounds: Bounds = {}): string {
  const quantity = quantities[kind];
  const written = Object.keys(quantity.units).filter(Boolean).join(', ');
  const range = rangeText(quantity, bounds);
  const about = `${withArticle(quantity.name)}${written === '' ? '' : ` (${written})`}, for example ${exampleOf(kind, bounds)}`;
  return `${about[0]?.toUpperCase()}${about.slice(1)}${range === undefined ? '' : `; ${range}`}.`;
}

/** `at least 0 m`, in the first unit; undefined without bounds. */
export function rangeText(quantity: Quantity, { least = -Infinity, most = Infinity }: Bounds): string | undefined {
  const [low, high] = [least, most].map((bound) => shown(bound, quantity));
  if (Number.isFinite(most)) return Number.isFinite(least) ? `from ${low} to ${high}` : `at most ${high}`;
  return Number.isFinite(least) ? `at least ${low}` : undefined;
}
/** In the first unit, without the noise of the last digits. */
export function shown(value: number, { units }: Quantity): string {
  const [unit = '', factor = 1] = Object.entries(units)[0] ?? [];
  return `${Math.round((value / factor) * 1e6) / 1e6} ${unit}`.trim();
}

/** The quantity's example, moved into the bounds. */
export function exampleOf(kind: QuantityName, bounds: Bounds = {}): string {
  return examplesOf(kind, bounds)[0] as string;
}

/** One a unit. */
function examplesOf(kind: QuantityName, { least = -Infinity, most = Infinity }: Bounds): readonly string[] {
  const { units, example } = quantities[kind];
  const [first = '', factor = 1] = Object.entries(units)[0] ?? [];
  const usual = Number.parseFloat(example) * factor;
  const value = Math.min(Math.max(usual, least), most);
  return Object.entries(units).flatMap(([unit, size]) => {
    if (unit === '' && first !== '') return [];
    const number = value === usual && unit === first ? Number.parseFloat(example) : Number((value / size).toPrecision(2));
    const fits = number * size >= least && number * size <= most;
    return fits ? [`${number} ${unit}`.trim()] : [`${value / size} ${unit}`.trim()];
  });
}

/** Says nothing of its own, so that editors show what the key says that it stands under. */
export function valueSchema(kind: QuantityName, definitions: SchemaDefinitions, bounds: Bounds = {}): Schema {
  const type = ['string', 'object', ...('' in quantities[kind].units ? ['number'] : [])];
  const usual = definitions.reference(kind, () => ({
    ...anyOfKind(kind, type, definitions),
    ...offered(offers(kind, {})),
  }));
  if (rangeText(quantities[kind], bounds) === undefined) return usual;
  return definitions.reference(definitionName(kind, bounds), () => {
    const limits = boundsSchema(quantities[kind], bounds);
    if (exampleOf(kind, bounds) === exampleOf(kind)) return { anyOf: [usual], ...limits };
    const plain = definitions.reference(`any-${kind}`, () => anyOfKind(kind, type, definitions));
    return { allOf: [plain], ...limits, ...offered(offers(kind, bounds)) };
  });
}
function anyOfKind(kind: QuantityName, type: readonly string[], definitions: SchemaDefinitions): Schema {
  const quantity: Quantity = quantities[kind];
  return {
    title: quantity.name,
    'x-quantity': kind,
    type,
    errorMessage: belongs(kind),
    ...conditional({ type: 'object' }, distributionSchema(kind, definitions), {
      pattern: `${literalPattern(quantity)}|${EXPRESSION_PATTERN}`,
      patternErrorMessage: belongs(kind),
    }),
  };
}
function offers(kind: QuantityName, bounds: Bounds): readonly Snippet[] {
  return [...examplesOf(kind, bounds).map((each) => offer(each)), ...drawn(kind, bounds)];
}
function definitionName(kind: QuantityName, { least, most }: Bounds): string {
  const range = [...(least === undefined ? [] : ['from', least]), ...(most === undefined ? [] : ['to', most])];
  return [kind, ...range].join('-').replaceAll(/[^\w-]/g, '_');
}
function belongs(kind: QuantityName): string {
  const { name, units, example } = quantities[kind] as Quantity;
  const written = Object.keys(units).filter(Boolean);
  const how = written.length === 0 ? 'a bare number' : `a number with ${listed(written)}`;
  return `${withArticle(name)} belongs here: ${how}, as in ${example}; or a $parameter, an expression in quotes, or a distribution`;
}
export function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Refuses literals beyond the bounds. */
export function boundsSchema(quantity: Quantity, bounds: Bounds): Schema {
  const { least = -Infinity, most = Infinity } = bounds;
  const outside = Object.entries(quantity.units).map(([unit, factor]) => {
    return `${beyond(outwards(least / factor, -1), outwards(most / factor, 1))}\\s*${escaped(unit)}`;
  });
  const isBare = '' in quantity.units;
  return {
    pattern: `^(?!\\s*(?:${outside.join('|')})\\s*$)`,
    patternErrorMessage: `out of range: ${rangeText(quantity, bounds)}`,
    ...(isBare && Number.isFinite(least) ? { minimum: least } : {}),
    ...(isBare && Number.isFinite(most) ? { maximum: most } : {}),
  };
}

/** Bounds that are no short decimals in a unit are rounded to four digits, away from what is allowed: the loader is exact. */
function outwards(bound: number, sign: 1 | -1): number {
  if (!Number.isFinite(bound) || Number(bound.toPrecision(6)) === Number(bound.toPrecision(12))) return bound;
  const near = Number(bound.toPrecision(4));
  const last = 10 * Number((Math.abs(bound) / 1e4).toPrecision(1));
  return (near - bound) * sign >= 0 ? near : Number((near + sign * last).toPrecision(5));
}

function distributionSchema(kind: QuantityName, definitions: SchemaDefinitions): Schema {
  return definitions.reference(`${kind}-distribution`, () => ({
    title: `a distribution of ${withArticle(quantities[kind].name)}`,
    additionalProperties: false,
    ...ONE_KEY,
    properties: Object.fromEntries(
      distributions.map((each) => [
        each.name,
        distributionPart(each, (bounds) => valueSchema(kind, definitions, bounds), definitions),
      ]),
    ),
  }));
}
export function distributionPart(
  { about, schema }: Distribution,
  argument: (bounds?: Bounds) => Schema,
  definitions: SchemaDefinitions,
): Schema {
  return { description: about, ...schema(argument, valueSchema('number', definitions, { least: 0 })) };
}

/** Distributions round the example. */
function drawn(kind: QuantityName, bounds: Bounds): readonly Snippet[] {
  const middle = exampleOf(kind, bounds);
  const [, number = '1', unit = ''] = /^(\S+)(.*)$/.exec(middle) ?? [];
  const at = (share: number): string => `${Number((Number(number) * share).toPrecision(3))}${unit}`;
  const words = { low: at(0.8), middle, high: at(1.2), spread: at(0.1) };
  return distributions
    .filter(({ name }) => name !== 'constant')
    .map(({ name, example }) => offer(`{${name}: ${example(words)}}`, undefined, name));
}

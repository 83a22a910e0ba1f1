/**
 * What a scenario says, as plain data that is alike where the meaning is: quantities in SI units, constants computed, weights as
 * shares, presets as the values they stand for, `{constant: x}` as x. Names of things are marked, so that they can be renamed.
 */

import { presets } from '#scenario/declare/presets';
import { type Expression, evaluate, parametersIn } from '#scenario/expression';
import type { Value } from '#scenario/language/value';
import { combine, type Dimension, PURE } from '#scenario/units';
import type { LoadedScenario } from '../scenarios.js';
import { quantityText } from './quantity.js';

/** A number's dimension goes with it: 3 m is not 3 s. */
export interface Quantity {
  readonly si: number;
  readonly dimension: Dimension;
}
export type Normal = null | boolean | number | string | Quantity | readonly Normal[] | { readonly [key: string]: Normal };

/** Marks a name that is defined elsewhere, as `@deer`. */
export const NAME_MARK = '@';

export function normalOf({ tree }: LoadedScenario): { readonly [key: string]: Normal } {
  const { parameters, environment, ...rest } = tree as unknown as Record<string, unknown>;
  return {
    ...(normal(rest) as { readonly [key: string]: Normal }),
    parameters: parametersOf(parameters),
    environment: environmentOf(environment as Record<string, unknown> | undefined),
    duration: normal(tree.duration) ?? seconds(12),
  };
}
const seconds = (si: number): Quantity => ({ si, dimension: [0, 1, 0, 0, 0] });

function normal(value: unknown): Normal {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return value as boolean | number | string;
  if (Array.isArray(value)) return value.map(normal);
  if (value instanceof Map) return ofMap(value);
  const fields = value as Record<string, unknown>;
  if (isValue(fields)) return ofValue(fields as unknown as Value);
  if (typeof fields.name === 'string' && Object.keys(fields).every((key) => key === 'name' || key === 'at'))
    return `${NAME_MARK}${fields.name}`;
  if ('source' in fields && 'value' in fields) return normal(fields.value);
  if (fields.type === 'word' && typeof fields.word === 'string') return fields.word;
  if (fields.type === 'parameter' && typeof fields.name === 'string') return `$${fields.name}`;
  if (fields.type === 'choice' && Array.isArray(fields.options) && 'stream' in fields)
    return ofWords(fields.options as WordOption[]);
  if ('layout' in fields && 'options' in fields) return ofRoad(fields as unknown as LoadedScenario['tree']['road']);
  return ofFields(fields);
}

/** Records, `{type, value}` of maps with one key, and the parts of a story. */
function ofFields(read: Record<string, unknown>): Normal {
  const fields = withoutPosition(read);
  if (typeof fields.type === 'string' && 'value' in fields && Object.keys(fields).length === 2)
    return { [fields.type]: normal(fields.value) };
  if (fields.type === 'event' && 'event' in fields) return ofEvent(fields.event as Record<string, unknown>);
  if ((fields.type === 'serial' || fields.type === 'parallel') && 'children' in fields)
    return ofPart(fields, fields.type, fields.children);
  if (fields.type === 'choice' && 'options' in fields) return ofPart(fields, 'choice', fields.options);
  if ('number' in fields && Object.keys(fields).length === 1) return normal(fields.number);
  if ('words' in fields && Object.keys(fields).length === 1) return normal(fields.words);
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated.map(([key, value]) => [key, normal(value)]));
}
/** As it is written: `{serial: [..]}`. */
function ofPart({ name }: Record<string, unknown>, type: string, parts: unknown): Normal {
  return { ...(name === undefined ? {} : { called: String(name) }), [type]: normal(parts) };
}
/** An event's name is what others refer to; what each actor does stands under the actor's. */
/** `at` is where something stands in the file, unless it is a place on the road. */
function withoutPosition(fields: Record<string, unknown>): Record<string, unknown> {
  const { at, ...rest } = fields;
  const isPosition = typeof at === 'object' && at !== null && Object.keys(at).sort().join() === 'column,line';
  return isPosition ? rest : fields;
}
function ofEvent({ at: _, name, do: does, ...rest }: Record<string, unknown>): Normal {
  const doing = does instanceof Map ? [...does].map(([actor, { value }]) => [`${NAME_MARK}${actor}`, normal(value)]) : [];
  return {
    ...(name === undefined ? {} : { name: `${NAME_MARK}${name}` }),
    ...(normal(rest) as { readonly [key: string]: Normal }),
    ...(doing.length === 0 ? {} : { do: Object.fromEntries(doing) as Normal }),
  };
}
function ofMap(map: Map<string, unknown>): Normal {
  return Object.fromEntries(
    [...map].map(([key, value]) => [
      key,
      normal(value !== null && typeof value === 'object' && 'value' in value && 'at' in value ? unwrapped(value) : value),
    ]),
  );
}
/** Maps from names hold `{value, at}`; parts of a rig `{type, value, at}` besides. */
function unwrapped(held: object): unknown {
  const { value, type } = held as { value: unknown; type?: unknown };
  return type === undefined ? value : held;
}

function ofRoad({ layout, seed, options }: LoadedScenario['tree']['road']): Normal {
  return {
    layout: layout.name,
    ...(seed === undefined ? {} : { seed }),
    ...(normal(options) as { readonly [key: string]: Normal }),
  };
}

interface WordOption {
  readonly word: string;
  readonly weight: Value;
}
function ofWords(options: readonly WordOption[]): Normal {
  return { choice: Object.fromEntries(shares(options.map(({ word, weight }) => [word, ofValue(weight)]))) };
}

function isValue(fields: Record<string, unknown>): boolean {
  return (
    (fields.type === 'expression' && 'expression' in fields) || (fields.type === 'distribution' && 'distribution' in fields)
  );
}
function ofValue(value: Value): Normal {
  if (value.type === 'expression') return ofExpression(value.expression, value.dimension);
  const { name } = value.distribution;
  const args = value.args.map(ofValue);
  if (name === 'constant') return args[0] as Normal;
  if (name !== 'choice') return { [name]: args };
  const pairs = args.filter((_, i) => i % 2 === 0).map((each, i) => [textOf(each), args[2 * i + 1] as Normal] as const);
  return { choice: Object.fromEntries(shares(pairs)) };
}
/** Weights as shares of their sum, where all of them are numbers; equal options together. */
function shares(pairs: readonly (readonly [string, Normal])[]): readonly (readonly [string, Normal])[] {
  const weights = pairs.map(([, weight]) => (isQuantity(weight) ? weight.si : Number.NaN));
  const sum = weights.reduce((total, each) => total + each, 0);
  if (!(sum > 0)) return pairs;
  const merged = new Map<string, number>();
  for (const [i, [what]] of pairs.entries()) merged.set(what, (merged.get(what) ?? 0) + (weights[i] as number) / sum);
  return [...merged].map(([what, si]) => [what, { si, dimension: PURE }]);
}
/** Options of a choice are told apart by what they say. */
function textOf(value: Normal): string {
  return isQuantity(value) ? quantityText(value) : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Computed where no parameter is in it. */
function ofExpression(expression: Expression, dimension: Dimension): Normal {
  if (parametersIn(expression).length === 0) return { si: evaluate(expression, () => Number.NaN), dimension };
  return written(expression);
}
function written(expression: Expression): string {
  if (expression.op === 'parameter') return `$${expression.name}`;
  if (expression.op === 'number') return quantityText({ si: expression.value, dimension: expression.dimension });
  if (parametersIn(expression).length === 0 && expression.args.every(({ op }) => op === 'number'))
    return quantityText({ si: evaluate(expression, () => Number.NaN), dimension: dimensionOfConstant(expression) });
  const args = expression.args.map(written);
  return /^\w/.test(expression.name) ? `${expression.name}(${args.join(', ')})` : `(${args.join(` ${expression.name} `)})`;
}
/** Of a call on plain numbers: products and quotients have one of their own. */
function dimensionOfConstant({ name, args }: Extract<Expression, { op: 'call' }>): Dimension {
  const [a = PURE, b = PURE] = args.map((each) => (each.op === 'number' ? each.dimension : PURE));
  return name === '*' ? combine(a, b, 1) : name === '/' ? combine(a, b, -1) : a;
}

export function isQuantity(value: Normal | undefined): value is Quantity {
  return typeof value === 'object' && value !== null && 'si' in value && 'dimension' in value;
}

function parametersOf(parameters: unknown): Normal {
  const entries = parameters instanceof Map ? [...(parameters as Map<string, Record<string, unknown>>)] : [];
  return Object.fromEntries(
    entries.map(([name, { type, value, choice, group }]) => {
      if (type === 'number') return [name, normal(value)];
      if (type === 'words') return [name, normal(choice)];
      const { names, means, sds, factor } = group as { names: string[]; means: Value[]; sds: Value[]; factor: number[][] };
      const normals = names.map((each, i) => [each, { mean: normal(means[i]), sd: normal(sds[i]) }]);
      return [name, { correlated: { normals: Object.fromEntries(normals), factor } }];
    }),
  );
}

/** Presets in their order, and over them what is stated. */
function environmentOf(environment: Record<string, unknown> | undefined): Normal {
  const { preset, ...stated } = (normal(environment) ?? {}) as { readonly [key: string]: Normal };
  let base: { readonly [key: string]: Normal } = {};
  for (const name of (preset as readonly string[] | undefined) ?? []) base = { ...base, ...ofPreset(name) };
  const parts = ['fog', 'wind'].flatMap((key) => {
    const [under, over] = [base[key], stated[key]];
    return under === undefined || over === undefined ? [] : [[key, { ...(under as object), ...(over as object) } as Normal]];
  });
  return { ...base, ...stated, ...Object.fromEntries(parts) };
}
function ofPreset(name: string): { readonly [key: string]: Normal } {
  const { sunElevation, illuminanceLx, cloudCover, rainMmPerH, snowMmPerH, fogMorM, windSpeed, wetness } = presets[name] ?? {};
  const perHour = (mm: number): Quantity => ({ si: mm / 3.6e6, dimension: [1, -1, 0, 0, 0] });
  const pure = (si: number): Quantity => ({ si, dimension: PURE });
  const entries: readonly (readonly [string, Normal | undefined])[] = [
    ['sun', sunElevation === undefined ? undefined : { elevation: { si: sunElevation, dimension: [0, 0, 1, 0, 0] } }],
    ['illuminance', illuminanceLx === undefined ? undefined : { si: illuminanceLx, dimension: [0, 0, 0, 1, 0] }],
    ['cloud', cloudCover === undefined ? undefined : pure(cloudCover)],
    ['rain', rainMmPerH === undefined ? undefined : perHour(rainMmPerH)],
    ['snow', snowMmPerH === undefined ? undefined : perHour(snowMmPerH)],
    ['fog', fogMorM === undefined ? undefined : { mor: { si: fogMorM, dimension: [1, 0, 0, 0, 0] } }],
    ['wind', windSpeed === undefined ? undefined : { speed: { si: windSpeed, dimension: [1, -1, 0, 0, 0] } }],
    ['wetness', wetness === undefined ? undefined : pure(wetness)],
  ];
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Normal] => entry[1] !== undefined));
}

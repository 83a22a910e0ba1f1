/** Parameters: quantities, words, and groups of correlated normals, by name. */

import { anySchema, quantitySchema } from '../language/any-schema.js';
import { type Choice, readChoice } from '../language/choice.js';
import { NAME, wrongKind } from '../language/combinators.js';
import { type Declaration, described, type ReadContext, type Schema, type SchemaDefinitions } from '../language/context.js';
import { offer, offered } from '../language/snippet.js';
import { readValue, type Value } from '../language/value.js';
import type { Node, Position } from '../node.js';
import { type Dimension, PURE, sameDimension } from '../units.js';

export interface Correlated {
  readonly names: readonly string[];
  readonly means: readonly Value[];
  readonly sds: readonly Value[];
  /** Lower triangle of the Cholesky factor of the correlation matrix, row by row. */
  readonly factor: readonly (readonly number[])[];
}
export type Parameter =
  | { readonly type: 'number'; readonly value: Value; readonly at: Position }
  | { readonly type: 'words'; readonly choice: Choice; readonly at: Position }
  | { readonly type: 'correlated'; readonly group: Correlated; readonly at: Position };

/** Names as they are used after a $: `speed`, and `gait.speed` for members of a correlated group. */
export type Parameters = ReadonlyMap<string, Parameter>;

export const parameters: Declaration<Parameters> = {
  doc: 'Values shared by name: write $name where a value may stand.',
  read(node, context) {
    if (node.kind !== 'map') return wrongKind(context, node, 'a map from names', 'as in {egoSpeed: 50 km/h}');
    const result = new Map<string, Parameter>();
    let whole = true;
    for (const { key, keyAt, value } of node.entries) {
      if (!NAME.test(key) || key.includes('-')) {
        context.report(
          'NM2004',
          keyAt,
          `"${key}" can't be a parameter's name`,
          'letters, digits and _, starting with a letter',
        );
        whole = false;
        continue;
      }
      const read = readParameter(value, context.within(key));
      if (read === undefined) whole = false;
      else result.set(key, { ...read, at: keyAt });
    }
    return whole ? result : undefined;
  },
  example: () => '{egoSpeed: {uniform: [40 km/h, 60 km/h]}}',
  schema: (definitions) =>
    described('Values shared by name: write $name where a value may stand.', {
      type: 'object',
      propertyNames: {
        title: 'egoSpeed',
        pattern: '^[A-Za-z]\\w*$',
        patternErrorMessage: "a parameter's name has letters, digits and _, and starts with a letter",
      },
      additionalProperties: anySchema('parameter', '^[A-Za-z][A-Za-z -]*$', definitions, {
        correlated: correlatedSchema(definitions),
      }),
    }),
};

type Kind = { readonly dimension: Dimension; readonly words: boolean } | { readonly members: ReadonlyMap<string, Dimension> };

/** What a parameter is, without reporting anything: for the dimensions of what uses it. */
export function parameterKind(node: Node, context: ReadContext): Kind | undefined {
  const quiet: ReadContext = { ...context, report: () => {}, within: () => quiet };
  const read = readParameter(node, quiet);
  if (read === undefined) return undefined;
  if (read.type === 'number') return { dimension: read.value.dimension, words: false };
  if (read.type === 'words') return { dimension: PURE, words: true };
  return { members: new Map(read.group.names.map((name, i) => [name, (read.group.means[i] as Value).dimension])) };
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'at'> : never;

function readParameter(node: Node, context: ReadContext): WithoutPlace<Parameter> | undefined {
  if (node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key === 'correlated') {
    const group = readCorrelated(node.entries[0].value, context);
    return group && { type: 'correlated', group };
  }
  if (isWords(node, context)) {
    const choice = readChoice(node, context);
    return choice && { type: 'words', choice };
  }
  const value = readValue(node, context, undefined);
  return value && { type: 'number', value };
}

/** Words, alone or to choose from, rather than numbers. */
export function isWords(node: Node, context: ReadContext): boolean {
  if (node.kind === 'scalar') {
    const source = String(node.value);
    if (/^\$[\w.]+$/.test(source)) return context.parameter(source.slice(1))?.words ?? false;
    return typeof node.value === 'string' && /^[A-Za-z][A-Za-z -]*$/.test(source);
  }
  const inner =
    node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key === 'choice' ? node.entries[0].value : undefined;
  if (inner?.kind === 'map') return true;
  return inner?.kind === 'list' && inner.items.every((item) => item.kind === 'scalar' && /^[A-Za-z]/.test(String(item.value)));
}

function readCorrelated(node: Node, context: ReadContext): Correlated | undefined {
  const part = (key: string): Node | undefined =>
    node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
  const [normals, correlation] = [part('normals'), part('correlation')];
  if (normals?.kind !== 'map' || correlation?.kind !== 'list') {
    context.report(
      'NM2004',
      node.at,
      'correlated normals need "normals" and "correlation"',
      'as in {normals: {a: {mean: 1 m, sd: 1 m}, b: {...}}, correlation: [[1, 0.5], [0.5, 1]]}',
    );
    return undefined;
  }
  const names = normals.entries.map(({ key }) => key);
  const read = normals.entries.map(({ value }) => {
    const field = (key: string): Value | undefined => {
      const entry = value.kind === 'map' ? value.entries.find((each) => each.key === key) : undefined;
      if (entry !== undefined) return readValue(entry.value, context, undefined);
      context.report('NM2003', value.head, `"${key}" is missing`, 'as in {mean: 1 m, sd: 0.2 m}');
      return undefined;
    };
    return { mean: field('mean'), sd: field('sd') };
  });
  const odd = read.findIndex(
    ({ mean, sd }) => mean !== undefined && sd !== undefined && !sameDimension(mean.dimension, sd.dimension),
  );
  if (odd >= 0)
    context.report('NM2009', normals.at, `mean and sd of ${names[odd]} are unlike things`, 'give both the same unit');
  const matrix = correlation.items.map((row) =>
    row.kind === 'list' ? row.items.map((item) => (item.kind === 'scalar' ? Number(item.value) : Number.NaN)) : [],
  );
  const factor = cholesky(matrix, names.length);
  if (factor === undefined)
    context.report(
      'NM2016',
      correlation.at,
      `the correlation must be a symmetric, positive definite ${names.length} x ${names.length} matrix with ones on its diagonal`,
      'as in [[1, 0.5], [0.5, 1]]',
    );
  if (factor === undefined || odd >= 0 || read.some(({ mean, sd }) => mean === undefined || sd === undefined)) return undefined;
  return { names, means: read.map(({ mean }) => mean as Value), sds: read.map(({ sd }) => sd as Value), factor };
}

function cholesky(matrix: readonly (readonly number[])[], n: number): number[][] | undefined {
  const fits =
    matrix.length === n &&
    matrix.every((row, i) => row.length === n && row[i] === 1 && row.every((x, j) => x === matrix[j]?.[i]));
  if (!fits) return undefined;
  const factor: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (factor[j] as number[]);
      const sum = row.slice(0, j).reduce((total, x, k) => total + x * (other[k] as number), 0);
      const rest = (matrix[i]?.[j] as number) - sum;
      if (j === i && rest <= 0) return undefined;
      row.push(j === i ? Math.sqrt(rest) : rest / (other[j] as number));
    }
    factor.push(row);
  }
  return factor;
}

function correlatedSchema(definitions: SchemaDefinitions): Schema {
  const any = quantitySchema(definitions);
  return {
    description: 'Several normal quantities with correlations; use them as $group.member.',
    type: 'object',
    additionalProperties: false,
    required: ['normals', 'correlation'],
    properties: {
      normals: {
        description: 'The quantities by name, each with mean and sd.',
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['mean', 'sd'],
          properties: { mean: any, sd: any },
        },
      },
      correlation: {
        description: 'Their correlations, a row each: symmetric, ones on the diagonal.',
        type: 'array',
        items: { type: 'array', items: { type: 'number', minimum: -1, maximum: 1 } },
      },
    },
    ...offered([offer('{normals: {a: {mean: 1 m, sd: 1 m}, b: {mean: 2 m, sd: 1 m}}, correlation: [[1, 0.5], [0.5, 1]]}')]),
  };
}

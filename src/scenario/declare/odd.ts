/** The operational design domain: axes with declared cells (the words of ISO 34503 and BSI PAS 1883 where they fit). */

import { nearest } from '#core/errors';
import { may, named, need, record, word, wrongKind } from '../language/combinators.js';
import { type Declaration, described, type ReadContext } from '../language/context.js';
import { readExpression, type Value } from '../language/value.js';
import type { Node, Position } from '../node.js';
import { quantities } from '../units.js';
import { numberCells, type OddCell, wordCells } from './odd-cells.js';
import { FIGURES, type FigureName } from './odd-figures.js';

/** The three parts of an operational design domain, ISO 34503:2023, clauses 8 to 10. */
export const ODD_GROUPS = ['scenery', 'environmental conditions', 'dynamic elements'] as const;

/** What an axis looks at. */
export type OddMeasure =
  | { readonly type: 'value'; readonly value: Value }
  | { readonly type: 'word'; readonly parameter: string }
  | { readonly type: 'figure'; readonly figure: FigureName }
  | { readonly type: 'layout' };

export interface OddAxisTree {
  readonly of: OddMeasure;
  readonly cells: readonly OddCell[];
  readonly group?: (typeof ODD_GROUPS)[number];
  readonly at: Position;
}

const LAYOUT = 'road.layout';
const NAMES = [...Object.keys(FIGURES), LAYOUT];

const measure: Declaration<OddMeasure> = {
  doc: `A $parameter, an expression of some, ${LAYOUT}, or a figure: ${Object.keys(FIGURES).join(', ')}.`,
  example: () => '$egoSpeed',
  read: readMeasure,
  schema: () =>
    described(measure.doc, {
      type: 'string',
      anyOf: [{ enum: NAMES }, { pattern: '\\$[A-Za-z_]' }],
      errorMessage: `a $parameter, an expression of some, or one of ${NAMES.join(', ')} belongs here`,
    }),
};

const cells: Declaration<Extract<Node, { kind: 'map' | 'list' }>> = {
  doc: 'Edges from the least to the greatest, each cell from one up to the next; or words; or cells by name, {dense: [0 m, 50 m]} or {deer: [moose, roe-deer]}.',
  example: () => '[30 km/h, 50 km/h, 70 km/h]',
  read(node, context) {
    if (node.kind !== 'scalar') return node;
    return wrongKind(context, node, 'a list of edges or words, or cells by name', `as in ${cells.example()}`);
  },
  schema: () =>
    described(cells.doc, {
      type: ['array', 'object'],
      minItems: 1,
      items: { type: ['string', 'number'] },
      minProperties: 1,
      additionalProperties: { type: ['string', 'array'], items: { type: ['string', 'number'] } },
    }),
};

const group = may(
  word('Which part of the domain it belongs to, for reports; figures of the environment say it themselves.', ODD_GROUPS),
);
const written = record('an axis of the operational design domain', { of: need(measure), cells: need(cells), group });

const axis: Declaration<OddAxisTree> = {
  ...written,
  read(node, context) {
    const read = written.read(node, context);
    if (read === undefined) return undefined;
    const found = cellsOf(read.of, read.cells, context.within('cells'));
    if (found === undefined) return undefined;
    const { of, at } = read;
    const known = read.group ?? groupOf(of);
    return { of, cells: found, at, ...(known === undefined ? {} : { group: known }) };
  },
};

export const odd = named(
  'The operational design domain: axes with cells, whose combinations `cover` counts and `generate --until` fills.',
  axis,
  { called: 'speed', pattern: /^[A-Za-z][\w -]*$/ },
);

function readMeasure(node: Node, context: ReadContext): OddMeasure | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string')
    return wrongKind(context, node, 'what the axis looks at', 'as in $egoSpeed');
  const source = node.value.trim();
  if (source === LAYOUT) return { type: 'layout' };
  if (Object.hasOwn(FIGURES, source)) return { type: 'figure', figure: source as FigureName };
  if (!source.includes('$')) {
    const guess = nearest(source, NAMES);
    const hint = guess === undefined ? `a $parameter, or one of ${NAMES.join(', ')}` : `did you mean "${guess}"?`;
    context.report('NM2006', node.at, `"${source}" can't stand here`, hint);
    return undefined;
  }
  const parameter = /^\$([\w.]+)$/.exec(source)?.[1];
  if (parameter !== undefined && context.parameter(parameter)?.words) return { type: 'word', parameter };
  const value = readExpression(source, node, context);
  return value && { type: 'value', value };
}

function cellsOf(
  of: OddMeasure,
  node: Extract<Node, { kind: 'map' | 'list' }>,
  context: ReadContext,
): readonly OddCell[] | undefined {
  if (of.type === 'word' || of.type === 'layout') return wordCells(node, context);
  return numberCells(
    node,
    of.type === 'value' ? of.value.dimension : quantities[FIGURES[of.figure].quantity].dimension,
    context,
  );
}

function groupOf(of: OddMeasure): OddAxisTree['group'] {
  if (of.type === 'layout') return 'scenery';
  return of.type === 'figure' ? 'environmental conditions' : undefined;
}

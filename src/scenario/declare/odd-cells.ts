/** Cells of an axis: stretches of a quantity, or sets of words. */
import { wrongKind } from '../language/combinators.js';
import type { ReadContext } from '../language/context.js';
import { constantOf, readValue } from '../language/value.js';
import type { Node } from '../node.js';
import { type Dimension, dimensionName, sameDimension } from '../units.js';

/** From `low` up to `high`, SI; `high` belongs to it where no other cell begins there. */
export interface Stretch {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly closed: boolean;
}
export interface WordSet {
  readonly name: string;
  readonly words: readonly string[];
}
export type OddCell = Stretch | WordSet;

type Cells = Extract<Node, { kind: 'map' | 'list' }>;
interface Edge {
  readonly value: number;
  readonly text: string;
  readonly node: Node;
}

export function numberCells(node: Cells, dimension: Dimension, context: ReadContext): readonly Stretch[] | undefined {
  const found = node.kind === 'list' ? between(node, dimension, context) : byName(node, dimension, context);
  if (found === undefined) return undefined;
  if (found.length === 0) return wrongKind(context, node, 'at least one cell', 'two edges make one: [30 km/h, 50 km/h]');
  const sorted = [...found].sort((a, b) => a.low - b.low);
  const overlap = sorted.find((cell, i) => i > 0 && cell.low < (sorted[i - 1] as Stretch).high);
  if (overlap !== undefined) {
    context.report('NM2007', node.at, `cell "${overlap.name}" begins inside another`, 'cells of an axis lie beside each other');
    return undefined;
  }
  const lows = new Set(found.map(({ low }) => low));
  return found.map((cell) => ({ ...cell, closed: !lows.has(cell.high) }));
}

function between(node: Extract<Cells, { kind: 'list' }>, dimension: Dimension, context: ReadContext): Stretch[] | undefined {
  const edges = edgesOf(node.items, dimension, context);
  return edges?.slice(1).map((upper, i) => stretch(`${(edges[i] as Edge).text} to ${upper.text}`, edges[i] as Edge, upper));
}

function byName(node: Extract<Cells, { kind: 'map' }>, dimension: Dimension, context: ReadContext): Stretch[] | undefined {
  const found = node.entries.map(({ key, value }) => {
    if (value.kind !== 'list' || value.items.length !== 2)
      return wrongKind(context, value, 'a pair of edges', `as in ${key}: [30 km/h, 50 km/h]`);
    const edges = edgesOf(value.items, dimension, context);
    return edges && stretch(key, edges[0] as Edge, edges[1] as Edge);
  });
  return found.every((cell) => cell !== undefined) ? found : undefined;
}

function stretch(name: string, low: Edge, high: Edge): Stretch {
  return { name, low: low.value, high: high.value, closed: false };
}

/** Ascending. */
function edgesOf(nodes: readonly Node[], dimension: Dimension, context: ReadContext): readonly Edge[] | undefined {
  const edges = nodes.map((node) => edgeOf(node, dimension, context));
  if (!edges.every((edge) => edge !== undefined)) return undefined;
  const back = edges.findIndex((edge, i) => i > 0 && edge.value <= (edges[i - 1] as Edge).value);
  if (back < 0) return edges;
  const [before, edge] = [edges[back - 1] as Edge, edges[back] as Edge];
  context.report(
    'NM2007',
    edge.node.at,
    `${edge.text} does not lie above ${before.text}`,
    'edges go from the least to the greatest',
  );
  return undefined;
}

function edgeOf(node: Node, dimension: Dimension, context: ReadContext): Edge | undefined {
  const read = node.kind === 'scalar' ? readValue(node, context, undefined) : undefined;
  if (node.kind !== 'scalar') return wrongKind(context, node, 'an edge', 'a quantity, as in 30 km/h');
  if (read === undefined) return undefined;
  const value = constantOf(read);
  if (value === undefined) return wrongKind(context, node, 'a quantity', 'edges are fixed: no $parameter');
  if (sameDimension(read.dimension, dimension)) return { value, text: String(node.value), node };
  context.report('NM2009', node.at, `this is ${dimensionName(read.dimension)}, and the axis is ${dimensionName(dimension)}`);
  return undefined;
}

export function wordCells(node: Cells, context: ReadContext): readonly WordSet[] | undefined {
  const found =
    node.kind === 'list'
      ? node.items.map((item) => wordsOf(item, context)).map((words) => words && { name: words.join(' or '), words })
      : node.entries.map(({ key, value }) => {
          const words = wordsOf(value, context);
          return words && { name: key, words };
        });
  if (!found.every((cell) => cell !== undefined)) return undefined;
  if (found.length === 0) return wrongKind(context, node, 'at least one cell', 'a word: [roe-deer, wild-boar]');
  const seen = new Set<string>();
  const twice = found.flatMap(({ words }) => words).find((each) => seen.size === seen.add(each).size);
  if (twice === undefined) return found;
  context.report('NM2007', node.at, `"${twice}" belongs to two cells`, 'each word to one');
  return undefined;
}

function wordsOf(node: Node, context: ReadContext): readonly string[] | undefined {
  const items = node.kind === 'list' ? node.items : [node];
  const words = items.map((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? item.value : undefined));
  if (words.length > 0 && words.every((each) => each !== undefined)) return words;
  return wrongKind(context, node, 'a word or a list of words', 'as in {deer: [moose, roe-deer], boar: wild-boar}');
}

/** Continuous parameters as factors: each cell is an interval, the name of a level says which. */
import { type Factor, OUTSIDE, type Row } from './model.js';

/** Cells [edge, next edge); the last one has its upper edge as well. n cells have n + 1 edges, strictly ascending. */
export interface Bins {
  readonly edges: readonly number[];
}

export interface ContinuousParameter extends Bins {
  readonly name: string;
}
export type CoverParameter = ContinuousParameter | Factor;

/** Cells between given edges; the first and last may be infinite. @throws RangeError for fewer than two, or edges that don't ascend. */
export function binsByEdges(edges: readonly number[]): Bins {
  if (edges.length < 2) throw new RangeError('cells have at least two edges');
  for (const [index, edge] of edges.entries()) {
    if (Number.isNaN(edge)) throw new RangeError('an edge is not a number');
    if (index > 0 && !(edge > (edges[index - 1] as number))) throw new RangeError(`edge ${edge} does not ascend`);
  }
  return { edges };
}

/**
 * Cells of equal probability. Where a value has so much of it that edges fall together, there are fewer cells.
 *
 * @param quantile The distribution's inverse cumulative distribution function; infinite at 0 and 1 where it has no ends.
 */
export function binsByQuantile(quantile: (probability: number) => number, count: number): Bins {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} is not a number of cells`);
  const edges = Array.from({ length: count + 1 }, (_, i) => quantile(i / count));
  return binsByEdges(edges.filter((edge, i) => edge !== edges[i - 1]));
}

/** Cells with as many of the values each as can be; edges lie half-way between values. @throws RangeError where all are the same. */
export function binsBySample(values: readonly number[], count: number): Bins {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return binsByQuantile((probability) => {
    if (probability <= 0) return sorted[0] ?? Number.NaN;
    if (probability >= 1) return sorted[last] as number;
    const rank = Math.round(probability * sorted.length);
    return ((sorted[Math.max(0, rank - 1)] as number) + (sorted[Math.min(last, rank)] as number)) / 2;
  }, count);
}

/** The cell that the value lies in; `OUTSIDE` when in none. */
export function binOf({ edges }: Bins, value: number): number {
  const last = edges.length - 1;
  if (!(value >= (edges[0] as number) && value <= (edges[last] as number))) return OUTSIDE;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The parameter as a factor. Edges in the names are rounded to a hundredth of the narrowest cell at most. */
export function factorOf(parameter: CoverParameter): Factor {
  if ('levels' in parameter) return parameter;
  const { name, edges } = parameter;
  const decimals = decimalsFor(edges);
  const text = (edge: number): string => (Number.isFinite(edge) ? String(Number(edge.toFixed(decimals))) : String(edge));
  const levels = edges.slice(1).map((upper, i) => {
    const close = i === edges.length - 2 && Number.isFinite(upper) ? ']' : ')';
    return `[${text(edges[i] as number)}, ${text(upper)}${close}`;
  });
  return { name, levels };
}

/**
 * The row that a sample's parameters make, by their names; `OUTSIDE` for what lies in no cell.
 *
 * @throws RangeError where a parameter has no value, or one of the wrong kind.
 */
export function rowOfValues(parameters: readonly CoverParameter[], values: Readonly<Record<string, number | string>>): Row {
  return parameters.map((parameter) => {
    const value = values[parameter.name];
    if ('levels' in parameter) {
      if (typeof value !== 'string') throw new RangeError(`"${parameter.name}" is the name of a level, not ${String(value)}`);
      return parameter.levels.indexOf(value);
    }
    if (typeof value !== 'number') throw new RangeError(`"${parameter.name}" is a number, not ${String(value)}`);
    return binOf(parameter, value);
  });
}

/** Decimals with which a hundredth of the narrowest finite cell can be told. */
function decimalsFor(edges: readonly number[]): number {
  const widths = edges.slice(1).map((edge, i) => edge - (edges[i] as number));
  const narrowest = Math.min(...widths.filter(Number.isFinite));
  if (!Number.isFinite(narrowest)) return 17;
  let decimals = 0;
  for (let unit = 1; unit > narrowest / 100 && decimals < 17; unit /= 10) decimals++;
  return decimals;
}

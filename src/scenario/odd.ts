/** A scenario's operational design domain: which cell of each axis a draw lies in. */
import type { Environment } from '#contracts/scenario';
import type { OddAxisTree, OddMeasure } from './declare/odd.js';
import type { OddCell } from './declare/odd-cells.js';
import { FIGURES, type OddFigure } from './declare/odd-figures.js';
import { evaluate } from './expression.js';
import type { Scenario } from './load.js';

/** What is known of a draw. */
export interface OddFacts {
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly environment: Environment;
  /** On level ground, lx; worked out only where an axis asks. */
  illuminanceLx(): number;
}

export interface OddAxis {
  readonly name: string;
  readonly group?: string;
  readonly cells: readonly OddCell[];
  /** How far the draw is from each cell: 0 in it, otherwise more than 0, in widths of the cell. */
  distances(facts: OddFacts): readonly number[];
}

/** In the order of the file; empty without `odd`. */
export function oddAxes({ tree }: Scenario): readonly OddAxis[] {
  return [...(tree.odd ?? [])].map(([name, { value }]) => axisOf(name, value, tree.road.layout.name));
}

function axisOf(name: string, { of, cells, group }: OddAxisTree, layout: string): OddAxis {
  return {
    name,
    ...(group === undefined ? {} : { group }),
    cells,
    distances(facts) {
      const found = measured(of, facts, layout);
      return cells.map((cell) => distance(cell, found));
    },
  };
}

function measured(of: OddMeasure, facts: OddFacts, layout: string): number | string {
  const { parameters, environment } = facts;
  if (of.type === 'layout') return layout;
  if (of.type === 'word') return parameters[of.parameter] as string;
  if (of.type === 'figure') return (FIGURES[of.figure] as OddFigure).read(environment, facts.illuminanceLx);
  if (of.value.type === 'distribution') throw new Error('an axis looks at an expression');
  return evaluate(of.value.expression, (parameter) => parameters[parameter] as number);
}

function distance(cell: OddCell, found: number | string): number {
  if ('words' in cell) return cell.words.includes(found as string) ? 0 : 1;
  const value = found as number;
  const { low, high, closed } = cell;
  if (value >= low && (value < high || (closed && value === high))) return 0;
  if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  // An upper edge that belongs to the next cell is outside, though nothing lies between.
  return (value < low ? low - value : Math.max(value - high, Number.EPSILON)) / (high - low);
}

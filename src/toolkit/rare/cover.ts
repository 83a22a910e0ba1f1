/** `cover`: which combinations of cells a scenario's draws fill. Each scalar that the file draws is cut into cells of equal probability. */
import { randomRoot } from '#core/random';
import { type Cells, type CoverModel, coverage, holes, listTuples, type Row, type Strength } from '#rare/cover/index';
import { drawSteered } from '#scenario/index';
import type { LoadedScenario } from '../scenarios.js';
import { combinationsIn } from './combinations.js';
import { coordinatesOf } from './problem.js';

export interface CoverRequest {
  readonly scenario: LoadedScenario;
  readonly seed: string;
  /** Draws that are counted. */
  readonly count: number;
  /** Cells of each scalar. */
  readonly cells: number;
  readonly strength: Strength;
  /** Combinations that are listed at most. */
  readonly most: number;
}

export interface CoverReport {
  readonly factors: readonly string[];
  /** Draws that requirements on parameters refused: they count for nothing. */
  readonly refused: number;
  /** Of all combinations of that strength. */
  readonly filled: number;
  readonly all: number;
  readonly share: number;
  /** Some of those that no draw lies in. */
  readonly empty: readonly Cells[];
  /** Draws that would fill all of them, if each lay where it should. */
  readonly holes: number;
}

export function coverScenario({ scenario, seed, count, cells, strength, most }: CoverRequest): CoverReport {
  const names = coordinatesOf(scenario, seed);
  const levels = Array.from({ length: cells }, (_, k) => `${k + 1} of ${cells}`);
  const model: CoverModel = { factors: names.map((name) => ({ name: shortName(name), levels })) };
  const rows: Row[] = [];
  let refused = 0;
  for (let draw = 0; draw < count; draw++) {
    const seen = new Map<string, number>();
    const asked = (stream: string, uniform: number): void => void seen.set(stream, uniform);
    const drawn = drawSteered(scenario, { seed, draw, steering: { uniform: () => undefined, asked } });
    if ('refused' in drawn) refused++;
    else rows.push(names.map((name) => cellOf(seen.get(name), cells)));
  }
  // Of fewer scalars than the strength asks for, all of them are combined.
  const together = Math.min(strength, names.length) as Strength | 0;
  if (together === 0) return { factors: [], refused, filled: 0, all: 0, share: 1, empty: [], holes: 0 };
  const universe = combinationsIn(model, together, scenario.file, 'parameters that it draws');
  const covered = coverage(universe, rows);
  return {
    factors: names.map(shortName),
    refused,
    filled: covered.covered,
    all: covered.feasible,
    share: covered.ratio,
    empty: listTuples(universe, covered, 'empty').slice(0, most),
    holes: holes(model, rows, together, { stream: randomRoot(seed).child('cover') }).length,
  };
}

/** -1: not drawn this time. */
function cellOf(uniform: number | undefined, cells: number): number {
  return uniform === undefined ? -1 : Math.min(cells - 1, Math.floor(uniform * cells));
}

function shortName(stream: string): string {
  return stream.replace(/^parameters\./, '');
}

/**
 * All t-tuples of a grid in one line of numbers: one for each choice of t factors and of a level for each of them.
 *
 * The tuples of one choice of factors lie side by side, as digits of a mixed radix: number = offset + sum of stride * level.
 */
import type { Combination } from './model.js';

export type Strength = 1 | 2 | 3 | 4;

export interface TupleSpace {
  readonly strength: Strength;
  /** How many t-tuples there are, infeasible ones among them. */
  readonly count: number;
  /** How many choices of t factors. */
  readonly choices: number;
  /** The factors of each choice, ascending: choice c has them from t * c on. */
  readonly factors: Int32Array;
  /** The stride of each of those factors, placed alike. */
  readonly strides: Int32Array;
  /** The number of each choice's first tuple; at the end, the count. */
  readonly offsets: Int32Array;
  /** For each factor the choices with it, in records of 2t: offset, own stride, then each other factor and its stride. */
  readonly around: readonly Int32Array[];
}

/** Above this the tables take gigabytes. */
const MOST_TUPLES = 50_000_000;

/** @throws RangeError for fewer factors than the strength, or more tuples than fit into memory. */
export function tupleSpace(sizes: readonly number[], strength: Strength): TupleSpace {
  if (sizes.length < strength) throw new RangeError(`strength ${strength} asks for as many factors; there are ${sizes.length}`);
  const choices = choose(sizes.length, strength);
  if (choices > MOST_TUPLES) throw new RangeError(`${choices} choices of ${strength} factors are too many`);
  const factors = new Int32Array(choices * strength);
  const strides = new Int32Array(choices * strength);
  const offsets = new Int32Array(choices + 1);
  const chosen = Array.from({ length: strength }, (_, i) => i);
  let count = 0;
  for (let choice = 0; choice < choices; choice++) {
    offsets[choice] = count;
    let stride = 1;
    for (let i = strength - 1; i >= 0; i--) {
      factors[choice * strength + i] = chosen[i] as number;
      strides[choice * strength + i] = stride;
      stride *= sizes[chosen[i] as number] as number;
    }
    count += stride;
    if (count > MOST_TUPLES) throw new RangeError(`more than ${MOST_TUPLES} tuples of strength ${strength} are too many`);
    toNextChoice(chosen, sizes.length);
  }
  offsets[choices] = count;
  return {
    strength,
    count,
    choices,
    factors,
    strides,
    offsets,
    around: aroundOf(sizes.length, strength, factors, strides, offsets),
  };
}

/** The cells of the tuple with that number. */
export function tupleAt(space: TupleSpace, tuple: number): Combination {
  const { strength, factors, strides } = space;
  const choice = choiceOf(space, tuple);
  let rest = tuple - (space.offsets[choice] as number);
  return Array.from({ length: strength }, (_, i) => {
    const stride = strides[choice * strength + i] as number;
    const level = Math.floor(rest / stride);
    rest -= level * stride;
    return { factor: factors[choice * strength + i] as number, level };
  });
}

/** Which choice of factors the tuple belongs to: the last one that begins at or before it. */
export function choiceOf(space: TupleSpace, tuple: number): number {
  let low = 0;
  let high = space.choices - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((space.offsets[middle] as number) <= tuple) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Calls `visit` with the number of every tuple that the row holds; choices with a factor that is `OUTSIDE` have none. */
export function forTuplesOf(space: TupleSpace, row: ArrayLike<number>, visit: (tuple: number) => void): void {
  const { strength, factors, strides, offsets, choices } = space;
  for (let choice = 0, at = 0; choice < choices; choice++) {
    let tuple = offsets[choice] as number;
    let inside = true;
    for (let i = 0; i < strength; i++, at++) {
      const level = row[factors[at] as number] as number;
      if (level < 0) inside = false;
      tuple += level * (strides[at] as number);
    }
    if (inside) visit(tuple);
  }
}

/** Binomial coefficient. */
function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return Math.round(result);
}

/** The next choice in lexicographic order, in place. */
function toNextChoice(chosen: number[], count: number): void {
  let i = chosen.length - 1;
  while (i >= 0 && chosen[i] === count - chosen.length + i) i--;
  if (i < 0) return;
  chosen[i] = (chosen[i] as number) + 1;
  for (let j = i + 1; j < chosen.length; j++) chosen[j] = (chosen[j - 1] as number) + 1;
}

function aroundOf(
  count: number,
  strength: number,
  factors: Int32Array,
  strides: Int32Array,
  offsets: Int32Array,
): readonly Int32Array[] {
  const each = choose(count - 1, strength - 1) * 2 * strength;
  const around = Array.from({ length: count }, () => new Int32Array(each));
  const filled = new Int32Array(count);
  for (let at = 0; at < factors.length; at++) {
    const choice = Math.floor(at / strength);
    const factor = factors[at] as number;
    const record = around[factor] as Int32Array;
    let end = filled[factor] as number;
    record[end++] = offsets[choice] as number;
    record[end++] = strides[at] as number;
    for (let other = choice * strength; other < (choice + 1) * strength; other++) {
      if (other === at) continue;
      record[end++] = factors[other] as number;
      record[end++] = strides[other] as number;
    }
    filled[factor] = end;
  }
  return around;
}

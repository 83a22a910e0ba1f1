/** Distributions by name, one file each. Sampling goes through the inverse distribution function of one uniform number. */
import type { ReadContext, Schema } from '../language/context.js';
import type { Bounds } from '../language/quantity-schema.js';
import type { Value } from '../language/value.js';
import type { Node } from '../node.js';
import { choice } from './choice.js';
import { constant } from './constant.js';
import { logUniform } from './log-uniform.js';
import { normal } from './normal.js';
import { truncatedNormal } from './truncated-normal.js';
import { uniform } from './uniform.js';

/** Reads one argument; `plain` ones have no unit and are not negative (weights). */
export type ReadArgument = (node: Node, plain?: boolean) => Value | undefined;

export interface Distribution {
  readonly name: string;
  readonly about: string;
  read(node: Node, context: ReadContext, argument: ReadArgument): readonly Value[] | undefined;
  /** Whether the i-th argument has no unit. */
  plain(i: number): boolean;
  /** What is wrong with these arguments, if anything, and with which of them where it is one alone. */
  check(args: readonly number[]): { readonly wrong: string; readonly argument?: number } | undefined;
  /** @param u in [0, 1) */
  quantile(u: number, args: readonly number[]): number;
  /** @param weight a plain number, not negative */
  schema(argument: (bounds?: Bounds) => Schema, weight: Schema): Schema;
  /** Its arguments for an editor, as YAML on one line. */
  example(values: ExampleValues): string;
}
export interface ExampleValues {
  readonly low: string;
  readonly middle: string;
  readonly high: string;
  readonly spread: string;
}

export const distributions: readonly Distribution[] = [constant, uniform, logUniform, normal, truncatedNormal, choice];

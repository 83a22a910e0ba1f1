/** Draws values: parameters first, each from a stream of its own name, then everything else by its place in the file. */

import type { Bodies } from '#contracts/model';
import { normalQuantile } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Parameter, Parameters } from '../declare/parameters.js';
import { LEAST_U } from '../distributions/normal.js';
import { evaluate } from '../expression.js';
import type { Choice } from '../language/choice.js';
import type { Value } from '../language/value.js';

export interface Draw {
  /** SI. @throws BadDraw when the number can't be used */
  number(value: Value): number;
  word(choice: Choice): string;
  /** Everything drawn by name, SI. */
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly random: RandomStream;
  /** What kinds look like. */
  readonly bodies: Bodies;
  /** The same parameters, with everything else drawn anew: for one of many that share a declaration. */
  fork(name: string | number): Draw;
}

/** This draw gives impossible arguments (a bound above another, a number that is none): it is refused. */
export class BadDraw extends Error {
  readonly constraint: string;
  constructor(constraint: string) {
    super(constraint);
    this.constraint = constraint;
  }
}

export function createDraw(parameters: Parameters, random: RandomStream, bodies: Bodies): Draw {
  return drawFrom(parameters, {}, random, bodies);
}

function drawFrom(parameters: Parameters, drawn: Record<string, number | string>, random: RandomStream, bodies: Bodies): Draw {
  const parameter = (name: string): number | string => {
    const known = drawn[name];
    if (known !== undefined) return known;
    const [group = ''] = name.split('.');
    drawParameter(group, parameters.get(group) as Parameter);
    return drawn[name] as number | string;
  };
  const number = (value: Value, stream = value.type === 'distribution' ? value.stream : ''): number => {
    const result =
      value.type === 'expression' ? evaluate(value.expression, (name) => parameter(name) as number) : sample(value, stream);
    if (!Number.isFinite(result)) throw new BadDraw(`a value at line ${value.at.line} is not a finite number`);
    return result;
  };
  const sample = (value: Extract<Value, { type: 'distribution' }>, stream: string): number => {
    const args = value.args.map((arg, i) => number(arg, `${stream}.${i}`));
    const wrong = value.distribution.check(args);
    if (wrong !== undefined) throw new BadDraw(`${value.distribution.name} at line ${value.at.line}: ${wrong}`);
    return value.distribution.quantile(random.child(stream).uniform(), args);
  };
  const word = (choice: Choice): string => {
    if (choice.type === 'word') return choice.word;
    if (choice.type === 'parameter') return parameter(choice.name) as string;
    const weights = choice.options.map(({ weight }) => number(weight));
    let left = random.child(choice.stream).uniform() * weights.reduce((sum, w) => sum + w, 0);
    const hit = weights.findIndex((w) => {
      left -= w;
      return left < 0;
    });
    return (choice.options[hit < 0 ? choice.options.length - 1 : hit] as { word: string }).word;
  };
  const drawParameter = (name: string, declared: Parameter): void => {
    if (declared.type === 'number') drawn[name] = number(declared.value);
    else if (declared.type === 'words') drawn[name] = word(declared.choice);
    else {
      const { names, means, sds, factor } = declared.group;
      const independent = names.map((member) =>
        normalQuantile(Math.max(random.child(`parameters.${name}.${member}`).uniform(), LEAST_U)),
      );
      for (const [i, member] of names.entries()) {
        const z = (factor[i] as readonly number[]).reduce((sum, weight, k) => sum + weight * (independent[k] as number), 0);
        drawn[`${name}.${member}`] = number(means[i] as Value) + number(sds[i] as Value) * z;
      }
    }
  };
  for (const [name, declared] of parameters) if (drawn[name] === undefined && declared.type !== 'correlated') parameter(name);
  for (const [name, declared] of parameters)
    if (declared.type === 'correlated') parameter(`${name}.${declared.group.names[0]}`);
  const fork = (name: string | number): Draw => drawFrom(parameters, drawn, random.child('fork').child(name), bodies);
  return { number: (value) => number(value), word, parameters: drawn, random, bodies, fork };
}

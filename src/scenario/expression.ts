/** The expression language: quantities, $parameters, arithmetic, comparisons, a few functions. No code is ever evaluated. */
import { atan2, clamp, cos, exp, ln, pow, sin, tan } from '#core/math';
import { allUnits, combine, type Dimension, dimensionName, PURE, sameDimension } from './units.js';

export type Expression =
  | { readonly op: 'number'; readonly value: number; readonly dimension: Dimension }
  | { readonly op: 'parameter'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expression[] };

export class ExpressionError extends Error {
  readonly code: 'NM2008' | 'NM2009' | 'NM2010';
  readonly hint: string | undefined;
  constructor(code: 'NM2008' | 'NM2009' | 'NM2010', message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
};
const MOST_TOKENS = 500;
const AS_IN = 'as in "$speed * 1.5 s + 3 m"';
const TOKEN =
  /^(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|\$([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)|([A-Za-z_]\w*)(?=\s*\()|(&&|\|\||<=|>=|==|!=|[-+*/^<>(),]))/;

interface Token {
  readonly kind: 'number' | 'parameter' | 'function' | 'symbol';
  readonly text: string;
  readonly value?: Extract<Expression, { op: 'number' }>;
}

/** @throws ExpressionError NM2008 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token | undefined => tokens[next];
  const take = (symbol: string): void => {
    if (peek()?.text !== symbol)
      throw new ExpressionError('NM2008', `expected "${symbol}" ${where(peek())}`, 'count the brackets');
    next++;
  };
  const operand = (): Expression => {
    const token = tokens[next++];
    if (token === undefined)
      throw new ExpressionError('NM2008', 'the expression ends too early', 'a quantity, a $parameter or a bracket is to come');
    if (token.value !== undefined) return token.value;
    if (token.kind === 'parameter') return { op: 'parameter', name: token.text };
    if (token.text === '-') return { op: 'call', name: 'negate', args: [climb(7)] };
    if (token.text === '(') {
      const inner = climb(0);
      take(')');
      return inner;
    }
    if (token.kind !== 'function') throw new ExpressionError('NM2008', `"${token.text}" can't stand here`, AS_IN);
    take('(');
    const args: Expression[] = [];
    while (peek()?.text !== ')') {
      args.push(climb(0));
      if (peek()?.text === ',') next++;
      else break;
    }
    take(')');
    return { op: 'call', name: token.text, args };
  };
  const climb = (least: number): Expression => {
    let left = operand();
    for (;;) {
      const symbol = peek()?.text ?? '';
      const rank = peek()?.kind === 'symbol' ? PRECEDENCE[symbol] : undefined;
      if (rank === undefined || rank < least) return left;
      next++;
      left = { op: 'call', name: symbol, args: [left, climb(symbol === '^' ? rank : rank + 1)] };
    }
  };
  const result = climb(0);
  if (next < tokens.length) throw new ExpressionError('NM2008', `"${peek()?.text}" can't stand here`, AS_IN);
  return result;
}

function where(token: Token | undefined): string {
  return token === undefined ? 'at the end' : `before "${token.text}"`;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const match = TOKEN.exec(rest);
    if (match === null)
      throw new ExpressionError(
        'NM2008',
        `"${rest.slice(0, 12)}" can't be read`,
        rest.startsWith('$') ? 'a parameter is $ and a name' : AS_IN,
      );
    rest = rest.slice(match[0].length);
    const [, number, parameter, name, symbol] = match;
    if (number !== undefined) {
      const unit = unitAt(rest);
      if (unit !== undefined) rest = rest.slice(unit.length);
      const value = { op: 'number', value: Number(number) * (unit?.factor ?? 1), dimension: unit?.dimension ?? PURE } as const;
      tokens.push({ kind: 'number', text: number, value });
    } else if (parameter !== undefined) tokens.push({ kind: 'parameter', text: parameter });
    else if (name !== undefined) tokens.push({ kind: 'function', text: name });
    else tokens.push({ kind: 'symbol', text: symbol as string });
    if (tokens.length > MOST_TOKENS)
      throw new ExpressionError('NM2008', 'the expression is too long', 'split it into parameters');
    rest = rest.trimStart();
  }
  return tokens;
}

function unitAt(rest: string): { length: number; factor: number; dimension: Dimension } | undefined {
  const blanks = rest.length - rest.trimStart().length;
  const after = rest.slice(blanks);
  const found = allUnits.find(({ unit }) => after.startsWith(unit) && !/^[\w²³]/.test(after.slice(unit.length)));
  return found === undefined
    ? undefined
    : { length: blanks + found.unit.length, factor: found.factor, dimension: found.dimension };
}

interface Fn {
  readonly arity: readonly [least: number, most: number];
  dimension(args: readonly Dimension[]): Dimension;
  apply(args: readonly number[]): number;
}

/** All arguments must be of one dimension, which the result has (or `result`, where given). */
function alike(what: string, args: readonly Dimension[], result?: Dimension): Dimension {
  const [first = PURE, ...others] = args;
  const odd = others.find((dimension) => !sameDimension(first, dimension));
  if (odd !== undefined)
    throw new ExpressionError(
      'NM2009',
      `${what} takes like things, not ${dimensionName(first)} and ${dimensionName(odd)}`,
      'metres and seconds do not add: look for a factor that is missing',
    );
  return result ?? first;
}
function needs(what: string, wanted: Dimension, result: Dimension): (args: readonly Dimension[]) => Dimension {
  return ([given = PURE]) => {
    if (!sameDimension(given, wanted))
      throw new ExpressionError(
        'NM2009',
        `${what} takes ${dimensionName(wanted)}, not ${dimensionName(given)}`,
        'divide by a unit, as in $gap / 1 m, to have a plain number',
      );
    return result;
  };
}
const ANGLE: Dimension = [0, 0, 1, 0, 0];
const truth = (holds: boolean): number => (holds ? 1 : 0);
const binary = (name: string, apply: (a: number, b: number) => number, result?: Dimension): Fn => ({
  arity: [2, 2],
  dimension: (args) => alike(name, args, result),
  apply: ([a = 0, b = 0]) => apply(a, b),
});
const unary = (dimension: Fn['dimension'], apply: (a: number) => number): Fn => ({
  arity: [1, 1],
  dimension,
  apply: ([a = 0]) => apply(a),
});

export const functions: Readonly<Record<string, Fn>> = {
  '+': binary('+', (a, b) => a + b),
  '-': binary('-', (a, b) => a - b),
  '*': { arity: [2, 2], dimension: ([a = PURE, b = PURE]) => combine(a, b, 1), apply: ([a = 0, b = 0]) => a * b },
  '/': { arity: [2, 2], dimension: ([a = PURE, b = PURE]) => combine(a, b, -1), apply: ([a = 0, b = 0]) => a / b },
  '^': binary('^', pow, PURE),
  '<': binary('<', (a, b) => truth(a < b), PURE),
  '<=': binary('<=', (a, b) => truth(a <= b), PURE),
  '>': binary('>', (a, b) => truth(a > b), PURE),
  '>=': binary('>=', (a, b) => truth(a >= b), PURE),
  '==': binary('==', (a, b) => truth(a === b), PURE),
  '!=': binary('!=', (a, b) => truth(a !== b), PURE),
  '&&': binary('&&', (a, b) => truth(a !== 0 && b !== 0), PURE),
  '||': binary('||', (a, b) => truth(a !== 0 || b !== 0), PURE),
  negate: unary(
    ([a = PURE]) => a,
    (a) => -a,
  ),
  abs: unary(([a = PURE]) => a, Math.abs),
  floor: unary(needs('floor', PURE, PURE), Math.floor),
  ceil: unary(needs('ceil', PURE, PURE), Math.ceil),
  round: unary(needs('round', PURE, PURE), Math.round),
  sqrt: unary(([a = PURE]) => [a[0] / 2, a[1] / 2, a[2] / 2, a[3] / 2, a[4] / 2], Math.sqrt),
  sin: unary(needs('sin', ANGLE, PURE), sin),
  cos: unary(needs('cos', ANGLE, PURE), cos),
  tan: unary(needs('tan', ANGLE, PURE), tan),
  exp: unary(needs('exp', PURE, PURE), exp),
  ln: unary(needs('ln', PURE, PURE), ln),
  atan2: binary('atan2', atan2, ANGLE),
  min: { arity: [2, 8], dimension: (args) => alike('min', args), apply: (args) => Math.min(...args) },
  max: { arity: [2, 8], dimension: (args) => alike('max', args), apply: (args) => Math.max(...args) },
  clamp: {
    arity: [3, 3],
    dimension: (args) => alike('clamp', args),
    apply: ([x = 0, low = 0, high = 0]) => clamp(x, low, high),
  },
  if: {
    arity: [3, 3],
    dimension: (args) => alike('if', args.slice(1)),
    apply: ([test = 0, yes = 0, no = 0]) => (test !== 0 ? yes : no),
  },
};

/** @param parameter its dimension; throws for unknown names. @throws ExpressionError */
export function dimensionOf(expression: Expression, parameter: (name: string) => Dimension): Dimension {
  if (expression.op === 'number') return expression.dimension;
  if (expression.op === 'parameter') return parameter(expression.name);
  const fn = Object.hasOwn(functions, expression.name) ? functions[expression.name] : undefined;
  if (fn === undefined)
    throw new ExpressionError(
      'NM2008',
      `there is no function "${expression.name}"`,
      `functions: ${Object.keys(functions)
        .filter((n) => /^[a-z]/.test(n) && n !== 'negate')
        .join(', ')}`,
    );
  const [least, most] = fn.arity;
  if (expression.args.length < least || expression.args.length > most)
    throw new ExpressionError(
      'NM2008',
      `${expression.name} takes ${least === most ? least : `${least} to ${most}`} arguments`,
      `${expression.args.length} are given`,
    );
  return fn.dimension(expression.args.map((arg) => dimensionOf(arg, parameter)));
}

/** @param parameter its value, SI */
export function evaluate(expression: Expression, parameter: (name: string) => number): number {
  if (expression.op === 'number') return expression.value;
  if (expression.op === 'parameter') return parameter(expression.name);
  return (functions[expression.name] as Fn).apply(expression.args.map((arg) => evaluate(arg, parameter)));
}

export function parametersIn(expression: Expression): string[] {
  if (expression.op === 'parameter') return [expression.name];
  return expression.op === 'call' ? expression.args.flatMap(parametersIn) : [];
}

/** Element by element; axes of size 1 are repeated. */
import type { Tensor } from '../graph/graph.js';
import { binary, plus, times, unary } from '../graph/primitives.js';
import { differentiable, foldTo } from './differentiable.js';

export function add(a: Tensor, b: Tensor): Tensor {
  return differentiable(binary('Add', a, b), [a, b], (dy) => [foldTo(a.shape, dy), foldTo(b.shape, dy)]);
}

export function subtract(a: Tensor, b: Tensor): Tensor {
  return differentiable(binary('Sub', a, b), [a, b], (dy) => [foldTo(a.shape, dy), foldTo(b.shape, unary('Neg', dy))]);
}

export function multiply(a: Tensor, b: Tensor): Tensor {
  return differentiable(binary('Mul', a, b), [a, b], (dy) => [
    foldTo(a.shape, binary('Mul', dy, b)),
    foldTo(b.shape, binary('Mul', dy, a)),
  ]);
}

export function divide(a: Tensor, b: Tensor): Tensor {
  const ratio = binary('Div', a, b);
  return differentiable(ratio, [a, b], (dy) => [
    foldTo(a.shape, binary('Div', dy, b)),
    foldTo(b.shape, unary('Neg', binary('Div', binary('Mul', dy, ratio), b))),
  ]);
}

/** x times a number. */
export function scale(x: Tensor, factor: number): Tensor {
  return differentiable(times(x, factor), [x], (dy) => [times(dy, factor)]);
}

/** x plus a number. */
export function shift(x: Tensor, term: number): Tensor {
  return differentiable(plus(x, term), [x], (dy) => [dy]);
}

export function exponential(x: Tensor): Tensor {
  const y = unary('Exp', x);
  return differentiable(y, [x], (dy) => [binary('Mul', dy, y)]);
}

/** Natural logarithm. */
export function logarithm(x: Tensor): Tensor {
  return differentiable(unary('Log', x), [x], (dy) => [binary('Div', dy, x)]);
}

export function squareRoot(x: Tensor): Tensor {
  const y = unary('Sqrt', x);
  return differentiable(y, [x], (dy) => [times(binary('Div', dy, y), 0.5)]);
}

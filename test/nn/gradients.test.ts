import { describe, expect, it } from 'vitest';
import { gradients } from '#nn/autodiff';
import { Graph } from '#nn/graph/graph';
import { times } from '#nn/graph/primitives';
import { differentiable } from '#nn/ops/differentiable';
import { sum } from '#nn/ops/reduce';
import { CASES } from './cases.js';
import { worstGradientError } from './gradient-check.js';

/** Central differences at a step of 1e-5 in 64 bits: rounding 1e-11, curvature 1e-10. */
const ROUNDING = 1e-8;

describe('gradients against central differences', () => {
  it.each(Object.entries(CASES))('%s', (name, given) => {
    expect(worstGradientError(given, name)).toBeLessThan(ROUNDING);
  });

  it('would see a gradient that is off by a tenth of a per cent', () => {
    const wrong = { inputs: { x: [3] }, apply: ({ x }: Record<string, never>) => x } as const;
    const error = worstGradientError(
      {
        inputs: wrong.inputs,
        apply: ({ x }) => differentiable(times(x as never, 2), [x as never], (dy) => [times(dy, 2.002)]),
      },
      'control',
    );
    expect(error).toBeGreaterThan(ROUNDING);
  });
});

describe('what has no gradient', () => {
  it('a loss that is no scalar', () => {
    const x = new Graph().input('x', [2]);
    expect(() => gradients(x, [x])).toThrow('only a scalar');
  });
  it('a tensor that the loss does not depend on', () => {
    const graph = new Graph();
    const [x, other] = [graph.input('x', [2]), graph.input('other', [3])];
    expect(() => gradients(sum(x, [0]), [other])).toThrow("doesn't depend");
  });
});

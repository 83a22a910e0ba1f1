/** Operations against formulas written another way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#nn/engines/reference';
import { Graph } from '#nn/graph/graph';
import { broadcast, repeatedAxes, sizeOf } from '#nn/graph/shape';
import { conv2d } from '#nn/ops/conv2d';
import { spaceToDepth } from '#nn/ops/form';
import { crossEntropy } from '#nn/ops/loss';
import { groupNorm } from '#nn/ops/norm';
import { averagePool, resizeBilinear, upsampleNearest } from '#nn/ops/resample';

const numbers = (length: number) => Float32Array.from({ length }, (_, i) => ((i * 37) % 23) - 11);

describe('shapes', () => {
  it('repeat as NumPy does: size 1 or missing axes on the left', () => {
    const pair = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('both', 'a', 'b')), { maxLength: 4 });
    fc.assert(
      fc.property(pair, (axes) => {
        const whole = axes.map(([size]) => size);
        const a = axes.map(([size, who]) => (who === 'b' ? 1 : size));
        const b = axes.map(([size, who]) => (who === 'a' ? 1 : size));
        const result = broadcast(a, b);
        expect(result).toEqual(whole);
        expect(repeatedAxes(a, result).reduce((product, axis) => product * (result[axis] as number), 1)).toBe(
          sizeOf(result) / sizeOf(a),
        );
      }),
    );
  });
  it('refuse what does not fit', () => {
    expect(() => broadcast([2, 3], [4, 3])).toThrow("don't fit");
    const graph = new Graph();
    expect(() => conv2d(graph.input('x', [1, 3, 4, 4]), graph.input('w', [2, 2, 3, 3]))).toThrow('groups');
    expect(() => conv2d(graph.input('x2', [1, 2, 4, 4]), graph.input('w2', [2, 2, 2, 2]))).toThrow('even kernel');
    expect(() => graph.input('x', [1])).toThrow('already');
    expect(() => averagePool(graph.input('odd', [1, 1, 3, 4]), 2)).toThrow('whole blocks');
  });
});

describe('operations', () => {
  it('a convolution with a single 1 in the kernel moves the picture', () => {
    const graph = new Graph();
    const w = new Float32Array(9);
    w[5] = 1; // the tap to the right of the centre
    const y = conv2d(graph.input('x', [1, 1, 3, 4]), graph.constant(w, [1, 1, 3, 3]));
    const x = numbers(12);
    const found = evaluate(graph, { y }, { x }).y as Float64Array;
    expect([...found]).toEqual(
      [0, 1, 2].flatMap((row) => [1, 2, 3, 4].map((column) => (column < 4 ? x[row * 4 + column] : 0))),
    );
  });

  it('group norm gives every group mean 0 and variance 1', () => {
    const graph = new Graph();
    const one = graph.constant(new Float32Array(6).fill(1), [6]);
    const zero = graph.constant(new Float32Array(6), [6]);
    const y = groupNorm(graph.input('x', [2, 6, 2, 2]), one, zero, 3);
    const found = evaluate(graph, { y }, { x: numbers(48) }).y as Float64Array;
    for (let group = 0; group < 6; group++) {
      const part = found.slice(group * 8, group * 8 + 8);
      const mean = part.reduce((sum, value) => sum + value, 0) / 8;
      expect(mean).toBeCloseTo(0, 12);
      expect(part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8).toBeCloseTo(1, 5);
    }
  });

  it('bilinear resizing keeps planes, away from the edge, and constants everywhere', () => {
    const graph = new Graph();
    const y = resizeBilinear(graph.input('x', [1, 1, 4, 5]), 8, 15);
    const plane = (row: number, column: number): number => 3 * row - 2 * column + 1;
    const x = Float32Array.from({ length: 20 }, (_, i) => plane(Math.floor(i / 5) + 0.5, (i % 5) + 0.5));
    const found = evaluate(graph, { y }, { x }).y as Float64Array;
    for (let row = 1; row < 7; row++) {
      for (let column = 2; column < 13; column++) {
        expect(found[row * 15 + column]).toBeCloseTo(plane((row + 0.5) / 2, (column + 0.5) / 3), 5);
      }
    }
    const flat = evaluate(graph, { y }, { x: new Float32Array(20).fill(7) }).y as Float64Array;
    for (const value of flat) expect(value).toBeCloseTo(7, 5);
  });

  it('pooling undoes nearest enlarging', () => {
    const graph = new Graph();
    const y = averagePool(upsampleNearest(graph.input('x', [2, 3, 2, 3]), 4), 4);
    const x = numbers(36);
    const found = evaluate(graph, { y }, { x }).y as Float64Array;
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(x[i] as number, 6);
  });

  it('space to depth keeps every pixel, and each channel a grid of its own', () => {
    const graph = new Graph();
    const y = spaceToDepth(graph.input('x', [1, 1, 4, 4]), 2);
    const x = Float32Array.from({ length: 16 }, (_, i) => i);
    expect([...(evaluate(graph, { y }, { x }).y as Float64Array)]).toEqual([
      0, 2, 8, 10, 1, 3, 9, 11, 4, 6, 12, 14, 5, 7, 13, 15,
    ]);
  });

  it('cross-entropy of even logits is ln K, and pixels left out do not count', () => {
    const graph = new Graph();
    const loss = crossEntropy(graph.input('x', [1, 4, 1, 3]), graph.input('labels', [1, 1, 3], 'int32'), [1, 2, 3, 4]);
    const labels = [2, 255, 0];
    expect(evaluate(graph, { loss }, { x: new Float32Array(12), labels }).loss?.[0]).toBeCloseTo(Math.log(4), 12);
    const wild = new Float32Array(12);
    wild[1] = 1000; // only the pixel left out
    expect(evaluate(graph, { loss }, { x: wild, labels }).loss?.[0]).toBeCloseTo(Math.log(4), 12);
    expect(evaluate(graph, { loss }, { x: wild, labels: [255, 255, 255] }).loss?.[0]).toBeCloseTo(0, 12);
  });
});

import { describe, expect, it } from 'vitest';
import { cos, exp, normalCdf, PI, TAU } from '#core/math';
import { aeb, fourBranch, RAST, RP22, RP25, RP75, RP110 } from './problems.js';

const density = (x: number): number => exp(-0.5 * x * x) / Math.sqrt(TAU);
const beyond = (x: number): number => normalCdf(-x);

/** Simpson's rule over an even number of steps. */
function integral(f: (x: number) => number, low: number, high: number, steps = 4000): number {
  const h = (high - low) / steps;
  let sum = f(low) + f(high);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * f(low + i * h);
  return (sum * h) / 3;
}

describe('the exact probabilities of the benchmark problems, by quadrature', () => {
  it.each([6, 7] as const)('four branches, k = %i: in the axes of the branches', (k) => {
    const edge = k / 2;
    const p = 2 * integral((v) => density(v) * 2 * beyond(3 + 0.2 * v * v), 0, edge) + 2 * beyond(edge);
    expect(p / fourBranch(k).exact - 1).toBeCloseTo(0, 11);
  });

  it('parabola, corner, product', () => {
    expect(integral((v) => density(v) * beyond(2.5 + 0.2 * v * v), -9, 9) / RP22.exact - 1).toBeCloseTo(0, 9);
    // The two conditions meet at x = 2.16150: x^2 + 16 = 8 (16 x - 32).
    const corner = 64 - Math.sqrt(64 * 64 - 272);
    const between = (x: number): number => density(x) * (beyond((x * x + 16) / 8) - beyond(16 * x - 32));
    expect(integral(between, corner, 9, 20_000) / RP25.exact - 1).toBeCloseTo(0, 8);
    expect((2 * integral((x) => density(x) * beyond(3 / x), 1e-9, 9, 20_000)) / RP75.exact - 1).toBeCloseTo(0, 8);
  });

  it('two needles: beyond 4 in one direction, or beyond 5 in another', () => {
    const p = beyond(4) + beyond(5) - beyond(4) * beyond(5);
    expect(p / RP110.exact - 1).toBeCloseTo(0, 8);
  });

  it('Rastrigin: one coordinate sorted, the other integrated', () => {
    const term = (x: number): number => x * x - 5 * cos(2 * PI * x);
    const n = 40_000;
    const grid = Array.from({ length: n }, (_, i) => -8 + (16 * (i + 0.5)) / n);
    const sorted = grid.map((x) => ({ value: term(x), mass: (density(x) * 16) / n })).sort((a, b) => a.value - b.value);
    const above = new Float64Array(n + 1);
    for (let i = n - 1; i >= 0; i--) above[i] = (above[i + 1] as number) + (sorted[i]?.mass ?? 0);
    let p = 0;
    for (let i = 0, j = n; i < n; i++) {
      while (j > 0 && (sorted[j - 1]?.value ?? 0) + (sorted[i]?.value ?? 0) >= 10) j--;
      p += (sorted[i]?.mass ?? 0) * (above[j] as number);
    }
    expect(p / RAST.exact - 1).toBeCloseTo(0, 4);
  });

  it.each([18, 20, 22, 24, 26] as const)('braking, D = %i m: over speed, latency and deceleration', (distance) => {
    const h = 0.5;
    const nodes = Array.from({ length: 35 }, (_, i) => -8.5 + h * i);
    let p = 0;
    for (const x1 of nodes)
      for (const x2 of nodes)
        for (const x3 of nodes) {
          const speed = 40 / 3.6 + x1;
          const need = speed * 0.35 * exp(0.25 * x2) + (speed * speed) / (2 * 8.5 * exp(0.08 * x3));
          p += density(x1) * density(x2) * density(x3) * normalCdf((need - distance) / 1.5) * h * h * h;
        }
    expect(p / aeb(distance).exact - 1).toBeCloseTo(0, 7);
  });
});

/** Student's t distribution with whole degrees of freedom, by its finite series (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4). */
import { atan, cos, PI, sin, sqrt } from '#core/math';

/** P(|T| <= t) with n degrees of freedom. */
export function centralT(t: number, n: number): number {
  const angle = atan(t / sqrt(n));
  const square = cos(angle) * cos(angle);
  const odd = n % 2 === 1;
  let term = odd ? cos(angle) : 1;
  let sum = 0;
  for (let k = odd ? 3 : 2; k <= n; k += 2) {
    sum += term;
    term *= ((k - 1) / k) * square;
  }
  return odd ? (2 / PI) * (angle + sin(angle) * sum) : sin(angle) * sum;
}

/** The t that |T| stays below with that probability. */
export function quantileOfCentralT(probability: number, n: number): number {
  let [low, high] = [0, 1];
  while (centralT(high, n) < probability) high *= 2;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (centralT(middle, n) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

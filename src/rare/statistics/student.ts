/** Student's t, by the incomplete beta function: P(|T| > t) = I_x(nu / 2, 1 / 2) at x = nu / (nu + t^2). */
import { betaQuantile } from './beta.js';

/** The t that |T| exceeds with probability `tail`. @param freedom degrees of freedom, > 0 @param tail in (0, 1) */
export function studentQuantile(freedom: number, tail = 0.05): number {
  if (freedom > 1e5) return studentQuantile(1e5, tail);
  const x = betaQuantile(tail, freedom / 2, 0.5);
  return Math.sqrt(freedom * (1 / x - 1));
}

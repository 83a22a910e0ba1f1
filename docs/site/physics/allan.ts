/** Allan deviation, overlapping (IEEE Std 952-1997, annex C), written apart from what it judges. */

/** @param rates means over dt, one after the other @param m the averaging time is m dt */
export function allanDeviation(rates: readonly number[], dt: number, m: number): number {
  const angle = [0];
  for (const rate of rates) angle.push((angle.at(-1) as number) + rate * dt);
  const count = angle.length - 2 * m;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const second = (angle[i + 2 * m] as number) - 2 * (angle[i + m] as number) + (angle[i] as number);
    sum += second * second;
  }
  return Math.sqrt(sum / (2 * count)) / (m * dt);
}

/**
 * Finite fields: q numbers that add and multiply with a way back, for each q that is a power of a prime.
 *
 * Element n stands for the polynomial over GF(p) whose coefficients are the digits of n to base p; sums and products are taken
 * modulo a polynomial of the field's degree that has no factors, the first one in the order of these numbers.
 */

export interface Field {
  readonly order: number;
  sum(a: number, b: number): number;
  product(a: number, b: number): number;
}

/** The field of the least order that is `least` (2 or more) or above. */
export function fieldFrom(least: number): Field {
  for (let order = Math.max(2, least); ; order++) {
    const prime = leastFactor(order);
    let degree = 0;
    let rest = order;
    for (; rest % prime === 0; rest /= prime) degree++;
    if (rest === 1) return fieldOf(prime, degree);
  }
}

function fieldOf(prime: number, degree: number): Field {
  const order = powerOf(prime, degree);
  const modulus = irreducible(prime, degree);
  const digits = (n: number): number[] => digitsOf(n, prime);
  return {
    order,
    sum: (a, b) => numberOf(added(digits(a), digits(b), prime), prime),
    product: (a, b) => numberOf(remainder(multiplied(digits(a), digits(b), prime), modulus, prime), prime),
  };
}

/** The first polynomial of that degree with leading coefficient 1 that none of lower degree divides. */
function irreducible(prime: number, degree: number): readonly number[] {
  const order = powerOf(prime, degree);
  for (let n = order; ; n++) {
    const polynomial = digitsOf(n, prime);
    let divisor = prime;
    while (divisor < order && remainder(polynomial, monic(digitsOf(divisor, prime), prime), prime).some((digit) => digit > 0))
      divisor++;
    if (divisor >= order) return polynomial;
  }
}

/** The polynomial times the number that makes its leading coefficient 1. */
function monic(polynomial: readonly number[], prime: number): readonly number[] {
  const leading = polynomial[polynomial.length - 1] as number;
  let inverse = 1;
  while ((leading * inverse) % prime !== 1) inverse++;
  return polynomial.map((digit) => (digit * inverse) % prime);
}

function added(a: readonly number[], b: readonly number[], prime: number): readonly number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => ((a[i] ?? 0) + (b[i] ?? 0)) % prime);
}

function multiplied(a: readonly number[], b: readonly number[], prime: number): number[] {
  const result = Array.from({ length: a.length + b.length }, () => 0);
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries()) result[i + j] = ((result[i + j] as number) + x * y) % prime;
  return result;
}

/** What is left of the polynomial after division by one whose leading coefficient is 1. */
function remainder(polynomial: readonly number[], divisor: readonly number[], prime: number): readonly number[] {
  const rest = [...polynomial];
  for (let top = rest.length - 1; top >= divisor.length - 1; top--) {
    const factor = rest[top] as number;
    for (const [i, digit] of divisor.entries()) {
      const at = top - divisor.length + 1 + i;
      rest[at] = ((rest[at] as number) + (prime - factor) * digit) % prime;
    }
  }
  return rest.slice(0, divisor.length - 1);
}

/** The digits to that base, the ones first, without leading zeros. */
function digitsOf(n: number, base: number): number[] {
  const digits: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / base)) digits.push(rest % base);
  return digits;
}

function numberOf(digits: readonly number[], base: number): number {
  return digits.reduceRight((sum, digit) => sum * base + digit, 0);
}

function powerOf(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

function leastFactor(n: number): number {
  let factor = 2;
  while (n % factor !== 0) factor++;
  return factor;
}

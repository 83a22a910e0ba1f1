/** Quantities for people and for comparison. */
import { type Dimension, quantities, sameDimension } from '#scenario/units';

/** `13.888889 m/s`: in SI units, to nine digits. */
export function quantityText({ si, dimension }: { readonly si: number; readonly dimension: Dimension }): string {
  const number = String(Number(si.toPrecision(9)));
  const kind = Object.values(quantities).find((each) => sameDimension(each.dimension, dimension));
  const unit = Object.entries(kind?.units ?? {}).find(([name, factor]) => factor === 1 && name !== '')?.[0];
  if (unit !== undefined) return `${number} ${unit}`;
  const powers = ['m', 's', 'rad', 'lx', 'K'].flatMap((base, i) => (dimension[i] === 0 ? [] : [`${base}^${dimension[i]}`]));
  return [number, ...powers].join(' ');
}

/** Rounding of units leaves the last few of sixteen digits open. */
export function sameNumber(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

/** Units and dimensions. A quantity is held in SI: m, s, rad, lx, K, and their products. */

/** Exponents of metre, second, radian, lux, kelvin, and of the kilogram where there is one. */
export type Dimension = readonly [m: number, s: number, rad: number, lx: number, K: number, kg?: number];

export const PURE: Dimension = [0, 0, 0, 0, 0];

/** What may stand in a place: its dimension and the units an author may write. */
export interface Quantity {
  readonly name: string;
  readonly dimension: Dimension;
  /** Unit -> SI units in one of it. The empty unit is a bare number. */
  readonly units: Readonly<Record<string, number>>;
  readonly example: string;
}

const DEGREE = Math.PI / 180;
const quantity = (name: string, dimension: Dimension, units: Record<string, number>, example: string): Quantity => ({
  name,
  dimension,
  units,
  example,
});

export const quantities = {
  length: quantity('length', [1, 0, 0, 0, 0], { m: 1, cm: 0.01, mm: 0.001, km: 1000, ft: 0.3048 }, '10 m'),
  speed: quantity('speed', [1, -1, 0, 0, 0], { 'km/h': 1 / 3.6, 'm/s': 1, mph: 0.44704, kt: 1852 / 3600 }, '50 km/h'),
  acceleration: quantity('acceleration', [1, -2, 0, 0, 0], { 'm/s^2': 1, 'm/s²': 1, g: 9.80665 }, '7.5 m/s^2'),
  jerk: quantity('jerk', [1, -3, 0, 0, 0], { 'm/s^3': 1, 'm/s³': 1 }, '30 m/s^3'),
  time: quantity('time', [0, 1, 0, 0, 0], { s: 1, ms: 0.001, min: 60 }, '1.5 s'),
  angle: quantity('angle', [0, 0, 1, 0, 0], { deg: DEGREE, '°': DEGREE, rad: 1 }, '30 deg'),
  turnRate: quantity('turn rate', [0, -1, 1, 0, 0], { 'deg/s': DEGREE, 'rad/s': 1 }, '90 deg/s'),
  frequency: quantity('frequency', [0, -1, 0, 0, 0], { Hz: 1 }, '10 Hz'),
  illuminance: quantity('illuminance', [0, 0, 0, 1, 0], { lx: 1, klx: 1000 }, '0.1 lx'),
  precipitation: quantity('precipitation rate', [1, -1, 0, 0, 0], { 'mm/h': 0.001 / 3600 }, '20 mm/h'),
  temperature: quantity('temperature', [0, 0, 0, 0, 1], { K: 1 }, '5600 K'),
  curvature: quantity('curvature', [-1, 0, 0, 0, 0], { '1/m': 1 }, '0.002 1/m'),
  energy: quantity('energy', [2, -2, 0, 0, 0, 1], { Wh: 3600, kJ: 1000, J: 1 }, '60 Wh'),
  ratio: quantity('share', PURE, { '%': 0.01, '': 1 }, '50 %'),
  number: quantity('number', PURE, { '': 1 }, '3'),
} as const;
export type QuantityName = keyof typeof quantities;

/** Every unit, longest first, with its dimension: for expressions. `g` is the acceleration. */
export const allUnits: readonly { readonly unit: string; readonly factor: number; readonly dimension: Dimension }[] =
  Object.values(quantities)
    .flatMap(({ units, dimension }) => Object.entries(units).map(([unit, factor]) => ({ unit, factor, dimension })))
    .filter(({ unit }, i, all) => unit !== '' && all.findIndex((other) => other.unit === unit) === i)
    .sort((a, b) => b.unit.length - a.unit.length || (a.unit < b.unit ? -1 : 1));

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return [0, 1, 2, 3, 4, 5].every((i) => (a[i] ?? 0) === (b[i] ?? 0));
}
export function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const kg = (a[5] ?? 0) + sign * (b[5] ?? 0);
  const rest = [a[0] + sign * b[0], a[1] + sign * b[1], a[2] + sign * b[2], a[3] + sign * b[3], a[4] + sign * b[4]] as const;
  return kg === 0 ? rest : [...rest, kg];
}
/** `m/s` for people. */
export function dimensionName(dimension: Dimension): string {
  const known = Object.values(quantities).find((q) => sameDimension(q.dimension, dimension));
  if (known !== undefined) return known.name === 'share' ? 'a plain number' : `a ${known.name}`;
  const names = ['m', 's', 'rad', 'lx', 'K', 'kg'];
  return dimension
    .map((e, i) => (e === 0 ? '' : `${names[i]}^${e}`))
    .filter(Boolean)
    .join(' ');
}

export const NUMBER_PATTERN = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
const NUMBER = new RegExp(`^${NUMBER_PATTERN}`);

export type Literal = { readonly value: number; readonly unit: string } | undefined;

/** Splits `50 km/h` into its number and unit; undefined when it does not start with a number. */
export function readLiteral(text: string): Literal {
  const match = NUMBER.exec(text);
  return match === null ? undefined : { value: Number(match[0]), unit: text.slice(match[0].length).trim() };
}

/** Whether more than a unit stands behind a literal's number: `m + 3 m`, `* 2`. */
export function goesOn(unit: string): boolean {
  const known = allUnits.find((each) => unit.startsWith(each.unit))?.unit ?? '';
  return OPERATOR.test(unit.slice(known.length));
}
const OPERATOR = /^\s*[-+*/^(]/;

export function escaped(text: string): string {
  return text.replace(/[/^.*+?()[\]{}|\\]/g, '\\$&');
}

/**
 * A regular expression (as text) for strings that are computed: with a parameter in them, or a number that goes on.
 * (The groups with their repetitions keep a number and a unit whole: `km/h` is not `km` and a division.)
 */
export const EXPRESSION_PATTERN = ((): string => {
  const units = allUnits.map(({ unit }) => escaped(unit)).join('|');
  return `\\$[A-Za-z_]|^\\s*(?=(${NUMBER_PATTERN}\\s*))\\1(?:(?=(${units}))\\2|(?!${units}))\\s*[-+*/^(]`;
})();

/** A regular expression (as text) for literals of this quantity. */
export function literalPattern({ units }: Quantity): string {
  const names = Object.keys(units)
    .filter((unit) => unit !== '')
    .map(escaped);
  const bare = '' in units ? '?' : '';
  return `^\\s*${NUMBER_PATTERN}\\s*(?:${names.join('|')})${bare}\\s*$`;
}

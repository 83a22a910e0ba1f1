/** Regular expressions (as text) for decimal numbers beyond a bound, so that a schema can refuse `140 %`. */

/** A digit with what may follow in an unsigned decimal without exponent. */
const REST = '(?:\\.\\d*)?';

interface Decimal {
  /** Without leading zeros: empty below one. */
  readonly whole: string;
  /** Without trailing zeros. */
  readonly fraction: string;
}

/** To twelve digits. */
function decimalOf(bound: number): Decimal {
  const rounded = Number(bound.toPrecision(12));
  const text = String(rounded).includes('e') ? rounded.toFixed(12) : String(rounded);
  const [whole = '', fraction = ''] = text.split('.');
  return { whole: whole.replace(/^0+/, ''), fraction: fraction.replace(/0+$/, '') };
}

/** Unsigned decimals greater than `bound`. @param bound 0 or more */
export function greaterThan(bound: number): string {
  const { whole, fraction } = decimalOf(bound);
  const higher = [...whole].flatMap((digit, i) =>
    digit === '9' ? [] : [`${whole.slice(0, i)}[${Number(digit) + 1}-9]\\d{${whole.length - i - 1}}${REST}`],
  );
  const finer = [...fraction].flatMap((digit, i) =>
    digit === '9' ? [] : [`${whole}\\.${fraction.slice(0, i)}[${Number(digit) + 1}-9]\\d*`],
  );
  return `0*(?:${[`[1-9]\\d{${whole.length},}${REST}`, ...higher, ...finer, `${whole}\\.${fraction}\\d*[1-9]\\d*`].join('|')})`;
}

/** Unsigned decimals less than `bound`. @param bound above 0 */
export function lessThan(bound: number): string {
  const { whole, fraction } = decimalOf(bound);
  const shorter = whole === '' ? [] : [`\\d{0,${whole.length - 1}}${REST}`];
  const lower = [...whole].flatMap((digit, i) =>
    digit === '0' ? [] : [`${whole.slice(0, i)}[0-${Number(digit) - 1}]\\d{${whole.length - i - 1}}${REST}`],
  );
  const coarser = [...fraction].flatMap((digit, i) => {
    const before = `${whole}\\.${fraction.slice(0, i)}`;
    return [`${before}0*`, ...(digit === '0' ? [] : [`${before}[0-${Number(digit) - 1}]\\d*`])];
  });
  return `0*(?:${[...shorter, ...lower, ...(fraction === '' ? [] : [whole]), ...coarser].join('|')})`;
}

const POSITIVE = greaterThan(0);
const ANY = '(?:\\d+\\.?\\d*|\\.\\d+)';

/** Signed decimals below `least` or above `most`; undefined where there are none. */
export function beyond(least: number, most: number): string | undefined {
  const low = Number.isFinite(least)
    ? least < 0
      ? [`-${greaterThan(-least)}`]
      : least === 0
        ? [`-${POSITIVE}`]
        : [`-${ANY}`, `\\+?${lessThan(least)}`]
    : [];
  const high = Number.isFinite(most) ? (most >= 0 ? [`\\+?${greaterThan(most)}`] : [`\\+?${ANY}`, `-${lessThan(-most)}`]) : [];
  return low.length + high.length === 0 ? undefined : `(?:${[...low, ...high].join('|')})`;
}

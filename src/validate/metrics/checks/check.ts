/** A check value: what a source or an independent computation says, and what the metrics say. */

export interface MetricCheck {
  /** Unique, the file first: `rss.same-50-50`. */
  readonly id: string;
  /** Of science.md. */
  readonly section: string;
  /** With its unit. */
  readonly what: string;
  readonly wanted: number;
  /** Computed anew at each call. */
  measured(): number;
  /** Greatest difference, in the unit of the value: half of the last digit printed, and never more than a thousandth of max(1, wanted). */
  readonly tolerance: number;
}

/** `printed` is the wanted figure with all its digits, zeros at the end included. */
export function check(id: string, section: string, what: string, printed: string, measured: () => number): MetricCheck {
  const wanted = Number(printed);
  // Slack for figures that lie half-way between two printed ones.
  const halfDigit = lastDigit(printed) * 0.500001;
  return { id, section, what, wanted, measured, tolerance: Math.min(halfDigit, 1e-3 * Math.max(1, Math.abs(wanted))) };
}

export function isCheckMet({ wanted, tolerance, measured }: MetricCheck): boolean {
  return Math.abs(measured() - wanted) <= tolerance;
}

function lastDigit(printed: string): number {
  const decimals = printed.split('.')[1]?.length ?? 0;
  return Number(`1e-${decimals}`);
}

const KMH = 3.6;

/** km/h to m/s. */
export function fromKmh(speed: number): number {
  return speed / KMH;
}

/** m/s to km/h. */
export function toKmh(speed: number): number {
  return speed * KMH;
}

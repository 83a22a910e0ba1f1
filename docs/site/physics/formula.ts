/** A formula that nearmiss uses, with values to check it by: what a source or a closed form says, and what the code computes. */

export interface CheckValue {
  /** With its unit: "extinction at MOR 100 m, 1/m". */
  readonly what: string;
  readonly wanted: number;
  /** Computed by nearmiss's own code. */
  readonly found: number;
  /** Greatest difference, in the unit of the value, or a share of the wanted one where it ends in %. */
  readonly within: number | `${number} %`;
}

export interface Formula {
  readonly title: string;
  /** In Markdown: the formula and where it acts. */
  readonly text: string;
  /** Where the formula is from. */
  readonly source: string;
  /** Where the wanted values are from. */
  readonly wantedFrom: string;
  /** Files of the repository that compute it. */
  readonly files: readonly string[];
  readonly values: readonly CheckValue[];
}

export function check(what: string, wanted: number, found: number, within: CheckValue['within']): CheckValue {
  return { what, wanted, found, within };
}

export function isMet({ wanted, found, within }: CheckValue): boolean {
  const most = typeof within === 'number' ? within : (Number.parseFloat(within) / 100) * Math.abs(wanted);
  return Math.abs(found - wanted) <= most;
}

/** What `verify` found. */

export interface Finding {
  readonly path: string;
  /**
   * `missing`, `harmed`: the file isn't there or isn't as the manifest says; `unlisted`: the manifest doesn't know it;
   * `differs`: made again, it came out otherwise; `tied`: likewise, but outside the guarantee.
   */
  readonly what: 'missing' | 'harmed' | 'unlisted' | 'differs' | 'tied';
}

export interface VerifyReport {
  readonly samples: number;
  /** Samples made again. */
  readonly remade: readonly string[];
  /** Files compared with the manifest. */
  readonly files: number;
  /** Files made again with the same bytes. */
  readonly same: number;
  /** Sorted by path. */
  readonly findings: readonly Finding[];
  /** What the guarantee leaves out here, and why. */
  readonly outside: readonly string[];
  /** Nothing found but `tied`. */
  readonly passed: boolean;
}

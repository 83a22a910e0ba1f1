/** A family of hazards that `nearmiss new` can begin a scenario of. */
export interface Family {
  /** As on the command line. */
  readonly name: string;
  readonly about: string;
  /** The file without its first line: instructive, and right as it is. */
  readonly text: string;
}

/** Packs: scenarios compiled from tables of a protocol's numbers. Data and text alone; the toolkit reads them as it reads files. */
import type { SourceId } from './sources.js';

/** A scenario as a person would write it. */
export interface PackScenario {
  /** Of its file, without `.yaml`; no other scenario of the pack has it. */
  readonly name: string;
  /** Where its result stands in a table: rows and columns keep the order in which they first come. */
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

/** The protocol's numbers as a page shows them. */
export interface PackTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Pack {
  readonly name: string;
  readonly title: string;
  /** What it asks for, in a sentence or two. */
  readonly about: string;
  readonly sources: readonly SourceId[];
  readonly tables: readonly PackTable[];
  readonly scenarios: readonly PackScenario[];
}

/** Heads and rows of tables, with the headers that screen readers announce. */
import { type Markup, type MarkupValue, markup } from '../markup.js';

/** What stands in a cell, and its class: `number` goes to the right. */
export type Cell = readonly [value: MarkupValue, kind?: string];

/** The titles of the columns. */
export function headOf(columns: readonly Cell[]): Markup {
  return markup`<thead><tr>${columns.map(([title, kind]) => markup`<th scope="col"${classOf(kind)}>${title}</th>`)}</tr></thead>`;
}

export interface RowAbout {
  /** What links point at. */
  readonly id?: string;
  readonly outcome?: string;
}

/** A row and what it is about. */
export function rowOf(heading: MarkupValue, cells: readonly Cell[], about: RowAbout = {}): Markup {
  const { id, outcome } = about;
  const place = id === undefined ? undefined : markup` id="${id}"`;
  const told = markup`${outcome === undefined ? undefined : markup` data-outcome="${outcome}"`}${place}`;
  const written = cells.map(([value, kind]) => markup`<td${classOf(kind)}>${value}</td>`);
  return markup`<tr${told}><th scope="row">${heading}</th>${written}</tr>\n`;
}

function classOf(kind: string | undefined): Markup | undefined {
  return kind === undefined ? undefined : markup` class="${kind}"`;
}

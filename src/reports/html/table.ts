/** Heads and rows of tables, with the headers that screen readers announce. */
import { type Markup, type MarkupValue, markup } from '../markup.js';

/** What stands in a cell, and its class: `number` goes to the right. */
export type Cell = readonly [value: MarkupValue, kind?: string];

/** The titles of the columns. */
export function headOf(columns: readonly Cell[]): Markup {
  return markup`<thead><tr>${columns.map(([title, kind]) => markup`<th scope="col"${classOf(kind)}>${title}</th>`)}</tr></thead>`;
}

/** A row and what it is about. */
export function rowOf(heading: MarkupValue, cells: readonly Cell[], outcome?: string): Markup {
  const told = outcome === undefined ? undefined : markup` data-outcome="${outcome}"`;
  const written = cells.map(([value, kind]) => markup`<td${classOf(kind)}>${value}</td>`);
  return markup`<tr${told}><th scope="row">${heading}</th>${written}</tr>\n`;
}

function classOf(kind: string | undefined): Markup | undefined {
  return kind === undefined ? undefined : markup` class="${kind}"`;
}

/** What can be found: every heading with the text under it, of every page. */
import type { Chapter } from './page.js';

/** @returns a script that sets the entries: pages from the disk can't fetch, but they can load scripts */
export function searchScript(chapters: readonly Chapter[]): string {
  const entries = chapters.flatMap(({ pages }) =>
    pages.flatMap((page) =>
      page.passages.map(({ heading, text }) => ({
        title: heading.text,
        page: page.title,
        href: heading.level === 1 ? page.path : `${page.path}#${heading.anchor}`,
        text: text.slice(0, 400),
      })),
    ),
  );
  return `globalThis.nearmissSearchEntries = ${JSON.stringify(entries.map((entry, id) => ({ id, ...entry })))};\n`;
}

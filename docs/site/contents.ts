/** Which Markdown files of the repository become pages, in which order, and where they lie in the site. */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** A page before its links are resolved: Markdown with its place in the repository, or a body that was made from code. */
export interface Source {
  /** In the site: `formats/coco.html`. */
  readonly path: string;
  /** In the repository, if it is a file there: links in it are relative to this. */
  readonly file?: string;
  readonly markdown: string;
}

export interface Section {
  readonly name: string;
  readonly pages: readonly Source[];
}

/** Markdown files by section; a folder stands for its files, its README first. What is in `docs/` and named nowhere is a guide. */
const SECTIONS: readonly (readonly [name: string, ...entries: string[]])[] = [
  ['Start', 'docs/tutorial.md', 'docs/language.md', 'docs/comparison.md'],
  ['Guides'],
  ['Formats', 'docs/formats/'],
  ['Sensors', 'docs/sensors/'],
  ['Reference', 'docs/reference/'],
  ['Inside', 'docs/extending.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
];

/** Where a Markdown file of the repository lies in the site. */
export function pathOf(file: string): string {
  const inDocs = file.startsWith('docs/') ? file.slice('docs/'.length) : file.toLowerCase();
  return inDocs.replace(/README\.md$/i, 'index.md').replace(/\.md$/, '.html');
}

/** @param root of the repository */
export async function markdownSections(root: string): Promise<Section[]> {
  const guides = (await markdownIn(root, 'docs/')).filter((file) => !SECTIONS.some((entries) => entries.includes(file)));
  const filesOf = async (entries: readonly string[]): Promise<string[]> =>
    (await Promise.all(entries.map((entry) => (entry.endsWith('/') ? markdownIn(root, entry) : [entry])))).flat();
  return Promise.all(
    SECTIONS.map(async ([name, ...entries]) => {
      const files = name === 'Guides' ? guides : await filesOf(entries);
      return { name, pages: await Promise.all(files.map((file) => sourceOf(root, file))) };
    }),
  );
}

async function sourceOf(root: string, file: string): Promise<Source> {
  return { path: pathOf(file), file, markdown: await readFile(join(root, file), 'utf8') };
}

async function markdownIn(root: string, folder: string): Promise<string[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.md'));
  const first = (name: string): number => (name === 'README.md' ? 0 : 1);
  return names.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1)).map((name) => posix.join(folder, name));
}

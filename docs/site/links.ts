/** Links of the repository's Markdown as links of the site: to pages, to copies of files, to the world outside. */
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathOf } from './contents.js';

export interface Links {
  /** @param from page in the site @param file in the repository, which the target is relative to */
  resolve(from: string, file: string, target: string): string;
  /** Files of the repository that pages link to: they are copied to `files/`. */
  readonly files: ReadonlySet<string>;
  /** What leads nowhere, a sentence each. */
  readonly broken: readonly string[];
}

/** Pages that stand for a file or folder of the repository which isn't one itself. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  'README.md': 'index.html',
  scenarios: 'gallery/index.html',
  'docs/reference/scenario.schema.json': 'files/docs/reference/scenario.schema.json',
};

/** @param pages paths in the site */
export function createLinks(root: string, pages: ReadonlySet<string>): Links {
  const files = new Set<string>();
  const broken: string[] = [];
  const pageOf = (path: string): string | undefined => {
    const named = STANDS_FOR[path] ?? (path.startsWith('scenarios/') ? galleryPage(path) : pathOf(path));
    const folder = posix.join(pathOf(path), 'index.html');
    return [named, folder].find((each) => pages.has(each));
  };
  return {
    files,
    broken,
    resolve(from, file, target) {
      if (/^(https?:|mailto:)/.test(target) || target.startsWith('#')) return target;
      const [bare = '', anchor] = target.split('#');
      const path = posix.normalize(posix.join(posix.dirname(file), decodeURI(bare))).replace(/\/$/, '');
      const page = pageOf(path);
      if (page !== undefined) return relative(from, page) + (anchor === undefined ? '' : `#${anchor}`);
      const known = !path.startsWith('..') && existsSync(join(root, path)) && statSync(join(root, path)).isFile();
      if (!known) {
        broken.push(`${file}: ${target} leads nowhere`);
        return target;
      }
      files.add(path);
      return relative(from, posix.join('files', path));
    },
  };
}

function galleryPage(path: string): string {
  return path.replace(/^scenarios\//, 'gallery/').replace(/\.yaml$/, '.html');
}

/** From page to page, so that the site works in any folder and from the disk. */
export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}

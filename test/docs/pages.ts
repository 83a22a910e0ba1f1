/** Every Markdown file that people read, with its blocks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdownSections } from '../../docs/site/contents.js';
import { HOME_BLOCKS } from '../../docs/site/home.js';
import { type Fence, fencesOf } from '../../docs/site/markdown/fences.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Written {
  readonly file: string;
  readonly fences: readonly Fence[];
}

/** Pages of the site that are files, and the README. Generated ones have no blocks to run. */
export async function writtenPages(): Promise<Written[]> {
  const sections = await markdownSections(ROOT);
  const files = sections.flatMap(({ pages }) => pages.map(({ file }) => file as string));
  const home = { file: 'the first page', fences: fencesOf(HOME_BLOCKS) };
  const written = ['README.md', ...files]
    .filter((file) => !file.startsWith('docs/reference/'))
    .map((file) => ({ file, fences: fencesOf(readFileSync(join(ROOT, file), 'utf8')) }));
  return [home, ...written];
}

/** @param replacements `3 -> 1; A -> B` @throws Error where one isn't there */
export function smaller(code: string, replacements: string | undefined): string {
  let text = code;
  for (const each of replacements?.split(';') ?? []) {
    const [from = '', to = ''] = each.split('->').map((side) => side.trim());
    if (from === '' || !text.includes(from))
      throw new Error(`"${from}" is not in the block, and should be replaced by "${to}"`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Whether `commands.slow.test.ts` runs a block. */
export function isRun({ language, says }: Fence): boolean {
  return language === 'sh' && !says.has('skip') && !says.has('as');
}

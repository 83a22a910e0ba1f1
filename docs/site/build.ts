/** The documentation site: every page, what pages link to, style, script and search index, as files below one folder. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { markdownSections, type Source } from './contents.js';
import { galleryChapter } from './gallery/pages.js';
import type { PictureSource } from './gallery/pictures.js';
import { homePage } from './home.js';
import { languageChapter } from './language/pages.js';
import { createLinks, type Links } from './links.js';
import { renderMarkdown } from './markdown/render.js';
import type { Chapter, Page } from './page.js';
import { searchScript } from './search.js';
import { wholePage } from './shell/template.js';

/** In this order: later ones win. */
const STYLES = ['colours', 'base', 'bar', 'layout', 'code', 'language', 'gallery', 'home', 'search', 'narrow'];

export interface SiteOptions {
  /** Of the repository. */
  readonly root: string;
  /** Replaced if it is there. */
  readonly out: string;
  readonly pictures: PictureSource;
}
export interface Site {
  readonly pages: readonly string[];
  /** Links of the Markdown that lead nowhere, a sentence each. The site is written all the same. */
  readonly broken: readonly string[];
}

export async function buildSite({ root, out, pictures }: SiteOptions): Promise<Site> {
  await rm(out, { recursive: true, force: true });
  const sections = await markdownSections(root);
  const { chapter: language, files } = await languageChapter(root);
  const gallery = await galleryChapter(root, out, pictures);
  const made = [language, gallery].flatMap(({ pages }) => pages.map(({ path }) => path));
  const links = createLinks(
    root,
    new Set(['index.html', ...made, ...sections.flatMap(({ pages }) => pages.map(({ path }) => path))]),
  );
  const written = sections.map(({ name, pages }) => ({ name, pages: pages.map((source) => pageOf(source, links)) }));
  const chapters = inOrder(written, gallery, language);
  const home = homePage(chapters);
  links.resolve('index.html', 'README.md', 'docs/pictures/overview.jpg');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const pages = [home, ...chapters.flatMap((chapter) => chapter.pages)];
  for (const page of pages) await put(join(out, page.path), wholePage(page, chapters, version));
  for (const file of new Set([...links.files, ...files])) await copy(join(root, file), join(out, 'files', file));
  await assets(root, out);
  await put(join(out, 'assets/search-index.js'), searchScript(chapters));
  return { pages: pages.map(({ path }) => path), broken: links.broken };
}

function pageOf({ path, file = path, markdown }: Source, links: Links): Page {
  const rendered = renderMarkdown(markdown, (target) => links.resolve(path, file, target));
  return { path, name: shorter(rendered.title), ...rendered };
}

/** A long title has its explanation after a colon or comma. */
function shorter(title: string): string {
  return title.length <= 28 ? title : (title.split(/[:,] /)[0] as string);
}

/** The gallery follows the guides, the language's keys open the reference. */
function inOrder(written: readonly Chapter[], gallery: Chapter, language: Chapter): Chapter[] {
  const at = written.findIndex(({ name }) => name === 'Guides');
  return [...written.slice(0, at), gallery, language, ...written.slice(at)];
}

async function assets(root: string, out: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['docs/site/client/main.ts'],
    outfile: join(out, 'assets/site.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    logLevel: 'warning',
  });
  await copy(join(root, 'docs/site/shell/icon.svg'), join(out, 'assets/icon.svg'));
  const styles = await Promise.all(STYLES.map((name) => readFile(join(root, `docs/site/shell/styles/${name}.css`), 'utf8')));
  await put(join(out, 'assets/site.css'), styles.join('\n'));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}
async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

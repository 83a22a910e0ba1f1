/** What surrounds each page: head, navigation, contents of the page, way on and back. */
import { relative } from '../links.js';
import { escapeHtml } from '../markdown/highlight.js';
import type { Heading } from '../markdown/render.js';
import type { Chapter, Page } from '../page.js';

/** @param version of nearmiss */
export function wholePage(page: Page, chapters: readonly Chapter[], version: string): string {
  const to = (path: string): string => relative(page.path, path);
  const title = page.path === 'index.html' ? 'nearmiss' : `${escapeHtml(page.title)} · nearmiss`;
  return `<!doctype html>
<html lang="en" data-root="${to('index.html').replace(/index\.html$/, '')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${escapeHtml(summary(page))}">
<link rel="icon" href="${to('assets/icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('assets/site.css')}">
<script src="${to('assets/site.js')}" defer></script>
</head>
<body class="${page.path === 'index.html' ? 'home' : 'inner'}">
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<button class="menu" type="button" aria-expanded="false" aria-controls="navigation"><span aria-hidden="true">☰</span><span class="hidden">Pages</span></button>
<a class="brand" href="${to('index.html')}"><img src="${to('assets/icon.svg')}" alt="" width="24" height="24">nearmiss</a>
<span class="version">${escapeHtml(version)}</span>
<button class="seek" type="button"><span>Search</span><kbd aria-hidden="true">/</kbd></button>
<button class="theme" type="button" aria-label="Dark or light"><span aria-hidden="true">◐</span></button>
</header>
<div class="columns">
<nav id="navigation" class="pages" aria-label="Pages">
${chapters.map((chapter) => chapterList(chapter, page, to)).join('\n')}
</nav>
<main id="content" tabindex="-1">
<article>
${page.html}
</article>
${wayOn(page, chapters, to)}
</main>
${contentsOf(page.headings)}
</div>
<dialog class="search" aria-label="Search">
<input type="search" role="combobox" aria-label="Search headings, keys and commands" placeholder="Search headings, keys, commands" aria-expanded="false" aria-controls="found" aria-autocomplete="list" autocomplete="off" spellcheck="false">
<ul id="found" role="listbox" aria-label="Found"></ul>
<p class="none" role="status"></p>
</dialog>
</body>
</html>
`;
}

function chapterList({ name, pages }: Chapter, here: Page, to: (path: string) => string): string {
  const open = pages.some(({ path }) => path === here.path) || pages.length < 6 || name === 'Guides';
  const items = pages.map(
    (page) =>
      `<li><a href="${to(page.path)}"${page.path === here.path ? ' aria-current="page"' : ''}>${escapeHtml(page.name)}</a></li>`,
  );
  return `<details${open ? ' open' : ''}><summary>${escapeHtml(name)}</summary><ul>${items.join('')}</ul></details>`;
}

function contentsOf(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return '<div class="contents"></div>';
  const items = shown.map(
    ({ level, text, anchor }) => `<li class="h${level}"><a href="#${anchor}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ul>${items.join('')}</ul></nav>`;
}

function wayOn(page: Page, chapters: readonly Chapter[], to: (path: string) => string): string {
  const all = chapters.flatMap(({ pages }) => pages);
  const here = all.findIndex(({ path }) => path === page.path);
  const link = (other: Page | undefined, rel: 'prev' | 'next', word: string): string =>
    other === undefined
      ? '<span></span>'
      : `<a rel="${rel}" href="${to(other.path)}"><small>${word}</small>${escapeHtml(other.name)}</a>`;
  if (here < 0) return '';
  return `<nav class="onward" aria-label="Before and after">${link(all[here - 1], 'prev', 'Before')}${link(all[here + 1], 'next', 'Next')}</nav>`;
}

function summary({ title, passages }: Page): string {
  const text = passages.find((passage) => passage.text.length > 40)?.text ?? title;
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

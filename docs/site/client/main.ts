/** What moves on the pages: the menu of narrow screens, dark or light, the search. Pages can be read without it. */
import { startSearch } from './search.js';

const body = document.body;
const menu = document.querySelector<HTMLButtonElement>('.menu');
menu?.addEventListener('click', () => {
  const open = body.classList.toggle('menu-open');
  menu.setAttribute('aria-expanded', String(open));
  if (open) document.querySelector<HTMLElement>('.pages [aria-current], .pages a')?.focus();
});
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !body.classList.contains('menu-open')) return;
  body.classList.remove('menu-open');
  menu?.setAttribute('aria-expanded', 'false');
  menu?.focus();
});
document.querySelector('.pages [aria-current]')?.scrollIntoView({ block: 'center' });
scrollTo({ top: location.hash === '' ? 0 : scrollY });

const THEME = 'nearmiss-theme';
const root = document.documentElement;
const remembered = recall();
if (remembered !== null) root.dataset.theme = remembered;
document.querySelector('.theme')?.addEventListener('click', () => {
  const dark =
    root.dataset.theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : root.dataset.theme === 'dark';
  root.dataset.theme = dark ? 'light' : 'dark';
  remember(root.dataset.theme);
});

/** A page from the disk may have no storage. */
function recall(): string | null {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null;
  }
}
function remember(theme: string): void {
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // Then it holds for this page alone.
  }
}

const dialog = document.querySelector<HTMLDialogElement>('dialog.search');
if (dialog !== null) startSearch(dialog, root.dataset.root ?? '');
followReading();
for (const figure of document.querySelectorAll<HTMLElement>('figure.code')) offerCopy(figure);

/** Marks in the contents which section is being read. */
function followReading(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [link.hash.slice(1), link]),
  );
  const headings = [...document.querySelectorAll<HTMLElement>('article :is(h2, h3)[id]')];
  const mark = (): void => {
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < 120);
    for (const [id, link] of links) link.classList.toggle('read', id === read?.id);
  };
  if (links.size === 0) return;
  addEventListener('scroll', mark, { passive: true });
  mark();
}

/** A button that copies a block, where the browser lets pages do so. */
function offerCopy(figure: HTMLElement): void {
  if (navigator.clipboard === undefined) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(figure.querySelector('code')?.textContent ?? '');
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  figure.append(button);
}

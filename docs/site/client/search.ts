/** The search: an index that lies beside the pages as a script, since pages opened from the disk may not fetch. */
import MiniSearch from 'minisearch';

/** A heading, key or command: what `docs/site/search.ts` writes. */
export interface Entry {
  readonly id: number;
  readonly title: string;
  readonly page: string;
  readonly href: string;
  readonly text: string;
}
declare global {
  /** Set by `assets/search-index.js`. */
  var nearmissSearchEntries: readonly Entry[] | undefined;
}
const MOST = 12;

/** @param root relative path of the site's top folder */
export function startSearch(dialog: HTMLDialogElement, root: string): void {
  const input = dialog.querySelector('input') as HTMLInputElement;
  const list = dialog.querySelector('ul') as HTMLUListElement;
  const none = dialog.querySelector('.none') as HTMLElement;
  let index: Promise<MiniSearch<Entry>> | undefined;
  let chosen = 0;

  const loaded = (): Promise<MiniSearch<Entry>> => {
    index ??= loadIndex(root);
    return index;
  };
  const open = (): void => {
    void loaded();
    dialog.showModal();
    input.select();
  };
  const go = (href: string): void => {
    dialog.close();
    location.href = root + href;
  };
  const choose = (next: number): void => {
    const items = [...list.children];
    chosen = items.length === 0 ? 0 : (next + items.length) % items.length;
    items.forEach((item, i) => {
      item.setAttribute('aria-selected', String(i === chosen));
      if (i === chosen) {
        input.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      }
    });
  };
  const show = async (): Promise<void> => {
    const wanted = input.value;
    const found = (await loaded()).search(wanted).slice(0, MOST);
    if (wanted !== input.value) return;
    list.replaceChildren(...found.map((entry, i) => itemOf(entry as unknown as Entry, i, go)));
    input.setAttribute('aria-expanded', String(found.length > 0));
    none.textContent = found.length === 0 && wanted.trim() !== '' ? 'Nothing found.' : '';
    choose(0);
  };

  document.querySelector('.seek')?.addEventListener('click', open);
  addEventListener('keydown', (event) => {
    const typing = (event.target as Element | null)?.matches('input, textarea, select');
    if ((event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener('input', () => void show());
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose(chosen + step);
    } else if (event.key === 'Escape') {
      // A search field would only empty itself at first.
      event.preventDefault();
      dialog.close();
    } else if (event.key === 'Enter') (list.children[chosen] as HTMLElement | undefined)?.click();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function itemOf({ title, page, href, text }: Entry, i: number, go: (href: string) => void): HTMLLIElement {
  const item = document.createElement('li');
  item.id = `found-${i}`;
  item.setAttribute('role', 'option');
  const parts = [
    ['b', title],
    ['small', page],
    ['span', text.slice(0, 110)],
  ] as const;
  for (const [tag, content] of parts) item.append(Object.assign(document.createElement(tag), { textContent: content }));
  item.addEventListener('click', () => go(href));
  return item;
}

async function loadIndex(root: string): Promise<MiniSearch<Entry>> {
  await new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${root}assets/search-index.js`;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('the search index could not be loaded'));
    document.head.append(script);
  });
  const index = new MiniSearch<Entry>({
    fields: ['title', 'page', 'text'],
    storeFields: ['title', 'page', 'href', 'text'],
    searchOptions: { prefix: true, fuzzy: 0.15, combineWith: 'AND', boost: { title: 4, page: 1.5 } },
  });
  index.addAll(globalThis.nearmissSearchEntries ?? []);
  return index;
}

/** Markdown to HTML, with anchors as GitHub makes them, links left to the caller, and tables and code that the keyboard can scroll. */
import MarkdownIt, { type Token } from 'markdown-it';
import { readInfo } from './fences.js';
import { escapeHtml, highlighted } from './highlight.js';

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}
/** A stretch of a page under one heading, as the search sees it. */
export interface Passage {
  readonly heading: Heading;
  readonly text: string;
}
export interface Rendered {
  readonly title: string;
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly passages: readonly Passage[];
}

/** @param linkTo where a link or a picture of the text leads from the page */
export function renderMarkdown(markdown: string, linkTo: (target: string) => string): Rendered {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const tokens = parser.parse(markdown, {});
  const passages = anchored(tokens);
  emptyHeads(tokens);
  for (const token of tokens) for (const child of token.children ?? []) relink(child, linkTo);
  parser.renderer.rules.fence = (all, i) => codeBlock(all[i]?.content ?? '', all[i]?.info ?? '');
  parser.renderer.rules.table_open = () => '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>';
  parser.renderer.rules.table_close = () => '</table></div>';
  const headings = passages.map(({ heading }) => heading);
  return {
    title: headings.find(({ level }) => level === 1)?.text ?? headings[0]?.text ?? '',
    html: parser.renderer.render(tokens, parser.options, {}),
    headings,
    passages,
  };
}

export function codeBlock(code: string, info: string): string {
  const { language, says } = readInfo(info);
  const file = says.get('file');
  const caption = file ? `<figcaption>${escapeHtml(file)}</figcaption>` : '';
  const label = file ?? (language ? `${language} code` : 'Listing');
  const body = highlighted(code.replace(/\n$/, ''), language);
  return `<figure class="code">${caption}<pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${body}</code></pre></figure>\n`;
}

function relink(token: Token, linkTo: (target: string) => string): void {
  for (const name of ['href', 'src']) {
    const target = token.attrGet(name);
    if (target !== null) token.attrSet(name, linkTo(String(target)));
  }
  if (token.type === 'image') token.attrSet('loading', 'lazy');
}

/** A head without text is a cell: nothing is to be announced for its column. */
function emptyHeads(tokens: readonly Token[]): void {
  for (const [i, token] of tokens.entries()) {
    if (token.type !== 'th_open' || tokens[i + 1]?.content !== '') continue;
    token.tag = 'td';
    (tokens[i + 2] as Token).tag = 'td';
  }
}

/** Gives each heading its anchor. @returns the text under each */
function anchored(tokens: readonly Token[]): Passage[] {
  const used = new Map<string, number>();
  const passages: { heading: Heading; texts: string[] }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const text = plain(tokens[i + 1]);
      const slug = slugOf(text);
      const before = used.get(slug) ?? 0;
      used.set(slug, before + 1);
      const anchor = before === 0 ? slug : `${slug}-${before}`;
      token.attrSet('id', anchor);
      passages.push({ heading: { level: Number(token.tag.slice(1)), text, anchor }, texts: [] });
    } else if (token.type === 'inline' && tokens[i - 1]?.type !== 'heading_open') passages.at(-1)?.texts.push(plain(token));
  }
  return passages.map(({ heading, texts }) => ({ heading, text: texts.join(' ') }));
}

function plain(token: Token | undefined): string {
  return (token?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('')
    .trim();
}

export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

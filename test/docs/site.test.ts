/** The built site: every page there, every link and anchor leading somewhere, nothing loaded from anywhere else. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRIC_CHECKS, type MetricCheck } from '#validate/metrics/table';
import { buildSite, type Site } from '../../docs/site/build.js';
import { NO_PICTURES } from '../../docs/site/gallery/pictures.js';
import { shippedScenarios } from '../../docs/site/gallery/scenarios.js';
import { isMet } from '../../docs/site/physics/formula.js';
import { checkValuesPage, metricGroups } from '../../docs/site/physics/metrics.js';
import { FORMULAS, physicsPage } from '../../docs/site/physics/page.js';
import { ROOT } from './pages.js';

const out = mkdtempSync(join(tmpdir(), 'nearmiss-site-'));
let site: Site;
const html = new Map<string, string>();
beforeAll(async () => {
  site = await buildSite({ root: ROOT, out, pictures: NO_PICTURES });
  for (const page of site.pages) html.set(page, readFileSync(join(out, page), 'utf8'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

function attributes(text: string, ...names: string[]): string[] {
  const found = text.matchAll(new RegExp(`\\s(?:${names.join('|')})="([^"]*)"`, 'g'));
  return [...found].map(([, value]) => (value as string).replaceAll('&amp;', '&'));
}

/** Links of a page that lead nowhere within the site. */
function astray(page: string, text: string): string[] {
  return attributes(text, 'href', 'src', 'srcset').filter((target) => {
    if (/^(https?:|mailto:)/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const to = path === '' ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(path)));
    if (to.startsWith('..') || !existsSync(join(out, to))) return true;
    return anchor !== undefined && !attributes(html.get(to) ?? '', 'id').includes(decodeURI(anchor));
  });
}

it('has no link that leads nowhere, in the Markdown or in the pages', () => {
  expect(site.broken).toEqual([]);
  const found = [...html].flatMap(([page, text]) => astray(page, text).map((target) => `${page}: ${target}`));
  expect(found).toEqual([]);
});

it('finds links that lead nowhere (control)', () => {
  expect(
    astray('index.html', '<a href="nowhere.html"> <a href="tutorial.html#nothing"> <img src="../above.png">'),
  ).toHaveLength(3);
});

it('loads nothing from another host, and asks nobody', () => {
  for (const [page, text] of html) {
    const loaded = [...text.matchAll(/<(?:script|link|img|source|iframe)\b[^>]*>/g)].flatMap(([tag]) =>
      attributes(tag, 'src', 'href', 'srcset'),
    );
    expect(
      loaded.filter((target) => /^(?:[a-z]+:)?\/\//.test(target)),
      page,
    ).toEqual([]);
  }
  const code = ['site.js', 'site.css'].map((name) => readFileSync(join(out, 'assets', name), 'utf8')).join('\n');
  expect(code).not.toMatch(/XMLHttpRequest|sendBeacon|EventSource|WebSocket|url\(|@import|https?:\/\//);
});

it('has a page for each Markdown file of docs, and each scenario', async () => {
  const files = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const wanted = files.map((name) =>
    name
      .replaceAll('\\', '/')
      .replace(/README\.md$/, 'index.md')
      .replace(/\.md$/, '.html'),
  );
  for (const { family, name } of await shippedScenarios(ROOT)) wanted.push(`gallery/${family}/${name}.html`);
  expect(wanted.filter((page) => !html.has(page))).toEqual([]);
});

it('has ids once a page, a title, and one heading of the first level', () => {
  for (const [page, text] of html) {
    const ids = attributes(text, 'id');
    expect(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      page,
    ).toEqual([]);
    expect(text.match(/<h1\b/g), page).toHaveLength(1);
  }
  const titles = [...html.values()].map((text) => /<title>(.*?)<\/title>/.exec(text)?.[1]);
  expect(titles.filter((title, i) => title === undefined || titles.indexOf(title) !== i)).toEqual([]);
});

it('what the search finds is there', () => {
  const script = readFileSync(join(out, 'assets/search-index.js'), 'utf8');
  const entries = JSON.parse(script.slice(script.indexOf('['), script.lastIndexOf(']') + 1)) as {
    href: string;
    title: string;
  }[];
  expect(entries.length).toBeGreaterThan(1000);
  expect(entries.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['rain', 'generate', 'Impact speed with emergency braking']),
  );
  expect(astray('index.html', entries.map(({ href }) => ` href="${href}"`).join(''))).toEqual([]);
});

it('every check value of the physics is met, and the page is current', () => {
  const missed = FORMULAS.flatMap(({ title, values }) =>
    values.filter((value) => !isMet(value)).map(({ what }) => `${title}: ${what}`),
  );
  expect(missed).toEqual([]);
  expect(readFileSync(join(ROOT, 'docs/reference/physics.md'), 'utf8'), 'run `npm run docs`').toBe(physicsPage());
});

it('every check value of the metrics stands on both pages, met, and the pages are current', () => {
  const written = readFileSync(join(ROOT, 'docs/reference/check-values.md'), 'utf8');
  expect(written, 'run `npm run docs`').toBe(checkValuesPage());
  expect(METRIC_CHECKS.filter(({ id }) => !written.includes(`| \`${id}\` |`))).toEqual([]);
  expect(METRIC_CHECKS.filter(({ what }) => !physicsPage().includes(`| ${what} |`))).toEqual([]);
  expect(written).not.toContain('**no**');
  expect(written).toContain(`${METRIC_CHECKS.length} of ${METRIC_CHECKS.length} values are met`);
});

it('a check without a source on the page is told (control)', () => {
  const stray = { ...(METRIC_CHECKS[0] as MetricCheck), section: '9.9' };
  expect(() => metricGroups([stray])).toThrow('has no source');
});

it('a check value that is off is not met (control)', () => {
  expect(isMet({ what: '', wanted: 2, found: 2.03, within: '1 %' })).toBe(false);
  expect(isMet({ what: '', wanted: 0, found: 1e-3, within: 1e-4 })).toBe(false);
  expect(isMet({ what: '', wanted: 2, found: 2.01, within: '1 %' })).toBe(true);
});

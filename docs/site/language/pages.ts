/** The language's reference: a page for each part of a scenario, a section for each record, an entry for each key. */

import { relative } from '../links.js';
import { escapeHtml } from '../markdown/highlight.js';
import { codeBlock, slugOf } from '../markdown/render.js';
import type { Chapter, Page } from '../page.js';
import { examplesIn, fullest, readCorpus } from './corpus.js';
import { entryOf, type Place } from './entry.js';
import { excerpt } from './excerpt.js';
import { type KeyRecord, type Language, readLanguage } from './schema.js';
import { valuesSection } from './values.js';

/** Pages by the first part of a record's path; the longest prefix wins. */
const PAGES: readonly (readonly [file: string, title: string, about: string, ...prefixes: string[]])[] = [
  ['index', 'Keys of a scenario', 'The whole file, values, parameters.', '', 'parameters'],
  ['environment', 'Weather and light', 'What the air, the light and the ground are like.', 'environment'],
  ['randomize', 'Variation', 'What is varied beyond the scenario.', 'randomize'],
  ['road', 'Places', 'Layouts of roads and streets, with their options.', 'road'],
  ['actors', 'Actors and traffic', 'Who takes part, where they are, who drives them.', 'ego', 'actors', 'traffic'],
  ['sensors', 'Sensors of a rig', 'What the ego, or anybody, carries.', 'ego.sensors', 'actors.*.sensors'],
  ['story', 'Story', 'Triggers and actions.', 'story'],
  [
    'verdict',
    'Requirements, domain, verdict, capture',
    'What draws and runs must fulfil, which cells they are to cover, and what is captured.',
    'require',
    'odd',
    'pass',
    'capture',
  ],
];

/** @returns with the files that its examples link to: they belong below `files/` */
export async function languageChapter(
  root: string,
): Promise<{ readonly chapter: Chapter; readonly files: ReadonlySet<string> }> {
  const language = readLanguage();
  const corpus = await readCorpus(root);
  const examples = examplesIn(corpus, language);
  const anchors = anchorsOf(language);
  const files = new Set<string>();
  const pages = PAGES.map(([file, title, about]) => {
    const path = `language/${file}.html`;
    const records = language.records.filter((record) => pageOf(record) === file);
    const place: Place = {
      language,
      examples,
      linkTo: (record) => `${relative(path, `language/${pageOf(record)}.html`)}#${anchors.get(record)}`,
      fileLink(name) {
        files.add(name);
        return relative(path, `files/${name}`);
      },
      unitsLink: `${relative(path, 'language/index.html')}#units`,
    };
    return pageFor(path, title, about, records, place, anchors, file === 'index' ? valuesSection(corpus) : []);
  });
  return { chapter: { name: 'Language', pages }, files };
}

function pageOf({ path }: KeyRecord): string {
  const fits = (prefix: string): boolean =>
    path === prefix || (prefix !== '' && new RegExp(`^${literally(prefix)}(?![\\w])`).test(path));
  const found = PAGES.flatMap(([file, , , ...prefixes]) =>
    prefixes.filter(fits).map((prefix) => ({ file, length: prefix.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.file ?? 'index';
}
function literally(text: string): string {
  return text.replaceAll(/[.*[\]]/g, '\\$&');
}

/** An anchor for each record that stays the same while its place and its description do. */
function anchorsOf(language: Language): ReadonlyMap<KeyRecord, string> {
  const used = new Set(['units', 'distributions', ...PAGES.map(([, title]) => slugOf(title))]);
  return new Map(
    language.records.map((record) => {
      const plain = slugOf(headingOf(record)) || 'record';
      let anchor = plain;
      for (let i = 2; used.has(anchor); i++) anchor = `${plain}-${i}`;
      used.add(anchor);
      return [record, anchor];
    }),
  );
}

export function headingOf({ path, about }: KeyRecord): string {
  if (path === '') return 'The whole file';
  const last =
    path
      .split('.')
      .filter((step) => step !== '*')
      .at(-1)
      ?.replaceAll('[]', '') ?? path;
  const lower = about.split(/[;,.]/)[0]?.trim() ?? '';
  return lower === '' || lower === last ? last : `${last}: ${lower}`;
}

interface Extra {
  readonly heading: string;
  readonly html: string;
}

function pageFor(
  path: string,
  title: string,
  about: string,
  records: readonly KeyRecord[],
  place: Place,
  anchors: ReadonlyMap<KeyRecord, string>,
  extras: readonly Extra[],
): Page {
  const sections = records.map((record) => sectionOf(record, anchors.get(record) as string, place));
  const others = extras.map(
    ({ heading, html }) => `<section><h2 id="${slugOf(heading)}">${escapeHtml(heading)}</h2>${html}</section>`,
  );
  const headings = [
    { level: 1, text: title, anchor: slugOf(title) },
    ...records.map((record) => ({ level: 2, text: headingOf(record), anchor: anchors.get(record) as string })),
    ...extras.map(({ heading }) => ({ level: 2, text: heading, anchor: slugOf(heading) })),
  ];
  const keys = sections.flatMap((section) => section.entries);
  return {
    path,
    title,
    name: title,
    html: `<h1 id="${slugOf(title)}">${escapeHtml(title)}</h1><p class="lead">${escapeHtml(about)} Generated from the declarations that scenarios are read by; every example is from a file that the loader has checked.</p>${sections.map(({ html }) => html).join('\n')}${others.join('\n')}`,
    headings,
    passages: [
      ...headings.map((heading) => ({ heading, text: heading.level === 1 ? about : '' })),
      ...keys.map(({ anchor, name, doc }) => ({ heading: { level: 3, text: name, anchor }, text: doc })),
    ],
  };
}

function sectionOf(record: KeyRecord, anchor: string, place: Place) {
  const entries = Object.entries(record.keys).map(([key, schema]) => entryOf(record, key, schema, anchor, place));
  const whole = fullest(place.examples.ofRecord(record));
  const example = whole === undefined ? '' : `${codeBlock(excerpt(whole), 'yaml')}${sourceLine(whole.file, place)}`;
  const where = record.path === '' ? '' : `<p class="where">At <code>${escapeHtml(record.path)}</code></p>`;
  const html = `<section class="record"><h2 id="${anchor}">${escapeHtml(headingOf(record))}</h2>${where}${example}<div class="keys">${entries.map((entry) => entry.html).join('')}</div></section>`;
  return { html, entries };
}

export function sourceLine(file: string, place: Pick<Place, 'fileLink'>): string {
  return `<p class="from">From <a href="${place.fileLink(file)}">${escapeHtml(file)}</a></p>`;
}

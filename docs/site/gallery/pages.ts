/** The gallery: a page with all scenarios, and a page each. */
import { join } from 'node:path';
import { escapeHtml } from '../markdown/highlight.js';
import { codeBlock, slugOf } from '../markdown/render.js';
import type { Chapter, Page } from '../page.js';
import type { PictureSource } from './pictures.js';
import { type Shown, shippedScenarios } from './scenarios.js';

const FAMILIES: Readonly<Record<string, string>> = {
  wildlife: 'Wildlife',
  pedestrian: 'Pedestrians',
  road: 'On the road',
  street: 'Varied streets',
  drone: 'Drones',
};

interface Pictured extends Shown {
  readonly pictured: boolean;
}

/** @param out the site's folder, for the pictures */
export async function galleryChapter(root: string, out: string, pictures: PictureSource): Promise<Chapter> {
  const shown: Pictured[] = [];
  for (const each of await shippedScenarios(root))
    shown.push({ ...each, pictured: await pictures.put(each.file, join(out, 'gallery', each.family), each.name) });
  return { name: 'Gallery', pages: [overview(shown), ...shown.map(pageOf)] };
}

function overview(shown: readonly Pictured[]): Page {
  const families = [...new Set(shown.map(({ family }) => family))].sort((a, b) => order(a) - order(b));
  const sections = families.map((family) => {
    const cards = shown.filter((each) => each.family === family).map(cardOf);
    return `<h2 id="${family}">${nameOf(family)}</h2><ul class="gallery">${cards.join('')}</ul>`;
  });
  const text = `All ${shown.length} scenarios that ship with nearmiss. Each is a text file to start from; each draw of it is another place, weather and course of events.`;
  const headings = [
    { level: 1, text: 'Gallery', anchor: 'gallery' },
    ...families.map((family) => ({ level: 2, text: nameOf(family), anchor: family })),
  ];
  return {
    path: 'gallery/index.html',
    title: 'Gallery',
    name: 'All scenarios',
    html: `<h1 id="gallery">Gallery</h1><p class="lead">${text}</p>${sections.join('')}`,
    headings,
    passages: headings.map((heading) => ({ heading, text: heading.level === 1 ? text : '' })),
  };
}

function order(family: string): number {
  const at = Object.keys(FAMILIES).indexOf(family);
  return at < 0 ? 99 : at;
}
function nameOf(family: string): string {
  return FAMILIES[family] ?? family;
}

function cardOf({ family, name, title, hazard, pictured }: Pictured): string {
  const stem = `${family}/${name}`;
  return `<li><a href="${stem}.html">${pictured ? movingPicture(stem, '') : '<span class="unpictured" aria-hidden="true"></span>'}<h3>${escapeHtml(title)}</h3><p>${escapeHtml(hazard)}</p></a></li>`;
}

/** Still for who asked their system for less motion. */
function movingPicture(stem: string, alt: string): string {
  return `<picture><source media="(prefers-reduced-motion: no-preference)" srcset="${stem}-moving.webp"><img src="${stem}.webp" alt="${escapeHtml(alt)}" width="480" height="270" loading="lazy"></picture>`;
}

/** How to look at a scenario, and make a dataset of it. */
export function commandsFor(file: string, name: string): string {
  return `npx nearmiss preview ${file}\nnpx nearmiss generate ${file} --count 20 --seed 1 --out datasets/${name}`;
}

function pageOf({ file, family, name, title, hazard, sources, text, pictured }: Pictured): Page {
  const pictures = pictured
    ? `<div class="pictures"><img src="${name}.webp" alt="What the camera sees: ${escapeHtml(hazard)}" width="960" height="540">${movingPicture(name, 'The same as it moves')}</div>`
    : '<p class="unpictured">This build has no pictures: <code>npm run site -- --pictures all</code> draws them.</p>';
  const cited =
    sources.length === 0
      ? ''
      : `<h2 id="sources">Sources</h2><ul>${sources.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`;
  const html = `<h1 id="${slugOf(title)}">${escapeHtml(title)}</h1><p class="lead">${escapeHtml(hazard)}</p>${pictures}${cited}
<h2 id="the-file">The file</h2><p><code>${escapeHtml(file)}</code>; its keys are explained in <a href="../../language/index.html">the language</a>.</p>${codeBlock(text, 'yaml')}
<h2 id="see-it-make-it">See it, make it</h2>${codeBlock(commandsFor(file, name), 'sh')}`;
  const heading = { level: 1, text: title, anchor: slugOf(title) };
  const further = [
    ...(sources.length === 0 ? [] : [{ level: 2, text: 'Sources', anchor: 'sources' }]),
    { level: 2, text: 'The file', anchor: 'the-file' },
    { level: 2, text: 'See it, make it', anchor: 'see-it-make-it' },
  ];
  return {
    path: `gallery/${family}/${name}.html`,
    title,
    name: title,
    html,
    headings: [heading, ...further],
    passages: [{ heading, text: `${hazard} ${family}` }],
  };
}

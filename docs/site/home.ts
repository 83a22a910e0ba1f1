/** The first page. */

import { fencesOf } from './markdown/fences.js';
import { escapeHtml } from './markdown/highlight.js';
import { codeBlock, slugOf } from './markdown/render.js';
import type { Chapter, Page } from './page.js';

/** The blocks of the page, as Markdown, so that they are run and checked like those of any other. */
export const HOME_BLOCKS = `
\`\`\`yaml part
parameters:
  egoSpeed: {uniform: [60 km/h, 90 km/h]}
  visibility: {logUniform: [60 m, 600 m]}
environment: {sun: {elevation: -2 deg}, fog: {mor: $visibility}}
road: {layout: rural-two-lane, verge: forest}
actors:
  deer: {kind: white-tailed-deer, at: {beside: right, s: 110 m, offset: 4 m}}
story:
  - name: flush
    when: {gap: {from: ego, to: deer, below: 40 m}}
    do: {deer: {cross: {to: left verge, speed: 9 m/s}}}
pass: [no collision]
\`\`\`
\`\`\`sh as="docs/tutorial.md"
npm start                                   # sets up, makes a small labelled dataset, says where it lies
npx nearmiss preview scenarios/wildlife     # see hazards happen, in your browser
npx nearmiss generate my-deer.yaml --count 200 --out datasets/my-deer
\`\`\`
`;

const CARDS: readonly (readonly [path: string, title: string, text: string])[] = [
  ['tutorial.html', 'Tutorial', 'From a clone to a labelled dataset of your own hazard, in five minutes.'],
  ['gallery/index.html', 'Gallery', 'Every shipped scenario: picture, motion, hazard, sources and YAML.'],
  ['language/index.html', 'Language', 'Every key with its unit, range, default, meaning and an example.'],
  ['formats/index.html', 'Formats', 'What is written, byte by byte, and how official readers open it.'],
  ['sensors/index.html', 'Sensors', 'Camera, lidar, radar, event camera, imu, gnss and more, with their errors.'],
  ['reference/physics.html', 'Physics', 'Each formula with its source, and published values beside computed ones.'],
  ['extending.html', 'Extend it', 'A body, an action, a sensor, a writer: one file and one line each.'],
  ['comparison.html', 'Comparison', 'What other tools do better, and what they do not do.'],
];

export function homePage(chapters: readonly Chapter[]): Page {
  const paths = new Set(chapters.flatMap(({ pages }) => pages.map(({ path }) => path)));
  const cards = CARDS.filter(([path]) => paths.has(path)).map(
    ([path, title, text]) =>
      `<li><a href="${path}"><h2 id="${slugOf(title)}">${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p></a></li>`,
  );
  const [scenario = '', commands = ''] = fencesOf(HOME_BLOCKS).map(({ code, language }) => codeBlock(code, language));
  const html = `<section class="hero">
<h1>Rare road and drone hazards, from a few lines of YAML to a labelled dataset</h1>
<p>A deer bounds out of fog at dusk. A child runs from between parked cars. A gust hits a delivery drone at a corner. Nobody can collect enough of
these on the road. Declare one: nearmiss draws it, simulates it, renders it, labels every pixel and writes a dataset that your training code opens.
No GPU, no game engine, the same bytes on any machine.</p>
<p class="actions"><a class="strong" href="tutorial.html">Start in five minutes</a><a href="gallery/index.html">See the scenarios</a></p>
</section>
<div class="side-by-side">${scenario}<img src="files/docs/pictures/overview.jpg" alt="Nine frames of nine hazards: deer, moose and boar, a child between parked cars, a cyclist, a lost load, drones" width="1920" height="1080"></div>
${commands}
<ul class="cards">${cards.join('')}</ul>`;
  const heading = { level: 1, text: 'nearmiss', anchor: 'nearmiss' };
  return {
    path: 'index.html',
    title: 'nearmiss',
    name: 'nearmiss',
    html,
    headings: [],
    passages: [{ heading, text: 'Rare road and drone hazards' }],
  };
}

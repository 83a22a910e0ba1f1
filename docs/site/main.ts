/**
 * `npm run site`: builds the documentation into `dist/site`, to be opened from the disk or put on any web server.
 *
 *   npm run site -- [--out DIR] [--pictures all|none|N]
 *
 * Pictures of scenarios are drawn by the real renderer (about a quarter of a minute a scenario on two cores) and kept in
 * `.cache/site-pictures` by what they show and what drew them; N draws at most so many that aren't there yet.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSite } from './build.js';
import { openPictures } from './gallery/pictures.js';

const { values } = parseArgs({ options: { out: { type: 'string' }, pictures: { type: 'string', default: 'all' } } });
const most = { all: Number.POSITIVE_INFINITY, none: 0 }[values.pictures] ?? Number(values.pictures);
if (!(most >= 0)) {
  console.error(`--pictures ${values.pictures}: write all, none or a number, as in --pictures 3`);
  process.exit(2);
}
// This file runs from dist/docs/site.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = values.out ?? join(root, 'dist/site');
const pictures = openPictures(root, { most, cachedToo: values.pictures !== 'none', tell: (line) => console.log(line) });
const { pages, broken } = await buildSite({ root, out, pictures });
await pictures.close();
for (const line of broken) console.error(line);
console.log(`${pages.length} pages: ${join(out, 'index.html')}`);
process.exit(broken.length > 0 ? 1 : 0);

/** The report as a page to look at: the table, the colours of the classes, and test pictures with what was made of them. */
import type { ClassMap } from '../../classes/class-map.js';
import { tableOf } from '../../table.js';
import type { UtilityReport } from './report.js';

const STYLE = `body{font:15px/1.4 system-ui,sans-serif;margin:2em auto;max-width:1100px;padding:0 1em}pre{font-size:12px;overflow-x:auto;background:#f4f4f4;padding:1em}
figure{margin:0 0 1em}img{width:100%;image-rendering:pixelated}ul{list-style:none;padding:0}li{display:inline-block;margin-right:1em}
li i{display:inline-block;width:1em;height:1em;margin-right:.3em;vertical-align:-.1em;border:1px solid #0004}`;

/** @param pictures files of each row, relative to the page */
export function pageOf(report: UtilityReport, { classes }: ClassMap, pictures: ReadonlyMap<string, readonly string[]>): string {
  const legend = classes.map(({ name, color }) => `<li><i style="background:rgb(${color.join()})"></i>${escaped(name)}</li>`);
  const rows = report.rows.map(({ name }) => {
    const figures = (pictures.get(name) ?? []).map((file) => `<figure><img src="${escaped(encodeURI(file))}" alt=""></figure>`);
    return `<h2>${escaped(name)}</h2>\n${figures.join('\n')}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>What training pictures are worth</title><style>${STYLE}</style></head><body>
<h1>What training pictures are worth</h1>
<pre>${escaped(tableOf(report).join('\n'))}</pre>
<p>Below, from the left: the test picture, its truth, what the network of the first seed says, and where they differ (white; grey is no class).</p>
<ul>${legend.join('')}</ul>
${rows.join('\n')}
</body></html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

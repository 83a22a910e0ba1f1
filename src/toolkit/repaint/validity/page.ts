/** The gate's report as a page to look at: counts, shares, and where labels fared worst. */
import { OUTCOMES } from '#contracts/repaint';
import { escapeHtml, percent, round } from '../../inspect/text.js';
import type { Share } from './shares.js';
import { nameOf, type ValidityReport, type Worst } from './tally.js';

/** Size of the cut-outs, px. */
const CUT = { width: 300, height: 200 } as const;

const STYLE = `
:root { color-scheme: dark; --ink: #e8e6e1; --dim: #9b978f; --line: #34332f; --card: #1e1d1b; --back: #141312; --good: #7fc27f; --bad: #e5735f; --odd: #e0b152 }
body { margin: 0 auto; max-width: 1240px; padding: 28px 24px; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 26px; margin: 0 } h2 { font-size: 16px; margin: 0 0 6px } .dim { color: var(--dim) }
.bar { display: flex; height: 26px; border-radius: 6px; overflow: hidden; margin: 14px 0 4px; background: var(--card) } .bar i { display: block }
.kept { background: var(--good) } .repaired { background: var(--odd) } .dropped { background: var(--bad) }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin: 0 6px 0 18px } .key:first-child { margin-left: 0 }
.tables { display: grid; grid-template-columns: repeat(auto-fill, minmax(360px, 1fr)); gap: 18px; margin: 26px 0 }
.tables section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px }
table { border-collapse: collapse; width: 100%; font-size: 13px } td { padding: 2px 6px; white-space: nowrap; font-variant-numeric: tabular-nums }
td.share { width: 50% } .meter { height: 9px; border-radius: 3px; background: var(--bad); overflow: hidden } .meter i { display: block; height: 100%; background: var(--good) }
td.number { text-align: right } .worst { display: grid; grid-template-columns: repeat(auto-fill, minmax(${CUT.width}px, 1fr)); gap: 16px; margin-top: 10px }
.worst article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; font-size: 13px }
.cut { position: relative; height: ${CUT.height}px; background-color: #000; background-repeat: no-repeat } .cut b { position: absolute; outline: 2px solid var(--bad) }
.worst p { margin: 6px 10px } a { color: inherit }
`;

export function validityPage(report: ValidityReport): string {
  const { frames, hallucinations, worst } = report;
  const total = OUTCOMES.reduce((sum, outcome) => sum + frames[outcome], 0);
  const bars = OUTCOMES.map((outcome) => `<i class="${outcome}" style="flex:${frames[outcome]}"></i>`).join('');
  const keys = OUTCOMES.map((outcome) => `<span class="key ${outcome}"></span>${frames[outcome]} ${outcome}`).join('');
  const tables = [
    table('Instances by class', 'at the strength that was asked for', report.byClass),
    table('By height of the box', 'instances', report.bySize),
    table('By weather painted', 'instances', report.byWeather),
    table('By strength', 'instances, over all attempts', report.byStrength),
    table('Pictures taken', 'by strength, of all that were painted', report.attempts),
    table('By test', 'of what it could be measured of', report.tests),
    table('Surfaces', 'classes that no body has', report.stuff),
  ];
  const appeared = `${hallucinations} ${hallucinations === 1 ? 'thing' : 'things'} without a label appeared`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Do labels still hold?</title><style>${STYLE}</style></head><body>
<h1>Do labels still hold?</h1>
<p class="dim">${total} repainted frames: kept at the strength that was asked for, repaired at a lower one, or dropped into quarantine.</p>
<div class="bar">${bars}</div><div>${keys}</div>
<p class="dim">At the strength that was asked for ${appeared}.</p>
<div class="tables">${tables.join('\n')}</div>
<h2>What fared worst</h2>
<p class="dim">${worst.length === 0 ? 'Every label held, and nothing appeared, at the strength that was asked for.' : 'At the strength that was asked for; the picture is the one of the last attempt.'}</p>
<div class="worst">${worst.map(article).join('\n')}</div>
</body></html>
`;
}

function table(title: string, about: string, shares: readonly Share[]): string {
  if (shares.length === 0) return '';
  const rows = shares.map(({ name, seen, valid }) => {
    const share = valid / seen;
    const meter = `<div class="meter"><i style="width:${round(100 * share, 2)}%"></i></div>`;
    return `<tr><td>${escapeHtml(name)}</td><td class="share">${meter}</td><td class="number">${floored(share)}</td><td class="number dim">${seen}</td></tr>`;
  });
  return `<section><h2>${title} <span class="dim">${about}</span></h2><table>${rows.join('')}</table></section>`;
}

/** All is said of all alone. */
function floored(share: number): string {
  return share < 1 && share > 0.99 ? `${round(Math.floor(share * 1000) / 10, 1)} %` : percent(share);
}

function article(worst: Worst): string {
  const { picture, outcome, box, instance, pixels, why } = worst;
  const [x, y] = [middle(box.x, box.width, CUT.width), middle(box.y, box.height, CUT.height)];
  const background = `background-image:url(${escapeHtml(encodeURI(picture))});background-position:${-x}px ${-y}px`;
  const edge = `left:${box.x - x}px;top:${box.y - y}px;width:${box.width}px;height:${box.height}px`;
  const what = `${worst.class}${instance === 0 ? '' : ` ${instance}`}, ${pixels} px`;
  return `<article><div class="cut" style="${background}"><b style="${edge}"></b></div>
<p><span class="key ${outcome}"></span>${escapeHtml(what)}<br>${escapeHtml(why.join(', '))}<br><a class="dim" href="${escapeHtml(encodeURI(picture))}">${escapeHtml(nameOf(worst))}</a></p></article>`;
}

/** Where a cut-out begins that shows the box in its middle. */
function middle(start: number, size: number, cut: number): number {
  return Math.max(0, Math.round(start + size / 2 - cut / 2));
}

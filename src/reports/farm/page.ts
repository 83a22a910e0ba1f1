/** A run of a farm as one HTML page that needs nothing else: no network, no other file, no script. */
import type { FarmReport } from '#contracts/farm-report';
import { contentPolicy } from '../html/policy.js';
import { STYLE } from '../html/style.js';
import { type Cell, headOf, rowOf } from '../html/table.js';
import { type Markup, markup, raw } from '../markup.js';
import { ASIDE_STYLE, asideSection } from './aside.js';
import { energySection } from './energy.js';
import { failuresSection, reasonsSection } from './failures.js';
import { histogram } from './histogram.js';
import { rest } from './rest.js';
import { duration, grouped, instant, shareText, short } from './words.js';

/** Longer lists are cut; the JSON has all. */
const MAX_ROWS = 200;

const OWN_STYLE = `
td.meter{width:46%;min-width:90px}.meter svg{height:12px;margin-top:5px}.halves tbody th{white-space:nowrap;overflow-wrap:normal}
.drawn svg{min-width:560px}
.meter rect{fill:var(--bar);fill-opacity:.6}.meter .rest{fill:var(--line);fill-opacity:.55}
section figure{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin:10px 0}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(380px,100%),1fr));gap:0 36px}.halves>*{min-width:0}
.halves table,.scroll table.small{min-width:0}
#reasons+.scroll .words{width:60%}
`;

/** The same report gives the same bytes. */
export function farmReportPage(report: FarmReport): string {
  const style = STYLE + OWN_STYLE + ASIDE_STYLE;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(undefined, style)}">
<title>Farm report: ${report.order.store}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
${header(report)}
${totals(report)}
${asideSection(report, MAX_ROWS)}
${timesSection(report)}
<div class="halves">${stagesSection(report)}${failuresSection(report)}</div>
${reasonsSection(report, MAX_ROWS)}
${workersSection(report)}
${energySection(report)}
</main>
</body>
</html>
`.markup;
}

function header({ order, complete, fromMs, toMs }: FarmReport): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Order', order.id],
    ['Scenarios', String(order.scenarios)],
    ['Seed', order.seed],
    ['Renderer', order.renderer],
    ...(toMs > 0 ? [['From', instant(fromMs)] as const, ['To', instant(toMs)] as const] : []),
    ['Made with', `nearmiss ${order.nearmissVersion}`],
  ];
  const state = complete
    ? markup`<span class="pass">The dataset is complete.</span>`
    : markup`<span class="fail">The dataset is not complete: its manifest is not written.</span>`;
  return markup`<header><h1>${order.store}</h1>
<p>${state}</p>
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

function totals(report: FarmReport): Markup {
  const { frames, samples, found, quarantined, rejected, shards, failures, fromMs, toMs, workers, cpuMs, gpuMs, busyMs } =
    report;
  const wallMs = toMs - fromMs;
  const tries = Object.values(failures).reduce((sum, n) => sum + n, 0);
  const made: readonly Tile[] = [
    ['frames', grouped(frames)],
    [found === 0 ? 'samples' : `samples made, ${grouped(found)} were there`, grouped(samples)],
    [`of ${grouped(shards.all)} shards done`, grouped(shards.done)],
    ['shards set aside', grouped(shards.aside.length), shards.aside.length > 0 ? 'fail' : ''],
    ['tries failed', grouped(tries), tries > 0 ? 'invalid' : ''],
    ['frames kept apart', grouped(quarantined), quarantined > 0 ? 'invalid' : ''],
    ['draws refused', grouped(rejected)],
  ];
  const spent: readonly Tile[] = [
    ['wall time', duration(wallMs)],
    ['frames a second', wallMs > 0 ? short((1000 * frames) / wallMs) : '0'],
    [workers.length === 1 ? 'worker' : 'workers', grouped(workers.length)],
    ['of workers at work', duration(busyMs)],
    ['of processors', duration(cpuMs)],
    ...(gpuMs > 0 ? [['of graphics cards', duration(gpuMs)] as const] : []),
    ...(busyMs > 0 ? [['cores busy a worker', short(cpuMs / busyMs)] as const] : []),
  ];
  return markup`${tilesOf(made)}${tilesOf(spent)}`;
}

type Tile = readonly [words: string, figure: string, kind?: string];

function tilesOf(tiles: readonly Tile[]): Markup {
  return markup`<ul class="totals">${tiles.map(([words, figure, kind = '']) => markup`<li><b class="${kind}">${figure}</b>${words}</li>`)}</ul>`;
}

function timesSection({ times }: FarmReport): Markup | undefined {
  if (times === undefined) return undefined;
  const { slowest, median } = times;
  const rows = slowest.map(({ shard, worker, wallMs, frames }) =>
    rowOf(shard ?? 'unknown', [
      [worker],
      [duration(wallMs), 'number'],
      [`${short(wallMs / median)} x`, 'number'],
      [grouped(frames), 'number'],
      [frames > 0 ? duration(wallMs / frames) : '', 'number'],
    ]),
  );
  return markup`<section><h2>How long shards took</h2>
<div class="scroll drawn" tabindex="0" role="region" aria-label="Shards by wall time">${histogram(times)}</div>
<h3 id="slowest">The slowest</h3>
<div class="scroll" tabindex="0" role="region" aria-labelledby="slowest"><table>
${headOf([['Shard'], ['Worker'], ['Wall time', 'number'], ['of the median', 'number'], ['Frames', 'number'], ['a frame', 'number']])}
<tbody>${rows}</tbody></table></div></section>`;
}

function stagesSection({ stages, frames }: FarmReport): Markup | undefined {
  if (stages.length === 0) return undefined;
  const rows = stages.map(({ stage, ms, share }) =>
    rowOf(stage, [
      [shareText(share), 'number'],
      [meter(share), 'meter'],
      [frames > 0 ? duration(ms / frames) : duration(ms), 'number'],
    ]),
  );
  return markup`<section><h2>Where the time went</h2><p class="dim">Of the time in all stages. Stages overlap, so this is no share of wall time.</p>
<table>${headOf([['Stage'], ['Share', 'number'], ['of all stages', 'meter'], ['a frame', 'number']])}<tbody>${rows}</tbody></table></section>`;
}

function meter(share: number): Markup {
  const width = Number((200 * share).toFixed(1));
  return markup`<svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="200" height="12" rx="2"/><rect width="${width}" height="12" rx="2"/></svg>`;
}

function workersSection({ workers, gpuMs: drawn }: FarmReport): Markup | undefined {
  if (workers.length === 0) return undefined;
  const onCards = (cell: Cell): readonly Cell[] => (drawn > 0 ? [cell] : []);
  const rows = workers
    .slice(0, MAX_ROWS)
    .map(({ worker, shards, frames, busyMs, cpuMs, gpuMs }) =>
      rowOf(worker, [
        [grouped(shards), 'number'],
        [grouped(frames), 'number'],
        [duration(busyMs), 'number'],
        [busyMs > 0 ? short((1000 * frames) / busyMs) : '', 'number'],
        [busyMs > 0 ? short(cpuMs / busyMs) : '', 'number'],
        ...onCards([gpuMs > 0 ? duration(gpuMs) : '', 'number']),
      ]),
    );
  return markup`<section><h2 id="workers">Workers</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="workers"><table>
${headOf([['Worker'], ['Shards', 'number'], ['Frames', 'number'], ['At work', 'number'], ['Frames/s', 'number'], ['Cores busy', 'number'], ...onCards(['Graphics card', 'number'])])}
<tbody>${rows}</tbody></table></div>${rest(workers.length, MAX_ROWS)}</section>`;
}

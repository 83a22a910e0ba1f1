/** A farm's report as a page and as text: all that is in it, escaped, the same bytes each time. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ShardFailure } from '#contracts/farm';
import { RATE_NAMES } from '#contracts/farm-report';
import { duration, energy, mass } from '#reports/farm/words';
import { farmReportPage, farmSummary } from '#reports/index';
import { orderOf, receiptOf } from '../watch/farm-sample.js';
import { failuresOf } from '../watch/night.js';
import { sampleFarmReport } from '../watch/sample-run.js';
import { HOSTILE } from './hostile.js';

test('says what is in the report: figures, what failed, what was set aside, what the estimate stands on', () => {
  const report = sampleFarmReport();
  const page = farmReportPage(report);
  for (const { worker } of report.workers) expect(page).toContain(worker);
  for (const { stage } of report.stages) expect(page).toContain(`<th scope="row">${stage}</th>`);
  for (const name of RATE_NAMES) expect(page).toContain(report.energy.rates[name].about.slice(2));
  for (const text of [
    '42,647',
    'of 240 shards done',
    'NM3011',
    'an estimate',
    'It leaves out',
    'per 1,000 frames',
    'not complete',
    '1 task failed by a mistake, which trying again does not mend. 1 task was tried in vain too often.',
    '<summary>Evidence of shard 238</summary><pre>loosen the requirement',
    'What failed tries said',
    'They used 19 min of processors (5.8 % of all) and 15 min of workers at work. 3 could not say what they used.',
    'USD of it, 5.8 %, went into tries that failed',
  ])
    expect(page).toContain(text);
  expect((page.match(/class="bar"/g) ?? []).length).toBe(report.times?.bins.filter(({ count }) => count > 0).length);
  expect(farmReportPage(sampleFarmReport())).toBe(page);
});

test('measured joules are called measured, a given price by its currency', () => {
  const page = farmReportPage(
    sampleFarmReport({
      receipts: [receiptOf({ cpuMs: 3000, joules: 1e5 }), receiptOf({ cpuMs: 1000 })],
      failures: [],
      rates: { pricePerCpuHour: 0.02 },
      currency: 'CHF',
      complete: true,
    }),
  );
  for (const text of [
    'for 75 % of their time, is what they counted themselves',
    '75 % of it as they',
    '0.02 CHF/h',
    'as given',
    'The dataset is complete',
  ])
    expect(page).toContain(text);
  expect(page).not.toContain('USD');
});

test('a run in which nothing came about has a page, too', () => {
  const report = sampleFarmReport({ receipts: [], failures: [], aside: [], shards: 3 });
  for (const text of [farmReportPage(report), farmSummary(report).join('\n')]) {
    expect(text).not.toMatch(/NaN|Infinity|undefined|1970/);
    expect(text).toContain('0 of 3 shards'.slice(-8));
  }
});

test('text stays text, and the page lets no script run', () => {
  const hostile = sampleFarmReport({
    order: orderOf(HOSTILE, { store: HOSTILE }),
    aside: [
      {
        task: { order: 'o', shard: 1 },
        failures: [{ cause: 'page', code: HOSTILE, message: HOSTILE, evidence: HOSTILE, worker: HOSTILE, atMs: 0 }],
      },
    ],
    failures: [{ cause: 'refused', code: HOSTILE, message: HOSTILE, worker: HOSTILE, atMs: 0 }],
  });
  for (const line of farmSummary(hostile)) expect(line).not.toMatch(/\p{Cc}|^::/u);
  const page = farmReportPage({ ...hostile, workers: hostile.workers.map((one) => ({ ...one, worker: HOSTILE })) });
  expect(page).not.toMatch(/<img|<script|<b>'/);
  expect(page).toContain('&#60;img src=x');
  const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src &#39;none&#39;; script-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
});

test('a few lines for a terminal', () => {
  expect(farmSummary(sampleFarmReport({ rates: { pue: 1, pricePerCpuHour: 0.1 } }))).toEqual([
    '42,647 frames, 948 samples, 4 more were there already, 3 frames kept apart, 237 draws refused',
    '237 of 240 shards, 2 SET ASIDE, not complete, tries that failed: 2 killed, 4 page, 3 mistake',
    '45 min 52 s of wall time, 5 workers, 5 h 6 min of processors, 19 min more of processors in tries that failed',
    'a shard took 52 s in the middle, nine in ten within 1 min 22 s',
    'slowest stage: render, 55 % of stage time',
    'about 28.7 Wh and 12.8 g of CO2 (estimated; the report says what that stands on)',
    '0.542 USD at 0.1 USD/h, 0.0127 USD per 1,000 frames',
    'shard 238 is set aside after 1 try: mistake: sample 000951 (draw 951): no draw of 2,000 keeps the requirement “gap > 4 m” [NM3011]',
    'shard 239 is set aside after 3 tries: page: page 2',
    'their evidence is in the page (--out FILE) and in --json',
  ]);
});

test('refusals say what for; of many, twenty', () => {
  const refused = Array.from({ length: 5 }, (_, i) => ({
    cause: 'refused' as const,
    code: 'NM7806',
    message: 'the store lies elsewhere',
    worker: `host-${i % 2}`,
    atMs: i,
  }));
  const page = failuresOf({ page: 1 });
  const told = (failures: readonly ShardFailure[]) => farmSummary(sampleFarmReport({ failures, aside: [] })).slice(7);
  expect(told([...page, ...refused])).toEqual(['refused 5 times by 2 workers: the store lies elsewhere [NM7806]']);
  expect(farmReportPage(sampleFarmReport({ failures: refused }))).toContain('the store lies elsewhere');
  const many = told(refused.flatMap((one) => [0, 1, 2, 3, 4].map((n) => ({ ...one, message: `${one.atMs} ${n}` }))));
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toBe('and 5 more');
});

test('words for times, energies and masses', () => {
  expect([0, 850, 9940, 45_400, 725_000, 7_800_000, 273_600_000].map(duration)).toEqual([
    '0 ms',
    '850 ms',
    '9.9 s',
    '45 s',
    '12 min 5 s',
    '2 h 10 min',
    '3 d 4 h',
  ]);
  expect([0, 0.01234, 12.34, 1234, 5e6].map(energy)).toEqual(['0 Wh', '0.0123 Wh', '12.3 Wh', '1.23 kWh', '5,000 kWh']);
  expect([0, 0.0442, 44.2, 4420, 4.42e6].map(mass)).toEqual(['0 g', '44.2 mg', '44.2 g', '4.42 kg', '4.42 t']);
});

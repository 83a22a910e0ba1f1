/** docs/watching.md says what the code does: its tables are the code's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAILURE_CAUSES } from '#contracts/farm';
import { metricsTable, progressLines, progressOf, ratesTable } from '#watch/index';
import { STAGES } from '#watch/metrics/table';
import { ROOT } from '../docs/pages.js';
import { steadyNight } from './night.js';

const page = readFileSync(join(ROOT, 'docs/watching.md'), 'utf8');
const FIX = 'write the table that the code gives into docs/watching.md';

test('metrics and rates are those of the code', () => {
  expect(page.includes(metricsTable()), FIX).toBe(true);
  expect(page.includes(ratesTable()), FIX).toBe(true);
});

test('every span, every cause and every field of the log is there', () => {
  const spans = page.slice(page.indexOf('| span |'), page.indexOf('The trace'));
  for (const name of ['order', 'shard', 'merge', 'sample', 'frame', ...STAGES])
    expect(spans, name).toMatch(new RegExp(`^\\|[^|]*\`${name}\``, 'm'));
  const logs = page.slice(page.indexOf('## Logs'), page.indexOf('## Metrics'));
  for (const cause of FAILURE_CAUSES) expect(logs).toContain(cause);
  const fields = [
    'time',
    'level',
    'event',
    'message',
    'worker',
    'order',
    'shard',
    'attempt',
    'sample',
    'frames',
    'seconds',
    'cause',
    'code',
    'evidence',
  ];
  for (const field of fields) expect(logs).toContain(`\`${field}\``);
});

test('the picture of the progress view has its words', () => {
  const { seen, nowMs } = steadyNight({ workers: 6, shards: 200, done: 90, wallMs: 95_000, framesPerShard: 320, aside: 1 });
  const leased = seen.leased.map((one, i) => (i === 3 ? { ...one, attempt: 2, takenAtMs: nowMs - 312_000 } : one));
  const order = { ...seen.state.order, store: 's3://night-runs/deer-on-forest-roads', priority: 5 };
  const counts = { ...seen.state.counts, delayed: 2, waiting: seen.state.counts.waiting - 2 };
  const progress = progressOf({ ...seen, leased, state: { ...seen.state, order, counts } }, nowMs);
  const lines = progressLines([progress], { columns: 110, plain: false });
  for (const line of lines.slice(0, 3)) expect(page).toContain(line);
  expect(page).toContain(lines.find((line) => line.includes('SLOW')));
});

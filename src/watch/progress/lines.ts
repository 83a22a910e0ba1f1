/** How far orders are, as lines for a terminal or a file. */
import { FAILURE_CAUSES } from '#contracts/farm';
import { DRAWN, fitted, type LinesOptions, oneLine, PLAIN } from './fitted.js';
import { isMergeSilent } from './kinds.js';
import type { ActiveTask, OrderProgress } from './progress.js';
import { clock, count, grouped, percent, roughly, short } from './words.js';

/** @param orders in the order they are shown */
export function progressLines(orders: readonly OrderProgress[], options: LinesOptions): readonly string[] {
  if (orders.length === 0) return ['no orders'];
  const blocks = orders.map((order) => blockOf(order, options));
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  return lines.map((line) => fitted(line, options));
}

function blockOf(order: OrderProgress, options: LinesOptions): readonly string[] {
  const { mostActive = 12 } = options;
  const priority = order.priority === 0 ? '' : `  priority ${order.priority}`;
  const shown = order.active.slice(0, mostActive);
  const more = order.active.length - shown.length;
  return [
    `${order.order.slice(0, 8)}  ${order.store}${priority}`,
    ...flowing([`${bar(order, options)} ${percent(order.share)}`, ...shardsOf(order)], options),
    ...flowing([count(order.frames, 'frame'), leftOf(order), ...paceOf(order)], options),
    ...troubleOf(order, options),
    ...tableOf(shown),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function bar({ counts, shards }: OrderProgress, { columns, plain }: LinesOptions): string {
  const signs = plain ? PLAIN : DRAWN;
  const width = Math.max(10, Math.min(40, columns - 50));
  const upTo = (n: number): number => (shards === 0 ? width : Math.floor((n / shards) * width));
  const done = upTo(counts.done);
  const leased = upTo(counts.done + counts.leased) - done;
  // One that is set aside is seen, however many there are.
  const aside = counts.aside === 0 ? 0 : Math.max(1, Math.min(width - done - leased, upTo(counts.aside)));
  const open = Math.max(0, width - done - leased - aside);
  return signs.done.repeat(done) + signs.leased.repeat(leased) + signs.open.repeat(open) + signs.aside.repeat(aside);
}

function shardsOf(progress: OrderProgress): readonly string[] {
  const { counts, silent, shards, cancelled } = progress;
  const underWay = Math.max(0, counts.leased - silent);
  return [
    `${grouped(counts.done)} of ${count(shards, 'shard')}`,
    underWay > 0 ? `${underWay} under way` : '',
    silent > 0 ? `${silent} left lying` : '',
    counts.delayed > 0 ? `${counts.delayed} to be tried again` : '',
    counts.aside > 0 ? `${counts.aside} SET ASIDE` : '',
    cancelled ? 'CANCELLED' : MERGES[isMergeSilent(progress) ? 'waiting' : progress.merge],
  ];
}

const MERGES: Readonly<Record<OrderProgress['merge'], string>> = {
  'not yet': '',
  waiting: 'to be merged',
  leased: 'being merged',
  done: 'complete',
  aside: 'MERGE SET ASIDE',
};

function paceOf({ pace: { recent, whole, recentMs }, counts }: OrderProgress): readonly string[] {
  if (whole === undefined || recent === undefined || recentMs === undefined) return [];
  const all = `${short(whole)} frames/s on the whole`;
  if (counts.waiting + counts.delayed + counts.leased === 0) return [all];
  return [`${short(recent)} frames/s in the last ${roughly(recentMs)}`, all];
}

function leftOf(progress: OrderProgress): string {
  const { counts, silent, cancelled, merge, pace } = progress;
  const { leftMs } = pace;
  const open = counts.waiting + counts.delayed + counts.leased;
  if (cancelled || merge === 'done') return '';
  if (open === 0) return isMergeSilent(progress) ? 'nobody is at it' : '';
  if (counts.leased <= silent) return counts.waiting + silent > 0 ? 'nobody is at it' : 'waits for the next try';
  if (leftMs === undefined) return 'time left: not known yet';
  const [least, most] = leftMs.map(roughly) as [string, string];
  return leftMs[1] < 1.25 * leftMs[0] ? `about ${most} left` : `${least} to ${most} left`;
}

function troubleOf({ failures, quarantined, slowest, lastFailure }: OrderProgress, options: LinesOptions): readonly string[] {
  const causes = FAILURE_CAUSES.flatMap((cause) => (failures[cause] === undefined ? [] : [`${failures[cause]} ${cause}`]));
  const facts = [
    slowest === undefined ? '' : `slowest stage: ${slowest.stage}, ${percent(slowest.share)} of stage time`,
    quarantined > 0 ? `${count(quarantined, 'frame')} kept apart` : '',
    causes.length === 0 ? '' : `tries that failed: ${causes.join(', ')}`,
  ];
  const last =
    lastFailure === undefined ? [] : [`last failure, ${roughly(lastFailure.agoMs)} ago: ${oneLine(lastFailure.message)}`];
  return [...flowing(facts, options), ...last];
}

/** Facts beside each other as far as there is room, then below. */
function flowing(facts: readonly string[], { columns }: LinesOptions): readonly string[] {
  const lines: string[] = [];
  for (const fact of facts.filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && [...last].length + 2 + [...fact].length <= columns) lines[lines.length - 1] = `${last}  ${fact}`;
    else lines.push(fact);
  }
  return lines;
}

/** Columns as wide as they need to be. */
function tableOf(active: readonly ActiveTask[]): readonly string[] {
  const rows = active.map(({ shard, worker, frames, forMs, sample, attempt, slow, silentMs }) => [
    shard === undefined ? 'merge' : `shard ${shard}`,
    oneLine(worker ?? '?'),
    frames === undefined ? '' : count(frames, 'frame'),
    forMs === undefined ? '' : clock(forMs),
    [
      silentMs === undefined ? '' : `no sign of life for ${roughly(silentMs)}`,
      slow === undefined ? '' : `SLOW: ${short(slow)} x the median`,
      attempt > 1 ? `try ${attempt}` : '',
      sample === undefined ? '' : `sample ${sample}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] as string).length)));
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `  ${cells.join('  ').trimEnd()}`;
  });
}

/** The report as people read it. */

import type { Figure, RowReport, UtilityReport } from './utility/report/report.js';
import type { Interval } from './utility/scores/intervals.js';
import { commonMistakes } from './utility/scores/mistakes.js';

const MOST_MISTAKES = 3;

export function tableOf(report: UtilityReport): readonly string[] {
  const { rows, test } = report;
  const tested = test.map(
    ({ folder, layout, pictures, sequences }) => `${pictures} pictures, ${sequences} sequences of ${folder} (${layout})`,
  );
  return [
    `${report.classMap} at ${report.size}; ${report.steps} steps of ${report.batch} pictures, ${report.seeds} seeds; ${report.engine}`,
    `tested on ${tested.join('; ')}`,
    '',
    ...aligned([
      [
        'trained on',
        'pictures',
        'mean IoU %',
        'over pictures',
        'over sequences',
        'over seeds',
        'not looking',
        'pixels right %',
        'gain',
      ],
      ...rows.map(({ name, sources, meanIou, meanIouByPlace, pixelAccuracy, gain }) => [
        name,
        sources.map(({ pictures }) => pictures).join('+'),
        percent(meanIou.mean),
        interval(meanIou.overPictures),
        interval(meanIou.overSequences),
        interval(meanIou.interval),
        percent(meanIouByPlace),
        percent(pixelAccuracy.mean),
        gain === null ? '' : `${gain.mean > 0 ? '+' : ''}${percent(gain.mean)} ${interval(gain.overPictures)}`,
      ]),
    ]),
    '',
    ...aligned([
      ['IoU %', 'tested', ...rows.map(({ name }) => name)],
      ...report.classes.map((name) => [
        name,
        share(report.testShare[name] as number),
        ...rows.map(({ iou, trainShare }) => classCell(iou[name] ?? null, trainShare[name] as number)),
      ]),
    ]),
    '',
    'commonest mistakes, share of the tested pixels:',
    ...rows.map((row) => `${row.name}: ${mistakesOf(report, row)}`),
    '',
    'In brackets: 95 % intervals of the mean over the seeds.',
    'over pictures: had other test pictures of the same kind been drawn (bootstrap); over sequences: the same, whole sequences at a time;',
    "over seeds: training again (Student's t). not looking: mean IoU of the class that is commonest at each place in training.",
    'gain: mean IoU less that of the first row, on the same resampled pictures. tested: share of the tested pixels.',
    'unseen: no training pixel had the class.',
  ];
}

function mistakesOf({ classes }: UtilityReport, { confusion }: RowReport): string {
  const told = commonMistakes(classes, confusion, MOST_MISTAKES).map(
    ({ truth, taken, share: part, shareOfTruth }) =>
      `${truth} taken for ${taken} ${share(part)} (${percent(shareOfTruth)} % of it)`,
  );
  return told.length === 0 ? 'none' : told.join(', ');
}

function classCell(figure: Figure | null, trainShare: number): string {
  if (figure === null) return '-';
  return `${percent(figure.mean)} ${interval(figure.overPictures)}${trainShare === 0 ? ' unseen' : ''}`;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}
function share(value: number): string {
  return value === 0 ? '-' : `${(100 * value).toFixed(value < 0.01 ? 2 : 1)} %`;
}
function interval(range: Interval | null): string {
  return range === null ? '-' : `[${percent(range.low)}, ${percent(range.high)}]`;
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ')
      .trimEnd(),
  );
}

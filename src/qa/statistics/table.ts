/** Statistics of several datasets as people read them: a column each. */
import type { ClassMap } from '../classes/class-map.js';
import { aligned } from '../table.js';
import type { ClassStatistics, DatasetStatistics } from './dataset.js';

export function statisticsTable(all: readonly DatasetStatistics[], { name, classes }: ClassMap): readonly string[] {
  const block = (title: string, cell: (of: ClassStatistics) => string): readonly string[] => [
    ...aligned([
      [title, ...all.map((_, i) => String.fromCharCode(97 + i))],
      ...classes.map((target) => [target.name, ...all.map((dataset) => cell(dataset.classes[target.name] as ClassStatistics))]),
    ]),
    '',
  ];
  return [
    ...all.map(
      ({ folder, layout, pictures }, i) =>
        `${String.fromCharCode(97 + i)}  ${pictures} pictures of ${folder} (${layout}), ${name}`,
    ),
    '',
    ...block('% of labelled pixels', ({ share }) => percent(share)),
    ...block('% of pictures that show it', ({ shownIn }) => (100 * shownIn).toFixed(0)),
    ...block('% of pixels in each eighth, from the top', ({ bands }) => bands.map((b) => (100 * b).toFixed(0)).join(' ')),
    ...block('pieces a picture', ({ pieces }) => pieces.toFixed(1)),
    ...block('their height, median % of the picture', ({ pieceHeight }) => maybe(pieceHeight, 100)),
    ...block('their foot, median % from the top', ({ pieceFoot }) => maybe(pieceFoot, 100)),
    ...block('luma, mean and sd, 0..255', ({ luma, lumaSd }) => `${maybe(luma)} ${maybe(lumaSd)}`),
    ...aligned([
      ['light', ...all.map((_, i) => String.fromCharCode(97 + i))],
      ['luma of all pixels', ...all.map(({ luma }) => luma.toFixed(0))],
      ['its sd', ...all.map(({ lumaSd }) => lumaSd.toFixed(0))],
      ['% black', ...all.map(({ dark }) => percent(dark))],
      ['% blown out', ...all.map(({ blown }) => percent(blown))],
      ['saturation', ...all.map(({ saturation }) => saturation.toFixed(2))],
    ]),
  ];
}

function percent(share: number): string {
  return (100 * share).toFixed(share < 0.01 ? 2 : 1);
}
function maybe(value: number | null, times = 1): string {
  return value === null ? '-' : (times * value).toFixed(0);
}

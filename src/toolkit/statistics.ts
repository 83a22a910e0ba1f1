/** Statistics of datasets, each opened in whatever layout it is. */
import { type DatasetStatistics, datasetStatistics, statisticsTable } from '#qa/statistics/index';
import { type ClassMap, evenly, openDataset } from '#qa/utility/index';
import { needFolder } from './stores.js';
import type { SourceRequest } from './utility.js';

export { type DatasetStatistics, statisticsTable };

/** @param size what pictures are scaled to @throws NearmissError NM8101 to NM8103 */
export async function statisticsOfDatasets(
  sources: readonly SourceRequest[],
  classes: ClassMap,
  size: { readonly width: number; readonly height: number },
): Promise<readonly DatasetStatistics[]> {
  const all: DatasetStatistics[] = [];
  for (const { folder, most } of sources) {
    const dataset = await openDataset(needFolder(folder));
    const pictures = evenly(dataset.pictures, most ?? dataset.pictures.length);
    all.push(await datasetStatistics({ ...dataset, pictures }, classes, size));
  }
  return all;
}

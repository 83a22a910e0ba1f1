/** What datasets show, side by side: shares, layout by image row, sizes, light. */
export { type ClassStatistics, type DatasetStatistics, datasetStatistics } from './dataset.js';
export { statisticsTable } from './table.js';

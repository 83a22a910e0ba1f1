/** The proof of use: networks trained on some pictures and tested on others. */

export { builtInClassMap, CLASS_MAP_NAMES, type ClassMap, parseClassMap } from '../classes/class-map.js';
export type { Dataset } from '../datasets/dataset.js';
export { openDataset } from '../datasets/open.js';
export { tableOf } from '../table.js';
export type { UtilityPlan } from './plan.js';
export type { RowReport, UtilityReport } from './report/report.js';
export { type RunOptions, runUtility, type UtilityEvent } from './run.js';
export { WEIGHTINGS, type Weighting } from './training/class-weights.js';
export { evenly } from './training/feed.js';
export { DEFAULTS, type Row, type Source, type TrainingOptions } from './training/options.js';

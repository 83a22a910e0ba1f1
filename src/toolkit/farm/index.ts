/** The farm: orders, workers, merging. */

export { farmWatcher, fitted, isOver } from '#watch/index';
export { mergeDatasetAt } from './merge.js';
export { findOrder, openFarmQueue, type QueueRequest, queueName, refuseOverlap } from './open-queue.js';
export { farmReportPage, farmSummary, reportOrder } from './report.js';
export { asideLines, progressesOf, statusLines } from './seen.js';
export { type SubmitOptions, type Submitted, submitOrder } from './submit.js';
export { type WorkRequest, workOn } from './work.js';

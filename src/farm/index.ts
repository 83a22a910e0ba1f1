/** Datasets from plans: jobs, workers, resuming, merging. */
export { type Crew, type CrewAsked, type CrewOptions, openCrew } from './child/crew.js';
export { type ErrorMessage, packError, unpackError } from './child/messages.js';
export { serveAsked } from './child/serve.js';
export { claimStore, MANIFEST_PATH } from './claim.js';
export { committedSample, isUnharmed, readRecord } from './committed.js';
export {
  idOfOrder,
  liesBelow,
  type OrderRules,
  parseDocument,
  readOrder,
  readPlan,
  readSampleRecord,
  readShardManifest,
  readTask,
  verifyOrder,
} from './documents/index.js';
export { type GenerateEvent, type GenerateInput, type GenerateResult, generate } from './generate.js';
export { hashOfArtefacts, mergeDataset } from './merge.js';
export { mergeWriters } from './merge-writers.js';
export { cutJobs, hashOfPlan, samplesOf, shardSize } from './plan.js';
export { inlineQueue } from './queue/inline.js';
export { type LocalQueueOptions, localQueue } from './queue/local.js';
export type { WorkerOrder } from './queue/messages.js';
export type { JobQueue, QueueEvents } from './queue/port.js';
export { serveJobs } from './queue/serve.js';
export { defaultWorkers, threadsPerWorker } from './workers.js';

/** Datasets from plans: jobs, workers, resuming, merging. */

export { artefactHashes } from './artefact-hashes.js';
export { type Crew, type CrewAsked, type CrewOptions, openCrew } from './child/crew.js';
export { type ErrorMessage, packError, unpackError } from './child/messages.js';
export { serveAsked } from './child/serve.js';
export { claimStore, MANIFEST_PATH } from './claim.js';
export { committedSample, committedSamples, hashOfFile, isUnharmed, readRecord } from './committed.js';
export { type GenerateEvent, type GenerateInput, type GenerateResult, generate } from './generate.js';
export { inOrder } from './in-order.js';
export { type MergeEvent, type MergeInput, type MergeSummary, mergeStore } from './merge.js';
export { mergeWriters } from './merge-writers.js';
export {
  countJobs,
  countSamples,
  cutJobs,
  eachJob,
  eachSample,
  hashOfPlan,
  jobAt,
  sampleNamed,
  samplesOf,
  shardSize,
} from './plan.js';
export { inlineQueue } from './queue/inline.js';
export { type LocalQueueOptions, localQueue } from './queue/local.js';
export type { WorkerOrder } from './queue/messages.js';
export type { JobQueue, QueueEvents } from './queue/port.js';
export { serveJobs } from './queue/serve.js';
export { commitShard, readShard, SHARDS_FOLDER, type ShardManifest } from './shard-manifest.js';
export { type SortedLines, type SortOptions, sortedLines } from './sorted-lines.js';
export { defaultWorkers, threadsPerWorker } from './workers.js';

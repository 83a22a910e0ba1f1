/** Datasets from plans: jobs, workers, resuming, merging. */

export { artefactHashes } from './artefact-hashes.js';
export { type Crew, type CrewAsked, type CrewOptions, openCrew } from './child/crew.js';
export { type ErrorMessage, packError, unpackError } from './child/messages.js';
export { serveAsked } from './child/serve.js';
export { claimStore, MANIFEST_PATH, planOf, refuseOtherPlan } from './claim.js';
export { committedSample, committedSamples, hashOfFile, isUnharmed, readRecord } from './committed.js';
export {
  isInputPlace,
  LARGEST_INPUT,
  liesBelow,
  type OrderRules,
  parseDocument,
  readInputs,
  readManifestDocument,
  readOrder,
  readPlan,
  readSampleRecord,
  readShardManifest,
  readTask,
  verifyOrder,
} from './documents/index.js';
export {
  type GenerateEvent,
  type GenerateInput,
  type GenerateResult,
  generate,
  generatePart,
  type Part,
  type PartResult,
} from './generate.js';
export { inOrder } from './in-order.js';
export { type Making, makeShard, type ShardEvents } from './make-shard.js';
export { type MergeEvent, type MergeInput, type MergeSummary, mergeStore } from './merge.js';
export { mergeWriters } from './merge-writers.js';
export { createOrder, jobOf, type OrderOptions, orderId, shardsOf } from './order.js';
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
  shardSizeOf,
} from './plan.js';
export { hasPassword, type QueueAddress, queueAddress, withoutPassword } from './queue/address.js';
export { type FolderQueueOptions, folderQueue } from './queue/folder/index.js';
export { inlineQueue } from './queue/inline.js';
export { type LocalQueueOptions, localQueue } from './queue/local.js';
export type { WorkerOrder } from './queue/messages.js';
export type { JobQueue, NumberedJob, QueueEvents } from './queue/port.js';
export { type RedisQueueOptions, redisQueue } from './queue/redis/index.js';
export { type OpenedOrder, serveJobs } from './queue/serve.js';
export { commitShard, readShard, SHARDS_FOLDER, type ShardManifest } from './shard-manifest.js';
export { type SortedLines, type SortOptions, sortedLines } from './sorted-lines.js';
export { type WorkOptions, work } from './work/index.js';
export { childMaker, type Maker } from './work/maker.js';
export { defaultWorkers, threadsPerWorker } from './workers.js';

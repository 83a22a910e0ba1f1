/** From a job to committed samples, in a straight line: renderShard -> runSample -> captureFrame. */
export { type BoundedQueue, boundedQueue } from './bounded-queue.js';
export { openSession } from './observe.js';
export type { PictureSize, Ports, SampleTask, Shard, ShardEvents, StageTimes } from './ports.js';
export { fragmentPath, recordPath, type SampleRecord } from './record.js';
export { type RecordingSink, recordingSink } from './recording-sink.js';
export { renderShard } from './render-shard.js';
export { type RepaintedRecord, type Repainting, repainting } from './repaint.js';
export { type CaptureOrder, captureRequest, type Framing, requestFor, viewAt } from './request.js';
export { runSample } from './run-sample.js';
export { carrierOf } from './sitting.js';
export { noTimes } from './timing.js';

/** Documents that come from outside: each is checked, none is believed. */
export { isInputPlace, LARGEST_INPUT, readInputs } from './inputs.js';
export { readManifestDocument } from './manifest.js';
export { readOrder } from './order.js';
export { readPlan } from './plan.js';
export { readSampleRecord, readShardManifest } from './record.js';
export { readTask } from './task.js';
export { DEEPEST_DOCUMENT, LARGEST_DOCUMENT, parseDocument } from './text.js';
export { liesBelow, type OrderRules, verifyOrder } from './verify.js';

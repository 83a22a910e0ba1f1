/** Probabilities of rare events by few runs. Begin at `estimate.ts`; `problem.ts` says what it is given, `result.ts` what it answers. */

export * from './estimate.js';
export * from './estimators/cross-entropy.js';
export * from './estimators/monte-carlo.js';
export * from './estimators/subset.js';
export * from './intervals.js';
export * from './problem.js';
export * from './result.js';

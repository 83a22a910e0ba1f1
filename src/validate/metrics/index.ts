/** Criticality and severity metrics: pure functions, SI units, each with its source (science.md sections 2 and 3). */
export * from './aebs.js';
export * from './braking.js';
export * from './crossing.js';
export * from './drivers.js';
export * from './encounter.js';
export * from './encroachment.js';
export * from './exposure.js';
export * from './flight.js';
export * from './following.js';
export * from './geofence.js';
export * from './lateral.js';
export * from './motion.js';
export * from './rss.js';
export * from './rss-response.js';
export * from './severity.js';
export * from './table.js';

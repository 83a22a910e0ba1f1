/** All check values of the metrics: wanted against measured, for the tests, for a page and for notes. */
import { BRAKING_CHECKS } from './checks/braking.js';
import type { MetricCheck } from './checks/check.js';
import { CRITICALITY_CHECKS } from './checks/criticality.js';
import { DRIVER_CHECKS } from './checks/drivers.js';
import { DRONE_CHECKS } from './checks/drones.js';
import { EMERGENCE_CHECKS } from './checks/emergence.js';
import { RSS_CHECKS } from './checks/rss.js';
import { SEVERITY_CHECKS } from './checks/severity.js';

export { isCheckMet, type MetricCheck } from './checks/check.js';

/** In the order of science.md's sections. */
export const METRIC_CHECKS: readonly MetricCheck[] = [
  ...CRITICALITY_CHECKS,
  ...RSS_CHECKS,
  ...SEVERITY_CHECKS,
  ...DRONE_CHECKS,
  ...DRIVER_CHECKS,
  ...BRAKING_CHECKS,
  ...EMERGENCE_CHECKS,
];

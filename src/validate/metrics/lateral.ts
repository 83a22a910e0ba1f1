/** Criticality of evading sideways (science.md section 2). */

/**
 * Lateral acceleration that moves a body aside by `clearance` (m, 0 or more) within `ttc` (s): 2 y / t^2, m/s^2. Infinity at no time left.
 */
export function requiredLateralAcceleration(clearance: number, ttc: number): number {
  if (clearance <= 0) return 0;
  return ttc > 0 ? (2 * clearance) / (ttc * ttc) : Number.POSITIVE_INFINITY;
}

/** Clearance (m) to pass an obstacle on the nearer side: half of both widths, less how far apart the middles already are (m). */
export function clearanceNeeded(offset: number, ownWidth: number, otherWidth: number): number {
  return Math.max(0, (ownWidth + otherWidth) / 2 - Math.abs(offset));
}

/** Steer threat number: required over available lateral acceleration (m/s^2, above 0). Above 1 steering alone is not enough. */
export function steerThreatNumber(clearance: number, ttc: number, available: number): number {
  return requiredLateralAcceleration(clearance, ttc) / available;
}

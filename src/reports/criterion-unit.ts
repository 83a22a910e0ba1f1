/** In what unit a criterion was judged, by its name (src/validate/criteria.ts). */
import { RUN_METRICS } from '#validate/criticality/run-metrics';

const BY_TYPE: readonly (readonly [start: string, unit: string])[] = [
  ['no-collision ', 'm/s'],
  ['min-ttc ', 's'],
  ['min-distance ', 'm'],
  ['max-impact-speed ', 'm/s'],
  ['max-deceleration ', 'm/s²'],
  ['corridor ', 'm'],
  ['reaches ', 'm'],
  ['no-worse-than ', 'm/s'],
  ['brakes-within ', 's'],
  ['geofence ', 'm'],
  ['wall-clearance ', 'm'],
  ['max-tilt ', 'rad'],
];

/** @param criterion as a verdict names it @returns empty where it is pure, or no figure was named */
export function criterionUnit(criterion: string): string {
  const type = BY_TYPE.find(([start]) => criterion.startsWith(start));
  return type?.[1] ?? RUN_METRICS.find(({ words }) => criterion.startsWith(`${words} of `))?.unit ?? '';
}

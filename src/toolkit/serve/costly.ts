/** What of a live stream takes pixels or rays, and is made for those alone who want it. */
import { schemaOf } from '#contracts/observation';
import type { SensorType } from '#contracts/rig';

/** Sensors that give pictures or tables; the others a handful of values, which cost next to nothing. */
export function isCostly(type: SensorType): boolean {
  return type === 'camera' || Object.keys(schemaOf(type).columns).length > 0;
}

/** Of a sensor that is costly. */
export function costlyTopics(sensor: string): readonly string[] {
  return ['image', 'annotations', 'points', 'table', 'values'].map((name) => `/${sensor}/${name}`);
}

/** What a scenario's actors carry, before anything of it is drawn. */
import type { SensorType } from '#contracts/rig';
import { readRig } from './check.js';
import type { Scenario } from './load.js';
import { partsOf } from './parts.js';

export interface Carried {
  readonly actor: string;
  readonly sensor: string;
  readonly type: SensorType;
}

export function carried(scenario: Scenario): readonly Carried[] {
  const { tree } = scenario;
  const actors = [['ego', tree.ego] as const, ...[...(tree.actors ?? [])].map(([name, { value }]) => [name, value] as const)];
  return actors.flatMap(([actor, { sensors }]) => {
    if (sensors === undefined) return [];
    const rig = 'name' in sensors ? readRig(sensors, partsOf(scenario)) : sensors;
    return [...(rig ?? [])].map(([sensor, { value }]) => ({ actor, sensor, type: value.type }));
  });
}

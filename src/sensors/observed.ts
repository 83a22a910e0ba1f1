/** What every observation says beside its measurements. */
import type { Mount } from '#contracts/rig';
import type { SensorInput } from '#contracts/sensor';
import type { Pose } from '#core/pose';
import { bodyIn, worldFromSensor } from './mount.js';

export interface Heading {
  readonly sensor: string;
  readonly index: number;
  readonly timeNs: number;
  readonly arrivalNs: number;
  readonly worldFromSensor: Pose;
  readonly worldFromEgo: Pose;
}

/** For a sensor that measures at one instant. */
export function headingAt(input: SensorInput, index: number, timeNs: number): Heading {
  const { carrier, scenario, timeline } = input;
  const sensor: Mount = input.sensor;
  const frame = timeline.at(timeNs);
  return {
    sensor: sensor.id,
    index,
    timeNs,
    arrivalNs: timeNs + Math.round(sensor.latency * 1e9),
    worldFromSensor: worldFromSensor(sensor, bodyIn(frame, carrier).worldFromBody),
    worldFromEgo: bodyIn(frame, scenario.actors[0]?.id ?? carrier).worldFromBody,
  };
}

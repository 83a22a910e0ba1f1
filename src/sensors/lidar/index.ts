/** Laser scanners. */
import { OBSERVATIONS } from '#contracts/observation';
import type { SensorModel } from '#contracts/sensor';
import { cos, sin } from '#core/math';
import { rotate, type Vec3 } from '#core/pose';
import { bodyIn, worldFromSensor } from '../mount.js';

export const lidar: SensorModel<'lidar'> = {
  type: 'lidar',
  about: OBSERVATIONS.lidar.about,
  open({ sensor, carrier, scene, scenario, timeline, rays }) {
    const ego = scenario.actors[0]?.id ?? carrier;
    return {
      observe(index, timeNs) {
        const frame = timeline.at(timeNs);
        const pose = worldFromSensor(sensor, bodyIn(frame, carrier).worldFromBody);
        const world = rays.stand({ scene, frame, eye: pose.position, hides: [carrier] });
        const rows: { xyz: Vec3; ring: number; instance: number; semantic: number }[] = [];
        for (let column = 0; column < 360; column++) {
          for (let ring = 0; ring < 16; ring++) {
            const [azimuth, elevation] = [Math.PI - (column * Math.PI) / 180, ((2 * ring - 15) * Math.PI) / 180];
            const local: Vec3 = [cos(elevation) * cos(azimuth), cos(elevation) * sin(azimuth), sin(elevation)];
            const hit = world.cast(pose.position, rotate(pose.orientation, local), 0.5, 100);
            if (hit === undefined) continue;
            const xyz: Vec3 = [local[0] * hit.distance, local[1] * hit.distance, local[2] * hit.distance];
            rows.push({ xyz, ring, instance: hit.instance, semantic: hit.semantic });
          }
        }
        const count = rows.length;
        return {
          kind: 'lidar',
          sensor: sensor.id,
          index,
          timeNs,
          arrivalNs: timeNs + Math.round(sensor.latency * 1e9),
          worldFromSensor: pose,
          worldFromEgo: bodyIn(frame, ego).worldFromBody,
          count,
          columns: {
            xyz: Float32Array.from(rows.flatMap(({ xyz }) => xyz)),
            intensity: new Float32Array(count),
            ring: Uint8Array.from(rows.map(({ ring }) => ring)),
            time: new Float32Array(count),
            instance: Uint16Array.from(rows.map(({ instance }) => instance)),
            semantic: Uint8Array.from(rows.map(({ semantic }) => semantic)),
            origin: new Uint8Array(count),
            flow: new Float32Array(3 * count),
          },
          values: {},
        };
      },
    };
  },
};

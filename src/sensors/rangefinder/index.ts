/** Laser rangefinders: one beam along the sensor's axis. */
import { OBSERVATIONS } from '#contracts/observation';
import type { RayHit } from '#contracts/rays';
import type { RangefinderSensor } from '#contracts/rig';
import type { SensorModel } from '#contracts/sensor';
import { exp } from '#core/math';
import { dot, rotate, type Vec3 } from '#core/pose';
import { bodyIn, worldFromSensor } from '../mount.js';
import { headingAt } from '../observed.js';

/** Reflectance of the surface, met straight on, for which `rangeM` holds in clear air. */
const RATED = 0.2;

export const rangefinder: SensorModel<'rangefinder'> = {
  type: 'rangefinder',
  about: OBSERVATIONS.rangefinder.about,
  open(input) {
    const { sensor, carrier, scene, timeline, rays, random } = input;
    return {
      observe(index, timeNs) {
        const frame = timeline.at(timeNs);
        const { position, orientation } = worldFromSensor(sensor, bodyIn(frame, carrier).worldFromBody);
        const world = rays.stand({ scene, frame, eye: position, hides: [carrier] });
        const beam = rotate(orientation, [1, 0, 0]);
        // White surfaces are heard farther than the rated ones, at most sqrt(1 / rated) times.
        const hit = world.cast(position, beam, sensor.nearM, sensor.rangeM * Math.sqrt(1 / RATED));
        const heard = hit !== undefined && strength(hit, beam, frame.medium.extinctionPerM) >= faintest(sensor);
        const error = (sensor.noise + sensor.noiseShare * (hit?.distance ?? 0)) * random.child(index).normal();
        return {
          kind: 'rangefinder',
          ...headingAt(input, index, timeNs),
          count: 0,
          columns: {},
          values: {
            valid: [heard ? 1 : 0],
            range: [heard ? stepped(hit.distance + error, sensor.resolution) : 0],
            trueRange: [hit?.distance ?? 0],
            instance: [hit?.instance ?? 0],
            semantic: [hit?.semantic ?? 0],
          },
        };
      },
    };
  },
};

/** Lidar's range equation for a surface that fills the beam: rho cos(theta) exp(-2 alpha R) / R^2 (science.md 4.4). */
export function strength({ distance, normal, material }: RayHit, beam: Vec3, extinctionPerM: number): number {
  const [red, green, blue] = material.baseColor;
  const reflectance = Math.max(0.02, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
  return (reflectance * Math.abs(dot(beam, normal)) * exp(-2 * extinctionPerM * distance)) / (distance * distance);
}

function faintest({ rangeM }: RangefinderSensor): number {
  return RATED / (rangeM * rangeM);
}

function stepped(range: number, resolution: number): number {
  return resolution === 0 ? Math.max(0, range) : Math.max(0, Math.round(range / resolution) * resolution);
}

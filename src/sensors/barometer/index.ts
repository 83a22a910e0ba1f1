/** Barometers: static pressure, and the height that the standard atmosphere has for it. */
import { OBSERVATIONS } from '#contracts/observation';
import type { SensorModel } from '#contracts/sensor';
import { dot, sub } from '#core/pose';
import { sensorMotion } from '../motion.js';
import { bodyIn } from '../mount.js';
import { gaussMarkov } from '../noise/gauss-markov.js';
import { headingAt } from '../observed.js';
import { densityAt, pressureAltitude, pressureAt } from './air.js';

export const barometer: SensorModel<'barometer'> = {
  type: 'barometer',
  about: OBSERVATIONS.barometer.about,
  open(input) {
    const { sensor, carrier, timeline, random } = input;
    const drift = gaussMarkov(sensor.drift, sensor.driftTime, random.child('drift'));
    const white = random.child('white');
    let last: number | undefined;
    return {
      observe(index, timeNs) {
        const frame = timeline.at(timeNs);
        const drifted = drift.after(last === undefined ? 0 : (timeNs - last) / 1e9);
        last = timeNs;
        const { worldFromSensor, velocity } = sensorMotion(sensor, bodyIn(frame, carrier));
        const height = sensor.groundHeight + worldFromSensor.position[2];
        const truth = pressureAt(height, sensor.seaLevelPressure);
        const past = sub(velocity, frame.medium.windMPerS);
        const windError = sensor.windShare * 0.5 * densityAt(height, sensor.seaLevelPressure) * dot(past, past);
        const pressure = truth + drifted + windError + sensor.noise * white.normal();
        return {
          kind: 'barometer',
          ...headingAt(input, index, timeNs),
          count: 0,
          columns: {},
          values: {
            pressure: [pressure],
            altitude: [pressureAltitude(pressure)],
            truePressure: [truth],
            trueHeight: [height],
            drift: [drifted],
            windError: [windError],
          },
        };
      },
    };
  },
};

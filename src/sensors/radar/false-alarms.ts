/** Noise alone that passes the threshold, anywhere in what a scan covers. */
import { RETURN_ORIGIN } from '#contracts/observation';
import type { RadarSensor } from '#contracts/rig';
import { exp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import { type Detection, exponential, levels, type Receiver } from './cells.js';

/** Resolution cells of a scan: ranges x speeds x azimuths. */
export function cellCount(sensor: RadarSensor): number {
  const { rangeM, rangeResolution, mostSpeed, speedResolution, fieldOfView, beamwidth } = sensor;
  return (rangeM / rangeResolution) * ((2 * mostSpeed) / speedResolution) * (fieldOfView / beamwidth);
}

/** Noise is exponential in power, so a cell passes with the chance exp(-threshold). */
export function thresholdFor(sensor: RadarSensor): number {
  return ln(cellCount(sensor) / Math.max(sensor.falseAlarms, 1e-9));
}

export function falseAlarms({ sensor, noise, threshold }: Receiver, random: RandomStream): readonly Detection[] {
  return Array.from({ length: poisson(sensor.falseAlarms, random) }, () => {
    const range = random.between(sensor.rangeResolution, sensor.rangeM);
    const azimuth = random.between(-sensor.fieldOfView / 2, sensor.fieldOfView / 2);
    const elevation = random.between(-sensor.elevationField / 2, sensor.elevationField / 2);
    const rate = random.between(-sensor.mostSpeed, sensor.mostSpeed);
    // What is beyond the threshold is exponential again.
    const received = noise * (threshold + exponential(random));
    const level = levels(sensor, noise, received, range, azimuth, elevation);
    return { range, azimuth, elevation, rate, ...level, instance: 0, semantic: 0, origin: RETURN_ORIGIN.falseAlarm };
  });
}

/** By products of uniforms (Knuth); for means up to some hundreds. */
function poisson(mean: number, random: RandomStream): number {
  const least = exp(-mean);
  let [count, product] = [0, random.uniform()];
  while (product > least) {
    count++;
    product *= random.uniform();
  }
  return count;
}

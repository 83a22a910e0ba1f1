/** What drones do and carry where a file says nothing else. */
import type { Battery, WindGuard } from '#contracts/scenario';
import { radians } from '#core/math';
import { windLimit } from '#validate/metrics/flight';
import { IRIS, USUAL_EFFICIENCY } from '#validate/metrics/power';

/** Half a second covers the lag of the flight controller behind the point that it chases; 20 degrees leave half of its tilt for the wind. */
export const GUARD = { margin: 1, reaction: 0.5, tilt: radians(20) } as const;

/** The wind that takes all of the tilt it may brake by. */
export function windGuardFor(tilt: number): WindGuard {
  return { limit: windLimit(tilt, IRIS.mass, IRIS.dragArea), time: 1, response: 'hold' };
}

export const BATTERY: Omit<Battery, 'capacityWh'> = { charge: 1, efficiency: USUAL_EFFICIENCY };

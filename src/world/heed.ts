/**
 * How animals heed traffic: they turn their heads to vehicles that come near, lift them, and start when they set off or stop hard.
 * A function of the instant alone, and continuous: who looks when changes nothing. Distances: from memory, grade M.
 */
import { atan2, PI, smoothstep, wrapAngle } from '#core/math';
import type { Body } from './body.js';
import type { Snapshot } from './snapshot.js';

/** Vehicles are noticed from here and fully heeded from there, m. */
const NOTICED = 90;
const HEEDED = 50;

/** Channels of the animal's articulation: `headYaw` rad (positive: left), `alert` and `startle` 0..1. */
export function heed(body: Body, snapshot: Snapshot, bodies: readonly Body[]): Readonly<Record<string, number>> {
  const own = snapshot.of(body.index);
  let [yaw, weights, most] = [0, 0, 0];
  for (const other of bodies) {
    if (other.kind !== 'wheeled') continue;
    const vehicle = snapshot.of(other.index);
    const [dx, dy] = [vehicle.position[0] - own.position[0], vehicle.position[1] - own.position[1]];
    const distance = Math.max(1, Math.sqrt(dx * dx + dy * dy));
    const heeded = (1 - smoothstep(HEEDED, NOTICED, distance)) * smoothstep(0.5, 3, vehicle.speed);
    const bearing = wrapAngle(atan2(dy, dx) - own.heading);
    // What is straight behind is heard, not looked at.
    const seen = 1 - smoothstep(2.2, PI, Math.abs(bearing));
    const weight = heeded / (distance * distance);
    yaw += weight * bearing * seen * heeded;
    weights += weight;
    most = Math.max(most, heeded);
  }
  const calm = 1 - smoothstep(2.5, 6, own.speed);
  const startle = smoothstep(2.5, 7, Math.abs(own.acceleration)) * (1 - smoothstep(0.5, 4, own.speed));
  return { headYaw: weights === 0 ? 0 : (calm * yaw) / weights, alert: most * calm, startle };
}

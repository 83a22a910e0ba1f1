/** Air holds back what flies through it. */
import type { Box } from '#contracts/scene';
import { norm, scale, sub, type Vec3 } from '#core/pose';

/** kg/m^3, at 15 degrees and sea level. */
const AIR_DENSITY = 1.225;
/** Of a box face on (Hoerner, Fluid-Dynamic Drag, 1965). */
const BOX_DRAG = 1.05;

/**
 * rho / 2 * Cd * A * u^2 against the airspeed u, with A a box's mean projected area, a quarter of its surface (Cauchy), N.
 * @param velocity @param wind m/s, world
 */
export function dragOn({ size: [l, w, h] }: Box, velocity: Vec3, wind: Vec3): Vec3 {
  const area = (l * w + w * h + h * l) / 2;
  const air = sub(wind, velocity);
  return scale(air, (AIR_DENSITY / 2) * BOX_DRAG * area * norm(air));
}

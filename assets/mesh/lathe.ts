/** Surfaces of revolution about the y axis (a wheel's axle). */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { MeshBuilder } from './builder.js';

/**
 * Turns a profile of (radius, y) about the y axis. Faces look to the left of the profile's way (seen with y to the right
 * and radius up): a profile that runs towards +y at constant radius makes a tube seen from outside.
 */
export function lathe(
  builder: MeshBuilder,
  profile: readonly (readonly [radius: number, y: number])[],
  sides: number,
  color?: Vec3,
): void {
  const rings = profile.map(([radius, y]) =>
    Array.from({ length: sides }, (_, k) => {
      const angle = (k / sides) * TAU;
      return builder.vertex([cos(angle) * radius, y, sin(angle) * radius], [angle * radius, y], color);
    }),
  );
  for (let i = 0; i + 1 < rings.length; i++) {
    const [low, high] = [rings[i] as number[], rings[i + 1] as number[]];
    const onAxis = (r: number): boolean => (profile[r] as readonly [number, number])[0] === 0;
    for (let k = 0; k < sides; k++) {
      const next = (k + 1) % sides;
      if (!onAxis(i)) builder.triangle(low[k] as number, high[next] as number, low[next] as number);
      if (!onAxis(i + 1)) builder.triangle(low[k] as number, high[k] as number, high[next] as number);
    }
  }
}

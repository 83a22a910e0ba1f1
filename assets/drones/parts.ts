/** What drones are put together from: hulls, arms, motors, propellers, legs, gimbals, lamps. */
import type { Material } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import type { SimplePart } from '../mesh/simple.js';

export const plastic = (id: string, baseColor: Vec3, roughness = 0.45): Material => ({
  id,
  baseColor,
  roughness,
  metalness: 0,
  texture: 'none',
});
export const DARK = plastic('dark', [0.015, 0.015, 0.016], 0.5);
export const PROPELLER_PLASTIC = plastic('propeller', [0.02, 0.02, 0.022], 0.4);
export const GREEN: Vec3 = [0.02, 0.9, 0.1];
export const RED: Vec3 = [1, 0.03, 0.02];
export const WHITE: Vec3 = [1, 0.95, 0.9];

/** A lofted hull along x; stations are half width, low and high. @param square 0 round, 1 nearly a box */
export function hull(
  b: MeshBuilder,
  stations: readonly (readonly [x: number, half: number, low: number, high: number])[],
  { color, square = 0, sides = 16 }: { readonly color?: Vec3; readonly square?: number; readonly sides?: number } = {},
): void {
  const squared = (v: number): number => {
    const size = Math.abs(v);
    const wide = size + (Math.sqrt(size) - size) * square;
    return v < 0 ? -wide : wide;
  };
  b.loft(
    stations.map(([x, half, low, high]) =>
      Array.from({ length: sides }, (_, j): Vec3 => {
        const angle = (j / sides) * TAU;
        return [x, half * squared(cos(angle)), (low + high) / 2 + ((high - low) / 2) * squared(sin(angle))];
      }),
    ),
    { caps: true, ...(color === undefined ? {} : { color }) },
  );
}

/** A motor's bell under a propeller, from `low` to `high`. */
export function motor(b: MeshBuilder, [x, y]: Vec3, low: number, high: number, radius: number): void {
  b.tube(
    [
      [x, y, low],
      [x, y, low + 0.35 * (high - low)],
      [x, y, high],
    ],
    [0.86 * radius, radius, 0.9 * radius],
    12,
  );
}

/** Two or three twisted blades on a hub. */
export function propeller(radius: number, blades = 2) {
  const b = createMeshBuilder();
  for (let blade = 0; blade < blades; blade++) {
    const turn = (blade / blades) * TAU;
    const [c, s] = [cos(turn), sin(turn)];
    const rows = [0.09, 0.3, 0.7, 1].map((share, i): Vec3[] => {
      const r = share * radius;
      const chord = radius * ([0.06, 0.1, 0.085, 0.03][i] as number);
      const twist = radius * ([0.05, 0.04, 0.022, 0.008][i] as number);
      const at = (y: number, z: number): Vec3 => [c * r - s * y, s * r + c * y, z];
      return [at(chord, twist), at(0, twist * 0.5 + 0.017 * radius), at(-chord, -twist), at(0, -0.009 * radius)];
    });
    b.loft(rows, { caps: true });
  }
  b.tube(
    [
      [0, 0, -0.03 * radius],
      [0, 0, 0.065 * radius],
    ],
    [0.072 * radius, 0.045 * radius],
    8,
  );
  return b.build(0.2);
}

/** A camera on its gimbal: yoke, ball and lens, looking forward from `at`. */
export function gimbal(b: MeshBuilder, [x, y, z]: Vec3, size: number): void {
  for (const side of [1, -1]) b.box([x, y + 0.62 * side * size, z + 0.25 * size], [0.16 * size, 0.08 * size, 0.5 * size]);
  b.box([x - 0.1 * size, y, z + 0.78 * size], [0.3 * size, 0.7 * size, 0.1 * size]);
  hull(
    b,
    [
      [x - 0.5 * size, 0.2 * size, z - 0.2 * size, z + 0.2 * size],
      [x - 0.3 * size, 0.46 * size, z - 0.46 * size, z + 0.46 * size],
      [x + 0.15 * size, 0.5 * size, z - 0.5 * size, z + 0.5 * size],
      [x + 0.42 * size, 0.36 * size, z - 0.36 * size, z + 0.36 * size],
      [x + 0.55 * size, 0.3 * size, z - 0.3 * size, z + 0.3 * size],
    ].map(([at, half, low, high]) => [at as number, half as number, (low as number) + 0, high as number] as const),
    { sides: 12 },
  );
}

/** A navigation lamp: red left, green right, white behind (as on aircraft, ICAO Annex 2). */
export function lamp(name: string, color: Vec3, [x, y, z]: Vec3, size = 0.014): SimplePart {
  const b = createMeshBuilder();
  b.box([x, y, z], [size / 2 + 0.003, size / 2 + 0.003, size / 3]);
  return {
    name: `${name} lamp`,
    mesh: b.build(),
    material: { ...plastic(name, color), emission: { color, luminanceCdPerM2: 2000, lamp: 'always' } },
  };
}

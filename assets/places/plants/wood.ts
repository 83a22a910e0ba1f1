/** Wood as triangles: tubes for what is thick, spikes for branches, ribbons for twigs. In the plant's true proportions. */
import { cos, sin, TAU } from '#core/math';
import { add, cross, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { Patchwork } from './patchwork.js';
import { scaled } from './plant.js';

export interface Bark {
  /** Linear albedo of what is thick, and of twigs. */
  readonly stem: Vec3;
  readonly twig: Vec3;
  /** From this radius on bark is the stem's. */
  readonly thick: number;
  /** How much darker its darkest patches are, 0..1: flaking planes, birches' cracks. */
  readonly mottled?: number;
}

export function barkAt({ stem, twig, thick }: Bark, radius: number): Vec3 {
  const k = Math.min(1, radius / thick);
  return [0, 1, 2].map((i) => (twig[i] as number) * (1 - k) + (stem[i] as number) * k) as unknown as Vec3;
}

/** A tube through points; ends in a point when `pointed`. */
export function tube(
  patches: Patchwork,
  path: readonly Vec3[],
  radii: readonly number[],
  sides: number,
  pointed: boolean,
  color: (k: number) => Vec3,
): void {
  let side: Vec3 = [0.3, 0.95, 0.05];
  let before: number[] = [];
  let far = 0;
  const last = path.length - 1;
  for (const [k, point] of path.entries()) {
    const axis = normalize(sub(path[Math.min(k + 1, last)] as Vec3, path[Math.max(k - 1, 0)] as Vec3));
    const up = normalize(
      cross(axis, Math.abs(axis[0] * side[0] + axis[1] * side[1] + axis[2] * side[2]) < 0.99 ? side : [1, 0, 0.2]),
    );
    side = normalize(cross(up, axis));
    const tone = color(k);
    if (pointed && k === last) {
      const apex = patches.vertex(point, axis, tone, 0, far);
      for (let j = 0; j < sides; j++) patches.triangle(before[j] as number, before[(j + 1) % sides] as number, apex);
      return;
    }
    const radius = radii[k] as number;
    const ring = Array.from({ length: sides }, (_, j) => {
      const a = (j / sides) * TAU;
      const out = add(scale(side, cos(a)), scale(up, sin(a)));
      return patches.vertex(add(point, scale(out, radius)), out, tone, (a / TAU) * 0.1, far);
    });
    for (let j = 0; j < sides && k > 0; j++) {
      const n = (j + 1) % sides;
      patches.triangle(before[j] as number, before[n] as number, ring[n] as number);
      patches.triangle(before[j] as number, ring[n] as number, ring[j] as number);
    }
    before = ring;
    far += k < last ? distance(point, path[k + 1] as Vec3) : 0;
  }
}

/** One triangle for a twig: as wide at its foot as asked, nothing at its tip. */
export function ribbon(patches: Patchwork, foot: Vec3, tip: Vec3, width: number, turn: number, color: Vec3): void {
  const axis = normalize(sub(tip, foot));
  const side = normalize(cross(axis, Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const across = add(scale(side, cos(turn)), scale(cross(side, axis), sin(turn)));
  const normal = normalize([foot[0] + tip[0], foot[1] + tip[1], 0.35]);
  const half = scale(across, width / 2);
  const a = patches.vertex(add(foot, half), normal, scaled(color, 0.85), 0, 0);
  const b = patches.vertex(sub(foot, half), normal, scaled(color, 0.85), 0.005, 0);
  const c = patches.vertex(tip, normal, color, 0.002, 0.06);
  patches.triangle(a, b, c);
}

export function distance(a: Vec3, b: Vec3): number {
  const [x, y, z] = sub(a, b);
  return Math.sqrt(x * x + y * y + z * z);
}

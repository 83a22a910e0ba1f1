/** What a place's solids do to a straight signal: block it, or turn it back off a facade. */
import type { Solid } from '#contracts/place';
import { add, dot, quatConjugate, rotate, scale, sub, type Vec3 } from '#core/pose';

/** Facades farther off than this return nothing worth hearing, m. */
const HEARD = 150;
const FAR = 1e5;

export interface Walls {
  /** Whether something stands between the point and whatever is that way. @param direction unit */
  blocked(from: Vec3, direction: Vec3, upTo?: number): boolean;
  /** Every single reflection off an upright face that reaches the point from a sender that way. */
  reflections(to: Vec3, direction: Vec3): readonly Reflection[];
}

export interface Reflection {
  /** How much longer its way is than the straight one, m. */
  readonly excess: number;
  /** Where it comes from, unit. */
  readonly direction: Vec3;
}

interface Face {
  readonly center: Vec3;
  readonly normal: Vec3;
  /** Half its width along `across`, and half its height. */
  readonly across: Vec3;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export function wallsOf(solids: readonly Solid[]): Walls {
  const faces = solids.flatMap(facesOf);
  const blocked = (from: Vec3, direction: Vec3, upTo = FAR): boolean =>
    solids.some((solid) => meets(solid, from, direction, upTo));
  return {
    blocked,
    reflections(to, direction) {
      return faces.flatMap((face): Reflection[] => {
        const away = dot(sub(to, face.center), face.normal);
        const towards = dot(direction, face.normal);
        if (away <= 0 || away > HEARD || towards <= 1e-6) return [];
        const mirrored = sub(direction, scale(face.normal, 2 * towards));
        const distance = away / towards;
        const hit = add(to, scale(mirrored, distance));
        if (!onFace(face, hit) || distance > HEARD) return [];
        const off = add(hit, scale(face.normal, 1e-4));
        if (blocked(to, mirrored, distance - 1e-3) || blocked(off, direction)) return [];
        return [{ excess: 2 * away * towards, direction: mirrored }];
      });
    },
  };
}

function facesOf({ worldFromBox: { position, orientation }, size }: Solid): Face[] {
  const axes: readonly [Vec3, Vec3] = [rotate(orientation, [1, 0, 0]), rotate(orientation, [0, 1, 0])];
  return [0, 1].flatMap((k) =>
    [1, -1].map((side): Face => {
      const normal = scale(axes[k as 0 | 1], side);
      return {
        center: add(position, scale(normal, size[k as 0 | 1] / 2)),
        normal,
        across: axes[(1 - k) as 0 | 1],
        halfWidth: size[(1 - k) as 0 | 1] / 2,
        halfHeight: size[2] / 2,
      };
    }),
  );
}

function onFace({ center, across, halfWidth, halfHeight }: Face, point: Vec3): boolean {
  const from = sub(point, center);
  return Math.abs(dot(from, across)) <= halfWidth && Math.abs(from[2]) <= halfHeight;
}

/** Slabs: the stretch of the ray inside all three pairs of planes. */
function meets({ worldFromBox: { position, orientation }, size }: Solid, from: Vec3, direction: Vec3, upTo: number): boolean {
  const back = quatConjugate(orientation);
  const [o, d] = [rotate(back, sub(from, position)), rotate(back, direction)];
  let [enter, leave] = [0, upTo];
  for (const k of [0, 1, 2] as const) {
    const half = size[k] / 2;
    if (Math.abs(d[k]) < 1e-12) {
      if (Math.abs(o[k]) > half) return false;
      continue;
    }
    const [a, b] = [(-half - o[k]) / d[k], (half - o[k]) / d[k]];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}

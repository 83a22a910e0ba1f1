/** Flesh in a moment: a tube about each loft's axis, stuck into one another instead of melted. For sketches; no truth is measured on it. */
import { cos, sin, TAU } from '#core/math';
import { add, cross, normalize, scale, sub, type Vec3 } from '#core/pose';
import { bonesAt, type Loft, type Station } from './field.js';
import type { Finish } from './half-flesh.js';
import type { SkinBuilder, Weights } from './skin.js';

const SIDES = 8;
/** How far along its rounded end a tube is closed, and how wide it is there, as shares. */
const TIP = { along: 0.75, wide: 0.55 };

/** Those beside the plane of symmetry on both sides; hollows stay filled. */
export function addRoughFlesh(skin: SkinBuilder, lofts: readonly Loft[], finish: Finish): void {
  for (const loft of lofts.filter(({ hollow }) => hollow !== true)) {
    addTube(skin, loft, 1, finish);
    if (loft.from[1] !== 0 || loft.to[1] !== 0) addTube(skin, loft, -1, finish);
  }
}

function addTube(skin: SkinBuilder, loft: Loft, side: 1 | -1, { color, uv, mirrored }: Finish): void {
  const { from, to } = loft;
  const forward = normalize(sub(to, from));
  const across = normalize(sub([0, 1, 0], scale(forward, forward[1])));
  const up = cross(forward, across);
  const corner = ([t, high, low, wide]: Station, angle: number): number => {
    const [c, s] = [cos(angle), sin(angle)];
    const out = add(scale(across, wide * c), scale(up, (s > 0 ? high : low) * s));
    const center = add(from, scale(sub(to, from), t));
    const [at, normal] = [add(center, out), normalize(out)];
    const weights = bonesAt(loft.bones, t);
    const carriers: Weights = side === 1 ? weights : weights.map(([bone, w]) => [mirrored(bone), w] as const);
    return skin.vertex([at[0], side * at[1], at[2]], uv(at, weights), color(at, normal, weights), carriers);
  };
  const rings = withTips(loft).map((station) =>
    Array.from({ length: SIDES }, (_, k) => corner(station, (side * k * TAU) / SIDES)),
  );
  for (let r = 0; r + 1 < rings.length; r++)
    for (let k = 0; k < SIDES; k++) {
      const [a, b] = [rings[r]?.[k] as number, rings[r]?.[(k + 1) % SIDES] as number];
      const [c, d] = [rings[r + 1]?.[(k + 1) % SIDES] as number, rings[r + 1]?.[k] as number];
      skin.face(a, b, c);
      skin.face(a, c, d);
    }
  for (const [ring, turn] of [[rings[0] as number[], true] as const, [rings[rings.length - 1] as number[], false] as const])
    for (let k = 1; k + 1 < SIDES; k++) {
      const [a, b, c] = [ring[0], ring[k], ring[k + 1]] as [number, number, number];
      if (turn) skin.face(a, c, b);
      else skin.face(a, b, c);
    }
}

/** The loft's stations, with one more at each rounded end. */
function withTips({ from, to, stations, ends }: Loft): Station[] {
  const axis = sub(to, from);
  const length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
  const [first, last] = [stations[0] as Station, stations[stations.length - 1] as Station];
  const tip = ([t, up, down, wide]: Station, end: number | undefined, way: 1 | -1): Station => [
    t + (way * TIP.along * (end ?? (up + down + wide) / 3)) / length,
    TIP.wide * up,
    TIP.wide * down,
    TIP.wide * wide,
  ];
  return [tip(first, ends?.[0], -1), ...stations, tip(last, ends?.[1], 1)];
}

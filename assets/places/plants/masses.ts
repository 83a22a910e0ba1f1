/**
 * What a crown is from far off: a few ragged balls in place of most of its sprays. A closed ball hides what is behind it with a quarter of
 * the corners that as large flat pieces need.
 */
import { sqrt } from '#core/math';
import { add, dot, norm, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Patchwork } from './patchwork.js';
import { scaled } from './plant.js';
import type { Spray } from './sprays.js';

export interface Mass {
  readonly at: Vec3;
  readonly corners: readonly { readonly off: Vec3; readonly normal: Vec3; readonly color: Vec3 }[];
}

const ROUNDS = 5;
/** A ball of evenly spread leaves has the radius of so many standard deviations (sqrt(5)); within it, since leaves stick out. */
const FILL = 1.2;
const G = (1 + sqrt(5)) / 2;
// biome-ignore format: a corner each
const CORNERS: readonly Vec3[] = [
  [-1, G, 0], [1, G, 0], [-1, -G, 0], [1, -G, 0], [0, -1, G], [0, 1, G],
  [0, -1, -G], [0, 1, -G], [G, 0, -1], [G, 0, 1], [-G, 0, -1], [-G, 0, 1],
];
const BALL = CORNERS.map(normalize);
// biome-ignore format: a triangle each, counter-clockwise from outside
const FACES = [
  0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8,
  3, 9, 4, 3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1,
];

/** One for each of `count` clusters of sprays (Lloyd's k-means from evenly spaced starts). */
export function massesOf(sprays: readonly Spray[], count: number, random: RandomStream): Mass[] {
  if (count === 0 || sprays.length < 4 * count) return [];
  let middles = Array.from({ length: count }, (_, k) => (sprays[Math.floor((k * sprays.length) / count)] as Spray).at);
  let clusters: Spray[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    clusters = middles.map(() => []);
    for (const one of sprays) clusters[nearest(middles, one.at)]?.push(one);
    middles = clusters.map((cluster, k) => (cluster.length === 0 ? (middles[k] as Vec3) : mean(cluster.map(({ at }) => at))));
  }
  return clusters.flatMap((cluster, k) => (cluster.length < 4 ? [] : [massOf(cluster, middles[k] as Vec3, random.child(k))]));
}

function massOf(cluster: readonly Spray[], at: Vec3, random: RandomStream): Mass {
  const half = ([0, 1, 2] as const).map((axis) => {
    const variance = cluster.reduce((sum, one) => sum + (one.at[axis] - at[axis]) * (one.at[axis] - at[axis]), 0);
    return FILL * sqrt(variance / cluster.length);
  });
  const corners = BALL.map((direction) => {
    const swell = random.between(0.6, 1.25);
    const off = direction.map((v, axis) => v * (half[axis] as number) * swell) as unknown as Vec3;
    return { off, ...seenFrom(cluster, at, direction), tone: random.between(0.85, 1.15) };
  });
  return { at, corners: corners.map(({ off, normal, color, tone }) => ({ off, normal, color: scaled(color, tone) })) };
}

/** Colour and light of the sprays on that side. */
function seenFrom(cluster: readonly Spray[], at: Vec3, direction: Vec3): { readonly normal: Vec3; readonly color: Vec3 } {
  let whole = 1e-9;
  let color: Vec3 = [0, 0, 0];
  let normal: Vec3 = scale(direction, 1e-6);
  for (const one of cluster) {
    const facing = Math.max(0, dot(normalize(sub(one.at, at)), direction));
    const weight = facing * facing * one.reach * one.reach;
    whole += weight;
    color = add(color, scale(one.color, weight));
    normal = add(normal, scale(one.out, weight));
  }
  return { normal: normalize(normal), color: scale(color, 1 / whole) };
}

/** @param swell factor on its area */
export function drawMass(patches: Patchwork, { at, corners }: Mass, swell: number): void {
  const rim = corners.map(({ off, normal, color }) => {
    const p = add(at, scale(off, sqrt(swell)));
    return patches.vertex(p, normal, color, p[0] + 0.6 * p[1], p[2] + 0.4 * p[1]);
  });
  for (let i = 0; i < FACES.length; i += 3) {
    const [a, b, c] = [FACES[i], FACES[i + 1], FACES[i + 2]] as [number, number, number];
    patches.triangle(rim[a] as number, rim[b] as number, rim[c] as number);
  }
}

function nearest(middles: readonly Vec3[], at: Vec3): number {
  const far = middles.map((middle) => norm(sub(middle, at)));
  return far.indexOf(Math.min(...far));
}

function mean(all: readonly Vec3[]): Vec3 {
  return scale(all.reduce<Vec3>(add, [0, 0, 0]), 1 / all.length);
}

/** People for the suites of people. */
import { bodyAssets } from '#assets/index';
import type { Model, PartPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';

export const PEDESTRIANS = ['pedestrian-adult', 'pedestrian-child'] as const;

export function personLook(asset: string, seed: number, traits: Look['traits'] = {}): Look {
  return { asset, seed, traits };
}
export function built(look: Look): Model {
  return bodyAssets.get(look.asset).build(look);
}

export interface Stance {
  readonly gait: string;
  readonly phase?: number;
  readonly speed?: number;
}

/** All vertices in the body frame; of the parts whose names pass. */
export function corners(
  model: Model,
  { gait, phase = 0, speed = 0 }: Stance,
  keep: (part: string) => boolean = () => true,
): Vec3[] {
  const pose = model.pose({ gait, phase, speed, channels: {} });
  return model.parts.flatMap(({ name, mesh }, p) => (keep(name) ? cornersOf(pose.parts[p] as PartPose, mesh.positions) : []));
}

function cornersOf(pose: PartPose, rest: Float32Array): Vec3[] {
  const from = pose.kind === 'skinned' ? pose.positions : rest;
  const m = pose.kind === 'rigid' ? pose.matrix : [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
  return Array.from({ length: from.length / 3 }, (_, i): Vec3 => {
    const [x, y, z] = [from[3 * i] as number, from[3 * i + 1] as number, from[3 * i + 2] as number];
    const row = (r: number): number =>
      (m[4 * r] as number) * x + (m[4 * r + 1] as number) * y + (m[4 * r + 2] as number) * z + (m[4 * r + 3] as number);
    return [row(0), row(1), row(2)];
  });
}

export function triangles({ parts }: Model): number {
  return parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
}
export function vertices({ parts }: Model): number {
  return parts.reduce((sum, { mesh }) => sum + mesh.positions.length / 3, 0);
}

export function spread(points: readonly Vec3[], axis: 0 | 1 | 2): number {
  const along = points.map((p) => p[axis]);
  return along.reduce((m, v) => Math.max(m, v), -Infinity) - along.reduce((m, v) => Math.min(m, v), Infinity);
}

/** Which squares of a grid (edge `cell`, m) the body covers, seen along an axis: 0 from in front, 1 from the side. */
export function silhouette(model: Model, stance: Stance, axis: 0 | 1, cell: number): Set<string> {
  const pose = model.pose({ gait: stance.gait, phase: stance.phase ?? 0, speed: stance.speed ?? 0, channels: {} });
  const covered = new Set<string>();
  for (const [p, { mesh }] of model.parts.entries()) {
    const flat = cornersOf(pose.parts[p] as PartPose, mesh.positions).map((v): Flat => [v[1 - axis] as number, v[2]]);
    for (let i = 0; i < mesh.indices.length; i += 3)
      fill(covered, [0, 1, 2].map((k) => flat[mesh.indices[i + k] as number] as Flat) as [Flat, Flat, Flat], cell);
  }
  return covered;
}
type Flat = readonly [number, number];

export const square = ([x, y]: Flat, cell: number): string => `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;

function fill(covered: Set<string>, [a, b, c]: readonly [Flat, Flat, Flat], cell: number): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  if (area === 0) return;
  const from = (k: 0 | 1): number => Math.floor(Math.min(a[k], b[k], c[k]) / cell);
  const to = (k: 0 | 1): number => Math.floor(Math.max(a[k], b[k], c[k]) / cell);
  for (let i = from(0); i <= to(0); i++)
    for (let j = from(1); j <= to(1); j++) {
      const [x, y] = [(i + 0.5) * cell, (j + 0.5) * cell];
      const u = ((b[0] - x) * (c[1] - y) - (b[1] - y) * (c[0] - x)) / area;
      const v = ((c[0] - x) * (a[1] - y) - (c[1] - y) * (a[0] - x)) / area;
      if (u >= 0 && v >= 0 && u + v <= 1) covered.add(`${i} ${j}`);
    }
}

/** Squares in both over squares in either. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((each) => b.has(each)).length;
  return both / (a.size + b.size - both);
}

/** Measures of triangle bodies, for the suites of the made ones. */
import { bodyAssets } from '#assets/index';
import type { Articulation } from '#contracts/frame';
import type { Mesh, Model, PartPose } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { sha256Hex } from '#core/hash';
import type { Vec3 } from '#core/pose';

export function lookOf(asset: string, seed = 11, traits: Look['traits'] = {}): Look {
  return { asset, seed, traits };
}

export function articulated(gait: string, channels: Articulation['channels'] = {}): Articulation {
  return { gait, phase: 0, speed: 0, channels };
}

/** The part's point in the body frame. */
export function moved(pose: PartPose, point: Vec3): Vec3 {
  if (pose.kind !== 'rigid') throw new Error('made bodies have rigid parts only');
  const m = pose.matrix;
  const row = (r: number): number =>
    (m[r] as number) * point[0] + (m[r + 1] as number) * point[1] + (m[r + 2] as number) * point[2] + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}

export function verticesOf(mesh: Mesh): Vec3[] {
  return Array.from({ length: mesh.positions.length / 3 }, (_, i): Vec3 => {
    const [x, y, z] = mesh.positions.subarray(3 * i, 3 * i + 3);
    return [x as number, y as number, z as number];
  });
}

/** m^3, by the divergence theorem about the mesh's middle; negative where the faces look inwards. */
export function volumeOf(mesh: Mesh): number {
  const points = verticesOf(mesh);
  const middle = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + (p[k] as number), 0) / points.length);
  let six = 0;
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) =>
      (points[mesh.indices[t + k] as number] as Vec3).map((v, axis) => v - (middle[axis] as number)),
    ) as unknown as [Vec3, Vec3, Vec3];
    six += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return six / 6;
}

/** All parts as one mesh, in the body frame at rest. */
export function whole(model: Model, gait: string, keep: (part: string) => boolean = () => true): Mesh {
  const pose = model.pose(articulated(gait));
  const positions: number[] = [];
  const indices: number[] = [];
  for (const [p, part] of model.parts.entries()) {
    if (!keep(part.name)) continue;
    const base = positions.length / 3;
    for (const v of verticesOf(part.mesh)) positions.push(...moved(pose.parts[p] as PartPose, v));
    for (const i of part.mesh.indices) indices.push(base + i);
  }
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(positions.length),
    indices: new Uint32Array(indices),
  };
}

/** How far the farthest vertex lies outside the asset's box, m (negative: all inside), on the worst side. */
export function outsideBox(look: Look, keep: (part: string) => boolean = () => true): number {
  const asset = bodyAssets.get(look.asset);
  const { center, size } = asset.box(look);
  const points = verticesOf(whole(asset.build(look), asset.gaits[0] as string, keep));
  return Math.max(
    ...points.map((p) => Math.max(...p.map((v, k) => Math.abs(v - (center[k] as number)) - (size[k] as number) / 2))),
  );
}

/** Least gap between the six sides of the box and the geometry, largest over the sides, m. */
export function slackInBox(look: Look, keep: (part: string) => boolean = () => true): number {
  const asset = bodyAssets.get(look.asset);
  const { center, size } = asset.box(look);
  const points = verticesOf(whole(asset.build(look), asset.gaits[0] as string, keep));
  const gaps = [0, 1, 2].flatMap((k) => {
    const along = points.map((p) => (p[k] as number) - (center[k] as number));
    const half = (size[k] as number) / 2;
    return [half - along.reduce((m, v) => Math.max(m, v), -Infinity), half + along.reduce((m, v) => Math.min(m, v), Infinity)];
  });
  return Math.max(...gaps);
}

/** Hash of all positions, normals and indices; equal on every machine. */
export function fingerprint(look: Look): string {
  const { parts } = bodyAssets.get(look.asset).build(look);
  const hashes = parts.map(({ name, mesh }) =>
    [
      name,
      ...[mesh.positions, mesh.normals, mesh.indices].map((a) =>
        sha256Hex(new Uint8Array(a.buffer, a.byteOffset, a.byteLength)),
      ),
    ].join(),
  );
  return sha256Hex(hashes.join('\n')).slice(0, 16);
}

export function triangles(model: Model): number {
  return model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
}

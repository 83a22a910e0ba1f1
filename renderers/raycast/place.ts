/** A place as targets: what is always there in one heap, built once; copies that come and go with the eye's distance each by itself. */

import type { MeshBVH } from 'three-mesh-bvh';
import { type BatchSway, buildPlaceBatches, copyIsThere, type Swayer } from '#assets/index';
import type { Mesh, PlaceBatch } from '#contracts/model';
import type { SceneSpec } from '#contracts/scene';
import { norm, sub, type Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';
import { applyRigid, ballOf, bvhOf, inverseOf, type Rigid, type Target, turnNormal } from './target.js';

export interface PlaceTargets {
  /** The heap, then every copy. */
  readonly all: readonly Target[];
  /** Whether one of `all` is there for that eye. */
  isThere(index: number, eye: Vec3): boolean;
  /** As they stand at the moments of a wind, or in no wind. */
  seenFrom(eye: Vec3, wind?: { readonly swayer: Swayer; readonly moments: Moments }): readonly Target[];
  /** How one of `all` sways, its number among its batch's copies, or undefined. */
  swayOf(index: number, swayer: Swayer): { readonly sway: BatchSway; readonly copy: number } | undefined;
}

/** Times, ns. */
export interface Moments {
  readonly now: number;
  readonly next: number;
  readonly before: number;
}

export function placeTargets(scene: SceneSpec): PlaceTargets {
  const batches = buildPlaceBatches(buildPlace(scene.place));
  const heap = heapOf(
    batches.filter(({ within }) => within === undefined),
    scene,
  );
  const copies = batches
    .filter(({ within }) => within !== undefined)
    .flatMap((batch) => copiesOf(batch, scene).map((target, copy) => ({ batch, copy, target })));
  const there = ({ batch, copy }: (typeof copies)[number], eye: Vec3): boolean => copyIsThere(batch, copy, eye);
  return {
    all: [heap, ...copies.map(({ target }) => target)],
    isThere: (index, eye) => index === 0 || there(copies[index - 1] as (typeof copies)[number], eye),
    seenFrom(eye, wind) {
      const seen = copies.filter((each) => there(each, eye));
      if (wind === undefined) return [heap, ...seen.map(({ target }) => target)];
      const { swayer, moments } = wind;
      return [heap, ...seen.map(({ batch, copy, target }) => moved(target, swayer.of(batch), copy, eye, moments))];
    },
    swayOf(index, swayer) {
      const of = copies[index - 1];
      const sway = of && swayer.of(of.batch);
      return sway && { sway, copy: (of as NonNullable<typeof of>).copy };
    },
  };
}

function copiesOf({ mesh, transforms, material, class: id }: PlaceBatch, scene: SceneSpec): readonly Target[] {
  const bvh: MeshBVH = bvhOf(mesh.positions, mesh.indices);
  const { center, radius } = ballOf(mesh);
  return Array.from({ length: transforms.length / 12 }, (_, copy): Target => {
    const world = transforms.subarray(12 * copy, 12 * copy + 12);
    return {
      bvh,
      positions: mesh.positions,
      normals: mesh.normals,
      indices: mesh.indices,
      semantic: scene.semanticIds[id] ?? 0,
      instance: 0,
      material,
      world,
      inverse: inverseOf(world),
      next: world,
      before: world,
      ball: { center: applyRigid(world, center), radius: radius * longestAxis(world) },
    };
  });
}

function moved(target: Target, sway: BatchSway | undefined, copy: number, eye: Vec3, moments: Moments): Target {
  if (sway === undefined || !sway.isSeen(copy, eye)) return target;
  // Others may ask for other times while these are in use.
  const at = (timeNs: number): Float64Array => sway.at(copy, timeNs).slice();
  const world = at(moments.now);
  const rest = target.ball as NonNullable<Target['ball']>;
  const foot: Vec3 = [world[3] as number, world[7] as number, world[11] as number];
  const farthest = norm(sub(rest.center, foot)) + rest.radius;
  return {
    ...target,
    world,
    inverse: inverseOf(world),
    next: at(moments.next),
    before: at(moments.before),
    ball: { center: rest.center, radius: rest.radius + sway.reach(copy) * farthest },
  };
}

function longestAxis(m: Rigid): number {
  const axis = (c: number): number => [0, 4, 8].reduce((sum, r) => sum + (m[r + c] as number) * (m[r + c] as number), 0);
  return Math.sqrt(Math.max(axis(0), axis(1), axis(2)));
}

function heapOf(batches: readonly PlaceBatch[], scene: SceneSpec): Target {
  const count = (of: (mesh: Mesh) => number): number =>
    batches.reduce((sum, batch) => sum + of(batch.mesh) * (batch.transforms.length / 12), 0);
  const positions = new Float32Array(count((mesh) => mesh.positions.length));
  const normals = new Float32Array(positions.length);
  const indices = new Uint32Array(count((mesh) => mesh.indices.length));
  const semantics = new Uint8Array(indices.length / 3);
  const materials = new Uint16Array(indices.length / 3);
  let vertex = 0;
  let index = 0;
  for (const [b, { mesh, transforms, class: id }] of batches.entries()) {
    const semantic = scene.semanticIds[id] ?? 0;
    for (let c = 0; c < transforms.length; c += 12) {
      const m = transforms.subarray(c, c + 12);
      const inverse = inverseOf(m);
      for (let i = 0; i < mesh.positions.length; i += 3) {
        positions.set(applyRigid(m, vertexAt(mesh.positions, i)), vertex + i);
        normals.set(turnNormal(inverse, vertexAt(mesh.normals, i)), vertex + i);
      }
      semantics.fill(semantic, index / 3, (index + mesh.indices.length) / 3);
      materials.fill(b, index / 3, (index + mesh.indices.length) / 3);
      for (const i of mesh.indices) indices[index++] = vertex / 3 + i;
      vertex += mesh.positions.length;
    }
  }
  return {
    bvh: bvhOf(positions, indices),
    positions,
    normals,
    indices,
    semantic: (triangle) => semantics[triangle] as number,
    instance: 0,
    material: (triangle) => (batches[materials[triangle] as number] as PlaceBatch).material,
  };
}

function vertexAt(values: Float32Array, i: number): Vec3 {
  return [values[i] as number, values[i + 1] as number, values[i + 2] as number];
}

/**
 * The place's meshes. Of what stands in many copies, only those in the picture are drawn, the nearest first, so that what they
 * hide costs nothing; those beside the picture that the sun can throw into it are kept for the shadow pass.
 */

import { Group, InstancedMesh, Matrix4, type Scene, type Sphere } from 'three';
import { buildPlaceBatches, copyIsThere } from '#assets/index';
import type { PlaceBatch } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { SceneSpec } from '#contracts/scene';
import { geometryOf } from './geometry.js';
import type { Sight } from './sight.js';
import { truthMaterial } from './truth-material.js';

export interface Scenery {
  /** Chooses what is drawn for this look. */
  aim(sight: Sight): void;
  dispose(): void;
}

interface Batch {
  readonly source: PlaceBatch;
  readonly mesh: InstancedMesh;
  /** Column-major worldFromMesh, 16 a copy. */
  readonly matrices: Float32Array;
  readonly balls: readonly Sphere[];
  readonly throwsShadow: boolean;
}

/** Grass and distant trees throw no shadow worth its cost. */
const NO_SHADOW = /^(grass|tree-far|conifer-far|road|lane-marking|terrain|sidewalk)/;

export function createScenery(scene: Scene, place: Place, spec: SceneSpec): Scenery {
  const group = new Group();
  const batches = buildPlaceBatches(place).map((source): Batch => {
    const { name, class: id, mesh: shape, material: look, transforms } = source;
    const options = { motion: 'still' as const, colored: shape.colors !== undefined };
    const { material } = truthMaterial(look, spec.semanticIds[id] ?? 0, 0, options);
    const count = transforms.length / 12;
    const mesh = new InstancedMesh(geometryOf(shape), material, count);
    mesh.geometry.computeBoundingSphere();
    const own = mesh.geometry.boundingSphere as Sphere;
    const matrices = new Float32Array(16 * count);
    const balls = Array.from({ length: count }, (_, i) => {
      const matrix = columnMajor(transforms.subarray(12 * i, 12 * i + 12));
      matrix.toArray(matrices, 16 * i);
      return own.clone().applyMatrix4(matrix);
    });
    const throwsShadow = !NO_SHADOW.test(name);
    mesh.castShadow = throwsShadow;
    mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    mesh.matrixAutoUpdate = false;
    group.add(mesh);
    return { source, mesh, matrices, balls, throwsShadow };
  });
  scene.add(group);
  return {
    aim(sight) {
      for (const batch of batches) choose(batch, sight);
    },
    dispose() {
      scene.remove(group);
      for (const { mesh } of batches) {
        mesh.geometry.dispose();
        (mesh.material as { dispose(): void }).dispose();
        mesh.dispose();
      }
    },
  };
}

function choose({ source, mesh, matrices, balls, throwsShadow }: Batch, sight: Sight): void {
  const seen: { readonly i: number; readonly distance: number }[] = [];
  const shadowOnly: number[] = [];
  balls.forEach((ball, i) => {
    if (!copyIsThere(source, i, sight.eye)) return;
    if (sight.sees(ball)) seen.push({ i, distance: sight.distance(ball) });
    else if (throwsShadow && sight.shades(ball)) shadowOnly.push(i);
  });
  seen.sort((a, b) => a.distance - b.distance || a.i - b.i);
  const chosen = [...seen.map(({ i }) => i), ...shadowOnly];
  const array = mesh.instanceMatrix.array as Float32Array;
  for (const [k, i] of chosen.entries()) array.set(matrices.subarray(16 * i, 16 * i + 16), 16 * k);
  mesh.instanceMatrix.needsUpdate = true;
  mesh.visible = chosen.length > 0;
  mesh.userData.near = seen[0]?.distance ?? Number.POSITIVE_INFINITY;
  mesh.onBeforeShadow = () => {
    mesh.count = chosen.length;
  };
  mesh.onBeforeRender = () => {
    mesh.count = seen.length;
  };
}

/** @param m row-major 3x4 */
function columnMajor(m: ArrayLike<number>): Matrix4 {
  const e = (i: number): number => m[i] as number;
  return new Matrix4().set(e(0), e(1), e(2), e(3), e(4), e(5), e(6), e(7), e(8), e(9), e(10), e(11), 0, 0, 0, 1);
}

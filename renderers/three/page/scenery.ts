/**
 * The place's meshes. Of what stands in many copies, only those in the picture are drawn, the nearest first, so that what they
 * hide costs nothing; those beside the picture that the sun can throw into it are kept for the shadow pass.
 */

import { Group, InstancedMesh, Matrix4, type Scene, type Sphere } from 'three';
import { swayerIn, variedSurface } from '#assets/index';
import type { Medium } from '#contracts/frame';
import type { PlaceBatch } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { SceneSpec } from '#contracts/scene';
import { type Batch, choose, show, type Times } from './copies.js';
import { geometryOf } from './geometry.js';
import { placeGlowOf } from './glow.js';
import { type Looks, setLooks } from './looks.js';
import type { Sight } from './sight.js';
import type { MaterialOf, TruthMaterial } from './truth-material.js';

export interface Scenery {
  /** Chooses what is drawn for this look, moves what sways, and lights the lamps. */
  aim(sight: Sight, medium: Medium, times: Times): void;
  dispose(): void;
}

/** Triangles drawn at once: fewer than a portion (`portions.ts`), which ends only between two draws. */
const TRIANGLES_AT_ONCE = 2500;

/** Grass and distant trees throw no shadow worth its cost. */
const NO_SHADOW = /^(grass|weeds|tree-far|conifer-far|road|lane-marking|terrain|sidewalk)/;

/** What lies flat: no mirror image shows it. */
const GROUND = /^(road|lane-marking|sidewalk|terrain|curb|kerbs|grass|weeds)\b/;

export function createScenery(
  scene: Scene,
  place: Place,
  spec: SceneSpec,
  batchesOf: (place: Place) => readonly PlaceBatch[],
  materialFor: MaterialOf,
): Scenery {
  const group = new Group();
  // A place has many batches of few materials; each material that three.js meets anew costs it as much as drawing a house.
  const materials = new Map<string, { readonly look: PlaceBatch['material']; readonly made: TruthMaterial }>();
  const materialOf = (look: PlaceBatch['material'], id: string, colored: boolean, motion: 'still' | 'sways'): TruthMaterial => {
    const key = JSON.stringify([look, id, colored, motion]);
    const known = materials.get(key);
    if (known !== undefined) return known.made;
    const made = materialFor(look, spec.semanticIds[id] ?? 0, 0, { motion, colored });
    materials.set(key, { look, made });
    return made;
  };
  const batches = batchesOf(place).map((source): Batch => {
    const { name, class: id, transforms } = source;
    const { mesh: shape, material: look } = variedSurface(source, spec.appearance, ownerOf(name));
    const looksFor = (motion: 'still' | 'sways'): Looks => {
      const { material, lensed } = materialOf(look, id, shape.colors !== undefined, motion);
      return { plain: material, lensed };
    };
    const plain = looksFor('still');
    const count = transforms.length / 12;
    const geometry = geometryOf(shape);
    geometry.computeBoundingSphere();
    const own = geometry.boundingSphere as Sphere;
    const matrices = new Float32Array(16 * count);
    const balls = Array.from({ length: count }, (_, i) => {
      const matrix = columnMajor(transforms.subarray(12 * i, 12 * i + 12));
      matrix.toArray(matrices, 16 * i);
      return own.clone().applyMatrix4(matrix);
    });
    const throwsShadow = !NO_SHADOW.test(name);
    const atOnce = Math.max(1, Math.floor(TRIANGLES_AT_ONCE / (shape.indices.length / 3)));
    const meshes = Array.from({ length: Math.ceil(count / atOnce) }, (_, k) => {
      const mesh = new InstancedMesh(geometry, plain.plain, Math.min(atOnce, count - k * atOnce));
      setLooks(mesh, plain);
      mesh.castShadow = throwsShadow;
      mesh.userData.ground = GROUND.test(name);
      mesh.receiveShadow = true;
      mesh.frustumCulled = false;
      mesh.matrixAutoUpdate = false;
      return mesh;
    });
    for (const mesh of meshes) group.add(mesh);
    return { source, plain, swaying: () => looksFor('sways'), geometry, meshes, matrices, balls, throwsShadow };
  });
  scene.add(group);
  return {
    aim(sight, medium, times) {
      const swayer = swayerIn(medium);
      for (const batch of batches) show(batch, choose(batch, sight, swayer?.of(batch.source), times), times);
      for (const { look, made } of materials.values()) made.own.uGlow.value.set(...placeGlowOf(look, medium));
      for (const { source, meshes } of batches) {
        const glows = Math.max(...placeGlowOf(source.material, medium)) > 0;
        for (const mesh of meshes) mesh.userData.glows = glows;
      }
    },
    dispose() {
      scene.remove(group);
      for (const { made } of materials.values()) made.material.dispose();
      for (const { geometry, meshes } of batches) {
        geometry.dispose();
        for (const mesh of meshes) {
          if (mesh.geometry !== geometry) mesh.geometry.dispose();
          mesh.dispose();
        }
      }
    },
  };
}

/** Levels of detail and parts of one thing look alike. */
function ownerOf(batch: string): string {
  const words = batch.split(' ');
  return words.slice(0, Math.max(1, words.length - 2)).join(' ');
}

/** @param m row-major 3x4 */
function columnMajor(m: ArrayLike<number>): Matrix4 {
  const e = (i: number): number => m[i] as number;
  return new Matrix4().set(e(0), e(1), e(2), e(3), e(4), e(5), e(6), e(7), e(8), e(9), e(10), e(11), 0, 0, 0, 1);
}

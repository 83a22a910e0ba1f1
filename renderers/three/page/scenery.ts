/**
 * The place's meshes. Of what stands in many copies, only those in the picture are drawn, the nearest first, so that what they
 * hide costs nothing; those beside the picture that the sun can throw into it are kept for the shadow pass.
 */

import { type BufferGeometry, Group, InstancedMesh, Matrix4, type Scene, Sphere } from 'three';
import { type BatchSway, buildPlaceBatches, copyIsThere, swayerIn, variedSurface } from '#assets/index';
import type { Medium } from '#contracts/frame';
import type { PlaceBatch } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { SceneSpec } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { geometryOf } from './geometry.js';
import { placeGlowOf } from './glow.js';
import { type Looks, setLooks } from './looks.js';
import type { Sight } from './sight.js';
import { nextRowsOf, put } from './swaying.js';
import { type TruthMaterial, truthMaterial } from './truth-material.js';

export interface Scenery {
  /** Chooses what is drawn for this look, moves what sways, and lights the lamps. */
  aim(sight: Sight, medium: Medium, times: Times): void;
  dispose(): void;
}

export interface Times {
  readonly nowNs: number;
  /** Missing where nobody asks for flow. */
  readonly nextNs: number | undefined;
}

interface Batch {
  readonly source: PlaceBatch;
  readonly plain: Looks;
  /** What it wears where its next place is asked for; made when first needed. */
  readonly swaying: () => Looks;
  readonly geometry: BufferGeometry;
  /** Each draws so many of the copies. */
  readonly meshes: readonly InstancedMesh[];
  /** Column-major worldFromMesh, 16 a copy. */
  readonly matrices: Float32Array;
  readonly balls: readonly Sphere[];
  readonly throwsShadow: boolean;
}

/** Triangles drawn at once: fewer than a portion (`portions.ts`), which ends only between two draws. */
const TRIANGLES_AT_ONCE = 2500;

/** Grass and distant trees throw no shadow worth its cost. */
const NO_SHADOW = /^(grass|weeds|tree-far|conifer-far|road|lane-marking|terrain|sidewalk)/;

/** What lies flat: no mirror image shows it. */
const GROUND = /^(road|lane-marking|sidewalk|terrain|curb|kerbs|grass|weeds)\b/;

export function createScenery(scene: Scene, place: Place, spec: SceneSpec): Scenery {
  const group = new Group();
  // A place has many batches of few materials; each material that three.js meets anew costs it as much as drawing a house.
  const materials = new Map<string, { readonly look: PlaceBatch['material']; readonly made: TruthMaterial }>();
  const materialOf = (look: PlaceBatch['material'], id: string, colored: boolean, motion: 'still' | 'sways'): TruthMaterial => {
    const key = JSON.stringify([look, id, colored, motion]);
    const known = materials.get(key);
    if (known !== undefined) return known.made;
    const made = truthMaterial(look, spec.semanticIds[id] ?? 0, 0, { motion, colored });
    materials.set(key, { look, made });
    return made;
  };
  const batches = buildPlaceBatches(place).map((source): Batch => {
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
      for (const batch of batches) show(batch, choose(batch, sight, swayer?.of(batch.source)), times);
      for (const { look, made } of materials.values()) made.own.uGlow.value.set(...placeGlowOf(look, medium));
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

interface Chosen {
  readonly sway: BatchSway | undefined;
  readonly eye: Vec3;
  /** In the picture, the nearest first. */
  readonly seen: readonly { readonly i: number; readonly distance: number }[];
  readonly shadowOnly: readonly number[];
}

function choose({ source, balls, throwsShadow }: Batch, sight: Sight, sway: BatchSway | undefined): Chosen {
  const seen: { readonly i: number; readonly distance: number }[] = [];
  const shadowOnly: number[] = [];
  balls.forEach((rest, i) => {
    if (!copyIsThere(source, i, sight.eye)) return;
    const ball = sway === undefined ? rest : inWind(rest, sway.reach(i));
    if (sight.sees(ball)) seen.push({ i, distance: sight.distance(ball) });
    else if (throwsShadow && sight.shades(ball)) shadowOnly.push(i);
  });
  seen.sort((a, b) => a.distance - b.distance || a.i - b.i);
  return { sway, eye: sight.eye, seen, shadowOnly };
}

/** A plant's ball goes about as far from its foot as it is wide. */
function inWind({ center, radius }: Sphere, reach: number): Sphere {
  return new Sphere(center, radius * (1 + 2 * reach));
}

function show(batch: Batch, { sway, eye, seen, shadowOnly }: Chosen, { nowNs, nextNs }: Times): void {
  const chosen = [...seen.map(({ i }) => i), ...shadowOnly];
  const moves = sway !== undefined && chosen.some((i) => sway.isSeen(i, eye));
  const looks = moves && nextNs !== undefined ? batch.swaying() : batch.plain;
  let first = 0;
  for (const mesh of batch.meshes) {
    const end = first + mesh.instanceMatrix.count;
    const copies = chosen.slice(first, end);
    fill(mesh, batch.matrices, copies, Math.max(0, Math.min(end, seen.length) - first));
    if (copies.length > 0) {
      wearLooks(mesh, looks);
      if (moves) for (const [k, i] of copies.entries()) if (sway.isSeen(i, eye)) put(mesh, k, sway.at(i, nowNs));
      if (looks !== batch.plain) {
        const rows = nextRowsOf(mesh, batch.geometry);
        for (const [k, i] of copies.entries())
          rows.set(
            sway?.isSeen(i, eye) ? sway.at(i, nextNs as number) : batch.source.transforms.subarray(12 * i, 12 * i + 12),
            12 * k,
          );
      }
    }
    mesh.userData.near = seen[first]?.distance ?? Number.POSITIVE_INFINITY;
    first = end;
  }
}

function wearLooks(mesh: InstancedMesh, looks: Looks): void {
  if (mesh.userData.looks === looks) return;
  setLooks(mesh, looks);
  mesh.material = looks.plain;
}

/** @param copies those it draws, the first `seen` of them in the picture too */
function fill(mesh: InstancedMesh, matrices: Float32Array, copies: readonly number[], seen: number): void {
  const array = mesh.instanceMatrix.array as Float32Array;
  for (const [k, i] of copies.entries()) array.set(matrices.subarray(16 * i, 16 * i + 16), 16 * k);
  mesh.instanceMatrix.needsUpdate = copies.length > 0;
  mesh.visible = copies.length > 0;
  mesh.onBeforeShadow = () => {
    mesh.count = copies.length;
  };
  mesh.onBeforeRender = () => {
    mesh.count = seen;
  };
}

/** @param m row-major 3x4 */
function columnMajor(m: ArrayLike<number>): Matrix4 {
  const e = (i: number): number => m[i] as number;
  return new Matrix4().set(e(0), e(1), e(2), e(3), e(4), e(5), e(6), e(7), e(8), e(9), e(10), e(11), 0, 0, 0, 1);
}

/** Which copies of a mesh a look draws, and where each of them stands then. */

import { type BufferGeometry, type InstancedMesh, Sphere, Vector3 } from 'three';
import { type BatchSway, copyIsThere } from '#assets/index';
import type { PlaceBatch } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { type Looks, setLooks } from './looks.js';
import type { Sight } from './sight.js';
import { nextRowsOf, put } from './swaying.js';

export interface Times {
  readonly nowNs: number;
  /** Missing where nobody asks for flow. */
  readonly nextNs: number | undefined;
}

export interface Batch {
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

interface Chosen {
  readonly sway: BatchSway | undefined;
  readonly eye: Vec3;
  /** In the picture, the nearest first. */
  readonly seen: readonly { readonly i: number; readonly distance: number }[];
  readonly shadowOnly: readonly number[];
}

export function choose(batch: Batch, sight: Sight, sway: BatchSway | undefined, { nowNs }: Times): Chosen {
  const { source, balls, throwsShadow } = batch;
  const seen: { readonly i: number; readonly distance: number }[] = [];
  const shadowOnly: number[] = [];
  balls.forEach((rest, i) => {
    if (!copyIsThere(source, i, sight.eye)) return;
    const ball = sway === undefined ? rest : inWind(rest, batch, i, sway, nowNs, sight);
    if (sight.sees(ball)) seen.push({ i, distance: sight.distance(ball) });
    else if (throwsShadow && sight.shades(ball)) shadowOnly.push(i);
  });
  seen.sort((a, b) => a.distance - b.distance || a.i - b.i);
  return { sway, eye: sight.eye, seen, shadowOnly };
}

/** Where a plant's ball is now; only roughly where that is out of the picture anyway. */
function inWind(rest: Sphere, { geometry }: Batch, i: number, sway: BatchSway, nowNs: number, sight: Sight): Sphere {
  if (!sway.isSeen(i, sight.eye)) return rest;
  // A plant's ball goes about as far from its foot as it is wide.
  const anywhere = new Sphere(rest.center, rest.radius * (1 + 2 * sway.reach(i)));
  if (!sight.sees(anywhere)) return anywhere;
  const m = sway.at(i, nowNs);
  const { x, y, z } = (geometry.boundingSphere as Sphere).center;
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return new Sphere(new Vector3(row(0), row(4), row(8)), rest.radius * sway.stretch(i));
}

export function show(batch: Batch, { sway, eye, seen, shadowOnly }: Chosen, { nowNs, nextNs }: Times): void {
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

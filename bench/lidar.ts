/** Rays a second and what a turn costs, by model and scene, over a plain loop of three-mesh-bvh's rays through one heap of the same triangles. */
import { BufferAttribute, BufferGeometry, DoubleSide, Ray } from 'three';
import { MeshBVH, SAH } from 'three-mesh-bvh';
import { emptyHits } from '#contracts/rays';
import type { LidarSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import { transformPoint, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createRayCaster } from '#renderers/raycast/index';
import { createScenes } from '#renderers/raycast/scenes';
import { applyRigid } from '#renderers/raycast/target';
import { openSensor } from '#sensors/index';
import { lidarModel } from '#sensors/lidar/models/index';
import { turnOf } from '#sensors/lidar/turn';
import { aim, emptyRays } from '#sensors/lidar/way';

export interface LidarCost {
  readonly model: string;
  readonly rays: number;
  /** Of the rays alone, in a world that moves, and of the plain loop in one that stands. */
  readonly raysPerSecond: number;
  readonly plainRaysPerSecond: number;
  readonly ratio: number;
  /** A whole observation: rays, footprints, weather, rows. */
  readonly turnMs: number;
}

const ROUNDS = 5;

/** @param timeNs of the turns; medians of rounds in which the two take turns */
export async function lidarCost(run: Run, timeNs: number, model: string): Promise<LidarCost> {
  const carrier = run.scenario.actors[0]?.id as string;
  const sensor: LidarSensor = {
    id: 'roof',
    type: 'lidar',
    model,
    position: [0, 0, 1.9],
    orientation: [0, 0, 0],
    gimbalReach: 0,
    rateHz: 10,
    latency: 0,
  };
  const { scene, scenario, timeline } = run;
  const table = lidarModel(sensor);
  const turn = turnOf(table, 10);
  const count = turn.offsetsNs.length;
  const [ego] = timeline.at(timeNs).bodies;
  if (ego === undefined) throw new Error('nobody carries the lidar');
  const eye = transformPoint(ego.worldFromBody, sensor.position);
  const pose = { position: eye, orientation: ego.worldFromBody.orientation };
  const rays = emptyRays(count);
  aim(turn, { fromNs: timeNs - 5e7, stepNs: 1e8, poses: [pose, pose] }, timeNs, rays);
  const hits = emptyHits(count);
  const caster = createRayCaster();
  const span = { fromNs: timeNs - 5e7, untilNs: timeNs + 5.1e7, stepNs: 5e6, laterNs: 1e8 };
  const own = (): void =>
    caster
      .sweep({ scene, eye, hides: [carrier], ...span, at: (ns) => timeline.at(Math.min(ns, timeline.endNs)) })
      .cast(rays, table.minRangeM, table.windowM, hits);
  const heap = heapOf(run, timeNs, eye, carrier);
  const ray = new Ray();
  const plain = (): void => {
    for (let i = 0; i < 3 * count; i += 3) {
      ray.origin.set(eye[0], eye[1], eye[2]);
      ray.direction.fromArray(rays.directions, i);
      heap.raycastFirst(ray, DoubleSide, table.minRangeM, table.windowM);
    }
  };
  const random = randomRoot('bench');
  const draw = () => Promise.reject(new Error('a lidar draws no pictures'));
  const session = openSensor({ sensor, carrier, scenario, scene, timeline, rays: caster, draw, random });
  const whole = () => session.observe(0, timeNs);
  const times: [number, number, number][] = [];
  for (let round = 0; round <= ROUNDS; round++) times.push([await msOf(own), await msOf(plain), await msOf(whole)]);
  const middle = (k: 0 | 1 | 2): number =>
    times
      .slice(1)
      .map((each) => each[k])
      .sort((a, b) => a - b)[ROUNDS >> 1] as number;
  const [ownMs, plainMs, turnMs] = [middle(0), middle(1), middle(2)];
  return {
    model,
    rays: count,
    raysPerSecond: count / (ownMs / 1000),
    plainRaysPerSecond: count / (plainMs / 1000),
    ratio: plainMs / ownMs,
    turnMs,
  };
}

async function msOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** All triangles that this eye sees in one hierarchy, by the library's best strategy. */
function heapOf(run: Run, timeNs: number, eye: Vec3, carrier: string): MeshBVH {
  const frame = run.timeline.at(timeNs);
  const targets = createScenes().targets({ scene: run.scene, frame, next: frame, eye, hides: [carrier] });
  const positions = new Float32Array(targets.reduce((sum, target) => sum + target.positions.length, 0));
  const indices = new Uint32Array(targets.reduce((sum, target) => sum + target.indices.length, 0));
  let [vertex, index] = [0, 0];
  for (const { positions: own, indices: triangles, world } of targets) {
    for (let i = 0; i < triangles.length; i++) indices[index + i] = (triangles[i] as number) + vertex / 3;
    for (let i = 0; i < own.length; i += 3)
      positions.set(applyRigid(world, [own[i] as number, own[i + 1] as number, own[i + 2] as number]), vertex + i);
    vertex += own.length;
    index += triangles.length;
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(indices, 1));
  return new MeshBVH(geometry, { strategy: SAH });
}

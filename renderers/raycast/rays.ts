/** Rays for sensors that measure along lines: the same triangles as in pictures, with what they are made of. */
import type { MeshBVH } from 'three-mesh-bvh';
import { bodyAssets, swayerIn } from '#assets/index';
import type { Medium } from '#contracts/frame';
import type { Bodies, Material, Mesh } from '#contracts/model';
import { emptyHits, type RayCaster, type RayScene, type SweepRequest } from '#contracts/rays';
import type { SceneSpec } from '#contracts/scene';
import { canonicalJson } from '#core/hash';
import { rigidMeshes } from './posture.js';
import { type StandingPlace, standingPlace } from './standing-place.js';
import { movingScene } from './sweep.js';
import { bvhOf } from './target.js';

/** @param assets what looks name */
export function createRayCaster(assets: Bodies = bodyAssets): RayCaster {
  const rigid = rigidMeshes((mesh: Mesh): MeshBVH => bvhOf(mesh.positions, mesh.indices));
  let known: { scene: SceneSpec; medium: Medium; key: string; place: StandingPlace } | undefined;
  const placeOf = (scene: SceneSpec, medium: Medium): StandingPlace => {
    if (known?.scene === scene && known.medium === medium) return known.place;
    const swayer = swayerIn(medium);
    const key = canonicalJson([scene.place, scene.semanticIds, swayer?.key ?? null]);
    known = { scene, medium, key, place: known?.key === key ? known.place : standingPlace(scene, swayer) };
    return known.place;
  };
  const sweep = (request: SweepRequest) =>
    movingScene(request, placeOf(request.scene, request.at(request.fromNs).medium), rigid, assets);
  return {
    sweep,
    stand({ frame, ...request }): RayScene {
      const { timeNs } = frame;
      const moving = sweep({ ...request, fromNs: timeNs, untilNs: timeNs, stepNs: 1, laterNs: 0, at: () => frame });
      const one = {
        count: 1,
        origins: new Float64Array(3),
        directions: new Float64Array(3),
        timesNs: new Float64Array([timeNs]),
      };
      const hits = emptyHits(1);
      return {
        cast(origin, direction, near, far) {
          one.origins.set(origin);
          one.directions.set(direction);
          moving.cast(one, near, far, hits);
          const distance = hits.distance[0] as number;
          if (distance === Infinity) return undefined;
          const [x, y, z] = hits.normal as unknown as [number, number, number];
          return {
            distance,
            instance: hits.instance[0] as number,
            semantic: hits.semantic[0] as number,
            normal: [x, y, z],
            material: moving.materials[hits.material[0] as number] as Material,
          };
        },
      };
    },
  };
}

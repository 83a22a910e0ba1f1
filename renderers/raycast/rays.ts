/** Rays for sensors that measure along lines: the same triangles as in pictures, with what they are made of. */
import type { RayCaster, RayHit, RayRequest, RayScene } from '#contracts/rays';
import type { Vec3 } from '#core/pose';
import { createScenes } from './scenes.js';
import { mixedNormal } from './surface.js';
import { type Hit, hitTarget, turnNormal } from './target.js';

export function createRayCaster(): RayCaster {
  const scenes = createScenes();
  return {
    stand({ scene, frame, eye, hides }: RayRequest): RayScene {
      const targets = scenes.targets({ scene, frame, next: frame, eye, hides });
      return {
        cast(origin, direction, near, far) {
          let best: Hit | undefined;
          for (const target of targets) {
            const hit = hitTarget(target, origin, direction, near, best?.distance ?? far);
            if (hit !== undefined && (best === undefined || hit.distance < best.distance)) best = hit;
          }
          return best && rayHit(best, direction);
        },
      };
    },
  };
}

function rayHit(hit: Hit, direction: Vec3): RayHit {
  const { target, triangle, distance } = hit;
  const world = turnNormal(target.inverse, mixedNormal(target, hit));
  const towards = world[0] * direction[0] + world[1] * direction[1] + world[2] * direction[2] > 0 ? -1 : 1;
  return {
    distance,
    instance: target.instance,
    semantic: typeof target.semantic === 'number' ? target.semantic : target.semantic(triangle),
    normal: [world[0] * towards, world[1] * towards, world[2] * towards],
    material: typeof target.material === 'function' ? target.material(triangle) : target.material,
  };
}

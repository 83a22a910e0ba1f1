/** Labels of points against the oracle's pictures from the same place, and rays against three-mesh-bvh's own. */
import { DoubleSide, Ray } from 'three';
import { describe, expect, it } from 'vitest';
import type { CameraView } from '#contracts/camera';
import type { LayerSet } from '#contracts/layers';
import { emptyHits } from '#contracts/rays';
import {
  BODY_FROM_CAMERA_AXES,
  invert,
  type Pose,
  quatFromHeading,
  quatMultiply,
  rotate,
  transformPoint,
  type Vec3,
} from '#core/pose';
import { raycastRenderer } from '#renderers/raycast/index';
import { createRayCaster } from '#renderers/raycast/rays';
import { createScenes } from '#renderers/raycast/scenes';
import { applyRigid, bvhOf } from '#renderers/raycast/target';
import { runOf as shipped, shippedScenarios } from '../../conformance/shipped.js';
import { actor, ego, walker } from '../../world/fixture.js';
import { type Cloud, EXACT, point, rowsOf, runOf, scan } from './fixture.js';

const AT = 1e9;
const run = runOf([
  ego(0, 0),
  walker('adult', [8, -2, 0]),
  actor('van', { asset: 'van', seed: 1, traits: {} }, [12, 4, 0], 0.4),
  actor('deer', { asset: 'white-tailed-deer', seed: 1, traits: {} }, [-9, 5, 0], 1),
  actor('sedan', { asset: 'sedan', seed: 4, traits: {} }, [-14, -4, 0]),
]);

const SIZE = 400;
/** A quarter of the horizon, and as much up and down. */
function quarter(cloud: Cloud, side: number): CameraView {
  const orientation = quatMultiply(
    quatMultiply(cloud.worldFromSensor.orientation, quatFromHeading((side * Math.PI) / 2)),
    BODY_FROM_CAMERA_AXES,
  );
  const f = SIZE / 2;
  return {
    sensor: 'beside',
    intrinsics: { width: SIZE, height: SIZE, fx: f, fy: f, cx: f, cy: f },
    worldFromCamera: { position: cloud.worldFromSensor.position, orientation },
    near: 0.1,
    far: 300,
    hides: ['ego'],
    exposure: 'auto',
    seed: 0,
  };
}

/** A picture of one pixel, whose middle is a point's projection. */
function pixelAt(view: CameraView, u: number, v: number): CameraView {
  const { fx, fy, cx, cy } = view.intrinsics;
  return { ...view, intrinsics: { width: 1, height: 1, fx, fy, cx: cx - u + 0.5, cy: cy - v + 0.5 } };
}

/** Shares of points whose labels the picture has within a pixel of them, or, of what is thinner than that, exactly there. @param turnedBy about the vertical, rad */
async function agreement(cloud: Cloud, turnedBy = 0): Promise<{ points: number; agree: number; bodies: number }> {
  const session = await raycastRenderer.open({});
  const frame = run.timeline.at(AT);
  let [points, agree, bodies] = [0, 0, 0];
  for (let side = 0; side < 4; side++) {
    const view = quarter(cloud, side);
    const { instance, semantic } = await session.render({
      scene: run.scene,
      frame,
      view,
      next: { frame, view },
      layers: ['instance', 'semantic'],
    });
    const cameraFromWorld = invert(view.worldFromCamera);
    const turned: Pose = {
      ...cloud.worldFromSensor,
      orientation: quatMultiply(cloud.worldFromSensor.orientation, quatFromHeading(turnedBy)),
    };
    for (const row of rowsOf(cloud, () => true)) {
      const [x, y, z] = transformPoint(cameraFromWorld, transformPoint(turned, point(cloud, row)));
      const at = [
        (view.intrinsics.fx * x) / z + view.intrinsics.cx,
        (view.intrinsics.fy * y) / z + view.intrinsics.cy,
      ] as const;
      const [u, v] = [Math.floor(at[0]), Math.floor(at[1])];
      if (z <= 0 || u < 1 || v < 1 || u >= SIZE - 1 || v >= SIZE - 1) continue;
      points++;
      if (cloud.columns.instance[row] !== 0) bodies++;
      const around = [-1, 0, 1].flatMap((dv) => [-1, 0, 1].map((du) => (v + dv) * SIZE + u + du));
      const same = (labels: Pick<LayerSet, 'instance' | 'semantic'>, i: number): boolean =>
        labels.instance?.[i] === cloud.columns.instance[row] && labels.semantic?.[i] === cloud.columns.semantic[row];
      const exactly = async (): Promise<boolean> => {
        const one = pixelAt(view, ...at);
        const asked = {
          scene: run.scene,
          frame,
          view: one,
          next: { frame, view: one },
          layers: ['instance', 'semantic'],
        } as const;
        return same(await session.render(asked), 0);
      };
      if (around.some((i) => same({ instance, semantic } as LayerSet, i)) || (turnedBy === 0 && (await exactly()))) agree++;
    }
  }
  await session.close();
  return { points, agree, bodies };
}

describe('labels', () => {
  const cloud = scan(run, AT, { ...EXACT, model: 'HDL-64E', columns: 900 });
  it("are the oracle's at every point's projection", async () => {
    const { points, agree, bodies } = await agreement(cloud);
    expect(points).toBeGreaterThan(15_000);
    expect(bodies).toBeGreaterThan(800);
    expect(agree).toBe(points);
  });

  it('which a cloud turned by two degrees does not pass', async () => {
    const { points, agree } = await agreement(cloud, (2 * Math.PI) / 180);
    expect(points - agree).toBeGreaterThan(200);
  });

  it('of a real beam, as wide as it is, stay those of something it meets', async () => {
    const { points, agree } = await agreement(scan(run, AT, { ...EXACT, model: 'HDL-64E', columns: 900, divergence: 2e-3 }));
    expect(agree / points).toBeGreaterThan(0.9995);
  });
});

describe('rays', () => {
  it("are as near as three-mesh-bvh's own against one heap of all triangles", () => {
    const frame = run.timeline.at(AT);
    const eye: Vec3 = [0, 0, 1.9];
    const targets = createScenes().targets({ scene: run.scene, frame, next: frame, eye, hides: ['ego'] });
    const positions: number[] = [];
    const indices: number[] = [];
    const instances: number[] = [];
    for (const target of targets) {
      const first = positions.length / 3;
      for (let i = 0; i < target.positions.length; i += 3)
        positions.push(...applyRigid(target.world, [0, 1, 2].map((k) => target.positions[i + k] as number) as unknown as Vec3));
      for (let i = 0; i < target.indices.length; i++) indices.push((target.indices[i] as number) + first);
      for (let i = 0; i < target.indices.length; i += 3) instances.push(target.instance);
    }
    const heap = bvhOf(Float32Array.from(positions), Uint32Array.from(indices));
    const [columns, rings] = [360, 40];
    const count = columns * rings;
    const rays = {
      count,
      origins: new Float64Array(3 * count),
      directions: new Float64Array(3 * count),
      timesNs: new Float64Array(count).fill(AT),
    };
    for (let i = 0; i < count; i++) {
      const heading = quatFromHeading(((i % columns) * 2 * Math.PI) / columns);
      const down = -0.45 + (0.7 * Math.floor(i / columns)) / rings;
      rays.origins.set(eye, 3 * i);
      rays.directions.set(rotate(heading, [Math.cos(down), 0, Math.sin(down)]), 3 * i);
    }
    const hits = emptyHits(count);
    const span = { fromNs: AT, untilNs: AT, stepNs: 1, laterNs: 0, at: () => frame };
    createRayCaster()
      .sweep({ scene: run.scene, eye, hides: ['ego'], ...span })
      .cast(rays, 0.3, 150, hits);
    const ray = new Ray();
    let [met, differ] = [0, 0];
    for (let i = 0; i < count; i++) {
      ray.origin.set(...eye);
      ray.direction.set(
        rays.directions[3 * i] as number,
        rays.directions[3 * i + 1] as number,
        rays.directions[3 * i + 2] as number,
      );
      const own = heap.raycastFirst(ray, DoubleSide, 0.3, 150);
      const distance = hits.distance[i] as number;
      if (own === null || own === undefined) {
        expect(distance).toBe(Number.POSITIVE_INFINITY);
        continue;
      }
      met++;
      // World coordinates of the heap are rounded to 32 bits.
      if (Math.abs(own.distance - distance) > 1e-4 * (1 + own.distance)) differ++;
      else expect(hits.instance[i]).toBe(instances[own.faceIndex as number]);
    }
    expect(met).toBeGreaterThan(count / 3);
    // Rays through a seam of two triangles may pass either by.
    expect(differ).toBeLessThan(3);
  });
});

it('a sweep sees the place from its own eye, whoever has looked at it meanwhile', async () => {
  const forest = await shipped(shippedScenarios.find((path) => path.includes('deer-pair')) as string);
  const caster = createRayCaster();
  const sweepAt = (x: number) => {
    const span = { fromNs: AT, untilNs: AT, stepNs: 1, laterNs: 0, at: () => forest.timeline.at(AT) };
    return caster.sweep({ scene: forest.scene, eye: [x, 0, 1.9], hides: ['ego'], ...span });
  };
  const distancesOf = (sweep: ReturnType<typeof sweepAt>, x: number) => {
    const count = 720;
    const rays = {
      count,
      origins: new Float64Array(3 * count),
      directions: new Float64Array(3 * count),
      timesNs: new Float64Array(count).fill(AT),
    };
    for (let i = 0; i < count; i++) {
      rays.origins.set([x, 0, 1.9], 3 * i);
      rays.directions.set(rotate(quatFromHeading((i * 2 * Math.PI) / count), [Math.cos(0.03), 0, Math.sin(0.03)]), 3 * i);
    }
    const hits = emptyHits(count);
    sweep.cast(rays, 0.3, 150, hits);
    return [...hits.distance];
  };
  const alone = distancesOf(sweepAt(0), 0);
  const first = sweepAt(0);
  const second = sweepAt(300);
  const far = distancesOf(second, 300);
  expect(alone.some(Number.isFinite)).toBe(true);
  expect(far).not.toEqual(alone);
  expect(distancesOf(first, 0)).toEqual(alone);
  expect(distancesOf(second, 300)).toEqual(far);
});

/** How far a clip's own feet go over the ground in a cycle. */
import { importedAsset } from '#assets/imported/asset';
import type { ImportedBody, ImportedGait } from '#contracts/imported';
import type { PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { pointsOf } from './stand.js';

/** Instants of a cycle that are looked at. */
const INSTANTS = 40;
/** Points that are followed; of more vertices, evenly chosen ones. */
const MOST_POINTS = 6000;
/** Points this near to the cycle's lowest one bear on the ground, m. */
const SOLE = 0.02;

/**
 * What bears on the ground goes back as fast as the body goes on: the median of that, over the instants at which something does; of feet that pass
 * each other along the ground the greater part.
 * @returns m a cycle, negative where the clip walks backwards; undefined where nothing bears
 */
export function strideOfFeet(body: ImportedBody, gait: ImportedGait): number | undefined {
  const model = importedAsset(body).build({ asset: body.name, seed: 0, traits: {} });
  const vertices = model.parts.reduce((sum, { mesh }) => sum + mesh.positions.length / 3, 0);
  const apart = Math.ceil(vertices / MOST_POINTS);
  const instants = Array.from({ length: INSTANTS }, (_, i) => {
    const pose = model.pose({ gait: gait.name, phase: i / INSTANTS, speed: 0, channels: {} });
    return model.parts.flatMap(({ mesh }, p) => everyNth(pointsOf(mesh.positions, pose.parts[p] as PartPose), apart));
  });
  const ground = instants.reduce((low, points) => points.reduce((least, [, , z]) => Math.min(least, z), low), Infinity);
  const steps = instants.flatMap((now, i): number[] => {
    const next = instants[(i + 1) % INSTANTS] as typeof now;
    const back = now.flatMap(([x, , z], v): number[] => {
      const [later, , above] = next[v] as (typeof next)[number];
      return Math.max(z, above) - ground < SOLE ? [x - later] : [];
    });
    const [backwards, forwards] = [back.filter((step) => step >= 0), back.filter((step) => step < 0)];
    const bearing = backwards.length >= forwards.length ? backwards : forwards;
    return bearing.length === 0 ? [] : [bearing.reduce((sum, step) => sum + step, 0) / bearing.length];
  });
  if (steps.length < INSTANTS / 10) return undefined;
  return INSTANTS * (steps.sort((a, b) => a - b)[steps.length >> 1] as number);
}

function everyNth(points: Iterable<Vec3>, n: number): Vec3[] {
  const chosen: Vec3[] = [];
  let i = 0;
  for (const point of points) if (i++ % n === 0) chosen.push(point);
  return chosen;
}

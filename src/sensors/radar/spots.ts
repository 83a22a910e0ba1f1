/**
 * Where a body gives waves back: points spread evenly over its surface, the same ones from scan to scan, which go where its limbs
 * and wheels go. So a walker's feet and a turning wheel have speeds of their own.
 */
import type { BodyState } from '#contracts/frame';
import type { Model, ModelPose, PartPose } from '#contracts/model';
import { add, cross, norm, scale, sub, transformPoint, type Vec3 } from '#core/pose';

interface Spot {
  readonly part: number;
  readonly corners: readonly [number, number, number];
}

export interface MovingSpot {
  /** World, m. */
  readonly position: Vec3;
  /** World, unit, outwards. */
  readonly normal: Vec3;
  /** World, m/s. */
  readonly velocity: Vec3;
}

const COUNT = 64;
const known = new WeakMap<Model, readonly Spot[]>();

/** @param seconds between the two states */
export function movingSpots(model: Model, now: BodyState, later: BodyState, seconds: number): readonly MovingSpot[] {
  const spots = known.get(model) ?? spotsOn(model);
  known.set(model, spots);
  const [pose, next] = [model.pose(now.articulation), model.pose(later.articulation)];
  return spots.map(({ part, corners }): MovingSpot => {
    const triangle = triangleAt(model, pose, part, corners).map((p) =>
      transformPoint(now.worldFromBody, p),
    ) as unknown as Triangle;
    const then = triangleAt(model, next, part, corners).map((p) =>
      transformPoint(later.worldFromBody, p),
    ) as unknown as Triangle;
    const position = middle(triangle);
    return {
      position,
      normal: outwards(triangle),
      velocity: scale(sub(middle(then), position), 1 / seconds),
    };
  });
}

type Triangle = readonly [Vec3, Vec3, Vec3];

/** Every so many square metres along all triangles in turn, at rest. */
function spotsOn(model: Model): readonly Spot[] {
  const rest = model.pose(AT_REST);
  const all = model.parts.flatMap(({ mesh }, part) =>
    Array.from({ length: mesh.indices.length / 3 }, (_, t): { spot: Spot; area: number } => {
      const corners = [0, 1, 2].map((k) => mesh.indices[3 * t + k] as number) as [number, number, number];
      const [a, b, c] = triangleAt(model, rest, part, corners);
      return { spot: { part, corners }, area: norm(cross(sub(b, a), sub(c, a))) / 2 };
    }),
  );
  const total = all.reduce((sum, { area }) => sum + area, 0);
  const spots: Spot[] = [];
  let passed = 0;
  for (const { spot, area } of all) {
    passed += area;
    while (spots.length < COUNT && passed >= ((spots.length + 0.5) * total) / COUNT) spots.push(spot);
  }
  return spots;
}
const AT_REST = { gait: 'stand', phase: 0, speed: 0, channels: {} };

function triangleAt(model: Model, pose: ModelPose, part: number, corners: readonly [number, number, number]): Triangle {
  const placed = pose.parts[part] as PartPose;
  const { positions } = placed.kind === 'skinned' ? placed : (model.parts[part] as Model['parts'][number]).mesh;
  return corners.map((i): Vec3 => {
    const at: Vec3 = [positions[3 * i] as number, positions[3 * i + 1] as number, positions[3 * i + 2] as number];
    return placed.kind === 'skinned' ? at : applied(placed.matrix, at);
  }) as unknown as Triangle;
}

function applied(m: Float64Array, [x, y, z]: Vec3): Vec3 {
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}

function middle([a, b, c]: Triangle): Vec3 {
  return scale(add(add(a, b), c), 1 / 3);
}

/** Meshes are counter-clockwise seen from outside. */
function outwards([a, b, c]: Triangle): Vec3 {
  const n = cross(sub(b, a), sub(c, a));
  const length = norm(n);
  return length === 0 ? [0, 0, 1] : scale(n, 1 / length);
}

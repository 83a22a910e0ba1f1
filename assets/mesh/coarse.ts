/**
 * A body in few triangles: corners of the fine one drawn together by a grid of cells (vertex clustering, Rossignac and Borrel 1993), all
 * surfaces in one part with vertex colours but for lamps and reflectors. For bodies whose parts stay where they are at rest, or nearly so.
 */
import type { Material, Mesh, Model, ModelPart, PartPose } from '#contracts/model';
import { normalize, type Vec3 } from '#core/pose';
import { applyPose, STILL } from './rigid.js';

/** @param cell edge of the grid's cells, m: the surface moves by less than one */
export function coarseModel(model: Model, gait: string, cell: number): Model {
  const rest = model.pose({ gait, phase: 0, speed: 0, channels: {} });
  const corners = clustered(model, rest.parts, cell);
  const all = model.parts.map((part, p) => ({ part, p }));
  // Lamps and reflectors are small and seen from far away at night: they stay as they are.
  const shining = all.filter(({ part }) => shines(part.material));
  const parts = [
    joined(
      all.filter(({ part }) => !shines(part.material)),
      corners,
    ),
    ...shining.map(({ part }) => part),
  ];
  const poses = [STILL, ...shining.map(({ p }) => rest.parts[p] as PartPose)];
  const { far: _, ...same } = model;
  return { ...same, parts, pose: () => ({ parts: poses, keypoints: [] }) };
}

function shines({ emission, retroReflection }: Material): boolean {
  return emission !== undefined || retroReflection !== undefined;
}

interface Corners {
  /** For each part, each vertex's cell. */
  readonly cellOf: readonly Int32Array[];
  /** The outermost vertex of each cell, body frame, so that the outline stays. */
  readonly points: readonly Vec3[];
}

function clustered(model: Model, poses: readonly PartPose[], cell: number): Corners {
  const placed = model.parts.map(({ mesh }, p) =>
    Array.from({ length: mesh.positions.length / 3 }, (_, v) => applyPose(poses[p] as PartPose, mesh, v)),
  );
  const outwardness = outwardnessIn(placed.flat());
  const cells = new Map<string, number>();
  const points: Vec3[] = [];
  const cellOf = placed.map((vertices) =>
    Int32Array.from(vertices, (point) => {
      // The middle of the body lies in the middle of a cell, so that both sides come out alike.
      const key = point.map((x, axis) => Math.floor(x / cell + (axis === 1 ? 0.5 : 0))).join();
      const found = cells.get(key) ?? points.push(point) - 1;
      cells.set(key, found);
      if (outwardness(point) > outwardness(points[found] as Vec3)) points[found] = point;
      return found;
    }),
  );
  return { cellOf, points };
}

/** How far out a point lies: 0 in the middle of all, 1 on the ball that touches all six sides of their box. */
function outwardnessIn(points: readonly Vec3[]): (point: Vec3) => number {
  const side = (axis: 0 | 1 | 2): { middle: number; half: number } => {
    const low = points.reduce((least, p) => Math.min(least, p[axis]), Infinity);
    const high = points.reduce((most, p) => Math.max(most, p[axis]), -Infinity);
    return { middle: (low + high) / 2, half: (high - low) / 2 || 1 };
  };
  const sides = [side(0), side(1), side(2)] as const;
  return (point) =>
    sides.reduce((sum, { middle, half }, axis) => {
      const share = ((point[axis] as number) - middle) / half;
      return sum + share * share;
    }, 0);
}

/** Parts in one mesh; a face that shrank to a line or stands there already is left out. */
function joined(parts: readonly { readonly part: ModelPart; readonly p: number }[], { cellOf, points }: Corners): ModelPart {
  const positions: number[] = [];
  const normals: number[] = [];
  const colors: number[] = [];
  const indices: number[] = [];
  const faces = new Set<string>();
  const vertices = new Map<string, number>();
  for (const { part, p } of parts) {
    const { mesh, material } = part;
    const cells = cellOf[p] as Int32Array;
    const { baseColor } = material;
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const face = [0, 1, 2].map((k) => cells[mesh.indices[i + k] as number] as number) as [number, number, number];
      if (new Set(face).size < 3) continue;
      const key = [...face].sort((a, b) => a - b).join();
      if (faces.has(key)) continue;
      faces.add(key);
      const normal = facing(face.map((c) => points[c] as Vec3) as [Vec3, Vec3, Vec3]);
      for (const c of face) {
        const shared = `${c} ${material.id}`;
        const known = vertices.get(shared) ?? positions.push(...(points[c] as Vec3)) / 3 - 1;
        if (!vertices.has(shared)) {
          vertices.set(shared, known);
          normals.push(0, 0, 0);
          colors.push(...baseColor);
        }
        for (const axis of [0, 1, 2] as const) normals[3 * known + axis] = (normals[3 * known + axis] as number) + normal[axis];
        indices.push(known);
      }
    }
  }
  const mesh: Mesh = {
    positions: new Float32Array(positions),
    normals: new Float32Array(unit(normals)),
    indices: new Uint32Array(indices),
    colors: new Float32Array(colors),
  };
  const first = parts[0] as { part: ModelPart };
  return { name: 'whole', mesh, material: { ...first.part.material, id: 'far', baseColor: [1, 1, 1], texture: 'paint' } };
}

/** Twice the area along the normal. */
function facing([a, b, c]: readonly [Vec3, Vec3, Vec3]): Vec3 {
  const [u, v] = [b, c].map((p): Vec3 => [p[0] - a[0], p[1] - a[1], p[2] - a[2]]) as [Vec3, Vec3];
  return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
}
function unit(normals: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = [normals[i], normals[i + 1], normals[i + 2]] as [number, number, number];
    out.push(...(x === 0 && y === 0 && z === 0 ? ([0, 0, 1] as const) : normalize([x, y, z])));
  }
  return out;
}

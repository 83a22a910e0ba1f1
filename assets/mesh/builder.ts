/** Grows one indexed mesh from primitives. Lengths in m; faces counter-clockwise seen from outside. */

import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import { cross, normalize, sub, type Vec3 } from '#core/pose';

export interface MeshBuilder {
  /** @returns the new vertex's index */
  vertex(position: Vec3, uv?: readonly [number, number], color?: Vec3): number;
  triangle(a: number, b: number, c: number): void;
  /** Four corners in order round the face; vertices of its own, so its edges stay sharp. UVs in m along a->b and a->d. */
  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, color?: Vec3): void;
  /** Axis-aligned box. */
  box(center: Vec3, size: Vec3, color?: Vec3): void;
  /**
   * Skin over closed cross-sections with equally many points each (counter-clockwise seen from the last section's side).
   * Shared vertices, hence smooth. `caps` closes both ends.
   */
  loft(sections: readonly (readonly Vec3[])[], options?: { closed?: boolean; caps?: boolean; color?: Vec3 }): void;
  /** Tube through points, one radius each. */
  tube(path: readonly Vec3[], radii: readonly number[], sides: number, options?: { caps?: boolean; color?: Vec3 }): void;
  /** Copies another mesh in, moved by `transform`. */
  mesh(mesh: Mesh, transform?: (p: Vec3) => Vec3): void;
  /** @param creaseCosine faces whose normals' dot product is below this keep a sharp edge; -1 smooths all shared vertices. */
  build(creaseCosine?: number): Mesh;
}

export function createMeshBuilder(): MeshBuilder {
  const positions: Vec3[] = [];
  const uvs: (readonly [number, number])[] = [];
  const colors: (Vec3 | undefined)[] = [];
  const faces: [number, number, number][] = [];

  const builder: MeshBuilder = {
    vertex(position, uv = [0, 0], color) {
      positions.push(position);
      uvs.push(uv);
      colors.push(color);
      return positions.length - 1;
    },
    triangle(a, b, c) {
      if (a !== b && b !== c && a !== c) faces.push([a, b, c]);
    },
    quad(a, b, c, d, color) {
      const width = distance(a, b);
      const height = distance(a, d);
      const corners = [
        builder.vertex(a, [0, 0], color),
        builder.vertex(b, [width, 0], color),
        builder.vertex(c, [width, height], color),
        builder.vertex(d, [0, height], color),
      ] as const;
      builder.triangle(corners[0], corners[1], corners[2]);
      builder.triangle(corners[0], corners[2], corners[3]);
    },
    box(center, size, color) {
      const at = (x: number, y: number, z: number): Vec3 => [
        center[0] + (x * size[0]) / 2,
        center[1] + (y * size[1]) / 2,
        center[2] + (z * size[2]) / 2,
      ];
      builder.quad(at(1, -1, -1), at(1, 1, -1), at(1, 1, 1), at(1, -1, 1), color);
      builder.quad(at(-1, 1, -1), at(-1, -1, -1), at(-1, -1, 1), at(-1, 1, 1), color);
      builder.quad(at(1, 1, -1), at(-1, 1, -1), at(-1, 1, 1), at(1, 1, 1), color);
      builder.quad(at(-1, -1, -1), at(1, -1, -1), at(1, -1, 1), at(-1, -1, 1), color);
      builder.quad(at(-1, -1, 1), at(1, -1, 1), at(1, 1, 1), at(-1, 1, 1), color);
      builder.quad(at(-1, 1, -1), at(1, 1, -1), at(1, -1, -1), at(-1, -1, -1), color);
    },
    loft(sections, { closed = true, caps = false, color } = {}) {
      let along = 0;
      const rows = sections.map((section, i) => {
        const previous = sections[i - 1];
        if (previous !== undefined) along += distance(previous[0] as Vec3, section[0] as Vec3);
        let around = 0;
        return section.map((point, j) => {
          if (j > 0) around += distance(section[j - 1] as Vec3, point);
          return builder.vertex(point, [around, along], color);
        });
      });
      for (let i = 0; i + 1 < rows.length; i++) {
        const low = rows[i] as number[];
        const high = rows[i + 1] as number[];
        const last = closed ? low.length : low.length - 1;
        for (let j = 0; j < last; j++) {
          const k = (j + 1) % low.length;
          builder.triangle(low[j] as number, low[k] as number, high[k] as number);
          builder.triangle(low[j] as number, high[k] as number, high[j] as number);
        }
      }
      if (!caps) return;
      cap(builder, sections[0] as readonly Vec3[], true, color);
      cap(builder, sections[sections.length - 1] as readonly Vec3[], false, color);
    },
    tube(path, radii, sides, options = {}) {
      let side: Vec3 = [0, 0, 0];
      const sections = path.map((point, i) => {
        const ahead = path[Math.min(i + 1, path.length - 1)] as Vec3;
        const behind = path[Math.max(i - 1, 0)] as Vec3;
        const axis = normalize(sub(ahead, behind));
        const reference: Vec3 = i > 0 ? side : Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
        const up = normalize(cross(axis, reference));
        side = normalize(cross(up, axis));
        const radius = radii[i] as number;
        return Array.from({ length: sides }, (_, j): Vec3 => {
          const angle = (j / sides) * TAU;
          const u = cos(angle) * radius;
          const v = sin(angle) * radius;
          return [point[0] + side[0] * u + up[0] * v, point[1] + side[1] * u + up[1] * v, point[2] + side[2] * u + up[2] * v];
        });
      });
      builder.loft(sections, { caps: true, ...options });
    },
    mesh(mesh, transform = (p) => p) {
      const base = positions.length;
      for (let i = 0; i < mesh.positions.length; i += 3) {
        const p: Vec3 = [mesh.positions[i] as number, mesh.positions[i + 1] as number, mesh.positions[i + 2] as number];
        const j = i / 3;
        const color: Vec3 | undefined = mesh.colors && [
          mesh.colors[i] as number,
          mesh.colors[i + 1] as number,
          mesh.colors[i + 2] as number,
        ];
        builder.vertex(transform(p), mesh.uvs ? [mesh.uvs[2 * j] as number, mesh.uvs[2 * j + 1] as number] : [0, 0], color);
      }
      for (let i = 0; i < mesh.indices.length; i += 3) {
        builder.triangle(
          base + (mesh.indices[i] as number),
          base + (mesh.indices[i + 1] as number),
          base + (mesh.indices[i + 2] as number),
        );
      }
    },
    build: (creaseCosine = 0.5) => finish(positions, uvs, colors, faces, creaseCosine),
  };
  return builder;
}

function cap(builder: MeshBuilder, section: readonly Vec3[], reversed: boolean, color?: Vec3): void {
  const n = section.length;
  const center: Vec3 = [0, 1, 2].map((axis) => section.reduce((sum, p) => sum + (p[axis] as number), 0) / n) as unknown as Vec3;
  const hub = builder.vertex(center, [0, 0], color);
  const rim = section.map((p) => builder.vertex(p, [0, 0], color));
  for (let j = 0; j < n; j++) {
    const a = rim[j] as number;
    const b = rim[(j + 1) % n] as number;
    if (reversed) builder.triangle(hub, b, a);
    else builder.triangle(hub, a, b);
  }
}

/** Area-weighted vertex normals; vertices are split where faces meet more sharply than the crease. */
function finish(
  positions: readonly Vec3[],
  uvs: readonly (readonly [number, number])[],
  colors: readonly (Vec3 | undefined)[],
  faces: readonly (readonly [number, number, number])[],
  creaseCosine: number,
): Mesh {
  const faceNormals = faces.map(([a, b, c]) => {
    const p = positions[a] as Vec3;
    return cross(sub(positions[b] as Vec3, p), sub(positions[c] as Vec3, p));
  });
  const groups: { normal: Vec3; index: number }[][] = positions.map(() => []);
  const out = { positions: [] as number[], normals: [] as Vec3[], uvs: [] as number[], colors: [] as number[] };
  const anyColor = colors.some((c) => c !== undefined);
  const indices = faces.flatMap((face, f) =>
    face.map((vertex) => {
      const normal = faceNormals[f] as Vec3;
      const unit = normalize(normal);
      const group = groups[vertex] as { normal: Vec3; index: number }[];
      const match = group.find((g) => {
        const other = normalize(g.normal);
        return other[0] * unit[0] + other[1] * unit[1] + other[2] * unit[2] >= creaseCosine;
      });
      if (match !== undefined) {
        match.normal = [match.normal[0] + normal[0], match.normal[1] + normal[1], match.normal[2] + normal[2]];
        out.normals[match.index] = match.normal;
        return match.index;
      }
      const index = out.normals.length;
      out.positions.push(...(positions[vertex] as Vec3));
      out.uvs.push(...(uvs[vertex] as readonly [number, number]));
      if (anyColor) out.colors.push(...(colors[vertex] ?? [1, 1, 1]));
      out.normals.push(normal);
      group.push({ normal, index });
      return index;
    }),
  );
  return {
    positions: new Float32Array(out.positions),
    normals: new Float32Array(out.normals.flatMap((n) => [...normalize(n)])),
    uvs: new Float32Array(out.uvs),
    indices: new Uint32Array(indices),
    ...(anyColor ? { colors: new Float32Array(out.colors) } : {}),
  };
}

function distance(a: Vec3, b: Vec3): number {
  const d = sub(a, b);
  return Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}

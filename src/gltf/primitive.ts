/** One primitive of a mesh as indexed triangles, in the mesh's own frame. */
import { type Accessor, Primitive } from '@gltf-transform/core';
import type { TextPlace } from '#contracts/own-asset';
import type { Problems } from './problems.js';

export interface Triangles {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
  readonly uvs?: Float32Array;
  readonly colors?: Float32Array;
  /** `count` joints (indices into the skin's) and weights a vertex; weights add up to 1. */
  readonly skin?: { readonly count: number; readonly joints: Uint16Array; readonly weights: Float32Array };
}

/** @returns undefined for what has no surface: points and lines */
export function trianglesOf(primitive: Primitive, uvSet: number, at: TextPlace, problems: Problems): Triangles | undefined {
  const place = primitive.getAttribute('POSITION');
  if (place === null || place.getCount() === 0) return undefined;
  const corners = cornersOf(primitive, place.getCount());
  if (corners === undefined) return undefined;
  const vertices = place.getCount();
  const positions = numbersOf(place, 3);
  if (!positions.every(Number.isFinite)) problems.stop('NM2107', at, 'a vertex of the file is at no place (NaN or infinite)');
  if (corners.some((corner) => corner >= vertices))
    problems.stop('NM2107', at, `a triangle of the file names a vertex beyond its ${vertices}`);
  const indices = withArea(corners, positions);
  const given = primitive.getAttribute('NORMAL');
  const uvs = primitive.getAttribute(`TEXCOORD_${uvSet}`);
  const colors = primitive.getAttribute('COLOR_0');
  const skin = skinOf(primitive, vertices);
  const shared = {
    positions,
    indices,
    ...(uvs === null ? {} : { uvs: numbersOf(uvs, 2) }),
    ...(colors === null ? {} : { colors: numbersOf(colors, 3) }),
    ...(skin === undefined ? {} : { skin }),
  };
  return given === null ? faceted(shared) : { ...shared, normals: madeUnit(numbersOf(given, 3)) };
}

export function cornerCount(primitive: Primitive): number {
  return primitive.getIndices()?.getCount() ?? primitive.getAttribute('POSITION')?.getCount() ?? 0;
}

/** Three a triangle; strips and fans unrolled. */
function cornersOf(primitive: Primitive, vertices: number): Uint32Array | undefined {
  const mode = primitive.getMode();
  const listed = primitive.getIndices();
  const list =
    listed === null ? Uint32Array.from({ length: vertices }, (_, i) => i) : Uint32Array.from(listed.getArray() ?? []);
  const { TRIANGLES, TRIANGLE_STRIP, TRIANGLE_FAN } = Primitive.Mode;
  if (mode === TRIANGLES) return list.subarray(0, 3 * Math.floor(list.length / 3));
  if (mode !== TRIANGLE_STRIP && mode !== TRIANGLE_FAN) return undefined;
  const out: number[] = [];
  const at = (i: number): number => list[i] as number;
  for (let i = 2; i < list.length; i++) {
    if (mode === TRIANGLE_FAN) out.push(at(0), at(i - 1), at(i));
    else out.push(at(i - 2), at(i - 1 + (i % 2)), at(i - (i % 2)));
  }
  return Uint32Array.from(out);
}

function numbersOf(accessor: Accessor, size: number): Float32Array {
  const out = new Float32Array(size * accessor.getCount());
  const element: number[] = [];
  for (let i = 0; i < accessor.getCount(); i++) {
    accessor.getElement(i, element);
    for (let k = 0; k < size; k++) out[size * i + k] = element[k] ?? 0;
  }
  return out;
}

/** Triangles that are none in single precision are left out. */
function withArea(corners: Uint32Array, p: Float32Array): Uint32Array {
  const kept: number[] = [];
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = [3 * (corners[t] as number), 3 * (corners[t + 1] as number), 3 * (corners[t + 2] as number)];
    const side = (from: number, to: number, k: number): number => (p[to + k] as number) - (p[from + k] as number);
    const twice = [0, 1, 2].map((k) => {
      const [l, m] = [(k + 1) % 3, (k + 2) % 3];
      return side(a, b, l) * side(a, c, m) - side(a, b, m) * side(a, c, l);
    });
    if (twice.some((v) => Math.fround(v) !== 0))
      kept.push(corners[t] as number, corners[t + 1] as number, corners[t + 2] as number);
  }
  return Uint32Array.from(kept);
}

/** All sets of influences, eight and more too. */
function skinOf(primitive: Primitive, vertices: number): Triangles['skin'] | undefined {
  const sets: [Accessor, Accessor][] = [];
  for (let set = 0; ; set++) {
    const [joints, weights] = [primitive.getAttribute(`JOINTS_${set}`), primitive.getAttribute(`WEIGHTS_${set}`)];
    if (joints === null || weights === null) break;
    sets.push([joints, weights]);
  }
  if (sets.length === 0) return undefined;
  const count = 4 * sets.length;
  const out = { count, joints: new Uint16Array(count * vertices), weights: new Float32Array(count * vertices) };
  const element: number[] = [];
  for (let v = 0; v < vertices; v++) {
    for (const [s, [joints, weights]] of sets.entries()) {
      out.joints.set(joints.getElement(v, element).slice(0, 4), count * v + 4 * s);
      out.weights.set(weights.getElement(v, element).slice(0, 4), count * v + 4 * s);
    }
    const mine = out.weights.subarray(count * v, count * (v + 1));
    const sum = mine.reduce((total, weight) => total + weight, 0);
    if (sum > 0) for (let k = 0; k < count; k++) mine[k] = (mine[k] as number) / sum;
    else mine[0] = 1;
  }
  return out;
}

/** Without normals of its own a mesh is flat face by face (glTF 2.0, 3.7.2.1): each triangle gets corners of its own. */
function faceted(shared: Omit<Triangles, 'normals'>): Triangles {
  const { indices, skin } = shared;
  const spread = (from: Float32Array, size: number): Float32Array => {
    const out = new Float32Array(size * indices.length);
    for (const [i, vertex] of indices.entries()) out.set(from.subarray(size * vertex, size * (vertex + 1)), size * i);
    return out;
  };
  const positions = spread(shared.positions, 3);
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 9) {
    const e = (k: number): number => positions[i + k] as number;
    const [ux, uy, uz, vx, vy, vz] = [e(3) - e(0), e(4) - e(1), e(5) - e(2), e(6) - e(0), e(7) - e(1), e(8) - e(2)];
    const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [0, 3, 6]) normals.set(n, i + corner);
  }
  return {
    positions,
    normals: madeUnit(normals),
    indices: Uint32Array.from(indices, (_, i) => i),
    ...(shared.uvs === undefined ? {} : { uvs: spread(shared.uvs, 2) }),
    ...(shared.colors === undefined ? {} : { colors: spread(shared.colors, 3) }),
    ...(skin === undefined
      ? {}
      : {
          skin: {
            count: skin.count,
            joints: Uint16Array.from(spread(Float32Array.from(skin.joints), skin.count)),
            weights: spread(skin.weights, skin.count),
          },
        }),
  };
}

/** In place; what points nowhere points up. */
function madeUnit(normals: Float32Array): Float32Array {
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = [normals[i] as number, normals[i + 1] as number, normals[i + 2] as number];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length > 0 && Number.isFinite(length)) normals.set([x / length, y / length, z / length], i);
    else normals.set([0, 1, 0], i);
  }
  return normals;
}

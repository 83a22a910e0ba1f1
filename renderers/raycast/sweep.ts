/** Rays through a scene that moves: the place's copies and the bodies in two hierarchies of boxes, no object made for a ray. */
import type { Material } from '#contracts/model';
import type { MovingScene, RayBatch, RayHits, SweepRequest } from '#contracts/rays';
import {
  instantsOf,
  type MovingBody,
  movingBody,
  type RigidMeshes,
  type StandingBody,
  type StandingPart,
} from './moving-body.js';
import { nearestTriangle, type Packed, RAY, type RayState } from './packed.js';
import type { StandingPlace } from './standing-place.js';
import type { Rigid, Target } from './target.js';
import { topTree } from './top-tree.js';

/** Rotation (9) and position (3) of a body, as `MovingBody.place` writes them. */
const PLACE = 12;

/** The nearest hit of one ray, while it is looked for. */
interface Best {
  triangle: number;
  target: Target | undefined;
  packed: Packed | undefined;
  body: number;
  part: number;
}

export function movingScene(request: SweepRequest, place: StandingPlace, rigid: RigidMeshes): MovingScene {
  const instants = instantsOf(request);
  place.seenFrom(request.eye);
  const bodies = request.scene.bodies
    .filter(({ id }) => !request.hides.includes(id))
    .map((spec) => movingBody(spec, instants, rigid))
    .filter((body) => body !== undefined);
  const tree = topTree(Float64Array.from(bodies.flatMap(({ box }) => box)));
  /** Each body's place at `placed[body]`; NaN at first. */
  const places = bodies.map(() => new Float64Array(PLACE));
  const placed = new Float64Array(bodies.length).fill(Number.NaN);
  const there = new Uint8Array(bodies.length);
  const materials: Material[] = [];
  const numbers = new Map<Material, number>();
  const best: Best = { triangle: -1, target: undefined, packed: undefined, body: -1, part: -1 };
  const ray: RayState = new Float64Array(RAY);
  const inBody: RayState = new Float64Array(RAY);
  const own: RayState = new Float64Array(RAY);

  const placeOf = (body: number, timeNs: number): Float64Array => {
    const out = places[body] as Float64Array;
    if (placed[body] !== timeNs) {
      there[body] = (bodies[body] as MovingBody).place(timeNs, out, false) ? 1 : 0;
      placed[body] = timeNs;
    }
    return out;
  };
  const visitCopy = (copy: number): void => {
    const { target, packed } = place.copies[copy] as StandingPlace['copies'][number];
    const stretch = intoFrame(target.inverse, ray, own);
    const triangle = nearestTriangle(packed, own);
    if (triangle < 0) return;
    best.triangle = triangle;
    best.target = target;
    best.packed = packed;
    best.body = -1;
    ray[7] = o(own, 7) / stretch;
  };
  let standing: StandingBody | undefined;
  let body = -1;
  const visitPart = (p: number): void => {
    const { packed, partFromBody } = (standing as StandingBody).parts[p] as StandingPart;
    const stretch = intoFrame(partFromBody, inBody, own);
    const triangle = nearestTriangle(packed, own);
    if (triangle < 0) return;
    best.triangle = triangle;
    best.packed = packed;
    best.body = body;
    best.part = p;
    inBody[7] = o(own, 7) / stretch;
  };
  const visitBody = (b: number): void => {
    const at = placeOf(b, o(ray, 8));
    if (there[b] === 0) return;
    body = b;
    standing = (bodies[b] as MovingBody).standing(o(ray, 8), false);
    intoBody(at, ray, inBody);
    standing.tree.walk(inBody, visitPart);
    ray[7] = o(inBody, 7);
  };
  const numberOf = (material: Material): number => {
    const known = numbers.get(material);
    if (known !== undefined) return known;
    numbers.set(material, materials.length);
    return materials.push(material) - 1;
  };

  return {
    materials,
    cast({ count, origins, directions, timesNs }: RayBatch, near: number, far: number, hits: RayHits) {
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < 3; k++) {
          ray[k] = origins[3 * i + k] as number;
          ray[3 + k] = directions[3 * i + k] as number;
        }
        ray[6] = near;
        ray[7] = far;
        ray[8] = timesNs[i] as number;
        best.triangle = -1;
        place.tree.walk(ray, visitCopy);
        if (bodies.length > 0) tree.walk(ray, visitBody);
        write(i, hits);
      }
    },
  };

  function write(i: number, hits: RayHits): void {
    for (let k = 0; k < 3; k++) hits.motion[3 * i + k] = 0;
    if (best.triangle < 0) {
      hits.distance[i] = Infinity;
      hits.instance[i] = 0;
      hits.semantic[i] = 0;
      hits.material[i] = 0;
      for (let k = 0; k < 3; k++) hits.normal[3 * i + k] = 0;
      return;
    }
    hits.distance[i] = o(ray, 7);
    if (best.body < 0) writeCopy(i, hits, best.target as Target);
    else writeBody(i, hits, bodies[best.body] as MovingBody);
  }
  function writeCopy(i: number, hits: RayHits, target: Target): void {
    hits.instance[i] = target.instance;
    hits.semantic[i] = typeof target.semantic === 'number' ? target.semantic : target.semantic(best.triangle);
    hits.material[i] = numberOf(typeof target.material === 'function' ? target.material(best.triangle) : target.material);
    intoFrame(target.inverse, ray, own);
    weigh(best.packed as Packed, best.triangle, own);
    mixThree(target.normals, best.packed as Packed, best.triangle, mixed);
    if (target.inverse !== undefined) throughTranspose(target.inverse, mixed);
    writeNormal(i, hits);
  }
  function writeBody(i: number, hits: RayHits, body: MovingBody): void {
    const timeNs = o(ray, 8);
    const at = placeOf(best.body, timeNs);
    const part = body.standing(timeNs, false).parts[best.part] as StandingPart;
    hits.instance[i] = body.spec.instance;
    hits.semantic[i] = body.semantic;
    hits.material[i] = numberOf(part.material);
    intoBody(at, ray, inBody);
    intoFrame(part.partFromBody, inBody, own);
    weigh(part.packed, best.triangle, own);
    mixThree(part.normals, part.packed, best.triangle, mixed);
    if (part.partFromBody !== undefined) throughTranspose(part.partFromBody, mixed);
    turnBy(at, mixed);
    writeNormal(i, hits);
    if (body.moves) writeMotion(i, hits, body, timeNs);
  }
  function writeNormal(i: number, hits: RayHits): void {
    const [x, y, z] = [o(mixed, 0), o(mixed, 1), o(mixed, 2)];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    const side = (x * o(ray, 3) + y * o(ray, 4) + z * o(ray, 5) > 0 ? -1 : 1) / length;
    for (let k = 0; k < 3; k++) hits.normal[3 * i + k] = o(mixed, k) * side;
  }
  function writeMotion(i: number, hits: RayHits, body: MovingBody, timeNs: number): void {
    if (!body.place(timeNs, laterPlace, true)) return;
    const part = body.standing(timeNs, true).parts[best.part] as StandingPart;
    mixThree(part.packed.positions, part.packed, best.triangle, mixed);
    if (part.bodyFromPart !== undefined) through(part.bodyFromPart, mixed);
    turnBy(laterPlace, mixed);
    for (let k = 0; k < 3; k++)
      hits.motion[3 * i + k] = o(mixed, k) + o(laterPlace, 9 + k) - (o(ray, k) + o(ray, 7) * o(ray, 3 + k));
  }
}

const laterPlace = new Float64Array(PLACE);
const mixed = new Float64Array(3);
/** Of the corners of the triangle that was weighed last. */
const weights = new Float64Array(3);

function o(list: Float64Array, i: number): number {
  return list[i] as number;
}

/** A ray in another frame, its direction unit again. @returns units of that frame a metre along it */
function intoFrame(m: Rigid | undefined, ray: RayState, out: RayState): number {
  if (m === undefined) {
    for (let k = 0; k < 8; k++) out[k] = o(ray, k);
    return 1;
  }
  for (let r = 0; r < 3; r++) {
    const [a, b, c] = [m[4 * r] as number, m[4 * r + 1] as number, m[4 * r + 2] as number];
    out[r] = a * o(ray, 0) + b * o(ray, 1) + c * o(ray, 2) + (m[4 * r + 3] as number);
    out[3 + r] = a * o(ray, 3) + b * o(ray, 4) + c * o(ray, 5);
  }
  const stretch = Math.sqrt(o(out, 3) * o(out, 3) + o(out, 4) * o(out, 4) + o(out, 5) * o(out, 5));
  for (let k = 3; k < 6; k++) out[k] = o(out, k) / stretch;
  out[6] = o(ray, 6) * stretch;
  out[7] = o(ray, 7) * stretch;
  return stretch;
}
/** A point through a 3x4 matrix, in place. */
function through(m: Rigid, p: Float64Array): void {
  const [x, y, z] = [o(p, 0), o(p, 1), o(p, 2)];
  for (let r = 0; r < 3; r++)
    p[r] = (m[4 * r] as number) * x + (m[4 * r + 1] as number) * y + (m[4 * r + 2] as number) * z + (m[4 * r + 3] as number);
}
/** A normal through the transpose of an inverse, in place; not unit any more where that scales. */
function throughTranspose(m: Rigid, n: Float64Array): void {
  const [x, y, z] = [o(n, 0), o(n, 1), o(n, 2)];
  for (let c = 0; c < 3; c++) n[c] = (m[c] as number) * x + (m[4 + c] as number) * y + (m[8 + c] as number) * z;
}
/** A direction by a place's rotation, in place. */
function turnBy(at: Float64Array, v: Float64Array): void {
  const [x, y, z] = [o(v, 0), o(v, 1), o(v, 2)];
  for (let r = 0; r < 3; r++) v[r] = o(at, 3 * r) * x + o(at, 3 * r + 1) * y + o(at, 3 * r + 2) * z;
}
/** A world ray in the frame of a body at that place. */
function intoBody(at: Float64Array, ray: RayState, out: RayState): void {
  const x = o(ray, 0) - o(at, 9);
  const y = o(ray, 1) - o(at, 10);
  const z = o(ray, 2) - o(at, 11);
  for (let c = 0; c < 3; c++) {
    out[c] = o(at, c) * x + o(at, 3 + c) * y + o(at, 6 + c) * z;
    out[3 + c] = o(at, c) * o(ray, 3) + o(at, 3 + c) * o(ray, 4) + o(at, 6 + c) * o(ray, 5);
  }
  out[6] = o(ray, 6);
  out[7] = o(ray, 7);
}

/** Barycentric weights of the ray's end, in the mesh's own frame. */
function weigh({ positions, indices }: Packed, triangle: number, ray: RayState): void {
  const a = 3 * (indices[3 * triangle] as number);
  const b = 3 * (indices[3 * triangle + 1] as number);
  const c = 3 * (indices[3 * triangle + 2] as number);
  let d00 = 0;
  let d01 = 0;
  let d11 = 0;
  let d20 = 0;
  let d21 = 0;
  for (let k = 0; k < 3; k++) {
    const from = positions[a + k] as number;
    const ab = (positions[b + k] as number) - from;
    const ac = (positions[c + k] as number) - from;
    const ap = o(ray, k) + o(ray, 7) * o(ray, 3 + k) - from;
    d00 += ab * ab;
    d01 += ab * ac;
    d11 += ac * ac;
    d20 += ap * ab;
    d21 += ap * ac;
  }
  const det = d00 * d11 - d01 * d01;
  weights[1] = det === 0 ? 0 : (d11 * d20 - d01 * d21) / det;
  weights[2] = det === 0 ? 0 : (d00 * d21 - d01 * d20) / det;
  weights[0] = 1 - o(weights, 1) - o(weights, 2);
}
function mixThree(values: ArrayLike<number>, { indices }: Packed, triangle: number, out: Float64Array): void {
  for (let k = 0; k < 3; k++) {
    let sum = 0;
    for (let corner = 0; corner < 3; corner++)
      sum += o(weights, corner) * (values[3 * (indices[3 * triangle + corner] as number) + k] as number);
    out[k] = sum;
  }
}

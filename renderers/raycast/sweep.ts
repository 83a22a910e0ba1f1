/** Rays through a scene that moves: the place's copies and the bodies in two hierarchies of boxes, nothing made anew for a ray. */
import type { Bodies, Material } from '#contracts/model';
import type { MovingScene, RayBatch, RayHits, SweepRequest } from '#contracts/rays';
import { bundlesThrough } from './bundles.js';
import { intoBody, intoFrame, PLACE, STRETCH, through, throughTranspose, turnBy } from './frames.js';
import { instantsOf } from './instants.js';
import { type MovingBody, movingBody } from './moving-body.js';
import { nearestTriangle, type Packed, RAY, type RayState } from './packed.js';
import type { RigidMeshes, StandingBody, StandingPart } from './posture.js';
import type { StandingCopy, StandingPlace } from './standing-place.js';
import { type Swayed, swayedCopies } from './swayed.js';
import { topTree } from './top-tree.js';
import { mixThree, weigh } from './triangle-weights.js';

/** The nearest hit of one ray, while it is looked for. */
interface Best {
  triangle: number;
  copy: number;
  packed: Packed | undefined;
  body: number;
  part: number;
}

export function movingScene(request: SweepRequest, place: StandingPlace, rigid: RigidMeshes, assets: Bodies): MovingScene {
  const instants = instantsOf(request);
  const bodies = request.scene.bodies
    .filter(({ id }) => !request.hides.includes(id))
    .map((spec) => movingBody(spec, assets.get(spec.look.asset), instants, rigid))
    .filter((body) => body !== undefined);
  const boxes = Float64Array.from(bodies.flatMap(({ box }) => box));
  const tree = topTree(boxes);
  const bundles = bundlesThrough([place.tree, tree], [place.boxes, boxes]);
  /** Each body's place at `placed[body]`; NaN at first. */
  const places = bodies.map(() => new Float64Array(PLACE));
  const placed = new Float64Array(bodies.length).fill(Number.NaN);
  const there = new Uint8Array(bodies.length);
  const stances: (StandingBody | undefined)[] = bodies.map(() => undefined);
  const materials: Material[] = [];
  const numbers = new Map<Material, number>();
  const swayed: Swayed = swayedCopies(place, instants);
  const best: Best = { triangle: -1, copy: -1, packed: undefined, body: -1, part: -1 };
  const ray: RayState = new Float64Array(RAY);
  const inBody: RayState = new Float64Array(RAY);
  const own: RayState = new Float64Array(RAY);

  /** Where a body is when the ray is fired. */
  const placeOf = (body: number): Float64Array => {
    const out = places[body] as Float64Array;
    if (placed[body] !== ray[8]) {
      there[body] = (bodies[body] as MovingBody).place(ray[8] as number, out, false) ? 1 : 0;
      stances[body] = (bodies[body] as MovingBody).standing(ray[8] as number, false);
      placed[body] = ray[8] as number;
    }
    return out;
  };
  const visitCopy = (copy: number): void => {
    const { packed } = place.copies[copy] as StandingCopy;
    intoFrame(swayed.inverse(copy, ray[8] as number), ray, own);
    const triangle = nearestTriangle(packed, own);
    if (triangle < 0) return;
    best.triangle = triangle;
    best.copy = copy;
    best.packed = packed;
    best.body = -1;
    ray[7] = (own[7] as number) / (own[STRETCH] as number);
  };
  let standing: StandingBody | undefined;
  let body = -1;
  const visitPart = (p: number): void => {
    const { packed, partFromBody } = (standing as StandingBody).parts[p] as StandingPart;
    intoFrame(partFromBody, inBody, own);
    const triangle = nearestTriangle(packed, own);
    if (triangle < 0) return;
    best.triangle = triangle;
    best.packed = packed;
    best.body = body;
    best.part = p;
    inBody[7] = (own[7] as number) / (own[STRETCH] as number);
  };
  const visitBody = (b: number): void => {
    const at = placeOf(b);
    if (there[b] === 0) return;
    body = b;
    standing = stances[b] as StandingBody;
    intoBody(at, ray, inBody);
    standing.tree.walk(inBody, visitPart);
    ray[7] = inBody[7] as number;
  };
  const visit = (thing: number): void => {
    if (thing >= 0) visitCopy(thing);
    else visitBody(-1 - thing);
  };
  const numberOf = (material: Material): number => {
    const known = numbers.get(material);
    if (known !== undefined) return known;
    numbers.set(material, materials.length);
    return materials.push(material) - 1;
  };

  return {
    materials,
    cast(rays: RayBatch, near: number, far: number, hits: RayHits) {
      // The place is shared: another sweep may have looked at it since.
      place.setEye(request.eye);
      const { count, origins, directions, timesNs } = rays;
      let opened = 0;
      for (let i = 0; i < count; i++) {
        // For a ray alone, to look up is dearer than to walk.
        if (i === opened && count > 1) opened = bundles.open(rays, i, near, far);
        for (let k = 0; k < 3; k++) {
          ray[k] = origins[3 * i + k] as number;
          ray[3 + k] = directions[3 * i + k] as number;
        }
        ray[6] = near;
        ray[7] = far;
        ray[8] = timesNs[i] as number;
        best.triangle = -1;
        if (count > 1) bundles.walk(ray, visit);
        else {
          place.tree.walk(ray, visitCopy);
          if (bodies.length > 0) tree.walk(ray, visitBody);
        }
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
    hits.distance[i] = ray[7] as number;
    if (best.body < 0) writeCopy(i, hits, best.copy);
    else writeBody(i, hits, bodies[best.body] as MovingBody);
  }
  function writeCopy(i: number, hits: RayHits, copy: number): void {
    const { target } = place.copies[copy] as StandingCopy;
    const inverse = swayed.inverse(copy, ray[8] as number);
    hits.instance[i] = target.instance;
    hits.semantic[i] = typeof target.semantic === 'number' ? target.semantic : target.semantic(best.triangle);
    hits.material[i] = numberOf(typeof target.material === 'function' ? target.material(best.triangle) : target.material);
    intoFrame(inverse, ray, own);
    weigh(best.packed as Packed, best.triangle, own);
    mixThree(target.normals, best.packed as Packed, best.triangle, mixed);
    if (inverse !== undefined) throughTranspose(inverse, mixed);
    writeNormal(i, hits);
    const then = swayed.later(copy, ray[8] as number);
    if (then === undefined) return;
    mixThree(target.positions, best.packed as Packed, best.triangle, mixed);
    through(then, mixed);
    for (let k = 0; k < 3; k++)
      hits.motion[3 * i + k] = (mixed[k] as number) - ((ray[k] as number) + (ray[7] as number) * (ray[3 + k] as number));
  }
  function writeBody(i: number, hits: RayHits, body: MovingBody): void {
    const at = placeOf(best.body);
    const part = (stances[best.body] as StandingBody).parts[best.part] as StandingPart;
    hits.instance[i] = body.spec.instance;
    hits.semantic[i] = body.semanticOf(part);
    hits.material[i] = numberOf(part.material);
    intoBody(at, ray, inBody);
    intoFrame(part.partFromBody, inBody, own);
    weigh(part.packed, best.triangle, own);
    mixThree(part.normals, part.packed, best.triangle, mixed);
    if (part.partFromBody !== undefined) throughTranspose(part.partFromBody, mixed);
    turnBy(at, mixed);
    writeNormal(i, hits);
    if (body.moves) writeMotion(i, hits, body);
  }
  function writeNormal(i: number, hits: RayHits): void {
    const x = mixed[0] as number;
    const y = mixed[1] as number;
    const z = mixed[2] as number;
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    const side = (x * (ray[3] as number) + y * (ray[4] as number) + z * (ray[5] as number) > 0 ? -1 : 1) / length;
    for (let k = 0; k < 3; k++) hits.normal[3 * i + k] = (mixed[k] as number) * side;
  }
  function writeMotion(i: number, hits: RayHits, body: MovingBody): void {
    const timeNs = ray[8] as number;
    if (!body.place(timeNs, laterPlace, true)) return;
    const part = body.standing(timeNs, true).parts[best.part] as StandingPart;
    mixThree(part.packed.positions, part.packed, best.triangle, mixed);
    if (part.bodyFromPart !== undefined) through(part.bodyFromPart, mixed);
    turnBy(laterPlace, mixed);
    for (let k = 0; k < 3; k++)
      hits.motion[3 * i + k] =
        (mixed[k] as number) +
        (laterPlace[9 + k] as number) -
        ((ray[k] as number) + (ray[7] as number) * (ray[3 + k] as number));
  }
}

const laterPlace = new Float64Array(PLACE);
const mixed = new Float64Array(3);

/** A species' shape: its flesh in three levels of detail, and where its eyes lie. */
import { smoothstep } from '#core/math';
import type { Vec3 } from '#core/pose';
import { boundsOf, type Field, type Loft } from '../../mesh/field.js';
import { addFlesh as addBoth, type Finish, type Flesh, fleshFrom } from '../../mesh/half-flesh.js';
import { addRoughFlesh } from '../../mesh/rough-flesh.js';
import type { SkinBuilder, Weights } from '../../mesh/skin.js';
import { type Grid, linesOf } from '../../mesh/surface-nets.js';
import { type Anatomy, anatomyOf, B, type HeadMeasures, LEGS, type Measures, onHead, TRUNK_BONES } from './anatomy.js';
import { type Coat, coatOf } from './coat.js';
import type { Detail } from './fittings.js';
import { fleshOf } from './flesh.js';

export interface Shape {
  readonly m: Measures;
  readonly a: Anatomy;
  /** Where the left eye lies on the face. */
  readonly eye: Vec3;
  readonly flesh: Flesh;
}

/** Triangles of the half body. */
const FACES = [1180, 390, 140] as const;

/** @param c a coat whose marks the triangles should follow */
export function shapeOf(m: Measures, c: Coat, own: (a: Anatomy) => readonly Loft[]): Shape {
  const a = anatomyOf(m);
  const lofts = [...fleshOf(m, a), ...own(a)];
  const flesh = fleshFrom({
    lofts,
    grid: gridFor(boundsOf(lofts), m, a),
    faces: FACES,
    color: coatOf(c, m, a),
    carriers: (weights, at) => carriers(weights, at, m),
  });
  return { m, a, eye: eyeOn(flesh.field, m.head, a), flesh };
}

/** From inside the head straight aside to its surface. */
export function eyeOn(field: Field, head: HeadMeasures, a: Pick<Anatomy, 'bones'>): Vec3 {
  const [along, up] = head.eye;
  const [x, , z] = onHead({ head }, a, [along, up, 0]);
  let [inside, outside] = [0, 0.5 * head.length];
  for (let step = 0; step < 30; step++) {
    const y = (inside + outside) / 2;
    if (field.distance(x, y, z) < 0) inside = y;
    else outside = y;
  }
  return [x, inside, z];
}

/** Cells of 1.6 hundredths of the height, of two thirds of that about the head. */
function gridFor([low, high]: readonly [Vec3, Vec3], m: Measures, a: Anatomy): Grid {
  const cell = 0.016 * m.withers;
  const [poll, nose] = [onHead(m, a, [-0.1, 0, 0]), onHead(m, a, [1.15, 0, 0])];
  const reach = 0.35 * m.head.length;
  const [chin, brow] = [Math.min(poll[2], nose[2]) - reach, Math.max(poll[2], nose[2]) + reach];
  const head = 0.65 * cell;
  const y = linesOf(0.3 * cell, high[1] + cell, (at) => (at < 0.3 * m.head.length ? 0.6 * cell : cell));
  return {
    x: linesOf(low[0] - cell, high[0] + cell, (at) => (at > poll[0] ? head : cell)),
    y: [-(y[0] as number), ...y],
    z: linesOf(Math.min(low[2], 0) - cell, high[2] + cell, (at) =>
      at > chin && at < brow && chin > 0.6 * m.withers ? head : at < 0.25 * m.withers ? 0.8 * cell : cell,
    ),
  };
}

/** Legs don't pull at what lies in the plane between them. */
function carriers(weights: Weights, [, y, z]: Vec3, m: Measures): Weights {
  const free = z < 0.9 * m.front.middle ? 1 : smoothstep(0, 0.06 * m.withers, y);
  if (free === 1) return weights;
  const sums = new Map<number, number>();
  const give = (bone: number, w: number): void => {
    sums.set(bone, (sums.get(bone) ?? 0) + w);
  };
  for (const [bone, w] of weights) {
    if (bone < TRUNK_BONES) give(bone, w);
    else {
      give(bone, w * free);
      give(bone < LEGS[2].first ? B.chest : B.pelvis, w * (1 - free));
    }
  }
  const most = [...sums].sort((p, q) => q[1] - p[1] || p[0] - q[0]).slice(0, 2);
  const total = most.reduce((sum, [, w]) => sum + w, 0);
  return most.map(([bone, w]) => [bone, w / total] as const);
}

export function addFlesh(skin: SkinBuilder, shape: Shape, detail: Detail, c: Coat): void {
  addBoth(skin, shape.flesh.level(detail), finishOf(shape, c));
}
export function addRough(skin: SkinBuilder, shape: Shape, c: Coat): void {
  addRoughFlesh(skin, shape.flesh.lofts, finishOf(shape, c));
}

/** Hair lies along the trunk and down the legs. */
function finishOf({ m, a }: Shape, c: Coat): Finish {
  return {
    color: coatOf(c, m, a),
    uv([x, y, z], weights) {
      const leg = weights.reduce((sum, [bone, w]) => sum + (bone >= TRUNK_BONES ? w : 0), 0);
      return [(z + 0.6 * y) * (1 - leg) + (x + 0.6 * y) * leg, x * (1 - leg) + z * leg];
    },
    mirrored(bone) {
      if (bone < TRUNK_BONES) return bone;
      return (bone - TRUNK_BONES) % 8 < 4 ? bone + 4 : bone - 4;
    },
  };
}

/**
 * Which of a thing's shapes an eye is shown: fine ones near by, coarse ones far off. Renderers and labelers ask here, so that all see the
 * very same triangles. Depends on nothing but places and the eye, in + - * and square roots.
 */
import type { Model, PlaceBatch } from '#contracts/model';
import { norm, sub, type Vec3 } from '#core/pose';

/** @param at the body's origin, world, m */
export function modelFor(model: Model, at: Vec3, eye: Vec3): Model {
  const distance = norm(sub(at, eye));
  let shown = model;
  while (shown.far !== undefined && distance >= shown.far.from) shown = shown.far.model;
  return shown;
}

/** A body's shapes, the finest first. */
export function levelsOf(model: Model): Model[] {
  return model.far === undefined ? [model] : [model, ...levelsOf(model.far.model)];
}

/** Whether a copy of a place's batch is there for this eye (m, world). */
export function copyIsThere({ transforms, within }: PlaceBatch, copy: number, eye: Vec3): boolean {
  if (within === undefined) return true;
  const e = (i: number): number => transforms[12 * copy + i] as number;
  const distance = norm(sub([e(3), e(7), e(11)], eye));
  return distance >= within[0] && distance < within[1];
}

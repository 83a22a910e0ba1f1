/** A frame as the invariants look at it: what several of them need is worked out once. */
import type { FrameAnnotations, ObjectAnnotation } from '#contracts/label';
import { LAYERS, type LayerName, type LayerSet } from '#contracts/layers';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { type Lens, lensOf, unproject } from '#core/lens';
import { scale, type Vec3 } from '#core/pose';
import { type Extent, extentsOf } from '../pixels.js';
import type { KeptFrame } from './kept.js';
import type { KeptPoints } from './kept-points.js';

export interface FrameCase {
  readonly scene: SceneSpec;
  readonly annotations: FrameAnnotations;
  readonly lens: Lens;
  readonly layers: LayerSet & Required<Pick<LayerSet, 'instance' | 'semantic' | 'depth'>>;
  readonly specs: ReadonlyMap<number, BodySpec>;
  readonly objects: ReadonlyMap<number, ObjectAnnotation>;
  readonly extents: ReadonlyMap<number, Extent>;
  /** The frame of this sensor before this one, where it is the very one before. */
  readonly before?: KeptFrame;
  /** Points of lidars on the same carrier, measured at the very time of this frame. */
  readonly points: readonly KeptPoints[];
}

export interface Finding {
  readonly object?: string;
  readonly detail: string;
}

/** One thing that always holds. One file each or a family of them; a line in the list. */
export interface Invariant {
  readonly code: string;
  readonly title: string;
  readonly about: string;
  check(frame: FrameCase): Iterable<Finding>;
}

const NEEDED = ['instance', 'semantic', 'depth'] as const;

/** @returns what is wrong with the layers, or the case */
export function frameCase(
  scene: SceneSpec,
  annotations: FrameAnnotations,
  layers: LayerSet,
  memory: Pick<FrameCase, 'points'> & { readonly before: KeptFrame | undefined },
): FrameCase | Finding {
  const pixels = layers.width * layers.height;
  for (const name of NEEDED) if (layers[name] === undefined) return { detail: `there is no ${name} layer` };
  for (const name of Object.keys(LAYERS) as LayerName[]) {
    const wanted = pixels * LAYERS[name].channels;
    const there = layers[name]?.length ?? wanted;
    if (there !== wanted) return { detail: `${name} has ${there} numbers, ${layers.width}x${layers.height} needs ${wanted}` };
  }
  const { width, height } = annotations.view.intrinsics;
  if (width !== layers.width || height !== layers.height)
    return { detail: `the view is ${width}x${height}, the layers ${layers.width}x${layers.height}` };
  const whole = layers as FrameCase['layers'];
  const { before, points } = memory;
  return {
    scene,
    annotations,
    lens: lensOf(annotations.view.intrinsics),
    layers: whole,
    specs: new Map(scene.bodies.map((spec) => [spec.instance, spec])),
    objects: new Map(annotations.objects.map((object) => [object.track, object])),
    extents: extentsOf(whole.instance, width, height),
    points,
    ...(before === undefined ? {} : { before }),
  };
}

export function nameOf({ specs }: FrameCase, instance: number): string {
  return specs.get(instance)?.id ?? `instance ${instance}`;
}

/** The point that a pixel's depth puts at its place, camera frame. @returns undefined where no ray comes in */
export function pointAt(lens: Lens, u: number, v: number, depth: number): Vec3 | undefined {
  const ray = unproject(lens, u, v);
  return ray && scale(ray, lens.model === 'fisheye' ? depth : depth / ray[2]);
}

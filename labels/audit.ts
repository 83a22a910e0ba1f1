/** Self-audit of a frame: invariants between layers and labels. An empty list means that nothing contradicts anything else. */
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { SceneSpec } from '#contracts/scene';
import { norm } from '#core/pose';
import { extentsOf } from './pixels.js';

export interface Violation {
  readonly invariant: string;
  readonly object?: string;
  readonly detail: string;
}

/** Rasterised silhouettes may reach this far beyond an exact outline, px. */
const SILHOUETTE = 1.01;

export function auditFrame(annotations: FrameAnnotations, layers: LayerSet, scene: SceneSpec): Violation[] {
  const { instance, semantic, depth, width, height } = layers;
  if (instance === undefined || semantic === undefined || depth === undefined)
    return [{ invariant: 'layers are there', detail: 'instance, semantic and depth are needed' }];
  const found: Violation[] = [];
  const bodies = new Map(scene.bodies.map((spec) => [spec.instance, spec]));
  const labelled = new Map(annotations.objects.map((object) => [object.track, object]));
  const extents = extentsOf(instance, width, height);
  const mismatched = new Set<number>();
  for (let i = 0; i < instance.length; i++) {
    const id = instance[i] as number;
    if (id !== 0 && semantic[i] !== scene.semanticIds[bodies.get(id)?.class ?? '']) mismatched.add(id);
  }
  for (const id of mismatched)
    found.push({
      invariant: 'instance class = semantic class',
      object: bodies.get(id)?.id ?? String(id),
      detail: 'a pixel has one class by instance and another by semantics',
    });
  for (const [id] of extents)
    if (!labelled.has(id))
      found.push({
        invariant: 'every instance has a label',
        object: bodies.get(id)?.id ?? String(id),
        detail: 'pixels without an annotation',
      });
  for (const object of annotations.objects) {
    const extent = extents.get(object.track);
    const say = (invariant: string, detail: string): void => void found.push({ invariant, object: object.id, detail });
    if (extent === undefined) {
      say('every label has pixels', 'no pixel carries its id');
      continue;
    }
    if (!sameBox(extent.box, object.box))
      say('tight box = extent of the mask', `${show(object.box)} against ${show(extent.box)}`);
    if (extent.count !== object.visiblePixels)
      say('visible pixels = mask area', `${object.visiblePixels} against ${extent.count}`);
    if (!contains(object.amodalBox, object.box))
      say('amodal box holds the tight box', `${show(object.amodalBox)} against ${show(object.box)}`);
    if (object.occlusion < 0 || object.occlusion > 1 || object.truncation < 0 || object.truncation > 1)
      say('ratios lie in 0..1', `occlusion ${object.occlusion}, truncation ${object.truncation}`);
    const outside = depthOutside(object, layers);
    if (outside > Math.max(2, 0.02 * extent.count))
      say('depth of the mask lies in the cuboid', `${outside} of ${extent.count} pixels lie before or behind it`);
    const strayed = (object.keypoints ?? []).find(
      (point) => point.visibility === 2 && instance[Math.floor(point.y) * width + Math.floor(point.x)] !== object.track,
    );
    if (strayed !== undefined) say('a visible keypoint lies on its own mask', strayed.name);
  }
  return found;
}

/** Pixels nearer or farther than the ball round the cuboid. Limbs reach out of the standing box, so the ball is taken half as large again. */
function depthOutside(object: ObjectAnnotation, { instance, depth, width }: LayerSet): number {
  const { pose, size } = object.cuboidInCamera;
  const radius = (norm(size) / 2) * 1.5 + 0.1;
  let count = 0;
  for (let y = object.box.y; y < object.box.y + object.box.height; y++) {
    for (let x = object.box.x; x < object.box.x + object.box.width; x++) {
      const i = y * width + x;
      if (instance?.[i] === object.track && Math.abs((depth?.[i] ?? 0) - pose.position[2]) > radius) count++;
    }
  }
  return count;
}

function sameBox(a: PixelBox, b: PixelBox): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
function contains(outer: PixelBox, inner: PixelBox): boolean {
  const s = SILHOUETTE;
  return (
    inner.x >= outer.x - s &&
    inner.y >= outer.y - s &&
    inner.x + inner.width <= outer.x + outer.width + s &&
    inner.y + inner.height <= outer.y + outer.height + s
  );
}
function show({ x, y, width, height }: PixelBox): string {
  return `${x.toFixed(1)},${y.toFixed(1)} ${width.toFixed(1)}x${height.toFixed(1)}`;
}

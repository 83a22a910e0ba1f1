/** Masks against classes and labels. */
import { bodyAssets } from '#assets/index';
import type { BodySpec } from '#contracts/scene';
import { ontology } from '../ontology.js';
import { type Finding, type FrameCase, type Invariant, nameOf } from './frame-case.js';

/** Semantic ids of things: what is counted, so carries an instance wherever a scene's bodies are of that class. */
const THINGS = new Set(ontology.classes.filter(({ thing }) => thing).map(({ index }) => index));

export const maskClasses: Invariant = {
  code: 'NA02',
  title: 'instance mask and semantic mask name one class',
  about:
    'A pixel of an instance has the class of that body or of one of its parts (a rider, their bicycle); a pixel of a class of things belongs to an instance.',
  *check(frame) {
    const { instance, semantic } = frame.layers;
    const wanted = new Map([...frame.specs].map(([id, spec]) => [id, semanticIdsOf(spec, frame)]));
    const wrong = new Map<number, number>();
    let [lastId, lastClass, orphans] = [0, -1, 0];
    for (let i = 0; i < instance.length; i++) {
      const [id, type] = [instance[i] as number, semantic[i] as number];
      if (id === 0) {
        if (THINGS.has(type)) orphans++;
        continue;
      }
      if (id === lastId && type === lastClass) continue;
      if (wanted.get(id)?.has(type) !== true) wrong.set(id, (wrong.get(id) ?? 0) + 1);
      else [lastId, lastClass] = [id, type];
    }
    for (const [id, count] of wrong) yield { object: nameOf(frame, id), detail: `${count} pixels are of another class` };
    if (orphans > 0) yield { detail: `${orphans} pixels are of a class of things and belong to none` };
  },
};

/** Of the body's class and of what its parts have instead. */
function semanticIdsOf({ class: own, look }: BodySpec, { scene }: FrameCase): ReadonlySet<number | undefined> {
  const parts = bodyAssets.names.includes(look.asset) ? (bodyAssets.get(look.asset).partClasses ?? []) : [];
  return new Set([own, ...parts].map((id) => scene.semanticIds[id]));
}

export const everyInstanceLabelled: Invariant = {
  code: 'NA03',
  title: 'every instance has a label, every label has pixels',
  about: 'The instances of the mask and the objects of the annotations are the same ones, each once.',
  *check(frame) {
    for (const [id, { count }] of frame.extents)
      if (!frame.objects.has(id)) yield { object: nameOf(frame, id), detail: `${count} pixels without an annotation` };
    for (const object of frame.annotations.objects)
      if (!frame.extents.has(object.track)) yield { object: object.id, detail: 'no pixel carries its id' };
    if (frame.objects.size < frame.annotations.objects.length) yield { detail: 'two objects have one track id' };
  },
};

export const tightBox: Invariant = {
  code: 'NA04',
  title: 'tight box = extent of the mask',
  about: 'The box reaches from the first to the last pixel of the mask, at pixel edges.',
  *check(frame) {
    for (const [object, extent] of seen(frame)) {
      const [a, b] = [object.box, extent.box];
      if (a.x !== b.x || a.y !== b.y || a.width !== b.width || a.height !== b.height)
        yield { object: object.id, detail: `the box is ${show(a)}, the mask fills ${show(b)}` };
    }
  },
};

export const maskArea: Invariant = {
  code: 'NA05',
  title: 'visible pixels = area of the mask',
  about: 'The count of an object is the number of pixels that carry its id.',
  *check(frame): Iterable<Finding> {
    for (const [object, { count }] of seen(frame))
      if (object.visiblePixels !== count)
        yield { object: object.id, detail: `${object.visiblePixels} are stated, ${count} carry its id` };
  },
};

/** Objects that have pixels, with what the mask says of them. */
export function* seen(frame: FrameCase) {
  for (const object of frame.annotations.objects) {
    const extent = frame.extents.get(object.track);
    if (extent !== undefined) yield [object, extent] as const;
  }
}
export function show({ x, y, width, height }: { x: number; y: number; width: number; height: number }): string {
  return `${x.toFixed(1)},${y.toFixed(1)} ${width.toFixed(1)}x${height.toFixed(1)}`;
}

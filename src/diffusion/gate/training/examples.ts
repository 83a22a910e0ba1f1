/** Rendered views as the segmenter learns from them: one geometry, several styles. */
import type { Extent } from '../network.js';

export interface Example extends Extent {
  /** sRGB bytes, three a pixel, a picture a style. */
  readonly styles: readonly Uint8Array[];
  /** Index in `KINDS`, a pixel each. */
  readonly kinds: Uint8Array;
  readonly semantic: Uint8Array;
  readonly instance: Uint16Array;
  /** Of people and animals that are large enough to be learnt from. */
  readonly bodies: readonly Body[];
}

/** A body's pixels: instance id and box. */
export interface Body {
  readonly instance: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels a body needs to be pasted elsewhere or looked for. */
const LEAST = 60;

/** @param wanted by index in `KINDS`: whether such bodies are listed */
export function bodiesOf(
  { width, height, instance, kinds }: Pick<Example, 'width' | 'height' | 'instance' | 'kinds'>,
  wanted: readonly boolean[],
): readonly Body[] {
  const boxes = new Map<number, { count: number; x0: number; y0: number; x1: number; y1: number; wanted: number }>();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const id = instance[i] as number;
      if (id === 0) continue;
      let box = boxes.get(id);
      if (box === undefined) {
        box = { count: 0, x0: x, y0: y, x1: x, y1: y, wanted: 0 };
        boxes.set(id, box);
      }
      box.count++;
      if (wanted[kinds[i] as number] === true) box.wanted++;
      if (x < box.x0) box.x0 = x;
      if (x > box.x1) box.x1 = x;
      box.y1 = y;
    }
  }
  return [...boxes]
    .filter(([, box]) => box.wanted >= LEAST)
    .map(([id, box]) => ({
      instance: id,
      left: box.x0,
      top: box.y0,
      width: box.x1 - box.x0 + 1,
      height: box.y1 - box.y0 + 1,
    }));
}

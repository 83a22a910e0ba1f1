/** What lies under the pointer. */
import type { ReadonlySignal } from '@preact/signals';
import type { ObjectAnnotation } from '#contracts/label';
import type { Store } from '../state/store.js';

/** Shares of the picture's width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Under {
  readonly depth: number;
  readonly class: string;
  readonly object?: ObjectAnnotation;
}

export function pointedAt(store: Store, place: Place | undefined): ObjectAnnotation | undefined {
  return under(store, place)?.object;
}

function under({ picture, start }: Store, place: Place | undefined): Under | undefined {
  const painted = picture.value?.painted;
  if (painted?.truth === undefined || place === undefined) return undefined;
  const { width, height, truth } = painted;
  const [x, y] = [Math.floor(place.x * width), Math.floor(place.y * height)];
  if (x < 0 || y < 0 || x >= width || y >= height) return undefined;
  const at = y * width + x;
  const { depth, semantic, instance } = truth.layers;
  const object = truth.labels.objects.find(({ track }) => track === instance?.[at]);
  return {
    depth: depth?.[at] ?? 0,
    class: start.ontology.classes.find(({ index }) => index === semantic?.[at])?.id ?? 'nothing',
    ...(object === undefined ? {} : { object }),
  };
}

export function Pointed({ store, pointer }: { readonly store: Store; readonly pointer: ReadonlySignal<Place | undefined> }) {
  const place = pointer.value;
  const found = under(store, place);
  if (found === undefined || place === undefined) return null;
  const { object, depth } = found;
  const side = place.x > 0.6 ? { right: `${100 * (1 - place.x) + 1}%` } : { left: `${100 * place.x + 1}%` };
  return (
    <div class="pointed" style={{ ...side, top: `${Math.min(80, 100 * place.y)}%` }}>
      <strong>{object?.id ?? found.class}</strong>
      {object && <span> {object.class}</span>}
      <br />
      {depth === 0 ? 'nothing there' : `${depth.toFixed(2)} m deep`}
      {object && (
        <>
          <br />
          {object.distance.toFixed(2)} m away, {Math.hypot(...object.velocity).toFixed(2)} m/s
          <br />
          {object.visiblePixels} px seen, {Math.round(100 * object.occlusion)} % hidden
          <br />
          contrast {(100 * object.contrast.value).toFixed(1)} %
        </>
      )}
    </div>
  );
}

/** The painting thread: the very painter that draws datasets, on a canvas nobody sees, so that the page never waits for a picture. */
import { bodyAssets } from '#assets/index';
import type { LayerName, LayerSet } from '#contracts/layers';
import { LAYERS } from '#contracts/layers';
import type { Bodies } from '#contracts/model';
import { packedLayout } from '#contracts/page';
import type { Annotated } from '#contracts/preview';
import type { RenderRequest } from '#contracts/renderer';
import type { SceneSpec } from '#contracts/scene';
import { labelFrame } from '#labels/label-frame';
import { fetchBodies } from '#renderers/three/page/own-bodies';
import { createPacker, type Raw } from '#renderers/three/page/pack';
import { createGraphics, createPainter } from '#renderers/three/page/painter';
import { createReader, type Drawn } from '#renderers/three/page/read';
import { createSketcher } from '#renderers/three/page/sketch';
import type { FromPainting, Order, Painted, ToPainting } from './messages.js';

interface ThreadScope {
  onmessage: ((event: MessageEvent<ToPainting>) => void) | null;
  postMessage(message: FromPainting, transfer: Transferable[]): void;
}
const scope = self as unknown as ThreadScope;

/** Scenes that are remembered; the page tells one again after so many others. */
export const SCENES_KEPT = 40;

const graphics = createGraphics(new OffscreenCanvas(1, 1));
let bodies = bodyAssets;
const assetOf: Bodies['get'] = (name) => bodies.get(name);
const painter = createPainter(graphics, assetOf);
/** Draws the first picture, while nothing is there yet that pictures share, and whatever is asked for as a sketch. */
const sketcher = createSketcher(graphics, assetOf);
let begun = false;
const reader = createReader(graphics);
const pack = createPacker();
const scenes = new Map<string, SceneSpec>();
/** One message after the other, bodies being fetched in between. */
let before: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  before = before.then(() => take(data));
};

async function take(message: ToPainting): Promise<void> {
  if (message.type === 'bodies') bodies = await fetchBodies(message.addresses);
  else if (message.type === 'scene') keep(message.scene);
  else if (message.type === 'prepare') sketcher.prepare(message.scene);
  else {
    const { id, order } = message;
    try {
      const painted = paint(order);
      scope.postMessage({ type: 'painted', id, painted }, buffersOf(painted));
    } catch (error) {
      scope.postMessage({ type: 'failed', id, why: error instanceof Error ? error.message : String(error) }, []);
    }
  }
}

function keep(scene: SceneSpec): void {
  scenes.delete(scene.id);
  scenes.set(scene.id, scene);
  for (const id of [...scenes.keys()].slice(0, -SCENES_KEPT)) scenes.delete(id);
}

const TRUTH: readonly LayerName[] = ['depth', 'instance', 'semantic'];

function paint({ sceneId, labelled, sketch: asked = false, ...looks }: Order): Painted {
  const scene = scenes.get(sceneId);
  if (scene === undefined) throw new Error(`nobody told of scene ${sceneId}`);
  const started = performance.now();
  const sketch = asked || !begun;
  begun = true;
  const request: RenderRequest = { ...looks, scene, layers: labelled && !sketch ? ['rgb', ...TRUTH] : ['rgb'] };
  const raw = reader.read(sketch ? sketcher.draw(request) : drawn(request), request.layers);
  const { width, height } = raw;
  const rgba = topRowFirst(raw);
  const truth = request.layers.length > 1 ? { truth: truthOf(raw, request) } : {};
  reader.giveBack(raw);
  return { view: looks.view, width, height, rgba, sketch, ...truth, ms: performance.now() - started };
}

function drawn(request: RenderRequest): Drawn {
  painter.draw(request);
  return painter.drawn();
}

function truthOf(raw: Raw, { scene, frame, view, slices }: RenderRequest): NonNullable<Painted['truth']> {
  const { width, height } = raw;
  const packed = pack(raw, TRUTH).slice();
  const { parts } = packedLayout(width * height, TRUTH);
  const arrays = parts.map(({ name, offset, bytes }) => {
    const { array } = LAYERS[name];
    return [name, new array(packed.buffer, offset, bytes / array.BYTES_PER_ELEMENT)];
  });
  const layers = { width, height, ...Object.fromEntries(arrays) } as LayerSet;
  const input = { scene, frame, index: 0, view, layers, bodies, ...(slices === undefined ? {} : { slices }) };
  const { objects } = labelFrame(input);
  return { layers, labels: { objects, view, skeletons: skeletonsOf(scene, objects) } };
}

function skeletonsOf({ bodies: specs }: SceneSpec, objects: Annotated['objects']): Annotated['skeletons'] {
  const jointed = objects.filter(({ keypoints }) => keypoints !== undefined);
  return Object.fromEntries(
    jointed.flatMap(({ id }) => {
      const look = specs.find((spec) => spec.id === id)?.look;
      return look === undefined ? [] : [[id, bodies.get(look.asset).build(look).skeleton]];
    }),
  );
}

function topRowFirst({ width, height, picture }: Raw): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint32Array(width * height);
  const rows = new Uint32Array(picture.buffer, picture.byteOffset, width * height);
  for (let y = 0; y < height; y++) out.set(rows.subarray((height - 1 - y) * width, (height - y) * width), y * width);
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) | 0xff000000;
  return new Uint8ClampedArray(out.buffer);
}

function buffersOf({ rgba, truth }: Painted): Transferable[] {
  const depth = truth?.layers.depth;
  return depth === undefined ? [rgba.buffer] : [rgba.buffer, depth.buffer as ArrayBuffer];
}

/** A camera's picture and its labels, of each what somebody wants: labels alone need no colour, a picture alone no labels. */
import type { FrameAnnotations } from '#contracts/label';
import { LAYER_NAMES, type LayerSet } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import type { CaptureInstant } from '#contracts/run';
import type { DatasetDefinition } from '#contracts/writer';
import { type Framing, requestFor } from '#pipeline/index';
import { type EncodedPicture, type Entries, type Entry, pictureJpeg, picturePng } from '#writers/index';

export interface CameraRoom extends Framing {
  readonly session: RenderSession;
  readonly definition: DatasetDefinition;
  readonly pictures: EncodedPicture['format'];
  readonly entries: Entries;
}

export async function takePicture(
  room: CameraRoom,
  capture: CaptureInstant,
  wants: (topic: string) => boolean,
): Promise<readonly Entry[]> {
  const { session, definition, entries } = room;
  const shown = definition.layers.includes('rgb') ? 'rgb' : 'semantic';
  const [image, annotations] = [wants(`/${capture.sensor}/image`), wants(`/${capture.sensor}/annotations`)];
  const needed = [...(image ? [shown] : []), ...(annotations ? ['instance', 'semantic', 'depth'] : [])];
  const layers = LAYER_NAMES.filter((name) => needed.includes(name));
  if (layers.length === 0) return [];
  const request = { ...requestFor(room, capture), layers };
  const drawn = await session.render(request);
  const labels = annotations ? await labelled(room, capture, request, drawn) : undefined;
  const { view, frame } = request;
  const arrivalNs = frame.timeNs + Math.round((view.deliveryS ?? 0) * 1e9);
  const told = [
    ...(image ? [entries.image({ sensor: capture.sensor, timeNs: frame.timeNs, arrivalNs }, await encoded(room, drawn))] : []),
    ...(labels === undefined ? [] : [entries.drawings(labels)]),
  ];
  session.giveBack?.(drawn);
  return told;
}

async function encoded({ definition, pictures }: CameraRoom, layers: LayerSet): Promise<EncodedPicture> {
  const data = pictures === 'jpeg' ? pictureJpeg(definition, layers) : picturePng(definition, { layers });
  return { format: pictures, data: await data };
}

async function labelled(
  { shard, run }: CameraRoom,
  { index, frame }: CaptureInstant,
  { view, next, slices }: RenderRequest,
  layers: LayerSet,
): Promise<FrameAnnotations> {
  const seen = { timeNs: next.frame.timeNs, worldFromCamera: next.view.worldFromCamera };
  const known = { scene: run.scene, frame, index, view, next: seen, layers };
  return shard.ports.labelFrame(slices === undefined ? known : { ...known, slices });
}

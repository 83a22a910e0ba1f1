/** A camera's picture and its labels, of each what somebody wants: labels alone need no colour, a picture alone no labels. */
import { LAYER_NAMES, type LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { CaptureInstant } from '#contracts/run';
import { requestFor } from '#pipeline/index';
import { type CameraLook, type EncodedPicture, type Entries, type Entry, pictureJpeg, picturePng } from '#writers/index';
import type { ShowInput } from './show.js';

export function cameraOf(input: ShowInput, entries: Entries) {
  const { run, shard, definition, wants } = input;
  const shown = definition.layers.includes('rgb') ? 'rgb' : 'semantic';
  return async (capture: CaptureInstant, look: CameraLook): Promise<readonly Entry[]> => {
    const [image, annotations] = [wants(`/${capture.sensor}/image`), wants(`/${capture.sensor}/annotations`)];
    const needed = [...(image ? [shown] : []), ...(annotations ? ['instance', 'semantic', 'depth'] : [])];
    const layers = LAYER_NAMES.filter((name) => needed.includes(name));
    if (layers.length === 0) return [];
    const request = { ...requestFor({ run, shard }, capture), layers };
    const drawn = await shard.session.render(request);
    const told = [
      ...(image ? [entries.image(look, await encoded(input, drawn))] : []),
      ...(annotations ? [entries.drawings(await labelled(input, capture, request, drawn))] : []),
    ];
    shard.session.giveBack?.(drawn);
    return told;
  };
}

async function encoded({ definition, pictures }: ShowInput, layers: LayerSet): Promise<EncodedPicture> {
  const data = pictures === 'jpeg' ? pictureJpeg(definition, layers) : picturePng(definition, { layers });
  return { format: pictures, data: await data };
}

async function labelled({ shard, run }: ShowInput, { index, frame }: CaptureInstant, request: RenderRequest, layers: LayerSet) {
  const { view, next, slices } = request;
  const seen = { timeNs: next.frame.timeNs, worldFromCamera: next.view.worldFromCamera };
  const known = { scene: run.scene, frame, index, view, next: seen, layers };
  return shard.ports.labelFrame(slices === undefined ? known : { ...known, slices });
}

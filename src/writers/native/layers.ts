/** How each layer becomes a file. */
import { LAYERS, type LayerName, type LayerSet } from '#contracts/layers';
import { type MemoryPool, withMemory } from '#core/memory-pool';
import { FLOW_LIMIT, KITTI_PIXEL, kittiFlow } from '../images/flow.js';
import { encodePng } from '../images/png.js';
import { encodeRgbPng } from '../images/rgb.js';
import { encodeFloatTiff } from '../images/tiff.js';

export interface LayerFile {
  readonly extension: string;
  /** For the dataset's README. */
  readonly about: string;
  /** @param memory for what it needs in between @throws TypeError when the set lacks the layer. */
  encode(layers: LayerSet, memory: MemoryPool): Promise<Uint8Array>;
}

export const LAYER_FILES: { readonly [K in LayerName]: LayerFile } = {
  rgb: {
    extension: 'png',
    about: '8-bit RGB PNG',
    encode: (set) => encodeRgbPng(set.width, set.height, need(set, 'rgb')),
  },
  depth: {
    extension: 'tiff',
    about: 'float32 TIFF (deflate, floating-point predictor), metres',
    encode: (set, memory) => encodeFloatTiff({ width: set.width, height: set.height, values: need(set, 'depth') }, memory),
  },
  normal: {
    extension: 'png',
    about: '8-bit RGB PNG, n * 127.5 + 127.5',
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 3, samples: need(set, 'normal') }, memory),
  },
  semantic: {
    extension: 'png',
    about: '8-bit grey PNG, class id as in classes.json',
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 1, samples: need(set, 'semantic') }, memory),
  },
  instance: {
    extension: 'png',
    about: '16-bit grey PNG, instance id = track id of the annotations',
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 1, samples: need(set, 'instance') }, memory),
  },
  flow: flowFile('flow'),
  backwardFlow: flowFile('backwardFlow'),
  flowOcclusion: {
    extension: 'png',
    about: '8-bit grey PNG, 255 occluded',
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 1, samples: need(set, 'flowOcclusion') }, memory),
  },
  albedo: {
    extension: 'png',
    about: '8-bit RGB PNG, sRGB',
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 3, samples: need(set, 'albedo') }, memory),
  },
  luminance: {
    extension: 'tiff',
    about: 'float32 TIFF (deflate, floating-point predictor), cd/m^2',
    encode: (set, memory) => encodeFloatTiff({ width: set.width, height: set.height, values: need(set, 'luminance') }, memory),
  },
  raw: {
    extension: 'png',
    about: "16-bit RGB PNG, the sensor's numbers",
    encode: (set, memory) =>
      encodePng({ width: set.width, height: set.height, channels: 3, samples: need(set, 'raw') }, memory),
  },
};

function flowFile(layer: 'flow' | 'backwardFlow'): LayerFile {
  return {
    extension: 'png',
    about: `16-bit RGB PNG as KITTI stores flow: u * 64 + 32768, v * 64 + 32768, valid (0 beyond ${FLOW_LIMIT} px)`,
    encode: (set, memory) =>
      withMemory(memory, set.width * set.height * KITTI_PIXEL, ({ buffer }) => {
        const samples = kittiFlow(need(set, layer), new Uint16Array(buffer));
        return encodePng({ width: set.width, height: set.height, channels: 3, samples }, memory);
      }),
  };
}

function need<K extends LayerName>(set: LayerSet, name: K): NonNullable<LayerSet[K]> {
  const data = set[name];
  if (data === undefined) throw new TypeError(`the frame has no ${name} layer`);
  const expected = set.width * set.height * LAYERS[name].channels;
  if (data.length !== expected) throw new TypeError(`${name} has ${data.length} elements instead of ${expected}`);
  return data;
}

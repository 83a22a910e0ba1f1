/** Layers in a form that WebDataset's decoders leave as it is: they turn every picture into 8-bit RGB, so ids, depths and flow are arrays. */
import { constants, gzip } from 'node:zlib';
import { LAYERS, type LayerName } from '#contracts/layers';
import type { FrameRecord } from '#contracts/writer';
import type { MemoryPool } from '#core/memory-pool';
import { encodeNpy } from '../arrays/npy.js';
import { LAYER_FILES } from '../native/layers.js';

export type Member = readonly [extension: string, bytes: Uint8Array];

export async function layerMember(layer: LayerName, { layers }: FrameRecord, memory: MemoryPool): Promise<Member> {
  const { array, channels } = LAYERS[layer];
  const name = layer.toLowerCase();
  if (array === Uint8Array && channels === 3) {
    const { extension, encode } = LAYER_FILES[layer];
    return [`${name}.${extension}`, await encode(layers, memory)];
  }
  const values = layers[layer];
  if (values === undefined) throw new TypeError(`the frame has no ${layer} layer`);
  const shape = [layers.height, layers.width, ...(channels === 1 ? [] : [channels])];
  return [`${name}.npy.gz`, await gzipPortably(encodeNpy(values, shape))];
}

/** Runs only, for the reason in `images/deflate.ts`; no time, and no operating system named. */
function gzipPortably(bytes: Uint8Array): Promise<Uint8Array> {
  const options = { level: 1, memLevel: 9, strategy: constants.Z_RLE, chunkSize: 1 << 16 };
  return new Promise((resolve, reject) => {
    gzip(bytes, options, (error, packed) => {
      if (error !== null) return reject(error);
      packed[OPERATING_SYSTEM] = UNKNOWN;
      resolve(packed);
    });
  });
}
/** RFC 1952: the tenth byte says which system packed it, 255 none in particular. */
const OPERATING_SYSTEM = 9;
const UNKNOWN = 255;

/** Layer files read back into layers. */
import sharp from 'sharp';
import { LAYERS, type LayerName, type LayerSet } from '#contracts/layers';
import { FLOW_SCALE, FLOW_ZERO } from '../../images/flow.js';

/** @param files by layer, as `LAYER_FILES` wrote them @throws Error when one is no picture of that size */
export async function decodeLayers(
  size: { readonly width: number; readonly height: number },
  files: Readonly<Partial<Record<LayerName, Uint8Array>>>,
): Promise<LayerSet> {
  const { width, height } = size;
  const decoded = (Object.entries(files) as [LayerName, Uint8Array][]).map(
    async ([name, bytes]) => [name, await decode(name, bytes, width * height)] as const,
  );
  return { width, height, ...Object.fromEntries(await Promise.all(decoded)) } as unknown as LayerSet;
}

async function decode(name: LayerName, bytes: Uint8Array, pixels: number) {
  const { array: Numbers, channels } = LAYERS[name];
  if (name === 'depth' || name === 'luminance')
    return take(await raw(bytes, 'float', 'b-w'), new Numbers(pixels), channels, Float32Array);
  if (name === 'instance') return take(await raw(bytes, 'ushort', 'grey16'), new Numbers(pixels), channels, Uint16Array);
  if (name === 'raw') return take(await raw(bytes, 'ushort', 'rgb16'), new Numbers(3 * pixels), channels, Uint16Array);
  if (channels === 2) return flow(await raw(bytes, 'ushort', 'rgb16'), pixels);
  return take(await raw(bytes, 'uchar', channels === 1 ? 'b-w' : 'srgb'), new Numbers(pixels * channels), channels, Uint8Array);
}

interface Raw {
  readonly data: Buffer;
  readonly channels: number;
}
async function raw(bytes: Uint8Array, depth: 'uchar' | 'ushort' | 'float', space: string): Promise<Raw> {
  const picture = sharp(bytes, { unlimited: true });
  const ready = depth === 'float' ? picture : picture.toColourspace(space);
  const { data, info } = await ready.raw({ depth }).toBuffer({ resolveWithObject: true });
  return { data, channels: info.channels };
}

/** The first so many channels of each pixel. */
function take<T extends Uint8Array | Uint16Array | Float32Array>(
  { data, channels: there }: Raw,
  out: T,
  channels: number,
  Numbers: {
    new (buffer: ArrayBufferLike, offset: number, length: number): ArrayLike<number>;
    readonly BYTES_PER_ELEMENT: number;
  },
): T {
  const numbers = new Numbers(data.buffer, data.byteOffset, data.length / Numbers.BYTES_PER_ELEMENT);
  if ((numbers.length / there) * channels !== out.length)
    throw new Error(`the file has ${numbers.length / there} pixels, the view ${out.length / channels}`);
  if (there === channels) out.set(numbers);
  else
    for (let i = 0, pixel = 0; i < out.length; pixel += there)
      for (let c = 0; c < channels; c++) out[i++] = numbers[pixel + c] as number;
  return out;
}

/** KITTI's flow: u, v, valid. */
function flow({ data, channels }: Raw, pixels: number): Float32Array {
  const numbers = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  if (numbers.length !== pixels * channels)
    throw new Error(`the file has ${numbers.length / channels} pixels, the view ${pixels}`);
  const out = new Float32Array(2 * pixels);
  for (let i = 0, at = 0; i < 2 * pixels; i += 2, at += channels) {
    if (numbers[at + 2] === 0) continue;
    out[i] = ((numbers[at] as number) - FLOW_ZERO) / FLOW_SCALE;
    out[i + 1] = ((numbers[at + 1] as number) - FLOW_ZERO) / FLOW_SCALE;
  }
  return out;
}

/** Layer files as small pictures for the page, each a data URI. */
import sharp, { type Sharp } from 'sharp';
import type { Ontology } from '#contracts/label';
import type { LayerName } from '#contracts/layers';
import { hsv, idColor, type Rgb, turbo } from './colors.js';

/** Width of the large picture and of the thumbnails, px. */
export const LARGE = 960;
const SMALL = 320;
const HIDDEN: Rgb = [150, 150, 150];

interface Raw<T> {
  readonly data: T;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

export async function colourPicture(bytes: Uint8Array): Promise<string> {
  return dataUri(
    'jpeg',
    await sharp(bytes).resize({ width: LARGE, withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer(),
  );
}

/** Where there is no colour: the classes, shaded by the normals. */
export async function classPicture(ontology: Ontology, semantic: Uint8Array, normal: Uint8Array | undefined): Promise<string> {
  const ids = await bytesOf(semantic);
  const light = normal === undefined ? undefined : await bytesOf(normal);
  const colors = new Map(ontology.classes.map((entry) => [entry.index, entry.color]));
  const painted = paint(ids, (i) => {
    const shade = light === undefined ? 1 : 0.45 + 0.55 * Math.abs((light.data[3 * i + 2] as number) / 127.5 - 1);
    const [r, g, b] = colors.get(ids.data[i * ids.channels] as number) ?? [0, 0, 0];
    return [r * shade, g * shade, b * shade];
  });
  return dataUri('jpeg', await painted.resize({ width: LARGE, withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer());
}

/** Instances as translucent colour, what air or night has hidden in grey. */
export async function maskPicture(instance: Uint8Array, hidden: ReadonlySet<number>): Promise<string> {
  const { data, width, height, channels } = await shortsOf(instance);
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const id = data[i * channels] as number;
    if (id !== 0) rgba.set([...(hidden.has(id) ? HIDDEN : idColor(id)), 120], 4 * i);
  }
  const png = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .png({ palette: true, colours: 64 })
    .toBuffer();
  return dataUri('png', png);
}

/** A thumbnail of any layer. */
export async function layerThumbnail(layer: LayerName, bytes: Uint8Array, ontology: Ontology): Promise<string> {
  const picture = await THUMBNAILS[layer](bytes, ontology);
  return dataUri('jpeg', await picture.resize({ width: SMALL }).jpeg({ quality: 80 }).toBuffer());
}

type Paint = (bytes: Uint8Array, ontology: Ontology) => Promise<Sharp>;
const THUMBNAILS: Readonly<Record<LayerName, Paint>> = {
  rgb: async (bytes) => sharp(bytes),
  normal: async (bytes) => sharp(bytes),
  async depth(bytes) {
    const depth = await floatsOf(bytes);
    return paint(depth, (i) => {
      const metres = depth.data[i * depth.channels] as number;
      return metres > 0 ? turbo(Math.max(0, Math.min(1, 1 - Math.log(metres) / Math.log(300)))) : [10, 10, 20];
    });
  },
  flow: flowPicture,
  backwardFlow: flowPicture,
  flowOcclusion: async (bytes) => sharp(bytes),
  albedo: async (bytes) => sharp(bytes),
  luminance: async (bytes) => sharp(bytes).normalise(),
  raw: async (bytes) => sharp(bytes).normalise(),
  async semantic(bytes, ontology) {
    const ids = await bytesOf(bytes);
    const colors = new Map(ontology.classes.map((entry) => [entry.index, entry.color]));
    return paint(ids, (i) => colors.get(ids.data[i * ids.channels] as number) ?? [255, 0, 255]);
  },
  async instance(bytes) {
    const ids = await shortsOf(bytes);
    return paint(ids, (i) => {
      const id = ids.data[i * ids.channels] as number;
      return id === 0 ? [20, 20, 28] : idColor(id);
    });
  },
};

async function flowPicture(bytes: Uint8Array): Promise<Sharp> {
  const flow = await shortsOf(bytes);
  const at = (i: number, c: number): number => ((flow.data[i * flow.channels + c] as number) - 32768) / 64;
  return paint(flow, (i) => {
    const [u, v] = [at(i, 0), at(i, 1)];
    const strength = Math.min(1, Math.log1p(Math.hypot(u, v)) / Math.log(65));
    return hsv((Math.atan2(v, u) / (2 * Math.PI) + 1) % 1, strength, 1);
  });
}

/** Few flat colours, as they are. @param rgb 3 bytes a pixel, row by row */
export async function flatPicture(rgb: Uint8Array, width: number, height: number): Promise<string> {
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ palette: true, colours: 128, dither: 0, compressionLevel: 9 })
    .toBuffer();
  return dataUri('png', png);
}

function paint(raw: Raw<unknown>, colour: (pixel: number) => readonly number[]): Sharp {
  const { width, height } = raw;
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) rgb.set(colour(i), 3 * i);
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

async function bytesOf(file: Uint8Array): Promise<Raw<Uint8Array>> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}
async function shortsOf(file: Uint8Array): Promise<Raw<Uint16Array>> {
  const grey = (await sharp(file).metadata()).channels === 1;
  const raw = sharp(file)
    .toColourspace(grey ? 'grey16' : 'rgb16')
    .raw({ depth: 'ushort' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const shorts = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return { data: shorts, width: info.width, height: info.height, channels: info.channels };
}
async function floatsOf(file: Uint8Array): Promise<Raw<Float32Array>> {
  const { data, info } = await sharp(file).raw({ depth: 'float' }).toBuffer({ resolveWithObject: true });
  const floats = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  return { data: floats, width: info.width, height: info.height, channels: info.channels };
}
function dataUri(type: 'jpeg' | 'png', bytes: Buffer): string {
  return `data:image/${type};base64,${bytes.toString('base64')}`;
}

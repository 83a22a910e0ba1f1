/** Layers as files, encoded once a frame however many formats hold them. */

import type { Ontology } from '#contracts/label';
import { LAYERS, type LayerName, type LayerSet } from '#contracts/layers';
import type { DatasetDefinition, FrameRecord } from '#contracts/writer';
import { memoryPool, withMemory } from '#core/memory-pool';
import { encodeJpeg } from './jpeg.js';
import { encodePng } from './png.js';
import { encodeRgbPng } from './rgb.js';

/** As long as a frame's record lives, so do its files. */
const pictures = new WeakMap<Pick<FrameRecord, 'layers'>, Promise<Uint8Array>>();
const memory = memoryPool();

/** What `picturePng` shows: the layers that its bytes are made of. */
export function pictureSources({ layers }: DatasetDefinition): readonly LayerName[] {
  return layers.includes('rgb') ? ['rgb'] : ['semantic'];
}

/** The frame's picture as PNG, 8-bit RGB; classes in the ontology's colours where the dataset has no colour. */
export function picturePng(definition: DatasetDefinition, record: Pick<FrameRecord, 'layers'>): Promise<Uint8Array> {
  const known = pictures.get(record) ?? encode(definition, record);
  pictures.set(record, known);
  return known;
}

/** The same picture as JPEG: a third of the bytes, for those who look at it live. */
export function pictureJpeg(definition: DatasetDefinition, layers: LayerSet): Promise<Uint8Array> {
  const { width, height, rgb } = layers;
  if (definition.layers.includes('rgb') && rgb !== undefined) return encodeJpeg(width, height, rgb);
  return withClasses(definition, layers, (samples) => encodeJpeg(width, height, samples));
}

async function encode(definition: DatasetDefinition, { layers }: Pick<FrameRecord, 'layers'>): Promise<Uint8Array> {
  const { width, height, rgb } = layers;
  if (definition.layers.includes('rgb') && rgb !== undefined) return encodeRgbPng(width, height, rgb);
  return withClasses(definition, layers, (samples) => encodePng({ width, height, channels: 3, samples }, memory));
}

async function withClasses(
  { ontology }: DatasetDefinition,
  { width, height, semantic }: LayerSet,
  encodeSamples: (samples: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (semantic === undefined) throw new TypeError('a picture needs the rgb or the semantic layer');
  return withMemory(memory, width * height * LAYERS.rgb.channels, (samples) => {
    paintClasses(semantic, ontology, samples);
    return encodeSamples(samples);
  });
}

function paintClasses(semantic: Uint8Array, { classes }: Ontology, rgb: Uint8Array): void {
  const colors = new Uint8Array(3 * 256);
  for (const { index, color } of classes) colors.set(color, 3 * index);
  for (let i = 0; i < semantic.length; i++) {
    const at = 3 * (semantic[i] as number);
    rgb[3 * i] = colors[at] as number;
    rgb[3 * i + 1] = colors[at + 1] as number;
    rgb[3 * i + 2] = colors[at + 2] as number;
  }
}

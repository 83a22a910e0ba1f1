/** The gate's own network: a compact segmenter that never sees what a pass has made. */
import { usageError } from '#core/errors';
import { decodeSafetensors } from '#nn/files/safetensors';
import { Graph, type Tensor } from '#nn/graph/graph';
import { SEGMENTATION_BLOCK, segmentationNetwork } from '#nn/networks/segmentation';
import { Parameters } from '#nn/parameters';
import { KINDS } from './kinds.js';

export interface SegmenterWeights {
  readonly weights: Float32Array;
  /** What the file says of itself: recipe, seed, scores. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Changes when weights of before can no longer be read as they were meant. */
export const FORMAT = '1';
/** Pixels across a picture as the network sees it; the height follows. */
const ACROSS = 512;

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The size that a picture (16 x 16 or more) is brought to: its shape nearly kept, sides in whole blocks. */
export function segmenterSize({ width, height }: Extent): Extent {
  const blocks = (pixels: number): number => SEGMENTATION_BLOCK * Math.max(2, Math.floor(pixels / SEGMENTATION_BLOCK));
  const across = Math.min(ACROSS, width);
  return { width: blocks(across), height: blocks((height * across) / width) };
}

export interface BuiltSegmenter {
  readonly graph: Graph;
  readonly parameters: Parameters;
  /** [count, kinds, height, width] */
  readonly logits: Tensor;
}

/** Input `pictures` [count, 3, height, width], -1..1; call `parameters.finish('weights')` when nothing more is to be learnt. */
export function buildSegmenter(
  count: number,
  { width, height }: Extent,
  graph = new Graph(),
  parameters = new Parameters(graph),
): BuiltSegmenter {
  const pictures = graph.input('pictures', [count, 3, height, width]);
  return { graph, parameters, logits: segmentationNetwork(parameters, pictures, { classes: KINDS.length }) };
}

/** @throws NearmissError NM8211 when it is no segmenter of this version, NM8002 when it is no weight file */
export function decodeSegmenter(bytes: Uint8Array, source: string): SegmenterWeights {
  const { tensors, metadata } = decodeSafetensors(bytes, source);
  if (metadata.format !== FORMAT || metadata.kinds !== KINDS.join(','))
    throw foreign(source, 'it was made for another version');
  const { parameters } = buildSegmenter(1, { width: 16, height: 16 });
  const weights = new Float32Array(parameters.count);
  for (const { name, offset, shape } of parameters.pieces) {
    const stored = tensors[name];
    if (stored === undefined || stored.shape.join() !== shape.join())
      throw foreign(source, `tensor ${name} is missing or of another shape`);
    weights.set(stored.values, offset);
  }
  return { weights, notes: metadata };
}

function foreign(source: string, what: string) {
  return usageError('NM8211', `${source} is no segmenter for the gate: ${what}`, 'give the file that comes with this version');
}

/** The two halves of an autoencoder: from pictures to latents and back. */
import type { FloatBlock } from '#nn/engines/onnx-model';
import type { VaeConfig } from './folder.js';
import { foreign, type Network, needKnown, needShape, outputsOf, portOf } from './ports.js';
import type { Size } from './resize.js';

export interface Latents {
  /** Pixels to a latent, each way. */
  readonly factor: number;
  readonly channels: number;
  /** A picture's only size, where the export is fixed to one. */
  readonly fixed: Size | undefined;
  /** @param planes [3, height, width], -1..1 @returns [channels, height / factor, width / factor], about unit variance */
  encode(planes: Float32Array, size: Size): Promise<Float32Array>;
  decode(latents: Float32Array, size: Size): Promise<Float32Array>;
}

/** Of Stable Diffusion 1 and 2 (Rombach et al. 2022, arXiv 2112.10752), where a folder doesn't say. */
const STABLE_DIFFUSION = { scale: 0.18215, halvings: 3 } as const;

/** @throws NearmissError NM8403 for other signatures */
export function openLatents(encoder: Network, decoder: Network, config: VaeConfig): Latents {
  const { scaling_factor: scale = STABLE_DIFFUSION.scale, shift_factor: shift } = config;
  const factor =
    1 << (config.block_out_channels === undefined ? STABLE_DIFFUSION.halvings : config.block_out_channels.length - 1);
  const picture = portOf(encoder, 'inputs', ['sample']);
  // The mean and the logarithm of the variance, or one drawn of them.
  const encoded = portOf(encoder, 'outputs', ['latent_parameters', 'latent_sample']);
  const latent = portOf(decoder, 'inputs', ['latent_sample']);
  const decoded = portOf(decoder, 'outputs', ['sample']);
  for (const network of [encoder, decoder]) needKnown(network, ['sample', 'latent_sample']);
  const channels = latent.shape[1] ?? channelsOf(encoded.name, encoded.shape[1]);
  if (channels === undefined) throw foreign(decoder.file, 'it says of latents not how many channels they have');
  needShape(encoder.file, picture, [1, 3, undefined, undefined]);
  needShape(decoder.file, latent, [1, channels, undefined, undefined]);
  const [height, width] = picture.shape.slice(2);
  return {
    factor,
    channels,
    fixed: height === undefined || width === undefined ? undefined : { height, width },
    async encode(planes, size) {
      const sample = { shape: [1, 3, size.height, size.width], values: planes };
      const { values } = (await outputsOf(encoder, { sample }))[encoded.name] as FloatBlock;
      const count = channels * (size.height / factor) * (size.width / factor);
      if (channelsOf(encoded.name, values.length / (count / channels)) !== channels)
        throw foreign(
          encoder.file,
          `it gives ${values.length} numbers where [${channels} x ${size.height / factor} x ${size.width / factor}] latents are due`,
        );
      return values.slice(0, count).map((value) => (value - (shift ?? 0)) * scale);
    },
    async decode(latents, size) {
      const values = latents.map((value) => value / scale + (shift ?? 0));
      const shape = [1, channels, size.height / factor, size.width / factor];
      const block = (await outputsOf(decoder, { latent_sample: { shape, values } }))[decoded.name] as FloatBlock;
      if (block.values.length !== 3 * size.height * size.width)
        throw foreign(
          decoder.file,
          `it gives ${block.values.length} numbers where a picture of ${size.width} x ${size.height} is due`,
        );
      return block.values;
    },
  };
}

function channelsOf(name: string, given: number | undefined): number | undefined {
  return given === undefined || name === 'latent_sample' ? given : given / 2;
}

/** The network that denoises, with its ControlNets within it or before it. */
import { usageError } from '#core/errors';
import type { Block, FloatBlock, Port } from '#nn/engines/onnx-model';
import { joined, repeated, timed } from './blocks.js';
import { residualsOf } from './control-nets.js';
import { foreign, type Network, needKnown, needShape, outputsOf, portOf } from './ports.js';
import type { Size } from './resize.js';
import type { Told } from './text.js';

export interface Shown {
  /** One for each ControlNet, [3, height, width] of the picture. */
  readonly controls: readonly Float32Array[];
  /** Of the picture, and of its latents. */
  readonly picture: Size;
  readonly latent: Size;
}

export interface Denoiser {
  /** Side of latents, where the export is fixed to one. */
  readonly fixed: Size | undefined;
  /** @param noisy [channels, height, width] @returns what it says, [channels, height, width], for each of the texts */
  ask(noisy: Float32Array, time: number, texts: readonly Told[], shown: Shown): Promise<readonly Float32Array[]>;
}

export interface DenoiserOptions {
  readonly channels: number;
  /** How many control pictures the user names. */
  readonly controls: number;
  /** How strongly they act, 0..1 and more. */
  readonly scale: number;
}

const BASIC = ['sample', 'timestep', 'encoder_hidden_states'];
/** ControlNets within: as diffusers' own export script names them. */
const WITHIN = ['controlnet_conds', 'conditioning_scales'];
const BEFORE = [...BASIC, 'controlnet_cond', 'conditioning_scale'];

/** What of the U-Net's inputs and outputs matters. */
interface Ports {
  readonly sample: Port;
  readonly said: Port;
  /** Control pictures, where ControlNets are within. */
  readonly within: Port | undefined;
  /** What ControlNets beside it give. */
  readonly residuals: readonly Port[];
}

/** @throws NearmissError NM8403 for other signatures, NM8404 when the control pictures named are not as many as it takes */
export function openDenoiser(unet: Network, controlNets: readonly Network[], options: DenoiserOptions): Denoiser {
  const ports = portsOf(unet, controlNets, options);
  const [height, width] = ports.sample.shape.slice(2);
  // An export that is fixed to two pictures at once wants both texts at once.
  const atOnce = ports.sample.shape[0] ?? 1;
  return {
    fixed: height === undefined || width === undefined ? undefined : { height, width },
    async ask(noisy, time, texts, shown) {
      const found: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += atOnce) {
        const together = Array.from({ length: atOnce }, (_, k) => texts[Math.min(at + k, texts.length - 1)] as Told);
        const basic = basicInputs(noisy, time, together, shown, options.channels);
        const added = await controlInputs(ports, controlNets, basic, shown, options.scale);
        const outputs = await outputsOf(unet, timed(unet, { ...basic, ...added }, atOnce));
        const { values } = outputs[ports.said.name] as FloatBlock;
        if (values.length !== atOnce * noisy.length)
          throw foreign(unet.file, `it gives ${values.length} numbers for ${atOnce * noisy.length}`);
        for (let k = 0; k < atOnce && at + k < texts.length; k++)
          found.push(values.slice(k * noisy.length, (k + 1) * noisy.length));
      }
      return found;
    },
  };
}

function portsOf(unet: Network, controlNets: readonly Network[], { channels, controls }: DenoiserOptions): Ports {
  const sample = portOf(unet, 'inputs', ['sample']);
  const texts = portOf(unet, 'inputs', ['encoder_hidden_states']);
  const said = portOf(unet, 'outputs', ['out_sample', 'noise_pred', 'sample']);
  needShape(unet.file, sample, [undefined, channels, undefined, undefined]);
  needShape(unet.file, texts, [sample.shape[0], undefined, undefined]);
  const within = unet.model.inputs.find(({ name }) => name === 'controlnet_conds');
  const residuals = unet.model.inputs.filter(({ name }) => ![...BASIC, ...WITHIN].includes(name));
  if (controlNets.length === 0) needKnown(unet, [...BASIC, ...WITHIN]);
  needControls(unet, controlNets, within, controls);
  for (const net of controlNets) {
    needKnown(net, BEFORE);
    if (net.model.outputs.length !== residuals.length)
      throw foreign(net.file, `it gives ${net.model.outputs.length} residuals, and ${unet.file} takes ${residuals.length}`);
  }
  return { sample, said, within, residuals };
}

function basicInputs(
  noisy: Float32Array,
  time: number,
  texts: readonly Told[],
  { latent }: Shown,
  channels: number,
): Readonly<Record<string, Block>> {
  const { tokens, width } = texts[0] as Told;
  return {
    sample: { shape: [texts.length, channels, latent.height, latent.width], values: repeated(noisy, texts.length) },
    timestep: { shape: [], values: [time] },
    encoder_hidden_states: { shape: [texts.length, tokens, width], values: joined(texts.map(({ values }) => values)) },
  };
}

/** Control pictures for ControlNets within, or what those beside make of them. */
async function controlInputs(
  { within, residuals }: Ports,
  controlNets: readonly Network[],
  basic: Readonly<Record<string, Block>>,
  { controls, picture }: Shown,
  scale: number,
): Promise<Readonly<Record<string, Block>>> {
  const count = (basic.sample as Block).shape[0] as number;
  const shape = [count, 3, picture.height, picture.width];
  const pictures = controls.map((values) => ({ shape, values: repeated(values, count) }));
  if (within === undefined) return residualsOf(controlNets, residuals, basic, pictures, scale);
  return {
    controlnet_conds: { shape: [pictures.length, ...shape], values: joined(pictures.map(({ values }) => values)) },
    conditioning_scales: { shape: [pictures.length, 1], values: pictures.map(() => scale) },
  };
}

function needControls(unet: Network, nets: readonly Network[], within: Port | undefined, named: number): void {
  const fixed = within?.shape[0];
  const taken = within === undefined ? nets.length : (fixed ?? Math.max(1, named));
  if (taken === named && !(within !== undefined && nets.length > 0)) return;
  const place = within === undefined ? 'controlnet/' : unet.file;
  throw usageError(
    'NM8404',
    within !== undefined && nets.length > 0
      ? `${unet.file} has its ControlNets within it, and the folder has others beside it`
      : `${named} control pictures are named, and ${place} takes ${taken}`,
    'name the control pictures (depth, segmentation, edges) in the order of the ControlNets',
  );
}

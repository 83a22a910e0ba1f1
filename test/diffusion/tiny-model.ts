/**
 * A folder of the signature of an exported latent diffusion model, small enough for a test. Its autoencoder only folds 2 x 2 pixels into
 * 12 channels and back, so that a round trip is exact; its U-Net is a few sums in which everything that it is given shows.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomRoot } from '#core/random';
import { encodeMessage, type Message } from '#nn/onnx/wire';

const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const HALF = 10;

export interface Tiny {
  /** Where its ControlNet is; default beside the U-Net. */
  readonly controls?: 'none' | 'beside' | 'within';
  /** ControlNets within. */
  readonly count?: number;
  /** Half precision for all that is no integer. */
  readonly half?: boolean;
  /** Element type of texts, and of times (scalar int64 as optimum exports it, or a list of one float as diffusers' script does). */
  readonly ids?: 'int32' | 'int64';
  readonly time?: 'scalar' | 'list';
  /** Pictures that the U-Net takes at once, where fixed. */
  readonly batch?: number;
  /** Size of latents, where fixed. */
  readonly fixed?: readonly [height: number, width: number];
  readonly prediction?: string;
  /** Draw in the encoder, as an export of a sample of the latents does. */
  readonly drawing?: boolean;
  /** Channels that the U-Net takes. */
  readonly channels?: number;
  /** An input that nothing knows. */
  readonly unknown?: string;
}

type Node = Message<'NodeProto'>;
type Dims = readonly (number | undefined)[];
type Value = readonly [name: string, type: number, dims: Dims];

export const CHANNELS = 12;
export const WIDTH = 8;
export const TOKENS = 77;
const WORDS = ['photograph', 'night', 'rain', 'snow', 'dusk'];

function info([name, elem_type, dims]: Value): Message<'ValueInfoProto'> {
  return {
    name,
    type: { tensor_type: { elem_type, shape: { dim: dims.map((size) => (size === undefined ? {} : { dim_value: size })) } } },
  };
}
function floats(name: string, dims: readonly number[], values: ArrayLike<number>): Message<'TensorProto'> {
  return { name, dims, data_type: FLOAT, raw_data: new Uint8Array(Float32Array.from(values).buffer) };
}
function integers(name: string, values: readonly number[]): Message<'TensorProto'> {
  return { name, dims: [values.length], data_type: INT64, raw_data: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) };
}
function node(
  op_type: string,
  input: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): Node {
  const attribute = Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number' ? { name, i: value, type: 2 } : { name, ints: value, type: 7 },
  );
  return { op_type, input, output: [output], attribute };
}

/** In half precision inputs and outputs are cast at the border. */
function model(
  inputs: readonly Value[],
  outputs: readonly Value[],
  inner: readonly Node[],
  weights: readonly Message<'TensorProto'>[],
  half: boolean,
): Uint8Array {
  const cast = (value: Value): Value => (half && value[1] === FLOAT ? [value[0], HALF, value[2]] : value);
  const floating = (values: readonly Value[]): readonly string[] =>
    values.filter(([, type]) => half && type === FLOAT).map(([name]) => name);
  const renamed = new Set([...floating(inputs), ...floating(outputs)]);
  const own = (name: string): string => (renamed.has(name) ? `${name}_wide` : name);
  const nodes = [
    ...floating(inputs).map((name) => node('Cast', [name], own(name), { to: FLOAT })),
    ...inner.map((each) => ({ ...each, input: each.input?.map(own) ?? [], output: each.output?.map(own) ?? [] })),
    ...floating(outputs).map((name) => node('Cast', [own(name)], name, { to: HALF })),
  ];
  return encodeMessage('ModelProto', {
    ir_version: 8,
    producer_name: 'test',
    opset_import: [{ domain: '', version: 17 }],
    graph: {
      name: 'tiny',
      node: nodes,
      initializer: weights,
      input: inputs.map(cast).map(info),
      output: outputs.map(cast).map(info),
    },
  });
}

/** Weights of that name. */
export function numbers(name: string, count: number, size: number): Float32Array {
  const random = randomRoot('tiny').child(name);
  return Float32Array.from({ length: count }, () => size * random.normal());
}

/** [12, 3, 2, 2]: each pixel of a block of each colour to a channel of its own. */
function folding(channels: number): Float32Array {
  return Float32Array.from({ length: channels * CHANNELS }, (_, at) => (Math.floor(at / CHANNELS) === at % CHANNELS ? 1 : 0));
}

function textEncoder({ ids = 'int32', half = false }: Tiny): Uint8Array {
  const weights = [floats('table', [64, WIDTH], numbers('table', 64 * WIDTH, 0.5))];
  return model(
    [['input_ids', ids === 'int32' ? INT32 : INT64, [undefined, undefined]]],
    [['last_hidden_state', FLOAT, [undefined, undefined, WIDTH]]],
    [node('Gather', ['table', 'input_ids'], 'last_hidden_state')],
    weights,
    half,
  );
}

function encoder({ half = false, drawing = false }: Tiny): Uint8Array {
  const [name, channels] = drawing ? ['latent_sample', CHANNELS] : ['latent_parameters', 2 * CHANNELS];
  const fold = node('Conv', ['sample', 'fold'], drawing ? 'mean' : name, { strides: [2, 2], kernel_shape: [2, 2] });
  const drawn = [node('RandomNormalLike', ['mean'], 'drawn'), node('Add', ['mean', 'drawn'], name)];
  return model(
    [['sample', FLOAT, [undefined, 3, undefined, undefined]]],
    [[name, FLOAT, [undefined, channels, undefined, undefined]]],
    [fold, ...(drawing ? drawn : [])],
    [floats('fold', [channels, 3, 2, 2], folding(channels))],
    half,
  );
}

function decoder({ half = false }: Tiny): Uint8Array {
  return model(
    [['latent_sample', FLOAT, [undefined, CHANNELS, undefined, undefined]]],
    [['sample', FLOAT, [undefined, 3, undefined, undefined]]],
    [node('ConvTranspose', ['latent_sample', 'fold'], 'sample', { strides: [2, 2], kernel_shape: [2, 2] })],
    [floats('fold', [CHANNELS, 3, 2, 2], folding(CHANNELS))],
    half,
  );
}

function basicInputs({
  time = 'scalar',
  batch,
  fixed = [undefined, undefined],
  channels = CHANNELS,
}: Omit<Tiny, 'fixed'> & { fixed?: Dims }): readonly Value[] {
  return [
    ['sample', FLOAT, [batch, channels, ...fixed]],
    time === 'scalar' ? ['timestep', INT64, []] : ['timestep', FLOAT, [1]],
    ['encoder_hidden_states', FLOAT, [batch, undefined, WIDTH]],
  ];
}

/** 0.4 sample mixed over channels + words + 0.3 time / 1000 + what ControlNets add. */
function unet(options: Tiny): Uint8Array {
  const { controls = 'beside', count = 1, half = false, channels = CHANNELS, batch, fixed = [undefined, undefined] } = options;
  const nodes = [
    node('Conv', ['sample', 'mix'], 'mixed', { kernel_shape: [1, 1] }),
    node('ReduceMean', ['encoder_hidden_states'], 'mean', { axes: [1], keepdims: 0 }),
    node('MatMul', ['mean', 'words'], 'said'),
    node('Reshape', ['said', 'column'], 'told'),
    node('Cast', ['timestep'], 'time', { to: FLOAT }),
    node('Mul', ['time', 'slow'], 'late'),
    node('Add', ['mixed', 'told'], 'first'),
    node('Add', ['first', 'late'], 'second'),
  ];
  const inputs: Value[] = [...basicInputs({ ...options, fixed })];
  const weights = [
    floats('mix', [channels, channels, 1, 1], numbers('mix', channels * channels, 0.15)),
    floats('words', [WIDTH, channels], numbers('words', WIDTH * channels, 1)),
    floats('slow', [1], [0.0003]),
    integers('column', [-1, channels, 1, 1]),
  ];
  let last = 'second';
  if (controls === 'beside') {
    for (const name of ['down_block_additional_residuals_0', 'mid_block_additional_residual']) {
      inputs.push([name, FLOAT, [batch, channels, ...fixed]]);
      nodes.push(node('Add', [last, name], `with_${name}`));
      last = `with_${name}`;
    }
  }
  if (controls === 'within') {
    inputs.push(
      ['controlnet_conds', FLOAT, [count, batch, 3, undefined, undefined]],
      ['conditioning_scales', FLOAT, [count, 1]],
    );
    weights.push(
      integers('five', [count, 1, 1, 1, 1]),
      integers('axis', [0]),
      floats('cond', [channels, 3, 2, 2], numbers('cond', channels * 12, 0.3)),
    );
    nodes.push(
      node('Reshape', ['conditioning_scales', 'five'], 'scales'),
      node('Mul', ['controlnet_conds', 'scales'], 'weighed'),
      node('ReduceSum', ['weighed', 'axis'], 'summed', { keepdims: 0 }),
      node('Conv', ['summed', 'cond'], 'shown', { strides: [2, 2], kernel_shape: [2, 2] }),
      node('Add', [last, 'shown'], 'with_controls'),
    );
    last = 'with_controls';
  }
  if (options.unknown !== undefined) inputs.push([options.unknown, FLOAT, [1]]);
  nodes.push(node('Identity', [last], 'out_sample'));
  return model(inputs, [['out_sample', FLOAT, [batch, channels, ...fixed]]], nodes, weights, half);
}

function controlNet(options: Tiny, name: string): Uint8Array {
  const inputs: Value[] = [
    ...basicInputs({ time: options.time ?? 'scalar', ...(options.batch === undefined ? {} : { batch: options.batch }) }),
    ['controlnet_cond', FLOAT, [options.batch, 3, undefined, undefined]],
    ['conditioning_scale', FLOAT, []],
  ];
  return model(
    inputs,
    ['down_block_res_samples_0', 'mid_block_res_sample'].map(
      (output): Value => [output, FLOAT, [undefined, CHANNELS, undefined, undefined]],
    ),
    [
      node('Conv', ['controlnet_cond', 'cond'], 'shown', { strides: [2, 2], kernel_shape: [2, 2] }),
      node('Mul', ['shown', 'conditioning_scale'], 'down_block_res_samples_0'),
      node('Mul', ['down_block_res_samples_0', 'half'], 'mid_block_res_sample'),
    ],
    [floats('cond', [CHANNELS, 3, 2, 2], numbers(name, CHANNELS * 12, 0.3)), floats('half', [1], [0.5])],
    options.half ?? false,
  );
}

/** Letters, letters that end a word, a few whole words with the pairs that lead there. */
export function tinyVocabulary(): { vocabulary: Record<string, number>; merges: string } {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz,');
  const symbols = [...letters, ...letters.map((letter) => `${letter}</w>`)];
  const pairs = WORDS.slice(1, 3).flatMap((word) => {
    const parts = Array.from(`${word}`);
    const last = `${parts.at(-1)}</w>`;
    const pairsOf: string[] = [];
    let sofar = parts[0] as string;
    for (const part of [...parts.slice(1, -1), last]) {
      pairsOf.push(`${sofar} ${part}`);
      sofar += part;
    }
    return pairsOf;
  });
  const made = pairs.map((pair) => pair.replace(' ', ''));
  const all = [...symbols, ...made, '<|startoftext|>', '<|endoftext|>'];
  return {
    vocabulary: Object.fromEntries(all.map((symbol, i) => [symbol, i])),
    merges: `#version: 0.2\n${pairs.join('\n')}\n`,
  };
}

/** @returns its path, in a new folder under the system's temporary one */
export async function makeTinyModel(options: Tiny = {}): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'nearmiss-tiny-')), 'tiny');
  const { vocabulary, merges } = tinyVocabulary();
  const scheduler = {
    _class_name: 'DDIMScheduler',
    num_train_timesteps: 1000,
    beta_start: 0.00085,
    beta_end: 0.012,
    beta_schedule: 'scaled_linear',
    prediction_type: options.prediction ?? 'epsilon',
    set_alpha_to_one: false,
    steps_offset: 1,
    clip_sample: false,
  };
  const files: Record<string, Uint8Array | string> = {
    'model_index.json': JSON.stringify({ _class_name: 'OnnxStableDiffusionPipeline' }),
    'scheduler/scheduler_config.json': JSON.stringify(scheduler),
    'tokenizer/vocab.json': JSON.stringify(vocabulary),
    'tokenizer/merges.txt': merges,
    'text_encoder/model.onnx': textEncoder(options),
    'unet/model.onnx': unet(options),
    'vae_encoder/model.onnx': encoder(options),
    'vae_decoder/model.onnx': decoder(options),
    'vae_decoder/config.json': JSON.stringify({ scaling_factor: 0.5, block_out_channels: [4, 4] }),
  };
  if ((options.controls ?? 'beside') === 'beside') {
    for (let k = 0; k < (options.count ?? 1); k++) {
      const name = k === 0 ? 'controlnet' : `controlnet_${k}`;
      files[`${name}/model.onnx`] = controlNet(options, name);
    }
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** The denoiser and the whole pass give the same on both engines. */
import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { cellsOf } from '#diffusion/field/cells';
import { gridOf } from '#diffusion/field/grid';
import { groupTable } from '#diffusion/field/groups';
import { buildDenoiser, type ModelCard } from '#diffusion/model/model';
import { evenSpectrum, SPECTRUM_LENGTH } from '#diffusion/noise/spectrum';
import { openPass } from '#diffusion/pass';
import { openDenoiserTrainer } from '#diffusion/training/train';
import { ontology } from '#labels/ontology';
import { type Engine, floatsOf } from '#nn/engines/engine';
import { openOnnxEngine } from '#nn/engines/onnx';
import { openTensorflowEngine } from '#nn/engines/tensorflow';
import { sizeOf } from '#nn/graph/shape';
import { madeFrame } from './frames.js';

const { engine: onnx } = await openOnnxEngine();
const { engine: tensorflow } = await openTensorflowEngine(['wasm']);

const shares = { whole: 0.35, segment: 0.4, broad: 0.12, fine: 0.08, white: 0.05 };
const spectrum = evenSpectrum([0.4, 0.1, 0.1, 0.2], shares);
const all = (value: number): number[] => new Array<number>(SPECTRUM_LENGTH).fill(value);
const plain = { mean: all(0), spread: all(1) };
const CARD: ModelCard = { name: 'random', styles: ['a', 'b'], spectrum, plain, channels: [64, 96, 128] };

/** As training starts, with every number moved, so that no block is next to nothing. */
function weightsOf(): Float32Array {
  const random = randomRoot('moved');
  return buildDenoiser(CARD, 1, 16, 16)
    .parameters.initial(randomRoot('start'))
    .map((value) => value + 0.02 * random.normal());
}
const weights = weightsOf();

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);
}

describe('onnxruntime-node and TensorFlow.js', () => {
  it('denoise alike', async () => {
    const outputs: Float32Array[] = [];
    for (const engine of [onnx, tensorflow]) {
      const { graph, parameters, v } = buildDenoiser(CARD, 1, 32, 48);
      parameters.finish('weights');
      const random = randomRoot('inputs');
      const inputs = Object.fromEntries(
        [...graph.inputs].map(([name, { shape }]) => [
          name,
          Float32Array.from({ length: sizeOf(shape) }, () => random.normal()),
        ]),
      );
      const program = await engine.compile(graph, { v });
      outputs.push(floatsOf(await program.run({ ...inputs, weights }), 'v'));
      await program.release();
    }
    const [a, b] = outputs as [Float32Array, Float32Array];
    expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(0.5);
    expect(furthest(a, b)).toBeLessThan(1e-4);
  });

  it('repaint a frame alike', async () => {
    const made = madeFrame(160, 90, [
      { box: [0, 40, 160, 50], semantic: 1, depth: 9, rgb: [120, 120, 118] },
      { box: [30, 30, 40, 30], semantic: 16, instance: 1, depth: 7, rgb: [150, 40, 40] },
    ]);
    const ray = (u: number, v: number): Vec3 => [(u - 80) / 100, (v - 45) / 100, 1];
    const cells = cellsOf(made.seen, gridOf(160, 90), groupTable(ontology.classes), IDENTITY_POSE, ray);
    const options = { strength: 1, steps: 4, guidance: 2, prompt: { time: 'dusk' } } as const;
    const paint = async (engine: Engine): Promise<Uint8Array> => {
      const pass = openPass(engine, { card: CARD, weights });
      const out = await pass.repaint({ ...made, cells, extinctionPerM: 0 }, options, randomRoot(1));
      await pass.close();
      return out;
    };
    const [a, b] = [await paint(onnx), await paint(tensorflow)];
    expect(furthest(a, made.rgb)).toBeGreaterThan(20);
    expect(furthest(a, b)).toBeLessThanOrEqual(1);
  });

  it('learn alike: TensorFlow.js trains too, gradients being nodes of the same graph', async () => {
    const card: ModelCard = { ...CARD, channels: [8, 8, 8] };
    const learnt: { loss: number; weights: Float32Array }[] = [];
    for (const engine of [onnx, tensorflow]) {
      const trainer = await openDenoiserTrainer(engine, card, { batch: 2, window: { width: 16, height: 16 } });
      const { graph } = buildDenoiser(card, 2, 16, 16);
      const random = randomRoot('batch');
      const shapes = { ...Object.fromEntries(graph.inputs), v: { shape: [2, 4, 16, 16] }, care: { shape: [2, 1, 16, 16] } };
      const batch = Object.fromEntries(
        Object.entries(shapes).map(([name, { shape }]) => [
          name,
          Float32Array.from({ length: sizeOf(shape) }, () => random.normal()),
        ]),
      );
      let state = trainer.initial(randomRoot('weights'));
      let loss = 0;
      for (let step = 0; step < 3; step++) ({ state, loss } = await trainer.step(state, batch, 1e-3));
      learnt.push({ loss, weights: state.weights });
      await trainer.release();
    }
    const [a, b] = learnt as [(typeof learnt)[0], (typeof learnt)[0]];
    expect(Math.abs(a.loss - b.loss) / a.loss).toBeLessThan(1e-4);
    // Adam's first steps are as long for slopes next to zero, whose sign rounding decides.
    const apart = a.weights.filter((value, i) => Math.abs(value - (b.weights[i] as number)) > 1e-4).length;
    expect(apart / a.weights.length).toBeLessThan(0.01);
  });
});

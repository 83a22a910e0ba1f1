/** Training: it learns, it repeats, it goes on from a file as if it had never stopped. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import type { Engine } from '#nn/engines/engine';
import { openOnnxEngine } from '#nn/engines/onnx';
import { evaluate, referenceEngine } from '#nn/engines/reference';
import { decodeCheckpoint, encodeCheckpoint } from '#nn/files/checkpoint';
import { decodeSafetensors } from '#nn/files/safetensors';
import { Graph } from '#nn/graph/graph';
import { convNormRelu, projection } from '#nn/networks/blocks';
import { meanSquaredError } from '#nn/ops/loss';
import { adamRates, adamStep } from '#nn/optimiser';
import { cosineRate } from '#nn/schedule';
import { openTrainer, type Trainer, type TrainingState } from '#nn/training';

const { engine } = await openOnnxEngine();
const OPTIONS = { weightDecay: 0.01, longestGradient: 1 };

/** A small net that learns to blur. */
function open(on: Engine): Promise<Trainer> {
  return openTrainer(
    on,
    (graph, parameters) => {
      const hidden = convNormRelu(parameters, 'hidden', graph.input('x', [2, 1, 6, 6]), { channels: 8 });
      return meanSquaredError(projection(parameters, 'out', hidden, 1), graph.input('y', [2, 1, 6, 6]));
    },
    OPTIONS,
  );
}

function batch(step: number) {
  const random = randomRoot('data').child(step);
  const x = Float32Array.from({ length: 72 }, () => random.normal());
  const at = (i: number): number => x[i] ?? 0;
  return { x, y: x.map((_, i) => (at(i - 1) + at(i) + at(i + 1)) / 3) };
}

async function run(trainer: Trainer, from: TrainingState, to: number): Promise<{ state: TrainingState; losses: number[] }> {
  let state = from;
  const losses: number[] = [];
  while (state.step < to) {
    const stepped = await trainer.step(state, batch(state.step), 0.01);
    losses.push(stepped.loss);
    state = stepped.state;
  }
  return { state, losses };
}
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('training', () => {
  it('learns', async () => {
    const trainer = await open(engine);
    const { losses } = await run(trainer, trainer.initial(randomRoot(1)), 300);
    expect(mean(losses.slice(-20))).toBeLessThan(0.2 * mean(losses.slice(0, 20)));
    await trainer.release();
  });

  it('gives the same bits for the same seed, in a session of its own, and others for another', async () => {
    const [one, two] = [await open(engine), await open(engine)];
    const a = await run(one, one.initial(randomRoot(1)), 12);
    const b = await run(two, two.initial(randomRoot(1)), 12);
    const c = await run(two, two.initial(randomRoot(2)), 12);
    expect(a.state).toEqual(b.state);
    expect(a.state.weights).not.toEqual(c.state.weights);
    await Promise.all([one.release(), two.release()]);
  });

  it('goes on from a file as if it had never stopped', async () => {
    const trainer = await open(engine);
    const whole = await run(trainer, trainer.initial(randomRoot(3)), 20);
    const half = await run(trainer, trainer.initial(randomRoot(3)), 9);
    const bytes = encodeCheckpoint(trainer.pieces, { state: half.state, notes: { seed: '3' } });
    await trainer.release();
    const later = await open(engine);
    const { state, notes } = decodeCheckpoint(later.pieces, bytes, 'test');
    expect(state).toEqual(half.state);
    expect(notes).toEqual({ seed: '3' });
    expect((await run(later, state, 20)).state).toEqual(whole.state);
    // Without Adam's memory it would be another run.
    const forgetful = { ...state, mean: state.mean.map(() => 0) };
    expect((await run(later, forgetful, 20)).state.weights).not.toEqual(whole.state.weights);
    await later.release();
  });

  it('takes the step that the reference takes', async () => {
    const [fast, exact] = [await open(engine), await open(referenceEngine)];
    const start = fast.initial(randomRoot(4));
    const a = await fast.step(start, batch(0), 0.01);
    const b = await exact.step(start, batch(0), 0.01);
    expect(a.loss).toBeCloseTo(b.loss, 5);
    for (const [i, slope] of a.state.mean.entries()) expect(slope).toBeCloseTo(b.state.mean[i] as number, 6);
    await fast.release();
  });
});

describe('AdamW', () => {
  it('is its formula: two steps by hand', () => {
    const graph = new Graph();
    const input = (name: string, length: number) => graph.input(name, [length]);
    const [w, m, v, g, rates] = [input('w', 2), input('m', 2), input('v', 2), input('g', 2), input('rates', 3)] as const;
    const decays = graph.constant(Float32Array.of(1, 0), [2]);
    const next = adamStep({ weights: w, mean: m, square: v }, g, rates, decays, { weightDecay: 0.5 });
    let [W, M, V]: [number[], number[], number[]] = [
      [1, -2],
      [0, 0],
      [0, 0],
    ];
    let values = { w: W, m: M, v: V };
    for (const [t, slope] of [
      [0.3, -4],
      [0.1, 2],
    ].entries()) {
      const found = evaluate(
        graph,
        { w: next.weights, m: next.mean, v: next.square },
        { ...values, g: slope, rates: adamRates(0.1, t + 1) },
      );
      M = M.map((x, i) => 0.9 * x + 0.1 * (slope[i] as number));
      V = V.map((x, i) => 0.999 * x + 0.001 * (slope[i] as number) ** 2);
      W = W.map((x, i) => {
        const move = (M[i] as number) / (1 - 0.9 ** (t + 1)) / (Math.sqrt((V[i] as number) / (1 - 0.999 ** (t + 1))) + 1e-8);
        return x - 0.1 * (move + (i === 0 ? 0.5 * x : 0));
      });
      for (const [i, x] of W.entries()) expect(found.w?.[i]).toBeCloseTo(x, 5);
      values = { w: W, m: M, v: V };
    }
  });

  it('shortens a gradient that is too long, and only that', () => {
    const step = (g: readonly number[]) => {
      const graph = new Graph();
      const state = { weights: graph.input('w', [2]), mean: graph.input('m', [2]), square: graph.input('v', [2]) };
      const none = graph.constant(new Float32Array(2), [2]);
      const options = { longestGradient: 1, beta1: 0 };
      const next = adamStep(state, graph.input('g', [2]), graph.input('rates', [3]), none, options);
      const zero = [0, 0];
      return evaluate(graph, { m: next.mean }, { w: zero, m: zero, v: zero, g, rates: adamRates(0.1, 1) }).m as Float64Array;
    };
    expect(step([3, 4])[0]).toBeCloseTo(0.6, 6);
    expect(step([3, 4])[1]).toBeCloseTo(0.8, 6);
    expect(step([0.3, 0.4])[0]).toBeCloseTo(0.3, 6);
  });
});

describe('the learning rate', () => {
  it('rises to the top and falls to nothing', () => {
    const rates = Array.from({ length: 100 }, (_, step) => cosineRate(2, step, 100, 10));
    expect(Math.max(...rates)).toBeCloseTo(2, 12);
    expect(rates.indexOf(Math.max(...rates))).toBe(10);
    expect(rates[55]).toBeCloseTo(1, 12);
    expect(cosineRate(2, 100, 100, 10)).toBeCloseTo(0, 12);
    expect(rates[0]).toBeGreaterThan(0);
  });
});

describe('weight files', () => {
  it('are safetensors: length, JSON, values', async () => {
    const trainer = await open(engine);
    const state = trainer.initial(randomRoot(5));
    const bytes = encodeCheckpoint(trainer.pieces, { state, notes: {} });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header['hidden.kernel']).toMatchObject({ dtype: 'F32', shape: [8, 1, 3, 3] });
    expect(decodeSafetensors(bytes, 'test').tensors['hidden.kernel']?.values).toEqual(state.weights.subarray(0, 72));
    await trainer.release();
  });

  it('refuse what is cut short, foreign or of another network', async () => {
    const trainer = await open(engine);
    const bytes = encodeCheckpoint(trainer.pieces, { state: trainer.initial(randomRoot(5)), notes: {} });
    for (const broken of [
      bytes.subarray(0, 4),
      bytes.subarray(0, 40),
      bytes.subarray(0, bytes.length - 4),
      bytes.fill(65, 8, 20),
    ]) {
      expect(() => decodeCheckpoint(trainer.pieces, broken, 'x')).toThrow(/x is no weight file/);
    }
    const other = await openTrainer(engine, (graph, parameters) =>
      meanSquaredError(projection(parameters, 'out', graph.input('x', [1, 1, 2, 2]), 1), graph.input('y', [1, 1, 2, 2])),
    );
    const foreign = encodeCheckpoint(other.pieces, { state: other.initial(randomRoot(1)), notes: {} });
    expect(() => decodeCheckpoint(trainer.pieces, foreign, 'x')).toThrow('another network');
    await Promise.all([trainer.release(), other.release()]);
  });
});

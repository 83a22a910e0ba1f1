/** The operations carry a denoiser too: a U-Net with time embedding, attention and v-prediction (Salimans & Ho 2022, arXiv 2202.00512). */
import { expect, it } from 'vitest';
import { cos, exp, ln, PI, sin } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import { openOnnxEngine } from '#nn/engines/onnx';
import { referenceEngine } from '#nn/engines/reference';
import type { Graph, Tensor } from '#nn/graph/graph';
import { convNormRelu, convolution, norm, projection } from '#nn/networks/blocks';
import { silu, softmax } from '#nn/ops/activation';
import { add, scale } from '#nn/ops/arithmetic';
import { conv2d } from '#nn/ops/conv2d';
import { concat, reshape, transpose } from '#nn/ops/form';
import { matMul } from '#nn/ops/linear';
import { meanSquaredError } from '#nn/ops/loss';
import { upsampleNearest } from '#nn/ops/resample';
import type { Parameters } from '#nn/parameters';
import { openTrainer } from '#nn/training';

const [N, SIDE, TIME] = [8, 8, 8];

function attention(p: Parameters, x: Tensor): Tensor {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const flat = (name: string): Tensor => reshape(projection(p, name, x, c), [n, c, h * w]);
  const [q, k, v] = [flat('q'), flat('k'), flat('v')];
  const scores = softmax(scale(matMul(transpose(q, [0, 2, 1]), k), 1 / Math.sqrt(c)), 2);
  return add(x, projection(p, 'o', reshape(matMul(v, transpose(scores, [0, 2, 1])), [n, c, h, w]), c));
}

function denoiser(p: Parameters, x: Tensor, time: Tensor): Tensor {
  const hint = silu(matMul(time, p.matrix('time', [TIME, 16])));
  const wide = convNormRelu(p, 'wide', x, { channels: 8 });
  const down = conv2d(wide, p.kernel('down', [16, 8, 3, 3]), { stride: 2 });
  const told = add(silu(norm(p, 'norm', down)), reshape(hint, [N, 16, 1, 1]));
  const deep = attention(p, silu(convolution(p, 'deep', told, { channels: 16 })));
  const joined = concat([upsampleNearest(deep, 2), wide], 1);
  return projection(p, 'out', convNormRelu(p, 'join', joined, { channels: 8 }), 1);
}

function build(graph: Graph, p: Parameters): Tensor {
  const v = denoiser(p, graph.input('noisy', [N, 1, SIDE, SIDE]), graph.input('time', [N, TIME]));
  return meanSquaredError(v, graph.input('v', [N, 1, SIDE, SIDE]));
}

/** Pictures are a step from dark to light at a random column; noisy = a x + b noise, v = a noise - b x. */
function batch(random: RandomStream) {
  const [noisy, time, v] = [new Float32Array(N * SIDE * SIDE), new Float32Array(N * TIME), new Float32Array(N * SIDE * SIDE)];
  for (let n = 0; n < N; n++) {
    const angle = (random.uniform() * PI) / 2;
    const edge = random.index(SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [x, noise] = [i % SIDE < edge ? -1 : 1, random.normal()];
      noisy[n * SIDE * SIDE + i] = cos(angle) * x + sin(angle) * noise;
      v[n * SIDE * SIDE + i] = cos(angle) * noise - sin(angle) * x;
    }
    for (let k = 0; k < TIME; k++) time[n * TIME + k] = (k % 2 === 0 ? sin : cos)(angle * exp((ln(8) * k) / TIME));
  }
  return { noisy, time, v };
}

it('a small denoiser learns, and steps as the reference does', async () => {
  const { engine } = await openOnnxEngine();
  const trainer = await openTrainer(engine, build);
  const exact = await openTrainer(referenceEngine, build);
  const random = randomRoot('denoiser');
  let state = trainer.initial(random.child('weights'));
  const [a, b] = [
    await trainer.step(state, batch(random.child(0)), 0.01),
    await exact.step(state, batch(random.child(0)), 0.01),
  ];
  expect(a.loss).toBeCloseTo(b.loss, 5);
  for (const [i, slope] of a.state.mean.entries()) expect(slope).toBeCloseTo(b.state.mean[i] as number, 5);
  const losses: number[] = [];
  for (let step = 0; step < 300; step++) {
    const stepped = await trainer.step(state, batch(random.child(step)), 0.005);
    state = stepped.state;
    losses.push(stepped.loss);
  }
  await trainer.release();
  const late = losses.slice(-30).reduce((sum, loss) => sum + loss, 0) / 30;
  // v has variance 1 whatever the angle: a network that says 0 has a loss of 1.
  expect(late).toBeLessThan(0.35);
});

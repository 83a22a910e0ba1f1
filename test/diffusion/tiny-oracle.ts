/** What the tiny model and the formulas of sampling give, worked out plainly in 64 bits: the oracle for the pass through ONNX. */
import { randomRoot } from '#core/random';
import { type Control, controlPicture } from '#diffusion/large/controls';
import { clipTokenizer } from '#diffusion/large/tokenizer';
import type { MadeFrame } from './frames.js';
import { CHANNELS, numbers, tinyVocabulary, WIDTH } from './tiny-model.js';

const LATENT_SCALE = 0.5;
const TABLE = numbers('table', 64 * WIDTH, 0.5);
const WORDS = numbers('words', WIDTH * CHANNELS, 1);
const MIX = numbers('mix', CHANNELS * CHANNELS, 0.15);

export interface Question {
  readonly text: string;
  readonly guidance: number;
  readonly strength: number;
  readonly steps: number;
  readonly seed: number;
  readonly controls: readonly Control[];
  readonly controlScale: number;
}

/** [12, h / 2, w / 2]: channel 4 c + 2 y + x is that colour of that pixel of a block. */
function folded(planes: ArrayLike<number>, width: number, height: number): Float64Array {
  const out = new Float64Array(3 * width * height);
  const [w, h] = [width / 2, height / 2];
  for (let channel = 0; channel < CHANNELS; channel++) {
    const [c, dy, dx] = [channel >> 2, (channel >> 1) & 1, channel & 1];
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++)
        out[(channel * h + y) * w + x] = planes[(c * height + 2 * y + dy) * width + 2 * x + dx] as number;
    }
  }
  return out;
}

function unfolded(latent: Float64Array, width: number, height: number): Float64Array {
  const places = folded(
    Float64Array.from({ length: 3 * width * height }, (_, i) => i),
    width,
    height,
  );
  const out = new Float64Array(latent.length);
  for (const [at, place] of places.entries()) out[place] = latent[at] as number;
  return out;
}

/** [12, n] from [k, n] by a matrix [12, k]. */
function times(matrix: ArrayLike<number>, planes: Float64Array, inner: number): Float64Array {
  const count = planes.length / inner;
  const out = new Float64Array(CHANNELS * count);
  for (let o = 0; o < CHANNELS; o++) {
    for (let k = 0; k < inner; k++) {
      const weight = matrix[o * inner + k] as number;
      for (let i = 0; i < count; i++)
        out[o * count + i] = (out[o * count + i] as number) + weight * (planes[k * count + i] as number);
    }
  }
  return out;
}

function told(text: string): readonly number[] {
  const { vocabulary, merges } = tinyVocabulary();
  const ids = clipTokenizer({ vocabulary, merges })(text);
  const mean = Array.from(
    { length: WIDTH },
    (_, k) => ids.reduce((sum, id) => sum + (TABLE[id * WIDTH + k] as number), 0) / ids.length,
  );
  return Array.from({ length: CHANNELS }, (_, c) =>
    mean.reduce((sum, value, k) => sum + value * (WORDS[k * CHANNELS + c] as number), 0),
  );
}

/** Shares by scaled_linear betas, 0.00085 to 0.012. */
function shareAt(time: number): number {
  const [from, to] = [Math.sqrt(0.00085), Math.sqrt(0.012)];
  let product = 1;
  for (let i = 0; i <= time; i++) product *= 1 - (from + ((to - from) * i) / 999) ** 2;
  return product;
}

/** @returns [3, height, width] what the decoder gives, as bytes that are neither rounded nor cut off */
export function expectedPicture({ seen, rgb }: MadeFrame, groups: Uint8Array, question: Question): Float64Array {
  const { width, height } = seen;
  const count = width * height;
  const planes = Float64Array.from(
    { length: 3 * count },
    (_, at) => (rgb[3 * (at % count) + Math.floor(at / count)] as number) / 127.5 - 1,
  );
  const latent = folded(planes, width, height).map((value) => LATENT_SCALE * value);
  const added = new Float64Array(latent.length);
  for (const [n, control] of question.controls.entries()) {
    const shown = folded(controlPicture(control, seen, groups, seen), width, height);
    // down + mid = 1.5 of what the ControlNet makes of its picture.
    const part = times(numbers(n === 0 ? 'controlnet' : `controlnet_${n}`, CHANNELS * 12, 0.3), shown, 12);
    for (const [i, value] of part.entries()) added[i] = (added[i] as number) + 1.5 * question.controlScale * value;
  }
  const [asked, open] = [told(question.text), told('')];
  const words = asked.map((value, c) => (open[c] as number) + question.guidance * (value - (open[c] as number)));
  const stride = Math.floor(Math.round(1000 * question.strength) / question.steps);
  const visits = Array.from({ length: question.steps }, (_, k) => (question.steps - 1 - k) * stride + 1);
  const random = randomRoot(question.seed).child('noise');
  const first = shareAt(visits[0] as number);
  let x = latent.map((value) => Math.sqrt(first) * value + Math.sqrt(1 - first) * random.normal());
  for (const [k, time] of visits.entries()) {
    const mixed = times(MIX, x, CHANNELS);
    const [here, next] = [shareAt(time), shareAt(visits[k + 1] ?? 0)];
    x = x.map((value, i) => {
      const said = (mixed[i] as number) + (words[Math.floor(i / (count / 4))] as number);
      const noise = said + 0.0003 * time + (added[i] as number);
      return Math.sqrt(next) * ((value - Math.sqrt(1 - here) * noise) / Math.sqrt(here)) + Math.sqrt(1 - next) * noise;
    });
  }
  return unfolded(x, width, height).map((value) => (value / LATENT_SCALE + 1) * 127.5);
}

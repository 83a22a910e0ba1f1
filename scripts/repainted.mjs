/**
 * The contact sheet of the diffusion pass: ten scenarios, each as rendered and with eight seeds; to be looked at critically.
 *
 *   node scripts/repainted.mjs [--model FILE] [--out FILE] [--strength 1] [--steps 6] [--guidance 1] [--weather W] [--time T] [--style S] [--seeds 8] [NAME...]
 *
 * Needs `npm run setup`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ontology } from '../dist/labels/index.js';
import { openSession } from '../dist/renderers/three/host/session.js';
import { SEEN_LAYERS } from '../dist/src/contracts/repaint.js';
import { randomRoot } from '../dist/src/core/random.js';
import { groupTable } from '../dist/src/diffusion/field/groups.js';
import { frameOf } from '../dist/src/diffusion/frame.js';
import { decodeModel } from '../dist/src/diffusion/model/model.js';
import { promptOf } from '../dist/src/diffusion/model/prompt-of.js';
import { openPass } from '../dist/src/diffusion/pass.js';
import { openOnnxEngine } from '../dist/src/nn/engines/onnx.js';
import { root, shotOf } from './shots.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: join(root, 'assets/models/pass/model.safetensors') },
    out: { type: 'string', default: join(root, 'docs/pictures/repainted.jpg') },
    strength: { type: 'string', default: '1' },
    steps: { type: 'string', default: '6' },
    guidance: { type: 'string', default: '1' },
    weather: { type: 'string' },
    style: { type: 'string' },
    time: { type: 'string' },
    seeds: { type: 'string', default: '8' },
    tile: { type: 'string', default: '320' },
  },
});
/** Name, share of the capture window. */
const SHOWN = [
  ['high-street', 0],
  ['suburb', 0],
  ['works-road', 0],
  ['cpnco-child-from-parked-cars', 0.6],
  ['crossing-late-runner', 0.62],
  ['cyclist-from-behind-van', 0.62],
  ['deer-pair-at-dusk', 0.68],
  ['kangaroo-at-dawn', 0.6],
  ['moose-at-night', 0.75],
  ['two-drones-crossing', 0.5],
];
const [width, height] = [960, 540];
const shown = positionals.length === 0 ? SHOWN : positionals.map((name) => [name, 0.6]);
const asked = {
  ...(values.style && { style: values.style }),
  ...(values.weather && { weather: values.weather }),
  ...(values.time && { time: values.time }),
};
const session = await openSession({});
const { engine } = await openOnnxEngine();
const pass = openPass(engine, decodeModel(readFileSync(values.model), values.model));
const [w, h] = [Number(values.tile), Math.round((Number(values.tile) * height) / width)];
const tiles = [];
for (const [row, [name, share]] of shown.entries()) {
  const { frame, prompt } = await frameIn(name, share);
  const put = async (rgb, column) =>
    tiles.push({
      input: await sharp(rgb, { raw: { width, height, channels: 3 } })
        .resize(w, h)
        .png()
        .toBuffer(),
      left: column * w,
      top: row * h,
    });
  await put(frame.rgb, 0);
  const options = {
    strength: Number(values.strength),
    steps: Number(values.steps),
    guidance: Number(values.guidance),
    prompt: { ...prompt, ...asked },
  };
  for (let seed = 0; seed < Number(values.seeds); seed++)
    await put(await pass.repaint(frame, options, randomRoot(seed)), seed + 1);
}
await pass.close();
await session.close();
const size = { width: (1 + Number(values.seeds)) * w, height: shown.length * h };
await sharp({ create: { ...size, channels: 3, background: '#000' } })
  .composite(tiles)
  .jpeg({ quality: 82 })
  .toFile(values.out);
console.log(values.out);

async function frameIn(name, share) {
  const request = await shotOf(name, { seed: 'pictures', draw: 0, share, size: { width, height } });
  const layers = await session.render({ ...request, layers: ['rgb', ...SEEN_LAYERS] });
  return {
    frame: frameOf(layers, request.view, groupTable(ontology.classes), request.frame.medium),
    prompt: promptOf(request.frame.medium),
  };
}

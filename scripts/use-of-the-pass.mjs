/**
 * What the pass is worth in training: pictures of streets, plain, with the scenarios' own randomization, with repainted ones, and with ones drawn in the lent styles that
 * the pass goes after, as folders for `nearmiss utility`; tested on other streets in styles that draws of the style domain lent.
 *
 *   nearmiss diffusion styles scenarios/*\/*.yaml --out views --views 400 --seed styles2 --pictures      # what the model learnt from: pictures to train on
 *   nearmiss diffusion styles scenarios/street/{old-town,signals,suburb}.yaml --out held --views 36 --seed held --pictures
 *   node scripts/use-of-the-pass.mjs --views views --held held --out use [--model FILE] [--each 8] [--strength 1]
 *   nearmiss utility --train plain=use/plain --train classical=use/classical --train pass=use/classical,use/pass --test use/test --size 160x96 --seeds 5 --steps 3000 --threads 1 --out report
 *
 * Repainted pictures go in as they come: the gate, which `diffuse` would hold them against, is not asked. Needs `npm run setup`.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ontology } from '../dist/labels/index.js';
import { randomRoot } from '../dist/src/core/random.js';
import { decodeModel } from '../dist/src/diffusion/model/model.js';
import { openPass } from '../dist/src/diffusion/pass.js';
import { decodeView } from '../dist/src/diffusion/training/views.js';
import { openOnnxEngine } from '../dist/src/nn/engines/onnx.js';
import { root } from './shots.mjs';

const { values } = parseArgs({
  options: {
    views: { type: 'string' },
    held: { type: 'string' },
    out: { type: 'string' },
    model: { type: 'string', default: join(root, 'assets/models/pass/model.safetensors') },
    each: { type: 'string', default: '8' },
    strength: { type: 'string', default: '1' },
  },
});
const HELD = ['old-town', 'signals', 'suburb'];
const STREETS = readdirSync(join(root, 'scenarios/street')).map((name) => name.replace('.yaml', ''));
const { engine } = await openOnnxEngine();
const pass = openPass(engine, decodeModel(readFileSync(values.model), values.model));

const train = viewsIn(values.views).filter(({ scenario }) => STREETS.includes(scenario) && !HELD.includes(scenario));
const held = viewsIn(values.held);
const prompts = train.flatMap(({ view }) => view.styles.slice(2).map(({ prompt }) => prompt));
for (const { name, folder, view } of train) {
  add('plain', name, join(folder, 'style-0.png'), folder);
  add('classical', name, join(folder, 'style-1.png'), folder);
  // What a pass could reach at best: the lent styles themselves.
  for (const k of view.styles.keys()) if (k >= 2) add('drawn', `${name}-${k}`, join(folder, `style-${k}.png`), folder);
  const seen = await seenIn(folder);
  for (let k = 0; k < Number(values.each); k++) {
    const random = randomRoot('use').child(name).child(k);
    // From plain and from the scenario's own look in turn.
    const from = k % 2;
    const rgb = await sharp(join(folder, `style-${from}.png`))
      .raw()
      .toBuffer();
    const { extinctionPerM } = view.styles[from];
    const options = { strength: Number(values.strength), steps: 6, guidance: 1, prompt: random.child('prompt').pick(prompts) };
    const made = await pass.repaint({ seen, rgb, cells: view.cells, extinctionPerM }, options, random);
    const path = slot('pass', `${name}-${k}`);
    await sharp(made, { raw: { width: seen.width, height: seen.height, channels: 3 } })
      .png()
      .toFile(path);
    label('pass', `${name}-${k}`, folder);
  }
}
for (const { name, folder, view } of held)
  for (const k of view.styles.keys()) if (k >= 2) add('test', `${name}-${k}`, join(folder, `style-${k}.png`), folder);
await pass.close();
console.log(`${train.length} views to train on, ${held.length} to test on`);

function viewsIn(folder) {
  const { views } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return views.map(({ file, scenario }) => {
    const name = file.replace('.view', '');
    return { name, scenario, folder: join(folder, name), view: decodeView(readFileSync(join(folder, file)), file) };
  });
}
async function seenIn(folder) {
  const grey = (name) => sharp(join(folder, name)).extractChannel(0);
  const { data: semantic, info } = await grey('semantic.png').toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const bytes = await grey('instance.png').toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  if (semantic.length !== width * height || bytes.length !== 2 * width * height)
    throw new RangeError(`${folder}: labels of another form`);
  const instance = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const none = { depth: new Float32Array(width * height), normal: new Uint8Array(3 * width * height) };
  return { width, height, semantic, instance, ...none };
}
function slot(set, name) {
  for (const part of ['images', 'labels']) mkdirSync(join(values.out, set, part), { recursive: true });
  const codes = join(values.out, set, 'codes.txt');
  if (!existsSync(codes)) writeFileSync(codes, `${names().join('\n')}\n`);
  return join(values.out, set, 'images', `${name}.png`);
}
function label(set, name, folder) {
  copyFileSync(join(folder, 'semantic.png'), join(values.out, set, 'labels', `${name}.png`));
}
function add(set, name, picture, folder) {
  copyFileSync(picture, slot(set, name));
  label(set, name, folder);
}
function names() {
  const out = [];
  for (const { index, id } of ontology.classes) out[index] = id;
  return Array.from(out, (id) => id ?? 'void');
}

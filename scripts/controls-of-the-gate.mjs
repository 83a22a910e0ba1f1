/**
 * How many controls the gate catches, and how often it refuses what is fine, over the frames of a dataset: broader than its test, and without a verdict.
 *
 *   nearmiss generate scenarios/*\/*.yaml --count 1 --seed validity --size 640x360 --out data
 *   node scripts/controls-of-the-gate.mjs data [--each 8] [--segmenter FILE]
 *
 * Frames are looked at one in `--each`; bodies are those of people and animals of 400 pixels or more that the gate can measure. Needs `npm run setup`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ontology } from '../dist/labels/index.js';
import { openGate } from '../dist/src/diffusion/gate/gate.js';
import { decodeSegmenter } from '../dist/src/diffusion/gate/network.js';
import { openOnnxEngine } from '../dist/src/nn/engines/onnx.js';
import { folderStore, readFrame, readSample } from '../dist/src/writers/index.js';
import * as made from '../dist/test/diffusion/gate/controls.js';
import { root } from './shots.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '8' },
    segmenter: { type: 'string', default: join(root, 'assets/models/gate.safetensors') },
  },
});
const LEAST = 400;
const source = folderStore(positionals[0], 'controls');
const { engine } = await openOnnxEngine();
const segmenter = decodeSegmenter(readFileSync(values.segmenter), values.segmenter);
const gate = await openGate({ engine, segmenter, classes: ontology.classes });

const scenes = [];
const { samples } = JSON.parse(readFileSync(join(positionals[0], 'manifest.json'), 'utf8'));
for (const summary of samples) {
  const { start } = await readSample(source, summary, []);
  const taken = start.captures.filter((_, i) => i % Number(values.each) === Number(values.each) >> 1);
  for (const { sensor, index } of taken) {
    const frame = { sample: summary.sample, scene: start.scene, sensor, index };
    const { layers, annotations } = await readFrame(source, frame, ['rgb', 'semantic', 'instance', 'depth', 'normal']);
    const { rgb, ...truth } = layers;
    const scene = {
      name: `${start.scenario.name} ${index}`,
      seen: { width: annotations.view.intrinsics.width, height: annotations.view.intrinsics.height, ...truth },
      rgb,
    };
    const { segments } = await gate.judge(rgb, rgb, scene.seen);
    scene.bodies = segments.filter((s) => s.safety && s.pixels >= LEAST && s.measured.disappearance !== undefined);
    scenes.push(scene);
  }
}
const donors = scenes.filter(({ bodies }) => bodies.length > 0);
console.log(
  `${scenes.length} frames, ${donors.reduce((sum, { bodies }) => sum + bodies.length, 0)} bodies in ${donors.length} of them`,
);

const tally = new Map();
const note = (what, hit, name) => {
  const row = tally.get(what) ?? { hits: 0, of: 0, others: [] };
  row.of++;
  if (hit) row.hits++;
  else row.others.push(name);
  tally.set(what, row);
};
for (const [n, scene] of scenes.entries()) {
  const judge = (rgb) => gate.judge(scene.rgb, rgb, scene.seen);
  const fine = {
    nothing: scene.rgb.slice(),
    ...Object.fromEntries([0.5, 0.75, 1.3, 1.6].map((gain) => [`gain ${gain}`, made.gained(scene, gain)])),
    ...Object.fromEntries([0.6, 0.8, 1.25, 1.6].map((gamma) => [`gamma ${gamma}`, made.gammaOf(scene, gamma)])),
    smooth: made.litSmoothly(scene, 0.5, scene.name),
    'light by label': made.litByLabel(scene, 0.15, scene.name),
  };
  for (const [what, rgb] of Object.entries(fine)) note(`fine: ${what}`, (await judge(rgb)).valid, scene.name);
  const donor = donors[n % donors.length];
  const body = donor.bodies[0].instance;
  const { width, height } = scene.seen;
  const scale = (0.25 * height) / made.boxOf(donor, body).height;
  const at = { x: width * (0.2 + 0.06 * (n % 10)), foot: height * 0.85, scale };
  const whole = {
    moved: made.shifted(scene, 6, 3),
    blurred: made.boxBlurred(made.boxBlurred(scene.rgb, width, 3), width, 3),
    'painted in': made.paintedIn(scene, donor, body, at),
  };
  for (const [what, rgb] of Object.entries(whole)) note(`caught: ${what}`, !(await judge(rgb)).valid, scene.name);
  for (const { instance } of scene.bodies.slice(0, 2)) {
    const box = made.boxOf(scene, instance);
    const wrong = {
      erased: made.erased(scene, instance),
      camouflaged: made.camouflaged(scene, instance, 0.25),
      smaller: made.redrawn(scene, instance, 0, 0, 0.8),
      displaced: made.redrawn(scene, instance, Math.max(6, Math.round(0.3 * box.width)), 0),
      melted: made.melted(scene, instance, Math.max(3, Math.round(Math.min(box.width, box.height) / 8))),
      'another texture': made.retextured(scene, instance, { x: width >> 2, y: Math.floor(0.8 * height), side: 32 }),
    };
    for (const [what, rgb] of Object.entries(wrong)) {
      const { segments } = await judge(rgb);
      const caught = segments.some((s) => s.instance === instance && s.failed.length > 0);
      note(`caught: ${what}`, caught, `${scene.name}, body ${instance}`);
    }
  }
}
for (const [what, { hits, of, others }] of tally)
  console.log(`${what.padEnd(24)} ${hits}/${of}  not: ${others.slice(0, 4).join('; ')}`);
await gate.close();

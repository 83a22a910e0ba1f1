/**
 * Prints, as one JSON object, a hash of everything that must be the same on every machine: for each shipped scenario the
 * concrete scenario, the trace, the raycast renderer's truth layers and what sensors of a catalogue's rig measure. Runs under any Node >= 20.19 on any processor;
 * needs only `dist/` and the JavaScript packages, nothing native. `scripts/determinism.mjs` compares its output across machines.
 *
 *   node scripts/portable-hash.mjs [--draws 2] [--pixels 96x64] [FILE...]
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { semanticIds } from '../dist/labels/index.js';
import { createRayCaster, raycastRenderer } from '../dist/renderers/raycast/index.js';
import { canonicalJson } from '../dist/src/core/hash.js';
import { randomRoot } from '../dist/src/core/random.js';
import { drawScenario, loadScenario, parseScenario } from '../dist/src/scenario/index.js';
import { cameraView } from '../dist/src/sensors/camera.js';
import { openSensor } from '../dist/src/sensors/index.js';
import { simulate } from '../dist/src/world/simulate.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draws: { type: 'string', default: '2' }, pixels: { type: 'string', default: '96x64' } },
});
const [width, height] = values.pixels.split('x').map(Number);
const files = positionals.length > 0 ? positionals : shippedScenarios(join(root, 'scenarios'));
const session = await raycastRenderer.open({});
const result = { node: process.version, arch: process.arch, scenarios: {} };
for (const file of files) {
  const { scenario, diagnostics } = await loadScenario(file);
  if (scenario === undefined) throw new Error(diagnostics.map((d) => `${d.file}:${d.line} ${d.message}`).join('\n'));
  for (let draw = 0; draw < Number(values.draws); draw++)
    result.scenarios[`${relative(root, file)}#${draw}`] = {
      ...(await hashes(scenario, draw)),
      ...(await measured(file, draw)),
    };
}
await session.close();
console.log(JSON.stringify(result));

async function hashes(scenario, draw) {
  const options = { traceHz: 50, semanticIds, withCaptures: true };
  const { concrete } = drawScenario(scenario, {
    seed: '0',
    draw,
    simulate: (s) => simulate(s, { ...options, withCaptures: false }),
  });
  const run = simulate(concrete, options);
  const shot = run.captures[Math.floor(run.captures.length / 2)];
  const truth = shot === undefined ? undefined : await picture(run, shot);
  return {
    concrete: sha(canonicalJson(concrete)),
    trace: sha(canonicalJson(run.trace)),
    verdict: sha(canonicalJson(run.verdict)),
    truth,
  };
}

/** Hash of a few observations of every sensor that is no camera, the ego's own rig exchanged for one that has many. */
async function measured(file, draw) {
  const rig = file.includes('drone') ? 'rigs/drone-full' : 'rigs/car-inertial';
  const text = readFileSync(file, 'utf8').replace(/sensors: rigs\/[a-z-]+/, `sensors: ${rig}`);
  const { scenario } = parseScenario(text, file);
  if (scenario === undefined) return {};
  const { concrete } = drawScenario(scenario, { seed: '0', draw });
  const whole = { ...concrete, capture: { windows: [], maxFrames: 1e9 } };
  const run = simulate(whole, { traceHz: 50, semanticIds, withCaptures: true });
  const [actor] = whole.actors;
  const rays = createRayCaster();
  const common = { carrier: actor.id, scenario: whole, scene: run.scene, timeline: run.timeline, rays };
  const hashed = {};
  for (const sensor of actor.sensors.filter(({ type }) => type !== 'camera')) {
    const session = openSensor({ ...common, sensor, random: randomRoot('0').child(sensor.id) });
    const instants = run.observations.filter((each) => each.sensor === sensor.id);
    const hash = createHash('sha256');
    for (let k = 0; k < 5; k++) {
      const { index, timeNs } = instants[Math.floor((k * instants.length) / 5)];
      const { columns, ...head } = await session.observe(index, timeNs);
      hash.update(canonicalJson(head));
      for (const name of Object.keys(columns).sort()) hash.update(Buffer.from(columns[name].buffer));
    }
    hashed[`sensor ${sensor.id}`] = hash.digest('hex');
  }
  return hashed;
}

/** Hash of each truth layer of one captured instant. */
async function picture(run, shot) {
  const carrier = run.scenario.actors.find((actor) => actor.sensors.some((sensor) => sensor.id === shot.sensor));
  const sensor = carrier.sensors.find((each) => each.id === shot.sensor);
  const view = (frame) =>
    cameraView(sensor, frame.bodies.find((body) => body.id === carrier.id).worldFromBody, carrier.id, 0, { width, height });
  const layers = ['depth', 'normal', 'semantic', 'instance', 'flow'];
  const request = {
    scene: run.scene,
    frame: shot.frame,
    view: view(shot.frame),
    next: { frame: shot.next, view: view(shot.next) },
    layers,
  };
  const drawn = await session.render(request);
  return Object.fromEntries(
    layers.map((name) => [name, sha(new Uint8Array(drawn[name].buffer, drawn[name].byteOffset, drawn[name].byteLength))]),
  );
}
function sha(data) {
  return createHash('sha256').update(data).digest('hex').slice(0, 32);
}
function shippedScenarios(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('catalogs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

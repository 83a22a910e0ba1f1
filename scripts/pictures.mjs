/**
 * One picture of each shipped scenario, to be looked at critically, and the README's overview of nine of them.
 *
 *   node scripts/pictures.mjs [--out DIR] [--size 960x540] [--at 0.5] [--seed pictures] [--draw 0] [NAME...]
 *   node scripts/pictures.mjs --overview      writes docs/pictures/overview.jpg
 *   node scripts/pictures.mjs --conditions [NAME...]      DIR/conditions-*.png: the same moments by day, at dusk, by night, in rain, snow and fog
 *
 * `--at` is the share of the capture window. Needs `npm run setup`.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openSession } from '../dist/renderers/three/host/session.js';
import { cameraView } from '../dist/src/sensors/camera.js';
import { drawConcrete, readScenario, simulateConcrete } from '../dist/src/toolkit/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'datasets/pictures' },
    size: { type: 'string', default: '960x540' },
    at: { type: 'string', default: '0.5' },
    seed: { type: 'string', default: 'pictures' },
    draw: { type: 'string', default: '0' },
    overview: { type: 'boolean', default: false },
    conditions: { type: 'boolean', default: false },
  },
});
const [width, height] = values.size.split('x').map(Number);
/** Name, share of the capture window. */
const OVERVIEW = [
  ['deer-pair-at-dusk', 0.68],
  ['moose-at-night', 0.75],
  ['boar-group-in-fog', 0.4],
  ['cpnco-child-from-parked-cars', 0.6],
  ['crossing-late-runner', 0.62],
  ['cyclist-from-behind-van', 0.62],
  ['lost-load', 0.62],
  ['two-drones-crossing', 0.5],
  ['crane-and-wire', 0.4],
];
const DEGREE = Math.PI / 180;
const CLEAR = {
  illuminanceLx: undefined,
  fogMorM: 20_000,
  rainMmPerH: 0,
  snowMmPerH: 0,
  snowCover: 0,
  wetness: 0,
  cloudCover: 0.2,
};
const CONDITIONS = {
  day: { ...CLEAR, sunElevation: 42 * DEGREE },
  dusk: { ...CLEAR, sunElevation: -3 * DEGREE, cloudCover: 0.5 },
  night: { ...CLEAR, sunElevation: -25 * DEGREE },
  rain: { ...CLEAR, sunElevation: 25 * DEGREE, cloudCover: 1, rainMmPerH: 12, wetness: 0.9, fogMorM: 4000 },
  snow: { ...CLEAR, sunElevation: 15 * DEGREE, cloudCover: 1, snowMmPerH: 1.5, snowCover: 0.85, wetness: 0.3, fogMorM: 2500 },
  fog: { ...CLEAR, sunElevation: 20 * DEGREE, cloudCover: 1, fogMorM: 90 },
};
const files = new Map(
  readdirSync(join(root, 'scenarios'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('catalogs'))
    .map((entry) => [basename(entry.name, '.yaml'), join(entry.parentPath, entry.name)]),
);
const session = await openSession({});
if (values.overview) await overview();
else if (values.conditions) await conditions();
else {
  mkdirSync(values.out, { recursive: true });
  for (const name of chosen()) {
    const target = join(values.out, `${name}.png`);
    await (await picture(name, Number(values.at))).png().toFile(target);
    console.log(target);
  }
}
await session.close();

function chosen() {
  return [...files.keys()].filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part))).sort();
}

/** @param weather what is other than in the scenario @returns sharp's image of that scenario at that share of its capture window */
async function picture(name, share, weather = {}) {
  const { concrete } = drawConcrete(await readScenario(files.get(name)), values.seed, Number(values.draw));
  const shownAs = { ...concrete, environment: { ...concrete.environment, ...weather } };
  const { scene, captures, scenario } = simulateConcrete(concrete, true, { shownAs });
  const shot = captures[Math.round((captures.length - 1) * share)];
  const carrier = scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === shot.sensor));
  const sensor = carrier.sensors.find(({ id }) => id === shot.sensor);
  const view = ({ bodies }) => {
    const { worldFromBody } = bodies.find(({ id }) => id === carrier.id);
    return cameraView(sensor, worldFromBody, carrier.id, 7, { width, height });
  };
  const next = { frame: shot.next, view: view(shot.next) };
  const { rgb } = await session.render({ scene, frame: shot.frame, view: view(shot.frame), next, layers: ['rgb'] });
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** A row a scenario, a column a condition, ten rows a sheet. */
async function conditions() {
  mkdirSync(values.out, { recursive: true });
  const [w, h, rows] = [320, Math.round((320 * height) / width), 10];
  const names = chosen();
  for (let first = 0; first < names.length; first += rows) {
    const part = names.slice(first, first + rows);
    const tiles = [];
    for (const [y, name] of part.entries()) {
      for (const [x, weather] of Object.values(CONDITIONS).entries()) {
        const input = await (await picture(name, Number(values.at), weather)).resize(w, h).png().toBuffer();
        tiles.push({ input, left: x * w, top: y * h });
      }
    }
    const size = { width: Object.keys(CONDITIONS).length * w, height: part.length * h };
    const target = join(values.out, `conditions-${first / rows + 1}.png`);
    await sharp({ create: { ...size, channels: 3, background: '#000' } })
      .composite(tiles)
      .png()
      .toFile(target);
    console.log(`${target}: ${Object.keys(CONDITIONS).join(', ')}; ${part.join(', ')}`);
  }
}

async function overview() {
  const [columns, w, h] = [3, 640, 360];
  const tiles = [];
  for (const [i, [name, share]] of OVERVIEW.entries()) {
    const input = await (await picture(name, share)).resize(w, h).png().toBuffer();
    tiles.push({ input, left: (i % columns) * w, top: Math.floor(i / columns) * h });
  }
  const rows = Math.ceil(OVERVIEW.length / columns);
  const sheet = sharp({ create: { width: columns * w, height: rows * h, channels: 3, background: '#000' } });
  await sheet.composite(tiles).jpeg({ quality: 84 }).toFile(join(root, 'docs/pictures/overview.jpg'));
}

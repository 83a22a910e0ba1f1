/**
 * One picture of each shipped scenario, to be looked at critically, and the README's overview of nine of them.
 *
 *   node scripts/pictures.mjs [--out DIR] [--size 960x540] [--at 0.5] [--seed pictures] [--draw 0] [NAME...]
 *   node scripts/pictures.mjs --overview      writes docs/pictures/overview.jpg
 *   node scripts/pictures.mjs --conditions [NAME...]      DIR/conditions-*.png: the same moments by day, at dusk, by night, in rain, snow and fog
 *
 * `--at` is the share of the capture window. Needs `npm run setup`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openSession } from '../dist/renderers/three/host/session.js';
import { root, scenarioFiles, shotOf } from './shots.mjs';

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
  return [...scenarioFiles.keys()]
    .filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)))
    .sort();
}

/** @param weather what is other than in the scenario @returns sharp's image of that scenario at that share of its capture window */
async function picture(name, share, weather = {}) {
  const size = { width, height };
  const request = await shotOf(name, { seed: values.seed, draw: Number(values.draw), share, size, weather });
  const { rgb } = await session.render({ ...request, layers: ['rgb'] });
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** A row a scenario, a column a condition: ten rows a sheet, and all of them small in one. */
async function conditions() {
  mkdirSync(values.out, { recursive: true });
  const names = chosen();
  const pictures = [];
  for (const name of names)
    for (const weather of Object.values(CONDITIONS))
      pictures.push(await (await picture(name, Number(values.at), weather)).png().toBuffer());
  const columns = Object.keys(CONDITIONS).length;
  const rows = 10;
  for (let first = 0; first < names.length; first += rows) {
    const target = join(values.out, `conditions-${first / rows + 1}.png`);
    await (await sheetOf(pictures.slice(first * columns, (first + rows) * columns), columns, 320)).png().toFile(target);
    console.log(`${target}: ${Object.keys(CONDITIONS).join(', ')}; ${names.slice(first, first + rows).join(', ')}`);
  }
  await (await sheetOf(pictures, columns, 200)).jpeg({ quality: 80 }).toFile(join(values.out, 'conditions.jpg'));
}

/** @returns sharp's image of pictures side by side, each so many pixels wide */
async function sheetOf(pictures, columns, w) {
  const h = Math.round((w * height) / width);
  const tiles = await Promise.all(
    pictures.map(async (picture, i) => ({
      input: await sharp(picture).resize(w, h).png().toBuffer(),
      left: (i % columns) * w,
      top: Math.floor(i / columns) * h,
    })),
  );
  const size = { width: columns * w, height: Math.ceil(pictures.length / columns) * h };
  return sharp({ create: { ...size, channels: 3, background: '#000' } }).composite(tiles);
}

async function overview() {
  const pictures = [];
  for (const [name, share] of OVERVIEW) pictures.push(await (await picture(name, share)).png().toBuffer());
  await (await sheetOf(pictures, 3, 640)).jpeg({ quality: 84 }).toFile(join(root, 'docs/pictures/overview.jpg'));
}

/** A contact strip: samples from top to bottom, variants from left to right and on in the next row, one picture of each. */
import sharp from 'sharp';
import type { Store } from '#contracts/writer';
import { escapeHtml } from '../inspect/text.js';
import type { SampleFacts } from './facts.js';

const WIDTH = 400;
const BAR = 22;
/** Variants side by side; samples and variants at most. */
const ACROSS = 4;
const SAMPLES = 4;
const VARIANTS = 24;

export interface Column {
  readonly name: string;
  readonly store: Store;
  readonly samples: readonly SampleFacts[];
}

/** @returns a PNG; undefined where no pictures were made */
export async function contactStrip(columns: readonly Column[]): Promise<Uint8Array | undefined> {
  const shown = columns.slice(0, VARIANTS);
  const rows = (shown[0]?.samples ?? []).slice(0, SAMPLES).flatMap(({ pictures, sample }) => {
    const files = [...pictures.keys()].filter((path) => path.includes('/rgb/'));
    const middle = files[Math.floor(files.length / 2)];
    return middle === undefined ? [] : [`samples/${sample}/${middle}`];
  });
  if (rows.length === 0) return undefined;
  const linesEach = Math.ceil(shown.length / ACROSS);
  const tiles = await Promise.all(
    rows.flatMap((path, row) =>
      shown.map((column, i) => tile(column, path, i % ACROSS, row * linesEach + Math.floor(i / ACROSS))),
    ),
  );
  const height = Math.max(...tiles.map((each) => each.height)) + BAR;
  const sheet = sharp({
    create: {
      width: WIDTH * Math.min(shown.length, ACROSS),
      height: height * rows.length * linesEach,
      channels: 3,
      background: '#181818',
    },
  });
  const placed = tiles.flatMap(({ x, y, picture, label }) => [
    { input: label, left: x * WIDTH, top: y * height },
    ...(picture === undefined ? [] : [{ input: picture, left: x * WIDTH, top: y * height + BAR }]),
  ]);
  return sheet.composite(placed).png().toBuffer();
}

async function tile({ name, store }: Column, path: string, x: number, y: number) {
  const label = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${BAR}"><text x="6" y="16" font-family="sans-serif" font-size="14" fill="#ddd">${escapeHtml(name)}</text></svg>`,
  );
  const bytes = await store.read(path);
  if (bytes === undefined) return { x, y, label, height: 1 };
  const { data, info } = await sharp(bytes).resize({ width: WIDTH }).png().toBuffer({ resolveWithObject: true });
  return { x, y, label, picture: data, height: info.height };
}

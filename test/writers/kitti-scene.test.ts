/** KITTI's files of a real scenario: labels, calibration and points agree with the truth layers through the files alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { FrameAnnotations } from '#contracts/label';
import { apply, cornersOf, type KittiObject, type Matrix, project, readCalibration, readLabels } from './kitti-reader.js';
import { type Made, makeDataset } from './made-dataset.js';
import { madeText as text } from './made-sample.js';

const FRAMES = 3;
let store: Made;
let folder: string;
beforeAll(async () => {
  const scenario = await readFile(join(import.meta.dirname, '..', 'fixtures', 'parked-cars-with-lidar.yaml'), 'utf8');
  store = await makeDataset(scenario, { writers: ['native', 'kitti', 'kitti-odometry'], size: { width: 320, height: 180 } });
  const split = text(store.files, 'kitti/front/frames.csv').split('\n')[1]?.split(',')[1];
  folder = `kitti/front/${split === 'test' ? 'testing' : 'training'}`;
}, 120_000);

const name = (frame: number) => String(frame).padStart(6, '0');
const calibrationOf = (frame: number) => readCalibration(text(store.files, `${folder}/calib/${name(frame)}.txt`));
const nativeOf = (frame: number) =>
  JSON.parse(text(store.files, `samples/000000/front/annotations/${name(frame)}.json`)) as FrameAnnotations;

async function mapsOf(frame: number) {
  const path = `samples/000000/front`;
  const ids = await sharp(store.files.get(`${path}/instance/${name(frame)}.png`))
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const depth = await sharp(store.files.get(`${path}/depth/${name(frame)}.tiff`))
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = ids.info;
  const metres = new Float32Array(depth.data.buffer, depth.data.byteOffset, depth.data.length / 4);
  return {
    ...{ width, height },
    instance: new Uint16Array(ids.data.buffer, ids.data.byteOffset, width * height),
    depth: (i: number) => metres[i * depth.info.channels] as number,
  };
}

/** Points of the velodyne file, and the instance of each from the native file of the same turn. */
function pointsOf(frame: number) {
  const bytes = store.files.get(`${folder}/velodyne/${name(frame)}.bin`) as Uint8Array;
  const numbers = new Float32Array(bytes.slice().buffer);
  const turnNs = Number(text(store.files, 'kitti/front/frames.csv').split('\n')[1 + frame]?.split(',')[5]);
  expect(turnNs).toBe(nativeOf(frame).timeNs);
  const index = [...store.files.keys()].find(
    (path) => /top\/lidar\/\d+\.json$/.test(path) && JSON.parse(text(store.files, path)).timeNs === turnNs,
  ) as string;
  const npy = unzipSync(store.files.get(index.replace('.json', '.npz')) as Uint8Array)['instance.npy'] as Uint8Array;
  const header = 10 + (npy[8] as number) + 256 * (npy[9] as number);
  const instance = new Uint16Array(npy.slice(header).buffer);
  expect(numbers.length).toBe(4 * instance.length);
  return [...instance].map((id, i) => ({ id, xyz: [...numbers.subarray(4 * i, 4 * i + 3)], reflectance: numbers[4 * i + 3] }));
}

/** Shares of the labelled points in the picture that fall into their mask (a pixel of room), and that something nearer hides. */
async function hits(frame: number, calibration: Readonly<Record<string, Matrix>>) {
  const { width, height, instance, depth } = await mapsOf(frame);
  let [inside, hidden, all] = [0, 0, 0];
  for (const { id, xyz } of pointsOf(frame)) {
    const { u, v, depth: z } = project(calibration, xyz);
    const [x, y] = [Math.round(u), Math.round(v)];
    if (id === 0 || z <= 0 || x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue;
    all++;
    const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => (y + dy) * width + x + dx));
    if (around.some((i) => instance[i] === id)) inside++;
    // The lidar stands 0.55 m above the camera and sees over things.
    else if (around.some((i) => depth(i) > 0 && depth(i) < z - 0.2)) hidden++;
  }
  return { inside, hidden, all };
}

test('labelled points fall into their masks through the calib file, or are behind something that the lidar sees over', async () => {
  for (let frame = 0; frame < FRAMES; frame++) {
    const { inside, hidden, all } = await hits(frame, calibrationOf(frame));
    expect(all).toBeGreaterThan(20);
    expect({ frame, astray: all - inside - hidden }).toEqual({ frame, astray: 0 });
    expect(inside / all).toBeGreaterThan(0.9);
  }
});

test('a calibration that is off by two degrees sends them astray', async () => {
  const calibration = calibrationOf(0);
  const [c, s] = [Math.cos(Math.PI / 90), Math.sin(Math.PI / 90)];
  const [x, y, z] = calibration.Tr_velo_to_cam as Matrix as [number[], number[], number[]];
  const turned = [x.map((v, i) => c * v + s * (z[i] as number)), y, z.map((v, i) => c * v - s * (x[i] as number))];
  const { inside, all } = await hits(0, { ...calibration, Tr_velo_to_cam: turned });
  expect(inside / all).toBeLessThan(0.8);
});

test('every object of the picture has a row; its 3-D box covers what would be seen of it if nothing hid it', () => {
  for (let frame = 0; frame < FRAMES; frame++) {
    const { objects } = nativeOf(frame);
    const rows = readLabels(text(store.files, `${folder}/label_2/${name(frame)}.txt`), 'object');
    expect(rows.map(({ type }) => type).sort()).toEqual(['Car', 'Car', 'Pedestrian']);
    expect(rows).toHaveLength(objects.length);
    for (const [i, object] of objects.entries()) {
      const { box, amodalBox } = object;
      const row = rows[i] as KittiObject;
      const [right, bottom] = [Math.min(box.x + box.width - 0.5, 319), Math.min(box.y + box.height - 0.5, 179)];
      expect(row.box).toEqual([Math.max(box.x - 0.5, 0), Math.max(box.y - 0.5, 0), right, bottom]);
      const corners = cornersOf(row).map(
        (corner) => apply(calibrationOf(frame).P2 as Matrix, corner) as [number, number, number],
      );
      const [us, vs] = [corners.map(([u, , w]) => u / w), corners.map(([, v, w]) => v / w)];
      // Centres of the pixels that the body covers lie inside, to what four decimals of a metre leave.
      expect(Math.min(...us)).toBeLessThan(amodalBox.x + 0.05);
      expect(Math.max(...us)).toBeGreaterThan(amodalBox.x + amodalBox.width - 1 - 0.05);
      expect(Math.min(...vs)).toBeLessThan(amodalBox.y + 0.05);
      expect(Math.max(...vs)).toBeGreaterThan(amodalBox.y + amodalBox.height - 1 - 0.05);
    }
  }
});

test('poses lead from picture to picture as the camera went', () => {
  const lines = text(store.files, 'kitti-odometry/front/poses/00.txt').trimEnd().split('\n');
  const places = lines.map((line) => [3, 7, 11].map((i) => Number(line.split(' ')[i])));
  const first = nativeOf(0).view.worldFromCamera.position;
  for (const [frame, place] of places.entries()) {
    const { position } = nativeOf(frame).view.worldFromCamera;
    const gone = Math.sqrt(position.reduce((sum, v, i) => sum + (v - (first[i] as number)) ** 2, 0));
    expect(Math.sqrt(place.reduce((sum, v) => sum + v * v, 0))).toBeCloseTo(gone, 9);
    expect(place[2]).toBeCloseTo(gone, 9);
  }
});

test('reflectances are 0 to 1', () => {
  for (const { reflectance } of pointsOf(0)) expect(reflectance).toSatisfy((value: number) => value >= 0 && value <= 1);
});

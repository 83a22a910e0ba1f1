/** YOLO's text files read back: boxes, outlines against the masks they were drawn round, keypoints and what data.yaml says. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { splitOf } from '../../src/writers/split.js';
import { yolo, yoloPose, yoloSeg } from '../../src/writers/yolo/index.js';
import { outerRings, type Ring, ringArea } from '../../src/writers/yolo/outline.js';
import { joined, simplified } from '../../src/writers/yolo/simplify.js';
import { HEIGHT, WIDTH } from '../pipeline/fake-world.js';
import { definition, FRONT, frameRecord, SAMPLE, start, writeSample } from './recorded-sample.js';

const split = splitOf(start.scenario);
const read = (files: ReadonlyMap<string, Uint8Array>, path: string) => new TextDecoder().decode(files.get(path));
const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ').map(Number));
/** Everybody can be seen. */
const visible = async () => {
  const record = await frameRecord(FRONT, 1);
  const objects = record.annotations.objects.map((object) => ({
    ...object,
    contrast: { ...object.contrast, detectable: true },
  }));
  return { ...record, annotations: { ...record.annotations, objects } };
};

test('labels have the bytes they always had', async () => {
  const hashes = [];
  for (const writer of [yolo, yoloSeg, yoloPose]) {
    const { files } = await writeSample(writer, { order: [4, 1, 0, 5, 3, 2] });
    const hash = createHash('sha256');
    for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (!path.endsWith('.png')) hash.update(path).update(bytes);
    hashes.push([files.size, hash.digest('hex').slice(0, 16)]);
  }
  expect(hashes).toMatchInlineSnapshot(`
    [
      [
        13,
        "eab03edb3283a8f5",
      ],
      [
        13,
        "2095ef3fe2d6c641",
      ],
      [
        13,
        "9c0dd336b14e1e00",
      ],
    ]
  `);
});

test('each picture has its labels beside it, where readers look', async () => {
  const { files, sources } = await writeSample(yolo);
  const pictures = [...files.keys()].filter((path) => path.includes('/images/'));
  expect(pictures).toHaveLength(6);
  for (const path of pictures) {
    expect(path.startsWith(`yolo/images/${split}/${SAMPLE}_`)).toBe(true);
    expect(files.has(path.replace('/images/', '/labels/').replace('.png', '.txt'))).toBe(true);
    expect(sources.get(path)).toEqual(['rgb']);
    expect(await sharp(files.get(path)).metadata()).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 3 });
  }
});

test('boxes come back within a hundredth of a pixel; classes count from 0; what night hides has no label', async () => {
  const { files } = await writeSample(yolo);
  const { annotations } = await frameRecord(FRONT, 1);
  const seen = annotations.objects.filter(({ contrast }) => contrast.detectable);
  const found = rows(read(files, `yolo/labels/${split}/${SAMPLE}_front_000001.txt`));
  expect(annotations.objects.length).toBeGreaterThan(seen.length);
  expect(found).toHaveLength(seen.length);
  for (const [i, [number, cx, cy, w, h]] of (found as [number, number, number, number, number][]).entries()) {
    const { box, class: name } = seen[i] as (typeof seen)[number];
    expect(['car', 'person'][number]).toBe(name);
    const back = [(cx - w / 2) * WIDTH, (cy - h / 2) * HEIGHT, w * WIDTH, h * HEIGHT];
    for (const [j, value] of [box.x, box.y, box.width, box.height].entries()) expect(back[j]).toBeCloseTo(value, 2);
  }
});

test('data.yaml: classes in the order of their numbers, splits that have pictures, validation in any case', async () => {
  const yaml = parse(read((await writeSample(yolo)).files, 'yolo/data.yaml'));
  expect(yaml.names).toEqual({ 0: 'car', 1: 'person' });
  expect(yaml[split]).toBe(`images/${split}`);
  expect(yaml.val).toMatch(/^images\//);
  expect(yaml.path).toBeUndefined();
});

test('people have keypoints; a mirrored picture swaps left and right', async () => {
  const names = ['nose', 'left_eye', 'right_eye'];
  const given = { ...definition, keypoints: { person: { names, skeleton: [] } } };
  const { files } = await writeSample(yoloPose, { given });
  expect(parse(read(files, 'yolo-pose/data.yaml'))).toMatchObject({
    names: { 0: 'person' },
    kpt_shape: [3, 3],
    flip_idx: [0, 2, 1],
  });
  const { memoryStore } = await import('#writers/index');
  const store = memoryStore();
  const stage = await store.stage(SAMPLE);
  const record = await visible();
  await yoloPose.open(given, start, stage).frame(record);
  await stage.commit();
  const [row] = rows(read(store.files, `yolo-pose/labels/${split}/${SAMPLE}_front_000001.txt`));
  const nose = record.annotations.objects.find(({ class: name }) => name === 'person')?.keypoints?.[0];
  expect(row).toHaveLength(5 + 3 * names.length);
  expect(
    [(row?.[5] ?? 0) * WIDTH, (row?.[6] ?? 0) * HEIGHT, row?.[7]].map((value) => Math.round((value ?? 0) * 100) / 100),
  ).toEqual([nose?.x, nose?.y, 2]);
  expect(row?.slice(8)).toEqual([0, 0, 0, 0, 0, 0]);
});

/** Pixels whose middle lies inside, by the even-odd rule. */
function filled(ring: Ring, width: number, height: number): boolean[] {
  return Array.from({ length: width * height }, (_, i) => {
    const [px, py] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return ring.reduce((inside, [ax, ay], j) => {
      const [bx, by] = ring[(j + 1) % ring.length] as readonly [number, number];
      return ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax ? !inside : inside;
    }, false);
  });
}

test('outlines in the file are those of the masks', async () => {
  const { files } = await writeSample(yoloSeg);
  const { annotations, layers } = await frameRecord(FRONT, 1);
  const seen = annotations.objects.filter(({ contrast }) => contrast.detectable);
  const found = rows(read(files, `yolo-seg/labels/${split}/${SAMPLE}_front_000001.txt`));
  expect(found).toHaveLength(seen.length);
  for (const [i, [, ...numbers]] of found.entries()) {
    const ring: Ring = Array.from({ length: numbers.length / 2 }, (_, j) => [
      (numbers[2 * j] as number) * WIDTH,
      (numbers[2 * j + 1] as number) * HEIGHT,
    ]);
    expect(filled(ring, WIDTH, HEIGHT)).toEqual([...(layers.instance ?? [])].map((id) => id === seen[i]?.track));
  }
});

const [SIDE, ID] = [12, 9];
const masks = fc.array(fc.boolean(), { minLength: SIDE * SIDE, maxLength: SIDE * SIDE }).filter((mask) => mask.includes(true));
const idsOf = (mask: readonly boolean[]) => Uint16Array.from(mask, (inside) => (inside ? ID : 0));
const ALL = { x: 0, y: 0, width: SIDE, height: SIDE };

test('of any mask the rings hold the mask and its holes, nothing else', () => {
  fc.assert(
    fc.property(masks, (mask) => {
      const rings = outerRings(idsOf(mask), SIDE, ID, ALL);
      const fillings = rings.map((ring) => filled(ring, SIDE, SIDE));
      const union = mask.map((_, i) => fillings.some((filling) => filling[i]));
      for (const [i, inside] of mask.entries()) if (inside) expect(union[i]).toBe(true);
      // What is filled without being in the mask is shut in by it: it can't be left by steps across edges.
      for (const [i, inside] of union.entries()) if (inside && mask[i] === false) expect(escapes(mask, i)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

function escapes(mask: readonly boolean[], from: number): boolean {
  const seen = new Set([from]);
  for (const at of seen) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    for (const [u, v] of [
      [x + 1, y],
      [x - 1, y],
      [x, y + 1],
      [x, y - 1],
      [x + 1, y + 1],
      [x - 1, y - 1],
      [x + 1, y - 1],
      [x - 1, y + 1],
    ] as const) {
      if (u < 0 || v < 0 || u >= SIDE || v >= SIDE) return true;
      if (mask[v * SIDE + u] === false) seen.add(v * SIDE + u);
    }
  }
  return false;
}

test('a disc keeps every pixel with fewer points; parts are joined without adding area', () => {
  const size = 100;
  const disc = (cx: number) => (i: number) => ((i % size) + 0.5 - cx) ** 2 + (Math.floor(i / size) + 0.5 - 50) ** 2 < 20 ** 2;
  const ids = Uint16Array.from({ length: size * size }, (_, i) => (disc(25)(i) || disc(75)(i) ? ID : 0));
  const rings = outerRings(ids, size, ID, { x: 0, y: 0, width: size, height: size });
  expect(rings).toHaveLength(2);
  expect(rings.reduce((sum, ring) => sum + ringArea(ring), 0)).toBe(ids.filter(Boolean).length);
  const fewer = rings.map((ring) => simplified(ring, 0.5));
  const one = joined(fewer);
  expect(one.length).toBeLessThan(0.8 * rings.flat().length);
  expect(ringArea(one)).toBeCloseTo(
    fewer.reduce((sum, ring) => sum + ringArea(ring), 0),
    9,
  );
  const inside = filled(one, size, size);
  expect(inside).toEqual([...ids].map((id) => id === ID));
});

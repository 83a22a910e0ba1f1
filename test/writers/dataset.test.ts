/** Both writers on a tiny dataset: golden bytes, read back by a strict reader, controls that the reader can fail. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FrameAnnotations, Ontology } from '#contracts/label';
import type { Artefact } from '#contracts/writer';
import { panopticFrame } from '../../src/writers/coco/panoptic.js';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan, HEIGHT, WIDTH } from '../pipeline/fake-world.js';
import { checkInstances, checkPanoptic, type Instances, type Panoptic } from './strict-coco.js';

let files: ReadonlyMap<string, Uint8Array>;
let artefacts: readonly Artefact[];
beforeAll(async () => {
  const made = await makeFakeDataset(fakePlan());
  files = made.store.files;
  artefacts = made.artefacts;
});

const json = <T>(path: string): T => JSON.parse(new TextDecoder().decode(files.get(path))) as T;
async function png(file: string) {
  const { data, info } = await sharp(files.get(`coco/panoptic/${file}`))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ channels: 3, width: WIDTH, height: HEIGHT });
  return { pixels: new Uint8Array(data), width: info.width };
}

test('portable files have the bytes they always had', () => {
  const lines = [...files].filter(([path]) => artefacts.some((a) => a.path === path && a.portable));
  const hash = createHash('sha256');
  for (const [path, bytes] of lines.sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(path).update(bytes);
  expect([lines.length, hash.digest('hex')]).toMatchInlineSnapshot(`
    [
      78,
      "a487faa77e4bc623ac437178051facd50d0e28f779659f92d2f3d66a388e9059",
    ]
  `);
});

test('rgb alone is tied to the backend', () => {
  const tied = artefacts.filter((a) => !a.portable);
  expect(tied.map((a) => a.path.split('/')[3])).toEqual(Array(9).fill('rgb'));
});

test('native layers read back', async () => {
  const path = (layer: string) => `samples/000001/front/${layer}/000002`;
  const instance = await sharp(files.get(`${path('instance')}.png`)).metadata();
  expect(instance).toMatchObject({ depth: 'ushort', channels: 1, width: WIDTH });
  expect((await sharp(files.get(`${path('semantic')}.png`)).metadata()).depth).toBe('uchar');
  const labels = json<{ objects: { track: number }[]; view: { intrinsics: unknown } }>(`${path('annotations')}.json`);
  expect(labels.objects.map((object) => object.track)).toEqual([7, 300]);
  expect(labels.view.intrinsics).toMatchObject({ fx: 10, width: WIDTH });
  expect(json('classes.json')).toEqual({ 0: 'unlabeled', 1: 'road', 2: 'car', 3: 'person' });
});

test('COCO instances pass the strict reader', () => {
  const data = json<Instances>('coco/instances.json');
  checkInstances(data);
  expect(data.images).toHaveLength(9);
  expect(data.annotations).toHaveLength(18);
  expect(data.images[0]?.file_name).toBe('samples/000000/front/rgb/000000.png');
  for (const image of data.images) expect(files.has(image.file_name)).toBe(true);
});

test('panoptic ids are painted over whatever the memory held, void too', () => {
  const record = { ...json<FrameAnnotations>('samples/000001/front/annotations/000002.json'), objects: [] };
  const definition = {
    ontology: json<Ontology>('ontology.json'),
    layers: [],
    keypoints: {},
    title: '',
    samples: 1,
    writers: [],
  };
  const ids = { instance: new Uint16Array(4), semantic: Uint8Array.of(0, 1, 0, 1), width: 2, height: 2 };
  const rgb = new Uint8Array(12).fill(0xa5);
  expect(panopticFrame(definition, record, ids, rgb)).toHaveLength(1);
  expect([...rgb]).toEqual([0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1]);
});

test('what night has hidden is a crowd: evaluators leave it out', () => {
  const data = json<Instances>('coco/instances.json');
  for (const annotation of data.annotations) expect(annotation.iscrowd).toBe(annotation.category_id === 3 ? 1 : 0);
});

test('COCO panoptic passes the strict reader', async () => {
  const data = json<Panoptic>('coco/panoptic.json');
  await checkPanoptic(data, png);
  expect(data.annotations[0]?.segments_info.map((segment) => segment.id)).toEqual([7, 300, 65537]);
});

describe('the strict reader notices', () => {
  const withFirst = (change: Record<string, unknown>) => {
    const data = json<{ annotations: Record<string, unknown>[] }>('coco/instances.json');
    data.annotations[0] = { ...data.annotations[0], ...change };
    return () => checkInstances(data as unknown as Instances);
  };
  test.each<[string, Record<string, unknown>]>([
    ['annotation id 0', { id: 0 }],
    ['an area that is not the mask', { area: 20.5 }],
    ['a shifted box', { bbox: [0, 0, 4, 5] }],
    ['a lost picture', { image_id: 99 }],
  ])('%s', (_, change) => expect(withFirst(change)).toThrow());
  test('nothing in the original', () => expect(withFirst({})).not.toThrow());

  test('a wrong panoptic area', async () => {
    const data = json<Panoptic>('coco/panoptic.json');
    (data.annotations[0]?.segments_info[0] as { area: number }).area += 1;
    await expect(checkPanoptic(data, png)).rejects.toThrow('area is exact');
  });
});

test('coco without native writes the pictures itself', async () => {
  const { store } = await makeFakeDataset(fakePlan({ writers: ['coco'], count: 1 }));
  const data = JSON.parse(new TextDecoder().decode(store.files.get('coco/instances.json'))) as Instances;
  checkInstances(data);
  for (const image of data.images) expect(store.files.has(image.file_name)).toBe(true);
  expect([...store.files.keys()].some((path) => path.includes('/depth/'))).toBe(false);
});

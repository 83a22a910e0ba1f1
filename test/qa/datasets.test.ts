/** Every layout is recognised and read, and what is broken is told. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CAMVID_32 } from '#qa/classes/camvid32';
import { CITYSCAPES_IDS } from '#qa/classes/cityscapes-ids';
import { builtInClassMap, type ClassMap } from '#qa/classes/class-map';
import type { Dataset, Picture } from '#qa/datasets/dataset';
import { openDataset } from '#qa/datasets/open';
import { parsePalette } from '#qa/datasets/palette';
import { loadCovering } from '#qa/pictures/load';
import { checkMasks } from '#qa/utility/checks';
import {
  HEIGHT,
  painted,
  remover,
  type Scene,
  scenes,
  temporaryFolder,
  WIDTH,
  writeFolders,
  writePng,
  writeText,
} from './scenes.js';

const camvid = builtInClassMap('camvid11') as ClassMap;
const [scene] = scenes('layouts', 1) as [Scene];
/** Scenes have SegNet's indices, which are camvid11's. */
const expected = scene.index;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  return remover(folder);
});

async function truthOf(dataset: Dataset, classes = camvid): Promise<Uint8Array> {
  await checkMasks(dataset);
  return (await loadCovering(dataset.pictures[0] as Picture, classes, { width: WIDTH, height: HEIGHT })).truth;
}
/** The scene's mask in other values. */
const mapped = (to: Readonly<Record<number, number>>): Uint8Array => scene.index.map((value) => to[value] as number);

const ontology = {
  version: '1',
  classes: [
    { id: 'sky', index: 15, thing: false, color: [0, 0, 0], about: '', cityscapes: { id: 23, name: 'sky' } },
    { id: 'building', index: 7, thing: false, color: [0, 0, 0], about: '', cityscapes: { id: 11, name: 'building' } },
    { id: 'lane-marking', index: 2, thing: false, color: [0, 0, 0], about: '', cityscapes: { id: 7, name: 'road' } },
    { id: 'van', index: 17, thing: true, color: [0, 0, 0], about: '', cityscapes: { id: 26, name: 'car' } },
  ],
};
const NATIVE = { 0: 15, 1: 7, 3: 2, 8: 17 } as const;

describe('layouts', () => {
  it('nearmiss, by its own ontology and through the names of Cityscapes', async () => {
    const at = join(folder, 'native');
    writeText(join(at, 'manifest.json'), '{}');
    writeText(join(at, 'ontology.json'), JSON.stringify(ontology));
    await writePng(join(at, 'samples/000003/front/rgb/000000.png'), scene.rgb, 3);
    await writePng(join(at, 'samples/000003/front/semantic/000000.png'), mapped(NATIVE), 1);
    const dataset = await openDataset(at);
    expect(dataset).toMatchObject({ layout: 'nearmiss', pictures: [{ id: '000003/front/000000.png', sequence: '000003' }] });
    expect(await truthOf(dataset)).toEqual(expected);
  });

  it('nearmiss COCO: segments by picture', async () => {
    const at = join(folder, 'coco');
    // Stuff is class + 65536, things their instance: here the van is instance 5.
    const ids: Readonly<Record<number, number[]>> = { 0: [15, 0, 1], 1: [7, 0, 1], 3: [2, 0, 1], 8: [5, 0, 0] };
    await writePng(join(at, 'coco/panoptic/a/front/0.png'), painted(scene.index, ids), 3);
    await writePng(join(at, 'coco/images/a/front/0.png'), scene.rgb, 3);
    writeText(join(at, 'ontology.json'), JSON.stringify(ontology));
    const segment = (id: number, category_id: number) => ({ id, category_id });
    const panoptic = {
      categories: ontology.classes.map(({ id, index }) => ({ id: index, name: id })),
      images: [{ id: 9, file_name: 'coco/images/a/front/0.png', sample: 'a' }],
      annotations: [
        {
          image_id: 9,
          file_name: 'a/front/0.png',
          segments_info: [segment(65551, 15), segment(65543, 7), segment(65538, 2), segment(5, 17)],
        },
      ],
    };
    writeText(join(at, 'coco/panoptic.json'), JSON.stringify(panoptic));
    const dataset = await openDataset(at);
    expect(dataset).toMatchObject({ layout: 'nearmiss COCO', pictures: [{ sequence: 'a' }] });
    expect(await truthOf(dataset)).toEqual(expected);
  });

  it.each([
    ['labelIds', { 0: 23, 1: 11, 3: 7, 8: 26 }],
    ['labelTrainIds', { 0: 10, 1: 2, 3: 0, 8: 13 }],
  ])('Cityscapes by %s, and a part of it', async (kind, ids) => {
    const at = join(folder, kind);
    const base = 'aachen/aachen_000001_000019';
    await writePng(join(at, `leftImg8bit/train/${base}_leftImg8bit.png`), scene.rgb, 3);
    await writePng(join(at, `gtFine/train/${base}_gtFine_${kind}.png`), mapped(ids), 1);
    for (const path of [at, join(at, 'leftImg8bit/train')]) {
      const dataset = await openDataset(path);
      expect(dataset).toMatchObject({
        layout: 'Cityscapes',
        pictures: [{ sequence: expect.stringContaining('aachen_000001') }],
      });
      expect(await truthOf(dataset)).toEqual(expected);
    }
    const train = builtInClassMap('cityscapes19') as ClassMap;
    expect(await truthOf(await openDataset(at), train)).toEqual(mapped({ 0: 10, 1: 2, 3: 0, 8: 13 }));
  });

  it('folders with the indices of SegNet', async () => {
    await writeFolders(join(folder, 'indices'), [scene]);
    const dataset = await openDataset(join(folder, 'indices'));
    expect(dataset.layout).toContain("SegNet's indices");
    expect(await truthOf(dataset)).toEqual(expected);
  });

  it("folders with CamVid's colours, its names of files, and a part beside its annotations", async () => {
    const { Sky, Building, Road, Car } = CAMVID_32 as Required<typeof CAMVID_32>;
    const mask = painted(scene.index, { 0: Sky as never, 1: Building as never, 3: Road as never, 8: Car as never });
    await writePng(join(folder, 'camvid/train/0001TP_006690.png'), scene.rgb, 3);
    await writePng(join(folder, 'camvid/trainannot/0001TP_006690_L.png'), mask, 3);
    const dataset = await openDataset(join(folder, 'camvid/train'));
    expect(dataset).toMatchObject({ layout: expect.stringContaining("CamVid's colours"), pictures: [{ sequence: '0001TP' }] });
    expect(await truthOf(dataset)).toEqual(expected);
  });

  it('KITTI, with the ids of Cityscapes', async () => {
    await writePng(join(folder, 'kitti/training/image_2/000000_10.png'), scene.rgb, 3);
    await writePng(join(folder, 'kitti/training/semantic/000000_10.png'), mapped({ 0: 23, 1: 11, 3: 7, 8: 26 }), 1);
    for (const path of ['kitti', 'kitti/training']) {
      const dataset = await openDataset(join(folder, path));
      expect(dataset.layout).toBe('KITTI semantics');
      expect(await truthOf(dataset)).toEqual(expected);
    }
  });

  it('folders with indices that codes.txt names', async () => {
    const at = join(folder, 'codes');
    await writePng(join(at, 'images/0001TP_9.png'), scene.rgb, 3);
    await writePng(join(at, 'labels/0001TP_9_P.png'), mapped({ 0: 2, 1: 1, 3: 0, 8: 3 }), 1);
    writeText(join(at, 'codes.txt'), 'Road\nBuilding\nSky\nSUVPickupTruck\n');
    expect(await truthOf(await openDataset(at))).toEqual(expected);
  });

  it.each([
    ['class_dict.csv', 'name,r,g,b\nheaven, 1, 2, 3\nhouse,4,5,6\nstreet,7,8,9\nauto,9,9,9\n'],
    ['palette.yaml', 'heaven: [1, 2, 3]\nhouse: [4, 5, 6]\nstreet: [7, 8, 9]\nauto: [9, 9, 9]\n'],
    ['label_colors.txt', '# r g b name\n1 2 3 heaven\n4 5 6\thouse\n7 8 9 street\n9 9 9 auto\n'],
  ])('folders with %s', async (file, text) => {
    const at = join(folder, file);
    await writePng(join(at, 'images/1.png'), scene.rgb, 3);
    await writePng(
      join(at, 'labels/1.png'),
      painted(scene.index, { 0: [1, 2, 3], 1: [4, 5, 6], 3: [7, 8, 9], 8: [9, 9, 9] }),
      3,
    );
    writeText(join(at, file), text);
    const own: ClassMap = {
      name: 'own',
      classes: ['heaven', 'house', 'street', 'auto'].map((name) => ({ name, color: [0, 0, 0], from: [name] })),
    };
    expect(await truthOf(await openDataset(at), own)).toEqual(mapped({ 0: 0, 1: 1, 3: 2, 8: 3 }));
  });
});

describe('what is broken', () => {
  it('no folder, an unknown layout, nothing in it', async () => {
    await expect(openDataset(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'NM8101', exitCode: 2 });
    await expect(openDataset(folder)).rejects.toMatchObject({ code: 'NM8101', hint: expect.stringContaining('leftImg8bit') });
    writeText(join(folder, 'empty/images/readme.txt'), '');
    writeText(join(folder, 'empty/labels/readme.txt'), '');
    await expect(openDataset(join(folder, 'empty'))).rejects.toMatchObject({ code: 'NM8101' });
  });

  it('a picture without truth, in each layout', async () => {
    await writePng(join(folder, 'lone/images/7.png'), scene.rgb, 3);
    writeText(join(folder, 'lone/labels/readme.txt'), '');
    await expect(openDataset(join(folder, 'lone'))).rejects.toMatchObject({
      code: 'NM8103',
      hint: expect.stringContaining('7_L'),
    });
    await writePng(join(folder, 'city/leftImg8bit/val/x/x_1_2_leftImg8bit.png'), scene.rgb, 3);
    writeText(join(folder, 'city/gtFine/readme.txt'), '');
    await expect(openDataset(join(folder, 'city'))).rejects.toMatchObject({ code: 'NM8103' });
    writeText(join(folder, 'bad-coco/coco/panoptic.json'), '{"images": 3}');
    await expect(openDataset(join(folder, 'bad-coco'))).rejects.toMatchObject({ code: 'NM8103' });
  });

  it('a mask of another size, and one that is no picture', async () => {
    const at = join(folder, 'sizes');
    await writeFolders(at, [scene]);
    const dataset = await openDataset(at);
    const [picture] = dataset.pictures as [Picture];
    await writePng(picture.truth, scene.index.subarray(0, WIDTH * HEIGHT), 1);
    const { default: sharp } = await import('sharp');
    await sharp(new Uint8Array(100), { raw: { width: 10, height: 10, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toFile(picture.truth);
    await expect(truthOf(dataset)).rejects.toMatchObject({ code: 'NM8103', message: expect.stringContaining('10 x 10') });
    writeText(picture.truth, 'no picture');
    await expect(truthOf(dataset)).rejects.toMatchObject({ code: 'NM8103', message: expect.stringContaining("can't be read") });
  });

  it('masks with values that nothing explains', async () => {
    const at = join(folder, 'strange');
    await writePng(join(at, 'images/1.png'), scene.rgb, 3);
    await writePng(
      join(at, 'labels/1.png'),
      scene.index.map((value) => value + 100),
      1,
    );
    const told = { code: 'NM8104', message: expect.stringContaining('100.0 %'), hint: expect.stringContaining('palette.yaml') };
    await expect(truthOf(await openDataset(at))).rejects.toMatchObject(told);
  });

  it('palettes', () => {
    const wrong = (text: string, file = 'p.yaml') => expect(() => parsePalette(text, file));
    wrong('road: [1, 2]').toThrow('neither a colour nor an index');
    wrong('a: 1\nb: 1').toThrow('same value');
    wrong('- a').toThrow('no mapping');
    wrong('{').toThrow(/p\.yaml/);
    wrong('1 2 road', 'p.txt').toThrow('r g b name');
    wrong('name,r,g,b\nroad,1,2', 'p.csv').toThrow('name,r,g,b');
    wrong('# nothing', 'p.txt').toThrow('names no class');
  });
});

it("Cityscapes' ids have the names that the ontology's ids have", async () => {
  const { ontology: own } = await import('#labels/ontology');
  for (const { cityscapes } of own.classes) if (cityscapes) expect(CITYSCAPES_IDS[cityscapes.id]).toBe(cityscapes.name);
});

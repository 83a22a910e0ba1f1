import { describe, expect, it } from 'vitest';
import { ontology } from '#labels/ontology';
import { CAMVID_32, SEGNET_11 } from '#qa/classes/camvid32';
import { CITYSCAPES_IDS } from '#qa/classes/cityscapes-ids';
import { builtInClassMap, CLASS_MAP_NAMES, type ClassMap, classIndex, parseClassMap, plainName } from '#qa/classes/class-map';
import { codeTable } from '#qa/pictures/load';

const camvid = builtInClassMap('camvid11') as ClassMap;
const nameIn = (classes: ClassMap, names: readonly string[]): string | undefined =>
  classes.classes[codeTable(new Map([[1, names]]), classes).get(1) as number]?.name;

describe('built-in classes', () => {
  it.each(CLASS_MAP_NAMES)('%s: no name goes to two classes', (name) => {
    const { classes } = builtInClassMap(name) as ClassMap;
    const all = classes.flatMap(({ from }) => from.map(plainName));
    expect(new Set(all).size).toBe(all.length);
  });

  it("camvid11 is in SegNet's order", () => {
    const order = SEGNET_11.slice(0, 11).map((name) => classIndex(camvid).get(plainName(name)));
    expect(order).toEqual([...Array(11).keys()]);
  });

  it.each([
    ['wall', 'building'],
    ['lane-marking', 'road'],
    ['curb', 'pavement'],
    ['traffic-light', 'sign'],
    ['terrain', 'tree'],
    ['truck', 'car'],
    ['van', 'car'],
    ['bus', 'car'],
    ['motorcycle', 'bicyclist'],
    ['cyclist', 'bicyclist'],
    ['person', 'pedestrian'],
    ['deer', undefined],
    ['unlabeled', undefined],
  ])('nearmiss %s is camvid11 %s', (own, target) => {
    const entry = ontology.classes.find(({ id }) => id === own);
    expect(nameIn(camvid, [own, entry?.cityscapes?.name ?? ''])).toBe(target);
  });

  it('every class of CamVid and Cityscapes has a place in camvid11, but for the void ones', () => {
    const lost = [...Object.keys(CAMVID_32), ...CITYSCAPES_IDS].filter((name) => nameIn(camvid, [name]) === undefined);
    expect(lost.sort()).toEqual([
      'Animal',
      'Void',
      'dynamic',
      'ego vehicle',
      'ground',
      'out of roi',
      'parking',
      'rail track',
      'rectification border',
      'static',
      'unlabeled',
    ]);
  });
});

describe('files of classes', () => {
  const text =
    'name: two\nclasses:\n  - {name: way, color: [1, 2, 3], from: [road, side-walk]}\n  - {name: sky, color: [4, 5, 6]}\n';
  it('name what they gather; spelling does not count', () => {
    const own = parseClassMap(text, 'own.yaml');
    expect(nameIn(own, ['Side Walk'])).toBe('way');
    expect(nameIn(own, ['SKY'])).toBe('sky');
    expect(nameIn(own, ['tree'])).toBeUndefined();
  });
  it.each([
    ['name: x', '2 to 200 classes'],
    [text.replace('name: two', 'title: two'), 'needs a name'],
    [text.replace('[4, 5, 6]', 'blue'), 'needs a color'],
    [text.replace('[road, side-walk]', 'road'), 'list of names'],
    [text.replace('side-walk', 'S_K_Y'), 'goes to both way and sky'],
    ['[', 'own.yaml'],
  ])('tell what is wrong with them: %#', (broken, told) => {
    expect(() => parseClassMap(broken, 'own.yaml')).toThrow(told);
  });
});

/** Datasets made with the shipped rigs: each camera sees the ground at the depth it must have, and the body that stands before it. */
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Made, makeDataset } from '../writers/made-dataset.js';

const scenario = (ego: string, actors: string, more = '') => `
nearmiss: 1
title: A rig and what stands around it
hazard: none
sources: [made for tests]
road: {layout: test-track, length: 220 m}
environment: {sun: {elevation: 40 deg, azimuth: 100 deg}, cloud: 0 %}
ego: ${ego}
actors:
${actors}
${more}
duration: 0.1 s
`;
/** Sizes as declared, divided by this. */
const [WIDTH, HEIGHT] = [160, 90];

interface Picture {
  readonly depth: (x: number, y: number) => number;
  readonly instances: ReadonlySet<number>;
  /** Mean column of an instance's pixels, px. */
  readonly column: (instance: number) => number;
  /** Mean depth of an instance's pixels, m. */
  readonly depthOf: (instance: number) => number;
}
async function picture({ files }: Made, sensor: string): Promise<Picture> {
  const read = async (layer: string, extension: string, space: string, depth: 'float' | 'ushort') => {
    const bytes = files.get(`samples/000000/${sensor}/${layer}/000000.${extension}`);
    return await sharp(bytes).toColourspace(space).raw({ depth }).toBuffer();
  };
  const [depths, ids] = [await read('depth', 'tiff', 'b-w', 'float'), await read('instance', 'png', 'grey16', 'ushort')];
  const depth = new Float32Array(depths.buffer, depths.byteOffset, WIDTH * HEIGHT);
  const instance = new Uint16Array(ids.buffer, ids.byteOffset, WIDTH * HEIGHT);
  const mean = (id: number, of: (pixel: number) => number): number => {
    const values = [...instance].flatMap((each, i) => (each === id ? [of(i)] : []));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    depth: (x, y) => depth[y * WIDTH + x] as number,
    instances: new Set(instance),
    column: (id) => mean(id, (i) => (i % WIDTH) + 0.5),
    depthOf: (id) => mean(id, (i) => depth[i] as number),
  };
}
function instanceOf({ files }: Made, id: string): number {
  const scene = JSON.parse(new TextDecoder().decode(files.get('samples/000000/scene.json'))) as {
    bodies: { id: string; instance: number }[];
  };
  return scene.bodies.find((body) => body.id === id)?.instance as number;
}
/** Intrinsics of the picture as made. */
function focal({ files }: Made, sensor: string): number {
  const labels = files.get(`samples/000000/${sensor}/annotations/000000.json`);
  return (JSON.parse(new TextDecoder().decode(labels)) as { view: { intrinsics: { fx: number } } }).view.intrinsics.fx;
}
const options = { writers: ['native'], size: { width: WIDTH, height: HEIGHT } };

describe('six cameras as in nuScenes', () => {
  const DIRECTIONS: readonly (readonly [string, number])[] = [
    ['CAM_FRONT', 0],
    ['CAM_FRONT_LEFT', 55],
    ['CAM_FRONT_RIGHT', -55],
    ['CAM_BACK', 180],
    ['CAM_BACK_LEFT', 110],
    ['CAM_BACK_RIGHT', -110],
  ];
  let made: Made;
  beforeAll(async () => {
    const around = DIRECTIONS.map(([name, degrees]) => {
      const [x, y] = [12 * Math.cos((degrees * Math.PI) / 180), 12 * Math.sin((degrees * Math.PI) / 180)];
      return `  at-${name.toLowerCase().replaceAll('_', '-')}: {kind: pedestrian-adult, at: {lane: right, s: ${(100 + x).toFixed(3)} m, offset: ${y.toFixed(3)} m}}`;
    });
    const ego = '{kind: sedan, at: {lane: right, s: 100 m}, sensors: rigs/nuscenes-six-cameras}';
    made = await makeDataset(scenario(ego, around.join('\n'), 'capture: {maxFrames: 1}'), options);
  });
  test.each(DIRECTIONS)(
    '%s sees the person in its direction, and the ground as far as 1.5 m of height make it',
    async (name) => {
      const seen = await picture(made, name);
      const person = instanceOf(made, `at-${name.toLowerCase().replaceAll('_', '-')}`);
      expect(seen.instances).toContain(person);
      // From the carrier's middle it stands straight ahead; the camera is within 1.2 m of that middle.
      expect(Math.abs(seen.column(person) - WIDTH / 2)).toBeLessThan(0.15 * WIDTH);
      const row = HEIGHT - 1;
      const [wanted, measured] = [(focal(made, name) * 1.5) / (row + 0.5 - HEIGHT / 2), seen.depth(WIDTH / 2, row)];
      expect(Math.abs(measured / wanted - 1)).toBeLessThan(1e-3);
    },
  );
  test('nobody is seen by a camera that looks the other way', async () => {
    expect((await picture(made, 'CAM_FRONT')).instances).not.toContain(instanceOf(made, 'at-cam-back'));
  });
});

test('the stereo pair: disparity is focal length * 0.54 m / depth', async () => {
  const ego = '{kind: sedan, at: {lane: right, s: 100 m}, sensors: rigs/stereo-pair}';
  const made = await makeDataset(scenario(ego, '  person: {kind: pedestrian-adult, at: {lane: right, s: 108 m}}'), options);
  const [left, right] = [await picture(made, 'left'), await picture(made, 'right')];
  const person = instanceOf(made, 'person');
  const depth = left.depthOf(person);
  expect(Math.abs(depth - 7.4)).toBeLessThan(0.3);
  const disparity = left.column(person) - right.column(person);
  // Half a pixel at either edge of the figure.
  expect(Math.abs(disparity - (focal(made, 'left') * 0.54) / depth)).toBeLessThan(0.5);
  expect(disparity).toBeGreaterThan(5);
});

test('the drone: the ground straight below at its height, and who walks there; ahead, who stands there', async () => {
  const ego = '{kind: quadrotor, at: {lane: right, s: 100 m, altitude: 12 m}, sensors: rigs/drone-downward}';
  const actors = [
    '  below: {kind: sedan, at: {lane: right, s: 101 m}}',
    '  ahead: {kind: sedan, at: {lane: right, s: 130 m}}',
  ].join('\n');
  const made = await makeDataset(scenario(ego, actors), options);
  const [forward, downward] = [await picture(made, 'forward'), await picture(made, 'downward')];
  expect([downward.instances.has(instanceOf(made, 'below')), downward.instances.has(instanceOf(made, 'ahead'))]).toEqual([
    true,
    false,
  ]);
  expect([forward.instances.has(instanceOf(made, 'below')), forward.instances.has(instanceOf(made, 'ahead'))]).toEqual([
    false,
    true,
  ]);
  // A corner is ground: every point of it lies as deep as the camera is high.
  expect(downward.depth(2, HEIGHT - 3)).toBeCloseTo(12 - 0.06, 1);
  expect(downward.depth(2, 2)).toBeCloseTo(12 - 0.06, 1);
});

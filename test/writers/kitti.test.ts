/** KITTI's files: golden text from a sample made by hand, a strict reader, properties. */
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { CameraSensor, Sensor } from '#contracts/rig';
import type { ConcreteActor } from '#contracts/scenario';
import type { FrameRecord, SampleStart } from '#contracts/writer';
import { compose, invert, rotate, transformPoint, type Vec3 } from '#core/pose';
import { kitti, kittiOdometry, kittiTracking } from '../../src/writers/kitti/index.js';
import { objectRows } from '../../src/writers/kitti/labels.js';
import { frameNumber, framesPerSample } from '../../src/writers/kitti/number.js';
import { cameraRigs } from '../../src/writers/kitti/rig.js';
import { exponential, fixed } from '../../src/writers/kitti/text.js';
import { apply, cornersOf, type Matrix, readCalibration, readLabels } from './kitti-reader.js';
import { madeFrame, madeObject, madeOntology, madeStart, madeText, madeTurn, writeMade } from './made-sample.js';

test('object: the files, and what stands in them', async () => {
  const files = await writeMade(kitti);
  expect([...files.keys()].sort()).toMatchInlineSnapshot(`
    [
      "kitti/front/ImageSets/test.txt",
      "kitti/front/ImageSets/train.txt",
      "kitti/front/ImageSets/trainval.txt",
      "kitti/front/ImageSets/val.txt",
      "kitti/front/frames.csv",
      "kitti/front/training/calib/100000.txt",
      "kitti/front/training/calib/100001.txt",
      "kitti/front/training/image_2/100000.png",
      "kitti/front/training/image_2/100001.png",
      "kitti/front/training/label_2/100000.txt",
      "kitti/front/training/label_2/100001.txt",
      "kitti/front/training/velodyne/100000.bin",
      "kitti/front/training/velodyne/100001.bin",
    ]
  `);
  expect(madeText(files, 'kitti/front/training/label_2/100000.txt')).toMatchInlineSnapshot(`
    "Car 0.00 1 -1.4100 1.50 0.50 4.50 2.50 1.5000 1.8000 4.4000 -3.0000 1.2500 18.5000 -1.5708
    Pedestrian 0.20 2 2.9534 1.50 0.50 4.50 2.50 1.2000 0.5000 0.5000 2.0000 1.2500 10.5000 -3.1415
    DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    "
  `);
  expect(madeText(files, 'kitti/front/training/calib/100001.txt')).toMatchInlineSnapshot(`
    "P0: 6.000000000000e+00 0.000000000000e+00 3.500000000000e+00 0.000000000000e+00 0.000000000000e+00 6.000000000000e+00 1.500000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00
    P1: 6.000000000000e+00 0.000000000000e+00 3.500000000000e+00 0.000000000000e+00 0.000000000000e+00 6.000000000000e+00 1.500000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00
    P2: 6.000000000000e+00 0.000000000000e+00 3.500000000000e+00 0.000000000000e+00 0.000000000000e+00 6.000000000000e+00 1.500000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00
    P3: 6.000000000000e+00 0.000000000000e+00 3.500000000000e+00 0.000000000000e+00 0.000000000000e+00 6.000000000000e+00 1.500000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00
    R0_rect: 1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00
    Tr_velo_to_cam: 0.000000000000e+00 -1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 -1.000000000000e+00 -7.500000000000e-01 1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 -5.000000000000e-01
    Tr_imu_to_velo: 1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 -1.000000000000e+00 0.000000000000e+00 1.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 0.000000000000e+00 1.000000000000e+00 -2.000000000000e+00
    "
  `);
  expect(Buffer.from(files.get('kitti/front/training/velodyne/100000.bin') ?? []).toString('hex')).toMatchInlineSnapshot(
    `"000020410000003f0000c0bf0000003f00000000000000c10000803e0000803f"`,
  );
  expect(madeText(files, 'kitti/front/ImageSets/train.txt')).toBe('100000\n100001\n');
  expect(madeText(files, 'kitti/front/ImageSets/test.txt')).toBe('');
  expect(madeText(files, 'kitti/front/frames.csv')).toMatchInlineSnapshot(`
    "number,split,sample,frame,time_ns,lidar_time_ns
    100000,train,000001,0,0,0
    100001,train,000001,1,100000000,100000000
    "
  `);
  const picture = await sharp(files.get('kitti/front/training/image_2/100000.png')).metadata();
  expect(picture).toMatchObject({ width: 8, height: 4, channels: 3, depth: 'uchar' });
});

test('tracking: the files, and what stands in them', async () => {
  const files = await writeMade(kittiTracking);
  expect([...files.keys()].sort()).toMatchInlineSnapshot(`
    [
      "kitti-tracking/front/sequences.csv",
      "kitti-tracking/front/testing/evaluate_tracking.seqmap.test",
      "kitti-tracking/front/training/calib/0001.txt",
      "kitti-tracking/front/training/evaluate_tracking.seqmap.training",
      "kitti-tracking/front/training/evaluate_tracking.seqmap.training_minus_val",
      "kitti-tracking/front/training/evaluate_tracking.seqmap.val",
      "kitti-tracking/front/training/image_02/0001/000000.png",
      "kitti-tracking/front/training/image_02/0001/000001.png",
      "kitti-tracking/front/training/label_02/0001.txt",
      "kitti-tracking/front/training/velodyne/0001/000000.bin",
      "kitti-tracking/front/training/velodyne/0001/000001.bin",
    ]
  `);
  expect(madeText(files, 'kitti-tracking/front/training/label_02/0001.txt')).toMatchInlineSnapshot(`
    "0 2 Car 0 1 -1.4100 1.50 0.50 4.50 2.50 1.5000 1.8000 4.4000 -3.0000 1.2500 18.5000 -1.5708
    0 3 Pedestrian 1 2 2.9534 1.50 0.50 4.50 2.50 1.2000 0.5000 0.5000 2.0000 1.2500 10.5000 -3.1415
    0 -1 DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    0 -1 DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    1 2 Car 0 1 -1.4100 1.50 0.50 4.50 2.50 1.5000 1.8000 4.4000 -3.0000 1.2500 18.5000 -1.5708
    1 3 Pedestrian 1 2 2.9534 1.50 0.50 4.50 2.50 1.2000 0.5000 0.5000 2.0000 1.2500 10.5000 -3.1415
    1 -1 DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    1 -1 DontCare -1 -1 -10 1.50 0.50 4.50 2.50 -1 -1 -1 -1000 -1000 -1000 -10
    "
  `);
  expect(madeText(files, 'kitti-tracking/front/training/evaluate_tracking.seqmap.training')).toBe('0001 empty 000000 000002\n');
  const calibration = madeText(files, 'kitti-tracking/front/training/calib/0001.txt');
  expect(Object.keys(readCalibration(calibration))).toEqual(['P0', 'P1', 'P2', 'P3', 'R_rect', 'Tr_velo_cam', 'Tr_imu_velo']);
  const rows = readLabels(madeText(files, 'kitti-tracking/front/training/label_02/0001.txt'), 'tracking');
  expect(rows.map(({ frame, track }) => [frame, track])).toEqual(
    [0, 1].flatMap((frame) => [2, 3, -1, -1].map((track) => [frame, track])),
  );
});

test('odometry: the files, and what stands in them', async () => {
  const files = await writeMade(kittiOdometry);
  expect([...files.keys()].sort()).toMatchInlineSnapshot(`
    [
      "kitti-odometry/front/poses/01.txt",
      "kitti-odometry/front/sequences.csv",
      "kitti-odometry/front/sequences/01/calib.txt",
      "kitti-odometry/front/sequences/01/image_2/000000.png",
      "kitti-odometry/front/sequences/01/image_2/000001.png",
      "kitti-odometry/front/sequences/01/times.txt",
      "kitti-odometry/front/sequences/01/velodyne/000000.bin",
      "kitti-odometry/front/sequences/01/velodyne/000001.bin",
    ]
  `);
  const poses = madeText(files, 'kitti-odometry/front/poses/01.txt')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  // A metre forward is a metre along the camera's z.
  expect(poses).toEqual([
    [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1],
  ]);
  expect(madeText(files, 'kitti-odometry/front/sequences/01/times.txt')).toBe('0.000000000000e+00\n1.000000000000e-01\n');
  expect(Object.keys(readCalibration(madeText(files, 'kitti-odometry/front/sequences/01/calib.txt')))).toEqual([
    'P0',
    'P1',
    'P2',
    'P3',
    'Tr',
  ]);
});

test('the order in which frames and turns come changes nothing', async () => {
  for (const writer of [kitti, kittiTracking, kittiOdometry]) {
    const one = await writeMade(writer);
    const other = await writeMade(writer, { frames: [madeFrame(1), madeFrame(0)] });
    expect([...other].sort()).toEqual([...one].sort());
  }
});

test('a point in the lidar lies in the camera where the poses say', async () => {
  const files = await writeMade(kitti);
  const calibration = readCalibration(madeText(files, 'kitti/front/training/calib/100000.txt'));
  const [frame, turn] = [madeFrame(0).annotations.view, madeTurn(0).observation];
  const cameraFromLidar = compose(invert(frame.worldFromCamera), turn.worldFromSensor);
  fc.assert(
    fc.property(fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -50, max: 50, noNaN: true }))), (point) => {
      const wanted = transformPoint(cameraFromLidar, point as unknown as Vec3);
      const measured = apply(calibration.Tr_velo_to_cam as Matrix, point);
      for (const [i, value] of wanted.entries()) expect(measured[i]).toBeCloseTo(value, 9);
    }),
  );
});

const heading = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const size = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.2, max: 10, noNaN: true })));
const place = fc.tuple(
  fc.double({ min: 20, max: 80, noNaN: true }),
  fc.double({ min: -30, max: 30, noNaN: true }),
  fc.double({ min: -2, max: 5, noNaN: true }),
);

test("a row's eight corners are the cuboid's, to what four decimals leave", () => {
  fc.assert(
    fc.property(place, heading, size, (at, angle, extent) => {
      const object = madeObject({ at: at as Vec3, heading: angle, size: extent as unknown as Vec3 });
      const rows = readLabels(objectRows(madeOntology, { ...madeFrame(0).annotations, objects: [object] }), 'object');
      const { pose, size: full } = object.cuboidInCamera;
      const wanted = [1, -1].flatMap((i) =>
        [1, -1].flatMap((j) =>
          [-1, 1].map((k): Vec3 => {
            const half: Vec3 = [(i * full[0]) / 2, (j * full[1]) / 2, (k * full[2]) / 2];
            return transformPoint(pose, half);
          }),
        ),
      );
      // 1e-4 rad at the ends, half a ten-thousandth elsewhere, over at most 7.1 m; sizes and place half a ten-thousandth each.
      for (const corner of cornersOf(rows[0] as NonNullable<(typeof rows)[0]>)) {
        const nearest = Math.min(
          ...wanted.map((w) => Math.sqrt(w.reduce((sum, v, i) => sum + (v - (corner[i] as number)) ** 2, 0))),
        );
        expect(nearest).toBeLessThan(1.2e-3);
      }
    }),
  );
});

test('ry is 0 along the camera x axis and grows about y, which points down', () => {
  const ryOf = (angle: number) => {
    const object = madeObject({ at: [20, 0, 0], heading: angle, size: [4, 2, 1.5] });
    const forward = rotate(object.cuboidInCamera.pose.orientation, [1, 0, 0]);
    const row = readLabels(objectRows(madeOntology, { ...madeFrame(0).annotations, objects: [object] }), 'object')[0];
    return { ry: row?.ry, forward: forward.map((v) => Math.round(v) + 0) };
  };
  expect(ryOf(-Math.PI / 2)).toMatchObject({ ry: 0, forward: [1, 0, 0] });
  // Away from the camera: KITTI's cars ahead have -pi / 2.
  expect(ryOf(0)).toMatchObject({ ry: -1.5708, forward: [0, 0, 1] });
});

describe('numbers', () => {
  test('are six digits, each once, in the order of samples and frames', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.nat(), fc.nat(), (samples, a, b) => {
        const room = framesPerSample({ samples });
        const numberAt = (at: number) => {
          const sample = Math.floor(at / room);
          return frameNumber({ samples }, String(sample).padStart(6, '0'), at % room);
        };
        const [low, high] = [a % (samples * room), b % (samples * room)].sort((x, y) => x - y) as [number, number];
        expect(numberAt(high)).toMatch(/^\d{6}$/);
        expect(Number(numberAt(high)) - Number(numberAt(low))).toBe(high - low);
      }),
    );
  });
  test('that six digits do not hold are refused, told to people', async () => {
    expect(() => frameNumber({ samples: 2000 }, '000007', 100)).toThrow(
      /leaves 100 pictures a sample, and sample 000007 has more/,
    );
    expect(frameNumber({ samples: 2000 }, '000007', 99)).toBe('000799');
    const many = {
      ...madeStart,
      captures: Array.from({ length: 101 }, (_, index) => ({ sensor: 'front', index, timeNs: index })),
    };
    await expect(writeMade(kitti, { start: many, samples: 2000 })).rejects.toMatchObject({ code: 'NM7401', exitCode: 2 });
  });
  test("print as C's", () => {
    expect([721.5377, -0.0043, 0, -0, 1e-16, 1e123].map(exponential)).toEqual([
      '7.215377000000e+02',
      '-4.300000000000e-03',
      '0.000000000000e+00',
      '0.000000000000e+00',
      '1.000000000000e-16',
      '1.000000000000e+123',
    ]);
    expect([-0.001, 0, 1.005].map((value) => fixed(value, 2))).toEqual(['0.00', '0.00', '1.00']);
  });
});

test('each picture has the turn nearest in time', () => {
  const instants = (sensor: string) =>
    fc
      .uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 20 })
      .map((times) => times.sort((a, b) => a - b).map((timeNs, index) => ({ sensor, index, timeNs })));
  fc.assert(
    fc.property(instants('front'), instants('top'), (captures, observations) => {
      const rig = cameraRigs({ ...madeStart, captures, observations })[0];
      rig?.frames.forEach((frame, i) => {
        const gap = Math.abs((rig.turns[i]?.timeNs ?? Number.NaN) - frame.timeNs);
        expect(gap).toBe(Math.min(...observations.map(({ timeNs }) => Math.abs(timeNs - frame.timeNs))));
      });
    }),
  );
});

test('without a lidar there is no velodyne, and the carrier stands in', async () => {
  const files = await writeMade(kitti, { start: { ...madeStart, observations: [] }, turns: [] });
  expect([...files.keys()].some((path) => path.includes('velodyne'))).toBe(false);
  const calibration = readCalibration(madeText(files, 'kitti/front/training/calib/100000.txt'));
  expect(apply(calibration.Tr_velo_to_cam as Matrix, [21.5, 0, 1.25])).toEqual([0, 0, 20]);
});

test('a picture that was kept apart is in no list, and neither is its turn', async () => {
  const apart = { frames: [madeFrame(1)] };
  const object = await writeMade(kitti, apart);
  expect([...object.keys()].filter((path) => path.includes('100000'))).toEqual([]);
  expect(madeText(object, 'kitti/front/ImageSets/train.txt')).toBe('100001\n');
  const odometry = await writeMade(kittiOdometry, apart);
  expect(madeText(odometry, 'kitti-odometry/front/sequences/01/times.txt')).toBe('0.000000000000e+00\n');
  expect(readCalibration(madeText(odometry, 'kitti-odometry/front/sequences/01/calib.txt')).Tr).toBeDefined();
  const tracking = await writeMade(kittiTracking, apart);
  expect(madeText(tracking, 'kitti-tracking/front/training/label_02/0001.txt')).toMatch(/^1 2 Car/);
  expect(madeText(tracking, 'kitti-tracking/front/training/evaluate_tracking.seqmap.training')).toBe(
    '0001 empty 000000 000002\n',
  );
});

test('a box of a single pixel has an area, wherever it is in the picture', () => {
  const boxOf = (x: number, y: number) => {
    const object = madeObject({ at: [20, 0, 0], heading: 0, size: [4, 2, 1.5], box: { x, y, width: 1, height: 1 } });
    return readLabels(objectRows(madeOntology, { ...madeFrame(0).annotations, objects: [object] }), 'object')[0]?.box;
  };
  expect(boxOf(3, 1)).toEqual([2.5, 0.5, 3.5, 1.5]);
  // Not beyond the centres of the picture's first and last pixel.
  expect([boxOf(0, 0), boxOf(7, 3)]).toEqual([
    [0, 0, 0.5, 0.5],
    [6.5, 2.5, 7, 3],
  ]);
});

describe('two eyes', () => {
  const [front, top] = (madeStart.scenario.actors[0] as ConcreteActor).sensors as unknown as [CameraSensor, Sensor];
  const [x, y, z] = front.position;
  const right: CameraSensor = { ...front, id: 'right', position: [x, y - 0.5, z] };
  const startWith = (...cameras: readonly CameraSensor[]): SampleStart => ({
    ...madeStart,
    scenario: { ...madeStart.scenario, actors: [{ ...madeStart.scenario.actors[0], sensors: [...cameras, top] }] } as never,
    captures: cameras.flatMap(({ id }) => madeStart.captures.map((capture) => ({ ...capture, sensor: id }))),
  });
  const rightFrame = (frame: number): FrameRecord => {
    const { annotations, layers, ...rest } = madeFrame(frame);
    const rgb = new Uint8Array(3 * layers.width * layers.height).fill(200);
    return { ...rest, annotations: { ...annotations, sensor: 'right' }, layers: { ...layers, rgb } };
  };
  const run = (frames: readonly FrameRecord[]) => ({ start: startWith(front, right), frames });
  const pair = run([madeFrame(0), rightFrame(0), rightFrame(1), madeFrame(1)]);

  test.each([
    [
      kitti,
      'kitti/front/training/image_3/10000',
      'kitti/front/training/calib/100000.txt',
      'kitti/right/training/calib/100000.txt',
    ],
    [
      kittiTracking,
      'kitti-tracking/front/training/image_03/0001/00000',
      'kitti-tracking/front/training/calib/0001.txt',
      'kitti-tracking/right/training/calib/0001.txt',
    ],
    [
      kittiOdometry,
      'kitti-odometry/front/sequences/01/image_3/00000',
      'kitti-odometry/front/sequences/01/calib.txt',
      'kitti-odometry/right/sequences/01/calib.txt',
    ],
  ])("are in the left one's folder, the distance in P1 and P3: $name", async (writer, pictures, calibration, alone) => {
    const files = await writeMade(writer, pair);
    for (const frame of [0, 1]) {
      const shown = await sharp(files.get(`${pictures}${frame}.png`))
        .raw()
        .toBuffer();
      expect(new Set(shown)).toEqual(new Set([200]));
    }
    const { P0, P1, P2, P3 } = readCalibration(madeText(files, calibration));
    expect([P1, P2]).toEqual([P3, P0]);
    expect(P2?.map((row) => row[3])).toEqual([0, 0, 0]);
    // -6 px * 0.5 m, and the rest as on the left.
    expect(P3).toEqual(P2?.map((row, i) => (i === 0 ? [...row.slice(0, 3), -3] : row)));
    const single = readCalibration(madeText(files, alone));
    expect(single.P3).toEqual(single.P2);
    expect([...files.keys()].filter((path) => /\/right\/.*image_0?3/.test(path))).toEqual([]);
  });

  test('disparity is focal length * distance / depth', async () => {
    const { P2, P3 } = readCalibration(madeText(await writeMade(kitti, pair), 'kitti/front/training/calib/100000.txt'));
    fc.assert(
      fc.property(fc.tuple(...[-5, -2, 1].map((min) => fc.double({ min, max: min + 40, noNaN: true }))), (point) => {
        const [left, right] = [P2, P3].map((p) => apply(p as Matrix, point)) as [number[], number[]];
        const columnOf = ([u, , w]: number[]) => (u as number) / (w as number);
        expect(columnOf(left) - columnOf(right)).toBeCloseTo((6 * 0.5) / (point[2] as number), 9);
      }),
    );
  });

  test('a right picture whose left one is kept apart is not written', async () => {
    const files = await writeMade(kitti, run([rightFrame(0), rightFrame(1), madeFrame(1)]));
    expect([...files.keys()].filter((path) => path.includes('/image_3/'))).toEqual(['kitti/front/training/image_3/100001.png']);
  });

  test.each<[string, Partial<CameraSensor>]>([
    ['another lens', { fx: 7 }],
    ['another direction', { orientation: [0.1, 0, 0] }],
    ['another rate', { rateHz: 5 }],
    ['a gimbal', { gimbalReach: 0.5 }],
    ['a place farther ahead', { position: [x + 0.01, y - 0.5, z] }],
    ['a place higher up', { position: [x, y - 0.5, z + 0.01] }],
    ['the same place', { position: front.position }],
  ])('are none with %s', (_, change) => {
    const rigs = cameraRigs(startWith(front, { ...right, ...change }));
    expect(rigs.map(({ right }) => right)).toEqual([undefined, undefined]);
  });

  test('are none at other instants', () => {
    const start = startWith(front, right);
    const captures = start.captures.map((each) => (each.sensor === 'right' ? { ...each, timeNs: each.timeNs + 1 } : each));
    expect(cameraRigs({ ...start, captures }).map(({ right }) => right)).toEqual([undefined, undefined]);
  });

  test('are the nearest two, whichever way they look', () => {
    const turned = { orientation: [Math.PI / 2, 0, 0] } as const;
    const eyes = [0, 0.5, 0.2].map(
      (along, i): CameraSensor => ({ ...front, ...turned, id: `eye${i}`, position: [along, 0, 1] }),
    );
    const rights = cameraRigs(startWith(...eyes)).map(({ camera, right }) => [
      camera,
      right?.camera,
      right?.baseline.toFixed(6),
    ]);
    expect(rights).toEqual([
      ['eye0', 'eye2', '0.200000'],
      ['eye1', undefined, undefined],
      ['eye2', 'eye1', '0.300000'],
    ]);
  });
});

describe('lenses that bend lines', () => {
  const [front, top] = (madeStart.scenario.actors[0] as ConcreteActor).sensors as unknown as [CameraSensor, Sensor];
  const bent: CameraSensor = { ...front, id: 'wide', lens: { model: 'brown-conrady', k: [-0.2, 0, 0], p: [0, 0] } as never };
  const startWith = (...sensors: readonly Sensor[]) => ({
    ...madeStart,
    scenario: { ...madeStart.scenario, actors: [{ ...madeStart.scenario.actors[0], sensors }] } as never,
  });
  test.each([kitti, kittiTracking, kittiOdometry])('are left out, which is said: $name', async (writer) => {
    const files = await writeMade(writer, { start: startWith(bent, front, top) });
    expect([...files.keys()].some((path) => path.includes('/wide/'))).toBe(false);
    expect(madeText(files, `${writer.name}/left-out.txt`)).toMatch(/^wide: its lens bends lines/);
  });
  test('and nothing else: told to people before anything is drawn', async () => {
    await expect(writeMade(kitti, { start: startWith(bent, top) })).rejects.toMatchObject({ code: 'NM7402', exitCode: 2 });
  });
});

describe('the strict reader notices', () => {
  const row = 'Car 0.00 0 -1.4100 1.50 0.50 4.50 2.50 1.5000 1.8000 4.4000 -3.0000 1.2500 18.5000 -1.5708';
  test.each<[string, string]>([
    ['an occlusion that is no integer', row.replace('0.00 0 ', '0.00 0.0 ')],
    ['a missing column', row.replace(' 4.4000', '')],
    ['an unknown class', row.replace('Car', 'car')],
    ['an alpha that does not fit', row.replace('-1.4100', '-1.5100')],
  ])('%s', (_, text) => expect(() => readLabels(`${text}\n`, 'object')).toThrow());
  test('nothing in the original', () => expect(readLabels(`${row}\n`, 'object')).toHaveLength(1));
});

/** OSI traces: bytes by hand, and a sample read back by another library. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { BodyPose } from '#contracts/observation';
import { PI } from '#core/math';
import { transformPoint } from '#core/pose';
import { encodeMessage, traceOf } from '../../src/writers/osi/encode.js';
import { osi } from '../../src/writers/osi/index.js';
import { MESSAGES, type Message } from '../../src/writers/osi/schema.js';
import { readTrace } from './read-osi.js';
import { frameAt, lidarRecord, SAMPLE, writeSample } from './recorded-sample.js';

const PATH = `osi/${SAMPLE}/20200101T000000Z_gt_370_300_3_scenario-0-${SAMPLE}.osi`;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const written = async (options: Parameters<typeof writeSample>[1] = {}) =>
  (await writeSample(osi, options)).files.get(PATH) as Uint8Array;
const objectsOf = (message: Message<'GroundTruth'> | undefined) => message?.moving_object ?? [];

test('bytes by hand: tags, numbers, nesting, lengths', () => {
  expect(hex(encodeMessage('Identifier', { value: 300 }))).toBe('08ac02');
  expect(hex(encodeMessage('Timestamp', { seconds: 1, nanos: 5 }))).toBe('08011005');
  expect(hex(encodeMessage('Vector3d', { x: 1, z: -0 }))).toBe('09000000000000f03f190000000000000000');
  const truth: Message<'GroundTruth'> = { host_vehicle_id: { value: 7 }, moving_object: [{ type: 2 }, { type: 4 }] };
  expect(hex(traceOf([encodeMessage('GroundTruth', truth)]))).toBe('0c0000001a0208072a0218022a021804');
});

test('the fields of each message ascend, as protobuf libraries write them', () => {
  for (const fields of Object.values(MESSAGES)) {
    const numbers = Object.values(fields).map(([number]) => number as number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
});

test('one file a sample, the same bytes as ever, whatever the order in which frames were encoded', async () => {
  const { files, sources } = await writeSample(osi);
  expect([...files.keys()]).toEqual([PATH]);
  expect(sources.get(PATH)).toEqual(['instance', 'semantic', 'depth']);
  const bytes = files.get(PATH) as Uint8Array;
  expect(hex(await written({ order: [4, 1, 0, 5, 3, 2] }))).toBe(hex(bytes));
  expect(createHash('sha256').update(bytes).digest('hex')).toMatchInlineSnapshot(
    `"98989cb1549700267633bc6a624ba346cf6fcc117f9e248173da1a8134be541b"`,
  );
});

test('a message an instant, whoever looked; who has left is in none', async () => {
  const messages = readTrace(await written());
  expect(messages.map(({ timestamp }) => timestamp)).toEqual([0, 1e8, 2e8].map((nanos) => ({ seconds: 0, nanos })));
  expect(messages.map((message) => objectsOf(message).map(({ id }) => id?.value))).toEqual([
    [1, 7, 300],
    [1, 7, 300],
    [1, 7],
  ]);
  for (const { version, host_vehicle_id } of messages)
    expect([version, host_vehicle_id]).toEqual([{ version_major: 3, version_minor: 7, version_patch: 0 }, { value: 1 }]);
});

test('centre of the box, angles of ISO 8855, velocity of the centre', async () => {
  const [, message] = readTrace(await written());
  const [ego, car] = objectsOf(message);
  const body = frameAt(1).bodies[0] as BodyPose;
  const centre = transformPoint(body.worldFromBody, [0.2, 0, 0.75]);
  expect(ego?.base?.dimension).toEqual({ length: 4, width: 1.8, height: 1.5 });
  for (const [k, axis] of (['x', 'y', 'z'] as const).entries())
    expect(ego?.base?.position?.[axis]).toBeCloseTo(centre[k] as number, 12);
  expect(ego?.base?.orientation?.yaw).toBeCloseTo(0.4, 12);
  expect(ego?.base?.orientation?.pitch).toBeCloseTo(0.05, 12);
  expect(ego?.base?.orientation?.roll).toBeCloseTo(0.02, 12);
  // Heading 1 rad, 0.1 rad/s to the left, 0.2 m before the origin: 0.02 m/s across.
  expect(car?.base?.velocity?.x).toBeCloseTo(1 - 0.02 * Math.sin(1), 12);
  expect(car?.base?.velocity?.y).toBeCloseTo(0.5 + 0.02 * Math.cos(1), 12);
  expect(car?.base?.orientation_rate).toEqual({ roll: 0, pitch: 0, yaw: 0.1 });
});

test('kinds, lights and references', async () => {
  const [message] = readTrace(await written());
  const [ego, , walker] = objectsOf(message);
  expect(ego).toMatchObject({
    type: 2,
    vehicle_classification: { type: 4, light_state: { indicator_state: 2, head_light: 2 }, has_trailer: false, role: 2 },
    source_reference: [{ type: 'nearmiss', identifier: ['ego', 'car'] }],
  });
  expect(walker).toMatchObject({ type: 3, pedestrian_attributes: { bbcenter_to_root: { x: -0.2, y: 0, z: -0.75 } } });
  expect(Object.keys(walker ?? {})).not.toContain('vehicle_classification');
});

test('weather of a sample', async () => {
  const [message] = readTrace(await written());
  expect(message?.environmental_conditions).toEqual({
    // 25,000 lx, 2 mm/h, ln(20) / 0.001 = 2996 m, 6 oktas.
    ...{ ambient_illumination: 10, precipitation: 5, fog: 5, clouds: { fractional_cloud_cover: 8 } },
    // It blows towards +x, so it comes from what is west where +y is north.
    wind: { origin_direction: PI / 2, speed: 1 },
    sun: { azimuth: 0, elevation: PI / 2, intensity: 20_000 },
  });
});

test('an instant of a lidar alone has a message; weather is as last told', async () => {
  const turn = lidarRecord(1);
  const between = { ...turn, observation: { ...turn.observation, timeNs: 150_000_000 } };
  const imu = { ...turn, bodies: [], observation: { ...turn.observation, timeNs: 160_000_000 } };
  const { files } = await writeSample(osi, { more: [between, imu] });
  const [path, bytes] = [...files][0] as [string, Uint8Array];
  expect(path).toBe(PATH.replace('_3_', '_4_'));
  const messages = readTrace(bytes);
  expect(messages.map(({ timestamp }) => timestamp?.nanos)).toEqual([0, 1e8, 1.5e8, 2e8]);
  expect(messages[2]?.environmental_conditions).toEqual(messages[1]?.environmental_conditions);
});

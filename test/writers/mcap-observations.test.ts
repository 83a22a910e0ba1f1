/** Sensors that give handfuls of values, as messages: read by another protobuf library through the schema that the file would bring. */
import { expect, test } from 'vitest';
import { OBSERVATIONS, type ObservationKind, type ObservationOf } from '#contracts/observation';
import { messagesFor } from '../../src/writers/foxglove/observations.js';
import { madeObservation as made } from './made-observation.js';
import { decodeMessage } from './read-mcap.js';

function told(observation: ObservationOf<ObservationKind>) {
  return Object.fromEntries(
    messagesFor(observation.kind).map(({ topic, type, encode }) => {
      const data = encode(observation, 'ego/s');
      return [topic, data === undefined ? undefined : decodeMessage(type.schemaData, type.schemaName, data)];
    }),
  );
}

test.each(Object.keys(OBSERVATIONS) as ObservationKind[])('%s: all that was declared is in one of its messages', (kind) => {
  const observation = made(kind);
  const { values, points, table } = told(observation);
  const rows = points ?? table;
  const body = values ?? rows;
  expect(body).toMatchObject({ frame_id: 'ego/s', timestamp: { seconds: 1_577_836_801, nanos: 500_000_000 } });
  for (const [name, numbers] of Object.entries(observation.values)) {
    const field = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect([body[field]].flat()).toEqual(numbers);
  }
  const fields = Object.entries(observation.columns).reduce((sum, [, column]) => sum + (column as Float32Array).length / 2, 0);
  expect(rows?.fields.length ?? 0).toBe(fields);
});

test('an IMU speaks as ROS does: no orientation, specific force as acceleration', () => {
  const observation = made('imu') as unknown as ObservationOf<'imu'>;
  const { imu } = told(observation as unknown as ObservationOf<ObservationKind>);
  const [x, y, z] = observation.values.specificForce;
  expect(imu.linear_acceleration).toEqual({ x, y, z });
  expect(Object.values(imu.angular_velocity)).toEqual(observation.values.angularRate);
  expect(imu.orientation_covariance).toEqual([-1, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a fix has degrees and a covariance in east, north, up; without a fix nothing is said', () => {
  const position = [52.5, 13.4, 80];
  const covariance = [4, 0.1, 0, 0.1, 5, 0, 0, 0, 9];
  const { fix } = told(made('gnss', { fix: [3], position, covariance, velocity: [1, 2, 3] }));
  expect(fix).toMatchObject({ latitude: 52.5, longitude: 13.4, altitude: 80, position_covariance: covariance });
  expect([fix.position_covariance_type, fix.velocity]).toEqual([3, { x: 1, y: 2, z: 3 }]);
  expect(told(made('gnss', { fix: [0] })).fix).toBeUndefined();
});

test("a radar's detections begin with their place", () => {
  const { points } = told(made('radar'));
  expect(points.fields.slice(0, 4).map(({ name }: { name: string }) => name)).toEqual(['x', 'y', 'z', 'range']);
});

/** What the native writer says of where an observation's bytes come from. */
import { expect, test } from 'vitest';
import type { LayerName } from '#contracts/layers';
import { type Observation, type ObservationKind, schemaOf } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import { observationFiles } from '#writers/native/observations';

const POSE = { position: [0, 0, 0], orientation: [0, 0, 0, 1] };

function emptyOf(kind: ObservationKind): Observation {
  const { columns, values } = schemaOf(kind);
  const head = { sensor: 's', index: 0, timeNs: 0, arrivalNs: 0, worldFromSensor: POSE, worldFromEgo: POSE, count: 0 };
  const none = Object.entries(columns).map(([name, { array }]) => [name, new array(0)]);
  const zeros = Object.entries(values).map(([name, { channels }]) => [name, new Array(channels).fill(0)]);
  return { ...head, kind, columns: Object.fromEntries(none), values: Object.fromEntries(zeros) } as unknown as Observation;
}

test.each([
  ['event-camera', ['luminance']],
  ['radar', []],
] as const)('%s: decided by the layers %j, the file beside it too', async (kind, wanted) => {
  const from = new Map<string, readonly LayerName[]>();
  const files = observationFiles('000000', { put: async (path, _, layers = []) => void from.set(path, layers) });
  await files.put({ sample: '000000', scene: {} as SceneSpec, observation: emptyOf(kind), bodies: [] });
  expect([...from]).toEqual([
    [`samples/000000/s/${kind}/000000.npz`, wanted],
    [`samples/000000/s/${kind}/000000.json`, wanted],
  ]);
});

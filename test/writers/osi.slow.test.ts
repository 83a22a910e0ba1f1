/** Traces read by OSI's own generated classes. Skipped, saying so, where Python lacks them: they may not be handed on with this project. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { osi } from '../../src/writers/osi/index.js';
import { readTrace } from './read-osi.js';
import { writeSample } from './recorded-sample.js';

const python = process.env.NEARMISS_OSI_PYTHON ?? 'python3';
const missing = spawnSync(python, ['-c', 'import osi3.osi_groundtruth_pb2']).status !== 0;
if (missing) {
  console.warn(
    `OSI's own classes not asked: ${python} lacks osi3; install open-simulation-interface and set NEARMISS_OSI_PYTHON to a python that has it`,
  );
}
const script = fileURLToPath(new URL('./read_osi.py', import.meta.url));

interface Found {
  // biome-ignore lint/suspicious/noExplicitAny: JSON of OSI's classes
  readonly messages: readonly any[];
  readonly unknown_bytes: number;
  readonly unset_enums: readonly string[];
  readonly same_bytes: boolean;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-osi-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(bytes: Uint8Array): Promise<Found> {
  const path = join(folder, 'trace.osi');
  await writeFile(path, bytes);
  const done = spawnSync(python, [script, path], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  return JSON.parse(done.stdout) as Found;
}

describe.skipIf(missing)("OSI's classes", () => {
  test('know every byte, and say the same as another reader', async () => {
    const bytes = [...(await writeSample(osi)).files.values()][0] as Uint8Array;
    const { messages, ...rest } = await read(bytes);
    expect(rest).toEqual({ unknown_bytes: 0, unset_enums: [], same_bytes: true });
    const others = readTrace(bytes);
    expect(messages).toHaveLength(others.length);
    for (const [i, { moving_object: objects }] of messages.entries())
      for (const [k, { base }] of objects.entries()) expect(base).toEqual(others[i]?.moving_object?.[k]?.base);
  });

  test('call things by these names', async () => {
    const [first] = (await read([...(await writeSample(osi)).files.values()][0] as Uint8Array)).messages;
    const [ego, , walker] = first.moving_object;
    expect(first.version).toEqual({ version_major: 3, version_minor: 7, version_patch: 0 });
    expect(first.environmental_conditions).toMatchObject({
      ambient_illumination: 'AMBIENT_ILLUMINATION_LEVEL9',
      precipitation: 'PRECIPITATION_MODERATE',
      fog: 'FOG_POOR_VISIBILITY',
      clouds: { fractional_cloud_cover: 'FRACTIONAL_CLOUD_COVER_SIX_OKTAS' },
    });
    expect(ego).toMatchObject({
      type: 'TYPE_VEHICLE',
      vehicle_attributes: { number_wheels: 4 },
      vehicle_classification: {
        role: 'ROLE_CIVIL',
        has_trailer: false,
        light_state: { indicator_state: 'INDICATOR_STATE_OFF', head_light: 'GENERIC_LIGHT_STATE_OFF' },
      },
    });
    expect(walker).toMatchObject({ type: 'TYPE_PEDESTRIAN', source_reference: [{ identifier: ['walker', 'person'] }] });
  });

  test('notice a field that is not theirs', async () => {
    // Field 1023, a varint.
    const odd = Uint8Array.of(3, 0, 0, 0, 0xf8, 0x3f, 0x01);
    expect((await read(odd)).unknown_bytes).toBe(3);
  });
});

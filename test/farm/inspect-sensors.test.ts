/** Sections of sensors other than cameras: where points land, what is counted, what is escaped. */
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  OBSERVATIONS,
  type Observation,
  type ObservationKind,
  type ObservationOf,
  type ObservationRecord,
} from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import { quatFromHeading } from '#core/pose';
import { type MemoryStore, memoryStore } from '#writers/index';
import { observationFiles } from '#writers/native/observations';
import { lifted } from '../../src/toolkit/inspect/colors.js';
import { eventPixels } from '../../src/toolkit/inspect/event-camera.js';
import { CLOUD, cloudPixels, lidarHtml } from '../../src/toolkit/inspect/lidar.js';
import { outlinesSvg, PLANE, rangeFor, ringStep, toPixel } from '../../src/toolkit/inspect/plane.js';
import { detectionsSvg, radarHtml } from '../../src/toolkit/inspect/radar.js';
import { clutterCounts, type Scan, type ScanRecord } from '../../src/toolkit/inspect/returns.js';
import { sensorsHtml, sensorsOf } from '../../src/toolkit/inspect/sensors.js';
import { concrete, fakePlan, ontology } from '../pipeline/fake-world.js';
import { madeObservation } from '../writers/made-observation.js';

const box = { center: [0, 0, 0.75], size: [4, 2, 1.5] } as const;
const look = { asset: 'sedan', seed: 1, traits: {} };
const body = (id: string, instance: number, role: 'actor' | 'prop') => ({ id, instance, class: 'car', role, look, box });
const scene: SceneSpec = {
  id: 's',
  place: { layout: 'none', seed: 0, options: {} },
  bodies: [body('<b>', 7, 'actor'), body('parked', 8, 'prop')],
  semanticIds: { car: 2 },
};
const poses = (...places: readonly (readonly [string, number, number])[]): ObservationRecord['bodies'] =>
  places.map(([id, x, y]) => ({
    id,
    worldFromBody: { position: [x, y, 0], orientation: [0, 0, 0, 1] },
    velocity: [0, 0, 0],
    angularVelocity: [0, 0, 0],
  }));

type Row = Readonly<Record<string, number | readonly number[]>>;
/** Columns that a row doesn't name are 0. */
function table<K extends 'lidar' | 'radar' | 'event-camera'>(
  kind: K,
  rows: readonly Row[],
  more: object = {},
): ObservationOf<K> {
  const columns = Object.entries(OBSERVATIONS[kind].columns).map(([name, { array, channels }]) => {
    const numbers = rows.flatMap((row) => row[name] ?? Array.from({ length: channels }, () => 0));
    return [name, new array(numbers)];
  });
  return { ...madeObservation(kind), count: rows.length, columns: Object.fromEntries(columns), ...more } as ObservationOf<K>;
}
function record<T extends Scan>(observation: T, bodies: ObservationRecord['bodies'] = []): ScanRecord<T> {
  return { sample: '000000', scene, bodies, observation };
}
const turn = table('lidar', [
  { xyz: [10, 0, 0], semantic: 1 },
  { xyz: [0, 5, 0], origin: 2 },
  { xyz: [-15, -5, 0], instance: 7, semantic: 2 },
]);

describe('from above', () => {
  test('forward is up, left is left, and the range reaches the edge', () => {
    expect(toPixel(20, 0, 0)).toEqual([PLANE / 2, PLANE / 2]);
    expect(toPixel(20, 10, 0)).toEqual([180, 90]);
    expect(toPixel(20, 0, 20)).toEqual([0, 180]);
  });

  test('the range shows most of the points and every body', () => {
    const distances = Array.from({ length: 100 }, (_, i) => i / 4);
    expect(rangeFor([...distances, 900], [])).toBe(30);
    expect(rangeFor(distances, [101])).toBe(120);
    expect(rangeFor([], [])).toBe(10);
    expect([20, 100, 120, 500].map(ringStep)).toEqual([10, 20, 50, 200]);
  });

  test('an outline stands where the body does, seen from a sensor that looks elsewhere; names are escaped', () => {
    const sensor = { position: [10, 0, 0], orientation: quatFromHeading(Math.PI / 2) } as const;
    const svg = outlinesSvg(scene, poses(['<b>', 10, 9], ['parked', 500, 0]), sensor, 18);
    expect(svg).toContain('points="200.0,80.0 200.0,100.0 160.0,100.0 160.0,80.0"');
    expect(svg.match(/<polygon /g)).toHaveLength(1);
    expect(svg).toContain('&#60;b&#62;');
    expect(svg).not.toContain('<b>');
  });
});

describe('lidar', () => {
  test('points land on their pixels: class, clutter, bodies', () => {
    const pixels = cloudPixels(turn, 20, (semantic) => [semantic, 100, 0]);
    const at = (u: number, v: number) => [...pixels.subarray(3 * (v * CLOUD + u), 3 * (v * CLOUD + u) + 3)];
    expect(at(360, 180)).toEqual([1, 100, 0]);
    expect(at(270, 360)).toEqual([0, 229, 255]);
    expect(at(450, 630)).toEqual([2, 100, 0]);
    expect(at(360, 360)).toEqual([10, 10, 9]);
  });

  test('counts by kind, bodies with their points, a picture that opens', async () => {
    expect(clutterCounts(turn)).toEqual([['rain', 1]]);
    const html = await lidarHtml([record(turn, poses(['<b>', -15, -5]))], ontology);
    expect(html).toContain('points <b>3</b>');
    expect(html).toContain('<td>&#60;b&#62;<td>car<td>15.8 m<td>1</tr>');
    expect(html).toContain('rain <b class="clutter">1</b>');
    expect(html.match(/<i class="swatch"[^>]*><\/i>(road|car|person)/g)).toHaveLength(2);
    const png = Buffer.from(/base64,([^"]+)/.exec(html)?.[1] ?? '', 'base64');
    expect(await sharp(png).metadata()).toMatchObject({ width: CLOUD, height: CLOUD, format: 'png' });
  });

  test('dark classes are lifted, light ones stay', () => {
    expect(lifted([0, 0, 70])[0]).toBeGreaterThan(100);
    expect(lifted([220, 220, 220])).toEqual([220, 220, 220]);
  });
});

describe('radar', () => {
  const rows: Row[] = [
    { xyz: [10, 0, 0], semantic: 2, instance: 7, rcs: 10, radialVelocityCompensated: -5 },
    { xyz: [0, 5, 0], origin: 5, radialVelocityCompensated: 5 },
    { xyz: [5, 0, 0], origin: 6 },
  ];
  test('a dot for a surface, other marks for a false alarm and a ghost, a line a second long', () => {
    const svg = detectionsSvg(table('radar', rows), 20, ontology);
    expect(svg.match(/<circle /g)).toHaveLength(1);
    expect(svg).toContain('<circle cx="180.0" cy="90.0"');
    expect(svg).toContain('stroke="rgb(255,112,67)" d="M180.0 90.0L180.0 135.0"');
    expect(svg).toContain('class="false" stroke="rgb(66,165,245)" d="M135.0 180.0L90.0 180.0"');
    expect(svg.match(/<g class="marks"[^>]*>(<path [^>]*>){2}<\/g>/g)).toHaveLength(1);
  });

  test('counts, and the rear only where something is', () => {
    const front = radarHtml([record(table('radar', rows))], ontology);
    expect(front).toContain('viewBox="0 0 360 200"');
    expect(front).toContain('false alarms <b class="clutter">1</b>');
    expect(front).toContain('ghosts <b class="clutter">1</b>');
    expect(front).toContain('-5.0 … -5.0 m/s');
    const round = radarHtml([record(table('radar', [...rows, { xyz: [-1, 0, 0] }]))], ontology);
    expect(round).toContain('viewBox="0 0 360 360"');
  });
});

test('event camera: the balance of both signs on its pixel', () => {
  const events = [1, 1, -1].map((polarity) => ({ x: 1, y: 0, polarity }));
  const packet = table('event-camera', [
    ...events,
    { x: 0, y: 1, polarity: -1 },
    { x: 1, y: 1, polarity: 1 },
    { x: 1, y: 1, polarity: -1 },
  ]);
  const pixels = [...eventPixels(packet, { width: 2, height: 2 })];
  const [none, brighter, darker, balanced] = [0, 3, 6, 9].map((i) => pixels.slice(i, i + 3));
  expect(balanced).toEqual(none);
  expect((brighter as number[])[0]).toBeGreaterThan((brighter as number[])[2] as number);
  expect((darker as number[])[2]).toBeGreaterThan((darker as number[])[0] as number);
});

describe('a whole sample', () => {
  const KINDS = Object.keys(OBSERVATIONS) as ObservationKind[];
  let store: MemoryStore;
  const summary = () => ({ sample: '000000', artefacts: [...store.files.keys()].sort().map((path) => ({ path })) });
  const source = () => ({
    store,
    summary: summary() as never,
    scenario: concrete(fakePlan(), 0, 0),
    ontology,
    pictures: 2,
  });

  beforeAll(async () => {
    store = memoryStore();
    const sink = await store.stage();
    const files = observationFiles('000000', sink);
    for (const kind of KINDS)
      for (const index of [0, 1, 2]) {
        const observation = {
          ...madeObservation(kind),
          sensor: `my-${kind}`,
          index,
          timeNs: 1e8 * index,
        } as unknown as Observation;
        await files.put({ sample: '000000', scene, bodies: [], observation });
      }
    await files.end();
    await sink.commit();
  });

  test('every kind has its section, tables first', async () => {
    expect(sensorsOf(summary() as never).tables.map(({ kind, indices }) => [kind, indices.length])).toEqual([
      ['lidar', 3],
      ['radar', 3],
      ['event-camera', 3],
    ]);
    const html = await sensorsHtml(source(), async () => scene);
    const titles = [...html.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      'my-lidar: 2 of 3 turns',
      'my-radar: 2 of 3 scans',
      'my-event-camera: 2 of 3 packets',
      'my-barometer: 3 samples',
      'my-gnss: 3 samples',
      'my-imu: 3 samples',
      'my-odometry: 3 samples',
      'my-rangefinder: 3 samples',
    ]);
    expect(html).not.toMatch(/NaN|undefined|Infinity|<script|(src|href)="(?!data:)/);
  });

  test('the same page each time, and none without sensors', async () => {
    expect(await sensorsHtml(source(), async () => scene)).toBe(await sensorsHtml(source(), async () => scene));
    const none = { ...source(), summary: { sample: '000000', artefacts: [] } as never };
    expect(await sensorsHtml(none, () => Promise.reject(new Error('not needed')))).toBe('');
  });
});

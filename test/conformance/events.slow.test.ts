/** Events of a drawn scene: where someone crosses before a car that stands, they lie on who crosses. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ObservationOf } from '#contracts/observation';
import type { Vec2 } from '#contracts/place';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import type { CameraSensor, EventCameraSensor } from '#contracts/rig';
import { threeRenderer } from '#renderers/three/host/index';
import { cameraView } from '#sensors/camera';
import { report, runOn, sessionOf } from '../sensors/fixture.js';
import { actor, ego, event, NOON, scenario } from '../world/fixture.js';

const SENSOR: EventCameraSensor = {
  type: 'event-camera',
  id: 'events',
  position: [0.6, 0, 1.3],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  rateHz: 20,
  latency: 0,
  width: 240,
  height: 180,
  fx: 220,
  fy: 220,
  cx: 120,
  cy: 90,
  near: 0.1,
  far: 500,
  on: 0.2,
  off: 0.2,
  spread: 0.03,
  refractory: 1e-4,
  leakHz: 0,
  noiseHz: 0,
  bandwidthHz: 3000,
  bandwidthHzPerNit: 30,
  darkNits: 0.01,
  step: 0.001,
  travel: 1,
  oversample: 2,
};
/** Under a closed sky nobody throws a shadow that would move with him. */
const OVERCAST = { ...NOON, cloudCover: 1 };
const WALKER = { asset: 'pedestrian-adult', seed: 2, traits: { height: 1.8 } };
const FROM = 1;
const PACKETS = 6;

let session: RenderSession;
beforeAll(async () => {
  session = await threeRenderer.open({});
});
afterAll(() => session?.close());

/** A walker and a car behind, both crossing the picture; the sensor's car stands, or drives. */
function sceneWith(speed: number) {
  const walker = actor('walker', WALKER, [12, -3, 0], Math.PI / 2);
  const car = actor('car', { asset: 'sedan', seed: 3, traits: {} }, [22, 9, 0], -Math.PI / 2);
  const cross = (who: string, to: Vec2, metres: number) =>
    event(who, who, { type: 'cross', to, speed: metres, acceleration: 0 });
  const story = [cross('walker', [12, 5], 1.6), cross('car', [22, -9], 6)];
  return runOn(scenario([ego(2, speed), walker, car], story, { duration: 3, environment: OVERCAST }), SENSOR);
}

async function measured(run: ReturnType<typeof sceneWith>): Promise<ObservationOf<'event-camera'>[]> {
  const sensing = sessionOf(run, SENSOR, { draw: (request) => session.render(request) });
  const seen: ObservationOf<'event-camera'>[] = [];
  for (let i = 0; i < PACKETS; i++)
    seen.push((await sensing.observe(i, (FROM + i / SENSOR.rateHz) * 1e9)) as ObservationOf<'event-camera'>);
  return seen;
}

/** Instances on the sensor's own pixels. */
async function bodiesAt(run: ReturnType<typeof sceneWith>, timeNs: number): Promise<Uint16Array> {
  const frame = run.timeline.at(timeNs);
  const body = frame.bodies.find(({ id }) => id === 'ego');
  if (body === undefined) throw new Error('the carrier is gone');
  const camera: CameraSensor = { ...SENSOR, type: 'camera', exposure: 'auto' };
  const look = { frame, view: cameraView(camera, body.worldFromBody, 'ego', 0) };
  const request: RenderRequest = { scene: run.scene, ...look, next: look, layers: ['instance'] };
  return (await session.render(request)).instance as Uint16Array;
}

/** Whether a pixel within `reach` px of that one belongs to another body than its neighbour. */
function outlined(instance: Uint16Array, reach: number): Uint8Array {
  const { width, height } = SENSOR;
  const near = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = instance[y * width + x];
      const edge = (x > 0 && instance[y * width + x - 1] !== here) || (y > 0 && instance[(y - 1) * width + x] !== here);
      if (!edge) continue;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) near[v * width + u] = 1;
    }
  return near;
}
/** Grown by `reach` px. */
function grown(instance: Uint16Array, reach: number): Uint8Array {
  const near = outlined(instance, reach);
  for (const [i, id] of instance.entries()) if (id !== 0) near[i] = 1;
  return near;
}

/** Share of events on pixels that are near at the event's time, to 10 ms. @param lateNs look at bodies as much later */
async function shares(run: ReturnType<typeof sceneWith>, seen: readonly ObservationOf<'event-camera'>[], lateNs = 0) {
  let [all, onBodies, onOutlines] = [0, 0, 0];
  for (const { timeNs, count, columns } of seen) {
    for (let part = 0; part < 5; part++) {
      const bodies = await bodiesAt(run, timeNs + part * 1e7 + 5e6 + lateNs);
      const [inside, outline] = [grown(bodies, 2), outlined(bodies, 2)];
      for (let i = 0; i < count; i++) {
        if (Math.floor((columns.time[i] as number) / 1e4) !== part) continue;
        const pixel = (columns.y[i] as number) * SENSOR.width + (columns.x[i] as number);
        all++;
        onBodies += inside[pixel] as number;
        onOutlines += outline[pixel] as number;
      }
    }
  }
  return { all, onBodies: onBodies / all, onOutlines: onOutlines / all };
}

it('a standing camera: events lie on what moves, most of them on its outline; not where it is a second later', async () => {
  const run = sceneWith(0);
  const seen = await measured(run);
  const { all, onBodies, onOutlines } = await shares(run, seen);
  const late = await shares(run, seen, 1_000_000_000);
  report('Events: share within 2 px of moving bodies, standing camera', '> 0.99', onBodies);
  report('Events: share within 2 px of their outlines', '> 0.5', onOutlines);
  report('Events: the same with bodies 1 s later', '< 0.1', late.onBodies);
  report('Events: in 0.3 s; pictures a packet', all, seen.map(({ values }) => values.pictures[0]).join(' '));
  expect(all).toBeGreaterThan(2000);
  expect(onBodies).toBeGreaterThan(0.99);
  expect(onOutlines).toBeGreaterThan(0.5);
  expect(late.onBodies).toBeLessThan(0.4);
});

it('a camera that drives: events all over the picture, up and down', async () => {
  const run = sceneWith(8);
  const [packet] = await measured(run).then((seen) => seen.slice(-1));
  const { x, polarity } = (packet as ObservationOf<'event-camera'>).columns;
  const eighths = new Set(Array.from(x, (column) => Math.floor((column * 8) / SENSOR.width)));
  expect(eighths.size).toBe(8);
  const up = Array.from(polarity).filter((sign) => sign > 0).length / polarity.length;
  expect(up).toBeGreaterThan(0.2);
  expect(up).toBeLessThan(0.8);
});

/**
 * CPNCO of the pack in pictures (science.md 3.5.4): the first frame with a pixel of the child is the one that the closed form says, give or
 * take one. At the end of `reach` the ego's front is at the child's near side, and the child's hip at the middle of the ego. The form knows an obstruction's corner only: so the nearer parked car is a van with its upright tail to the path, and
 * what shows under it or above it does not count. The child's leading edge is its drawn one, at those heights.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { CameraView } from '#contracts/camera';
import type { LayerSet } from '#contracts/layers';
import type { RenderSession } from '#contracts/renderer';
import type { CameraSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import type { ConcreteActor } from '#contracts/scenario';
import { type Pose, transformPoint, type Vec3 } from '#core/pose';
import { semanticIds } from '#labels/index';
import { threeRenderer } from '#renderers/three/host/index';
import { simulate } from '#world/simulate';
import { readPack } from '../packs/read.js';
import { requestOf } from './shipped.js';

const RATE = 30;
const MEETING = 6;
/** Of the camera; and from the bumper to the child's line as the bumper is at its near side, m. */
const BEHIND_BUMPER = 2;
const HALF_DEPTH = 0.149;
/** The child's middle is this far ahead of its hip, m. */
const AHEAD_OF_HIP = 0.396 - 0.711 / 2;
const CORNER = { side: 1.9075, before: 1.149 };
/** What counts of the child, m above the ground. */
const HEIGHTS = { from: 0.5, to: 0.9 };
const SIZE = { width: 1920, height: 1080 };
let session: RenderSession;
beforeAll(async () => {
  session = await threeRenderer.open({});
});
afterAll(() => session?.close());

/** Positive root of science.md 3.5.4. @param leading how far the target's leading edge is ahead of its hip, m */
function emergence(speed: number, walk: number, leading: number, corner = CORNER): number {
  const a = walk * speed;
  const behind = BEHIND_BUMPER + HALF_DEPTH;
  const b = walk * (behind - corner.before) - (leading + corner.side) * speed;
  const c = -leading * (behind - corner.before) - corner.side * behind;
  return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
}

function runAt(km: number): Run {
  const { concrete } = readPack('euro-ncap-2026-vru', `cpnco-50-${km}-day`);
  const actors = concrete.actors.map(seen);
  const capture = { ...concrete.capture, rateHz: RATE, windows: [], maxFrames: 1000 };
  return simulate({ ...concrete, actors, capture }, { traceHz: 100, semanticIds, withCaptures: true });
}

/** The ego keeps its speed and looks from 2 m behind its bumper; the nearer parked car is a van with its upright tail to the path. */
function seen(actor: ConcreteActor): ConcreteActor {
  const box = bodyAssets.get(actor.look.asset).box(actor.look);
  if (actor.id === 'ego') {
    const camera = actor.sensors[0] as CameraSensor;
    const front = box.center[0] + box.size[0] / 2;
    const position: Vec3 = [front - BEHIND_BUMPER, 0, 0.7];
    return { ...actor, controller: { type: 'constant' }, sensors: [{ ...camera, position, orientation: [0, 0, 0] }] };
  }
  if (actor.id !== 'small-car') return actor;
  const look = { asset: 'van', seed: 1, traits: { length: 5, width: 2, height: 2.2 } };
  const van = bodyAssets.get('van').box(look);
  const [x, y] = actor.start.position;
  const [front, side] = [x + box.center[0] + box.size[0] / 2, y + box.size[1] / 2];
  const position: Vec3 = [front - van.size[0] / 2 + van.center[0], side - van.size[1] / 2, 0];
  const { lane: _, ...start } = actor.start;
  return { ...actor, look, start: { ...start, position, heading: start.heading + Math.PI } };
}

/** How far the drawn child reaches ahead of its hip while it walks: the most over the frames round its emergence. */
function leadingEdge(run: Run, from: number, to: number): number {
  const child = run.scenario.actors.find(({ id }) => id === 'target') as ConcreteActor;
  const model = bodyAssets.get(child.look.asset).build(child.look);
  let most = 0;
  for (const { frame } of run.captures) {
    if (frame.timeNs < from * 1e9 || frame.timeNs > to * 1e9) continue;
    const state = frame.bodies.find(({ id }) => id === 'target');
    if (state === undefined) continue;
    for (const part of model.pose(state.articulation).parts) {
      if (part.kind !== 'skinned') continue;
      for (let i = 0; i < part.positions.length; i += 3) {
        const z = part.positions[i + 2] as number;
        if (z > HEIGHTS.from && z < HEIGHTS.to) most = Math.max(most, part.positions[i] as number);
      }
    }
  }
  return most + AHEAD_OF_HIP;
}

/** The drawn obstruction's outline at those heights: where each of its vertices lies from the path and from the ego's middle line. */
function drawnCorners(run: Run): (typeof CORNER)[] {
  const at = (id: string) => run.captures[0]?.frame.bodies.find((body) => body.id === id)?.worldFromBody as Pose;
  const car = run.scenario.actors.find(({ id }) => id === 'small-car') as ConcreteActor;
  const model = bodyAssets.get(car.look.asset).build(car.look);
  const pathX = at('target').position[0];
  const middleY = at('ego').position[1];
  return model.parts.flatMap(({ name, mesh }) => {
    if (/mirror|tyre|rim/.test(name)) return [];
    const corners = [];
    for (let i = 0; i < mesh.positions.length; i += 3) {
      const [x, y, z] = transformPoint(at('small-car'), [...mesh.positions.subarray(i, i + 3)] as unknown as Vec3);
      if (z > HEIGHTS.from && z < HEIGHTS.to) corners.push({ before: pathX - x, side: middleY - y });
    }
    return corners;
  });
}

/** Whether a pixel shows the body at a height that counts. */
function counted({ instance, depth, width, height }: LayerSet, view: CameraView, id: number): boolean {
  const { fx, fy, cx, cy } = view.intrinsics;
  for (let i = 0; i < width * height; i++) {
    if (instance?.[i] !== id) continue;
    const d = depth?.[i] as number;
    const [u, v] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const z = transformPoint(view.worldFromCamera, [((u - cx) * d) / fx, ((v - cy) * d) / fy, d])[2];
    if (z > HEIGHTS.from && z < HEIGHTS.to) return true;
  }
  return false;
}

describe('the first frame that shows the child', () => {
  it.each([20, 30, 40, 50, 60])('at %d km/h', async (km) => {
    const run = runAt(km);
    const guess = MEETING - emergence(km / 3.6, 5 / 3.6, 0.396);
    const leading = leadingEdge(run, guess - 0.15, guess + 0.15);
    // It shows when it has cleared the last of them.
    const last = Math.min(...drawnCorners(run).map((corner) => emergence(km / 3.6, 5 / 3.6, leading, corner)));
    const expected = Math.ceil((MEETING - last) * RATE);
    const instance = run.scene.bodies.find(({ id }) => id === 'target')?.instance;
    let first: number | undefined;
    for (const shot of run.captures.slice(expected - 6, expected + 7)) {
      const request = requestOf(run, shot, SIZE, ['instance', 'depth']);
      if (!counted(await session.render(request), request.view, instance as number)) continue;
      first = shot.index;
      break;
    }
    expect(first, `leading edge ${leading.toFixed(3)} m`).toBeDefined();
    expect(Math.abs((first as number) - expected)).toBeLessThanOrEqual(1);
  });
});

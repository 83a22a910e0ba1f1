/**
 * How far off a dark moose comes out of the night, on low and on high beam. A decoy test on Ontario roads found means of 74 m and 137 m (Alces 389;
 * hazards.md 5.4, grade B). Here: the first distance from afar at which a part of the body reaches visibility level 7, the field factor of CIE 19/2 and Adrian for
 * safe driving, over Adrian's threshold (Lighting Res. Technol. 21(4), 1989: luminance difference seen in 99.9 % of cases).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyState, FrameState } from '#contracts/frame';
import type { Run } from '#contracts/run';
import type { Pose, Vec3 } from '#core/pose';
import { openSession, type ThreeSession } from '#renderers/three/host/session';
import { cameraView } from '#sensors/camera';
import { report } from '../sensors/fixture.js';
import { runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 1280, height: 720 };
const EGO: Pose = { position: [10, -1.75, 0], orientation: [0, 0, 0, 1] };
const FRONT_M = 2;
/** Field factor. */
const LEVEL = 7;
const ARCMIN = (180 * 60) / Math.PI;

let session: ThreeSession;
let run: Run;
beforeAll(async () => {
  session = await openSession({});
  run = await runOf(shippedScenarios.find((path) => path.includes('moose-at-night')) as string);
});
afterAll(() => session.close());

/** Threshold of the luminance difference, cd/m^2, before a background of `luminance`, for a target `arcmin` wide seen for 2 s by the young. */
function threshold(luminance: number, arcmin: number): number {
  const l = Math.log10(luminance);
  const [phi, root] =
    luminance >= 0.6
      ? [Math.log10(4.2841 * luminance ** 0.1556) + 0.1684 * luminance ** 0.5867, 0.05946 * luminance ** 0.466]
      : luminance > 0.00418
        ? [10 ** (-0.072 + 0.3372 * l + 0.0866 * l * l), 10 ** (-1.256 + 0.319 * l)]
        : [10 ** (0.028 + 0.173 * l), 10 ** (-0.891 + 0.5275 * l + 0.0227 * l * l)];
  return 2.6 * (phi / arcmin + root) ** 2;
}

/** The moose goes away in the own lane, `ahead` m before the car: no eye shines back. @param ahead undefined: no moose */
function frameWith(ahead: number | undefined, highBeam: number): FrameState {
  const shot = (run.captures[0] as Run['captures'][number]).frame;
  const at = (state: BodyState, position: Vec3): BodyState => ({
    ...state,
    worldFromBody: { position, orientation: [0, 0, 0, 1] },
    velocity: [0, 0, 0],
  });
  const bodies = shot.bodies.map((state) => {
    if (state.id !== 'ego') return at(state, ahead === undefined ? [-400, 0, 0] : [10 + FRONT_M + ahead, -1.75, 0]);
    const { articulation } = state;
    return {
      ...at(state, [...EGO.position]),
      articulation: { ...articulation, channels: { ...articulation.channels, headLights: 1, highBeam } },
    };
  });
  const medium = { ...shot.medium, extinctionPerM: 2.995732 / 10_000, rainMmPerH: 0, wetness: 0 };
  return { ...shot, bodies, medium };
}

async function lightOf(frame: FrameState): Promise<{ luminance: Float32Array; instance: Uint16Array; fx: number }> {
  const sensor = run.scenario.actors[0]?.sensors[0] as Parameters<typeof cameraView>[0];
  const view = cameraView(sensor, EGO, 'ego', 7, SIZE);
  const layers = await session.render({
    scene: run.scene,
    frame,
    view,
    next: { frame, view },
    layers: ['luminance', 'instance'],
  });
  const kept = {
    luminance: (layers.luminance as Float32Array).slice(),
    instance: (layers.instance as Uint16Array).slice(),
    fx: view.intrinsics.fx,
  };
  session.giveBack?.(layers);
  return kept;
}

/** The most visible part of the moose, in multiples of the threshold. */
async function visibility(ahead: number, highBeam: number, without: Awaited<ReturnType<typeof lightOf>>): Promise<number> {
  const moose = run.scene.bodies.find(({ class: id }) => id === 'moose')?.instance;
  const { luminance, instance, fx } = await lightOf(frameWith(ahead, highBeam));
  const differences = [...luminance.keys()]
    .filter((i) => instance[i] === moose)
    .map((i) => Math.abs((luminance[i] as number) - (without.luminance[i] as number)))
    .sort((a, b) => b - a);
  const adapted = roadAhead(without.luminance);
  let [best, sum] = [0, 0];
  differences.forEach((difference, k) => {
    sum += difference;
    const arcmin = (Math.sqrt((4 * (k + 1)) / Math.PI) / fx) * ARCMIN;
    best = Math.max(best, sum / (k + 1) / threshold(adapted, arcmin));
  });
  return best;
}

/** What the eye is adapted to: the mean of the road some way ahead, just below the horizon. */
function roadAhead(luminance: Float32Array): number {
  let [sum, count] = [0, 0];
  for (let y = Math.floor(SIZE.height * 0.5); y < SIZE.height * 0.56; y++)
    for (let x = Math.floor(SIZE.width * 0.4); x < SIZE.width * 0.6; x++, count++)
      sum += luminance[y * SIZE.width + x] as number;
  return sum / count;
}

async function detection(highBeam: number): Promise<number> {
  const without = await lightOf(frameWith(undefined, highBeam));
  let [seen, unseen] = [20, 260];
  while (unseen - seen > 3) {
    const middle = (seen + unseen) / 2;
    if ((await visibility(middle, highBeam, without)) >= LEVEL) seen = middle;
    else unseen = middle;
  }
  return seen;
}

describe('a moose at night', () => {
  it('is first seen near where drivers first saw it', async () => {
    const [low, high] = [await detection(0), await detection(1)];
    report('distance at which a moose is first seen on low beam, m', 74, low);
    report('distance at which a moose is first seen on high beam, m', 137, high);
    // The published spread of single drives is 23 to 210 m.
    expect(Math.abs(low / 74 - 1)).toBeLessThan(0.25);
    expect(Math.abs(high / 137 - 1)).toBeLessThan(0.25);
    expect(high / low).toBeGreaterThan(1.5);
  });
});

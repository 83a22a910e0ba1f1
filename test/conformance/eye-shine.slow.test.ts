/** Eyes in the headlights that are smaller than a pixel: light where the eyes are, and nowhere in the labels. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { BodyState, FrameState } from '#contracts/frame';
import type { LayerName } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import { lensOf, project } from '#core/lens';
import { invert, type Pose, quatFromHeadingPitchRoll, transformPoint, type Vec3 } from '#core/pose';
import { openSession, type ThreeSession } from '#renderers/three/host/session';
import { cameraView } from '#sensors/camera';
import { runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 960, height: 540 };
const EGO: Pose = { position: [10, -1.75, 0], orientation: [0, 0, 0, 1] };

let session: ThreeSession;
let run: Run;
beforeAll(async () => {
  session = await openSession({});
  run = await runOf(shippedScenarios.find((path) => path.includes('roe-deer-in-headlights')) as string);
});
afterAll(() => session.close());

interface Scene {
  readonly ahead: number;
  readonly heading?: number;
  readonly lamps?: number;
  readonly aside?: number;
}
const FACING = Math.PI;

function request({ ahead, heading = FACING, lamps = 1, aside = 0 }: Scene, layers: readonly LayerName[]): RenderRequest {
  const shot = (run.captures[0] as Run['captures'][number]).frame;
  const posed = (state: BodyState, position: Vec3, yaw: number): BodyState => ({
    ...state,
    worldFromBody: { position, orientation: quatFromHeadingPitchRoll(yaw) },
    articulation: {
      ...state.articulation,
      channels: state.id === 'ego' ? { ...state.articulation.channels, headLights: lamps } : {},
    },
  });
  const bodies = shot.bodies.map((state) =>
    state.id === 'ego'
      ? posed(state, [...EGO.position], 0)
      : posed(state, state.id === 'deer' ? [12 + ahead, -1.75 + aside, 0] : [-300, 0, 0], heading),
  );
  const frame: FrameState = { ...shot, bodies, medium: { ...shot.medium, extinctionPerM: 1e-5, wetness: 0 } };
  const sensor = run.scenario.actors[0]?.sensors[0] as Parameters<typeof cameraView>[0];
  const view = cameraView(sensor, EGO, 'ego', 7, SIZE);
  return { scene: run.scene, frame, view, next: { frame, view }, layers };
}

/** Pixels of both eyes. */
function eyesIn({ scene, frame, view }: RenderRequest): number[] {
  const spec = scene.bodies.find(({ id }) => id === 'deer') as (typeof scene.bodies)[number];
  const state = frame.bodies.find(({ id }) => id === 'deer') as BodyState;
  const model = bodyAssets.get(spec.look.asset).build(spec.look);
  const { keypoints } = model.pose(state.articulation);
  return ['left_eye', 'right_eye'].map((name) => {
    const point = transformPoint(state.worldFromBody, keypoints[model.keypoints.indexOf(name)] as Vec3);
    const [u, v] = project(lensOf(view.intrinsics), transformPoint(invert(view.worldFromCamera), point)) as readonly [
      number,
      number,
    ];
    return Math.floor(v) * SIZE.width + Math.floor(u);
  });
}

async function luminanceOf(scene: Scene): Promise<{ light: Float32Array; eyes: number[] }> {
  const asked = request(scene, ['luminance']);
  const layers = await session.render(asked);
  const light = (layers.luminance as Float32Array).slice();
  session.giveBack?.(layers);
  return { light, eyes: eyesIn(asked) };
}
/** Light of the brighter eye's pixel over the brightest of what is round it. */
const outshines = ({ light, eyes }: { light: Float32Array; eyes: number[] }): number =>
  Math.max(
    ...eyes.map((at) => {
      const round = [-3, -2, 2, 3].flatMap((dy) => [-3, -2, 2, 3].map((dx) => light[at + dy * SIZE.width + dx] as number));
      return (light[at] as number) / Math.max(...round);
    }),
  );

describe('eyes that are smaller than a pixel', () => {
  it.each([30, 45, 60, 80])('shine back from %d m ahead', async (ahead) => {
    expect(outshines(await luminanceOf({ ahead }))).toBeGreaterThan(2);
  });

  it('wherever between the pixels they lie', async () => {
    for (const aside of [0, 0.009, 0.018, 0.027])
      expect(outshines(await luminanceOf({ ahead: 50, aside })), `${aside} m`).toBeGreaterThan(2);
  });

  it('do not without lamps, nor through the back of the head', async () => {
    expect(outshines(await luminanceOf({ ahead: 45, lamps: 0 }))).toBeLessThan(1.5);
    expect(outshines(await luminanceOf({ ahead: 45, heading: 0 }))).toBeLessThan(1.5);
  });

  it('are no truth: labels are the same with lamps and without', async () => {
    const layers: LayerName[] = ['instance', 'depth', 'semantic', 'rgb'];
    const [lit, dark] = [
      await session.render(request({ ahead: 45 }, layers)),
      await session.render(request({ ahead: 45, lamps: 0 }, layers)),
    ];
    for (const layer of ['instance', 'depth', 'semantic'] as const) expect(lit[layer], layer).toEqual(dark[layer]);
    expect(lit.rgb).not.toEqual(dark.rgb);
  });
});

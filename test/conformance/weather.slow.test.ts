/** What weather does to drawn pictures beyond haze: spray by its closed form, streaks before and behind things, drops on the glass; labels stay. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Medium } from '#contracts/frame';
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { lensOf, unproject } from '#core/lens';
import { quatFromAxisAngle, quatMultiply, rotate, type Vec3 } from '#core/pose';
import { threeRenderer } from '#renderers/three/host/index';
import { opticalDepth, plumeOnRay, plumesIn } from '#sensors/plumes';
import { sprayPlumes } from '#sensors/spray';
import { report } from '../sensors/fixture.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const RAIN = shippedScenarios.find((path) => path.includes('pile-up')) as string;
const SIZE = { width: 320, height: 180 };
let session: RenderSession;
let base: RenderRequest;

beforeAll(async () => {
  session = await threeRenderer.open({});
  const run = await runOf(RAIN);
  const shot = run.captures[Math.floor(run.captures.length / 2)] as (typeof run.captures)[number];
  base = requestOf(run, shot, SIZE, ['depth', 'instance', 'luminance']);
});
afterAll(() => session?.close());

function inMedium(change: Partial<Medium>, request = base): RenderRequest {
  return { ...request, frame: { ...request.frame, medium: { ...request.frame.medium, ...change } } };
}
async function draw(request: RenderRequest): Promise<LayerSet> {
  const layers = await session.render(request);
  const kept = Object.entries(layers).map(([name, data]) => [name, typeof data === 'number' ? data : data.slice()]);
  session.giveBack?.(layers);
  return Object.fromEntries(kept) as LayerSet;
}
/** Share of the pixels whose light differs by more than that share of itself. */
function changedBy(share: number, { luminance: before }: LayerSet, { luminance: after }: LayerSet): number {
  const light = before as Float32Array;
  return (after as Float32Array).filter((l, i) => Math.abs(l / (light[i] as number) - 1) > share).length / light.length;
}
/** All bodies but the ego go as fast as that, where they are. */
function at(speed: number, request: RenderRequest): RenderRequest {
  const bodies = request.frame.bodies.map((state) =>
    request.view.hides.includes(state.id)
      ? state
      : { ...state, velocity: rotate(state.worldFromBody.orientation, [speed, 0, 0]) },
  );
  return { ...request, frame: { ...request.frame, bodies } };
}

describe('spray', () => {
  for (const [name, lens] of [
    ['pinhole', undefined],
    ['fisheye', { model: 'fisheye', k1: 0.02, k2: 0, k3: 0, k4: 0 }],
  ] as const)
    it(`dims what is behind it as its optical depth says: ${name}`, async () => {
      const intrinsics = {
        ...base.view.intrinsics,
        ...(lens === undefined ? {} : { lens }),
      } as RenderRequest['view']['intrinsics'];
      const view = { ...base.view, intrinsics };
      const dry = inMedium(
        { rainMmPerH: 0, snowMmPerH: 0, wetness: 1 },
        { ...base, view, next: { ...base.next, view: { ...base.next.view, intrinsics } } },
      );
      const [without, within] = [await draw(at(0, dry)), await draw(at(25, dry))];
      const plumes = sprayPlumes(dry.scene, at(25, dry).frame);
      expect(plumes.length).toBeGreaterThan(2);
      const made = lensOf(intrinsics);
      const { position, orientation } = view.worldFromCamera;
      const through = [...(without.depth as Float32Array)].map((depth, i) => {
        const ray = unproject(made, (i % SIZE.width) + 0.5, Math.floor(i / SIZE.width) + 0.5);
        if (ray === undefined) return 1;
        const far = depth === 0 ? 1e4 : made.model === 'fisheye' ? depth : depth / ray[2];
        const optical = plumes.reduce((sum, plume) => {
          const on = plumeOnRay(plume, position, rotate(orientation, ray as Vec3));
          return on === undefined ? sum : sum + opticalDepth(on, far);
        }, 0);
        return Math.exp(-optical);
      });
      const [l0, l1] = [without.luminance as Float32Array, within.luminance as Float32Array];
      const thick = through.flatMap((t, i) => (t < 0.9 ? [i] : []));
      expect(thick.length).toBeGreaterThan(100);
      const airs = thick.map(
        (i) => ((l1[i] as number) - (l0[i] as number) * (through[i] as number)) / (1 - (through[i] as number)),
      );
      const airlight = airs.sort((a, b) => a - b)[Math.floor(airs.length / 2)] as number;
      const worst = Math.max(
        ...through.map((t, i) => Math.abs((l1[i] as number) - (l0[i] as number) * t - airlight * (1 - t)) / airlight),
      );
      report(`spray in a picture against its closed form, worst share of the air's light (${name})`, 0, worst);
      expect(worst).toBeLessThan(0.01);
    });
});

describe('banks', () => {
  it('of fog dim what is behind them as their optical depth says; labels stay', async () => {
    const clear = inMedium({ rainMmPerH: 0, snowMmPerH: 0, wetness: 0 });
    const [x, y] = clear.view.worldFromCamera.position;
    const banks: Medium['banks'] = [
      { matter: 'fog', position: [0, 0, 0], heading: 0, spread: [3000, 3000, 0.8], extinctionPerM: 0.03 },
      { matter: 'fog', position: [x + 40, y, 2], heading: 0.4, spread: [12, 6, 3], extinctionPerM: 0.05 },
    ];
    const [without, within] = [await draw(clear), await draw(inMedium({ banks }, clear))];
    expect(within.depth).toEqual(without.depth);
    expect(within.instance).toEqual(without.instance);
    const foggy = inMedium({ banks }, clear);
    const plumes = plumesIn(foggy.scene, foggy.frame);
    expect(plumes.length).toBe(2);
    const made = lensOf(clear.view.intrinsics);
    const { position, orientation } = clear.view.worldFromCamera;
    const [l0, l1] = [without.luminance as Float32Array, within.luminance as Float32Array];
    const through = [...(without.depth as Float32Array)].map((depth, i) => {
      const ray = unproject(made, (i % SIZE.width) + 0.5, Math.floor(i / SIZE.width) + 0.5) as Vec3;
      const length = Math.sqrt(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]);
      const unit: Vec3 = [ray[0] / length, ray[1] / length, ray[2] / length];
      const far = depth === 0 ? 1e4 : (depth / ray[2]) * length;
      const optical = plumes.reduce((sum, plume) => {
        const on = plumeOnRay(plume, position, rotate(orientation, unit));
        return on === undefined ? sum : sum + opticalDepth(on, far);
      }, 0);
      return Math.exp(-optical);
    });
    const thick = through.flatMap((t, i) => (t < 0.8 ? [i] : []));
    expect(thick.length).toBeGreaterThan(2000);
    const airs = thick.map(
      (i) => ((l1[i] as number) - (l0[i] as number) * (through[i] as number)) / (1 - (through[i] as number)),
    );
    const airlight = airs.sort((a, b) => a - b)[Math.floor(airs.length / 2)] as number;
    const worst = Math.max(
      ...through.map((t, i) => Math.abs((l1[i] as number) - (l0[i] as number) * t - airlight * (1 - t)) / airlight),
    );
    report("banks in a picture against their closed form, worst share of the air's light", 0, worst);
    expect(worst).toBeLessThan(0.01);
  });
});

describe('rain', () => {
  const clear = (request: RenderRequest): RenderRequest => inMedium({ rainMmPerH: 0, snowMmPerH: 0, wetness: 0 }, request);

  it('changes pictures and no label', async () => {
    const [dry, wet] = [await draw(clear(base)), await draw(inMedium({ rainMmPerH: 30, wetness: 0 }))];
    expect(wet.depth).toEqual(dry.depth);
    expect(wet.instance).toEqual(dry.instance);
    const changed = changedBy(0.003, dry, wet);
    report('share of pixels that streaks change by 0.3 %, 30 mm/h', '> 0.02', changed);
    expect(changed).toBeGreaterThan(0.02);
  });

  it('falls only before what is seen: less of it above a road that is near than below an open sky', async () => {
    const share = async (pitch: number): Promise<number> => {
      const turn = quatFromAxisAngle([1, 0, 0], pitch);
      const { position, orientation } = base.view.worldFromCamera;
      const view = { ...base.view, worldFromCamera: { position, orientation: quatMultiply(orientation, turn) } };
      const request = { ...base, view, next: { frame: base.frame, view } };
      const [dry, wet] = [
        await draw(clear(request)),
        await draw(inMedium({ snowMmPerH: 3, rainMmPerH: 0, wetness: 0 }, request)),
      ];
      return changedBy(0.02, dry, wet);
    };
    const [down, up] = [await share(-Math.PI / 2), await share(Math.PI / 2)];
    report(
      'share of a picture that flakes change by 2 %: down at a road 1.35 m away, up',
      '-',
      `${down.toFixed(3)}, ${up.toFixed(3)}`,
    );
    expect(down).toBeGreaterThan(0);
    expect(up).toBeGreaterThan(3 * down);
  });

  it('is the same again, whatever was drawn before', async () => {
    const wet = inMedium(
      { rainMmPerH: 30, wetness: 1 },
      { ...base, view: { ...base.view, glass: { distanceM: 0.05 } }, layers: ['rgb', 'depth'] },
    );
    const first = await draw(wet);
    await draw(clear(base));
    await draw(inMedium({ snowMmPerH: 3 }));
    expect(await draw(wet)).toEqual(first);
  });

  it('lies on the glass where there is one, in soft spots', async () => {
    const wet = inMedium({ rainMmPerH: 30, wetness: 0 });
    const pane = { ...wet, view: { ...wet.view, glass: { distanceM: 0.05 } } };
    const [without, within] = [await draw(wet), await draw(pane)];
    expect(within.depth).toEqual(without.depth);
    const share = changedBy(0.03, without, within);
    report('share of a picture under drops, unwiped, 30 mm/h', '0.02 to 0.9', share);
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.9);
  });
});

/** A picture's development: what the author says, and what each picture draws on top of it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DevelopmentRanges } from '#contracts/development';
import type { CameraSensor } from '#contracts/rig';
import { luminanceOf } from '#core/color';
import { USUAL_HEADROOM_EV } from '#core/emva';
import { IDENTITY_POSE } from '#core/pose';
import { cameraView } from '#sensors/camera';
import { developmentOf } from '#sensors/development';

const camera: CameraSensor = {
  ...{ type: 'camera', id: 'front', position: [0, 0, 1], orientation: [0, 0, 0], gimbalReach: 0, rateHz: 10, latency: 0 },
  ...{ width: 64, height: 48, fx: 60, fy: 60, cx: 32, cy: 24, near: 0.1, far: 100, exposure: 'auto' },
};
const ranges: DevelopmentRanges = {
  exposureEv: [-1, 2],
  miredShift: [-60, 60],
  greenTint: [-0.05, 0.05],
  contrast: [0.5, 2],
  saturation: [0.4, 1.2],
  noise: [0.5, 2],
  sharpness: [-1, 1],
  vignetting: [-2, 2],
  veilingGlare: [0, 0.1],
  blackLift: [0, 0.05],
  headroomEv: [-0.5, 1.5],
};
const seeds = fc.integer({ min: 0, max: 0xffffffff });

it('leaves no trace where nothing is said', () => {
  expect(cameraView(camera, IDENTITY_POSE, 'ego', 3)).not.toHaveProperty('development');
  expect(developmentOf({ ...camera, development: { contrast: 2 } }, 3)).toEqual({ contrast: 2 });
});

it('is the same for a picture whenever it is asked, another for the next', () => {
  const varied = { ...camera, developmentRanges: ranges };
  expect(developmentOf(varied, 5)).toEqual(developmentOf(varied, 5));
  expect(developmentOf(varied, 5)).not.toEqual(developmentOf(varied, 6));
  expect(cameraView(varied, IDENTITY_POSE, 'ego', 5).development).toEqual(developmentOf(varied, 5));
});

it('keeps within its bounds, blurs or sharpens but never both, and a grey keeps its luminance', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const drawn = developmentOf({ ...camera, developmentRanges: ranges }, seed) ?? {};
      for (const [name, low, high] of [
        ['exposureEv', -1, 2],
        ['contrast', 0.5, 2],
        ['saturation', 0.4, 1.2],
        ['noise', 0.5, 2],
        ['vignetting', 0, 1],
        ['veilingGlare', 0, 0.1],
        ['blackLift', 0, 0.05],
        ['headroomEv', USUAL_HEADROOM_EV - 0.5, USUAL_HEADROOM_EV + 1.5],
      ] as const) {
        expect(drawn[name]).toBeGreaterThanOrEqual(low * (1 - 1e-12));
        expect(drawn[name]).toBeLessThanOrEqual(high * (1 + 1e-12));
      }
      expect([drawn.sharpening, drawn.blurPx].filter((x) => x !== undefined).length).toBe(1);
      const [r, g, b] = drawn.whiteBalance ?? [0, 0, 0];
      // Gains that make the assumed light white are scaled to a grey's luminance.
      expect(luminanceOf([r, g, b])).toBeCloseTo(1, 9);
    }),
  );
});

it('comes on top of what the author says', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const own = { exposureEv: 1, contrast: 1.5, noise: 2, blackLift: 0.01 };
      const [plain, both] = [camera, { ...camera, development: own }].map(
        (sensor) => developmentOf({ ...sensor, developmentRanges: ranges }, seed) ?? {},
      ) as [Record<string, number>, Record<string, number>];
      expect(both.exposureEv).toBeCloseTo((plain.exposureEv as number) + 1, 12);
      expect(both.contrast).toBeCloseTo((plain.contrast as number) * 1.5, 12);
      expect(both.noise).toBeCloseTo((plain.noise as number) * 2, 12);
      expect(both.blackLift).toBeCloseTo((plain.blackLift as number) + 0.01, 12);
    }),
  );
});

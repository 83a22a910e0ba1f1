/** A camera's view: where it is, what falls where, and what another picture size keeps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraSensor } from '#contracts/rig';
import { invert, quatFromHeadingPitchRoll, rotate, transformPoint, type Vec3 } from '#core/pose';
import { cameraView } from '#sensors/camera';

const sensor: CameraSensor = {
  id: 'front',
  type: 'camera',
  width: 1280,
  height: 720,
  fx: 1000,
  fy: 1000,
  cx: 640,
  cy: 360,
  near: 0.1,
  far: 500,
  rateHz: 10,
  position: [1.5, 0, 1.2],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  latency: 0,
  exposure: 'auto',
} as CameraSensor;
const carrier = { position: [10, 20, 0] as Vec3, orientation: quatFromHeadingPitchRoll(Math.PI / 2) };

function pixelOf(view: ReturnType<typeof cameraView>, world: Vec3): [number, number, number] {
  const [x, y, z] = transformPoint(invert(view.worldFromCamera), world);
  const { fx, fy, cx, cy } = view.intrinsics;
  return [cx + (fx * x) / z, cy + (fy * y) / z, z];
}

describe('cameraView', () => {
  it('looks along its carrier, with what is left on the left and what is high up', () => {
    const view = cameraView(sensor, carrier, 'ego', 1);
    expect(view.worldFromCamera.position.map((v) => Math.round(v * 1e9) / 1e9)).toEqual([10, 21.5, 1.2]);
    const [u, v, z] = pixelOf(view, [10, 31.5, 1.2]);
    expect([u, v, z].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([640, 360, 10]);
    // The carrier heads along +y, so -x is to its left.
    expect(pixelOf(view, [9, 31.5, 1.2])[0]).toBeCloseTo(640 - 100, 6);
    expect(pixelOf(view, [10, 31.5, 2.2])[1]).toBeCloseTo(360 - 100, 6);
    expect(view.hides).toEqual(['ego']);
  });

  it('pitches its nose down with a positive pitch, and turns left with a positive heading', () => {
    const pitched = cameraView({ ...sensor, orientation: [0, 0.1, 0] }, carrier, 'ego', 1);
    expect(pixelOf(pitched, [10, 31.5, 1.2])[1]).toBeLessThan(360);
    const turned = cameraView({ ...sensor, orientation: [0.1, 0, 0] }, carrier, 'ego', 1);
    expect(pixelOf(turned, [10, 31.5, 1.2])[0]).toBeGreaterThan(640);
  });

  it('is held level by a gimbal as far as that reaches, and keeps its heading', () => {
    const angle = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    const horizon = (pitch: number, roll: number, gimbalReach: number): Vec3 => {
      const body = { position: [0, 0, 0] as Vec3, orientation: quatFromHeadingPitchRoll(0.7, pitch, roll) };
      // The camera's y axis points down: away from the world's z when level.
      return rotate(cameraView({ ...sensor, gimbalReach }, body, 'ego', 1).worldFromCamera.orientation, [0, 1, 0]);
    };
    fc.assert(
      fc.property(angle(0.4), angle(0.4), (pitch, roll) => {
        expect(horizon(pitch, roll, 0.7)[2]).toBeCloseTo(-1, 9);
        expect(horizon(pitch, roll, 0)[2]).toBeCloseTo(-Math.cos(pitch) * Math.cos(roll), 9);
      }),
    );
    expect(horizon(0.9, 0, 0.7)[2]).toBeCloseTo(-Math.cos(0.2), 9);
    const ahead = cameraView(
      { ...sensor, gimbalReach: 0.7 },
      { ...carrier, orientation: quatFromHeadingPitchRoll(0.7, 0.3) },
      'ego',
      1,
    );
    const [x, y] = rotate(ahead.worldFromCamera.orientation, [0, 0, 1]);
    expect(Math.atan2(y, x)).toBeCloseTo(0.7, 9);
  });

  it('keeps the horizontal field of view and square pixels at any other size', () => {
    const sizes = fc.record({ width: fc.integer({ min: 64, max: 4096 }), height: fc.integer({ min: 48, max: 4096 }) });
    fc.assert(
      fc.property(sizes, (size) => {
        const { intrinsics } = cameraView(sensor, carrier, 'ego', 1, size);
        expect(intrinsics.width / intrinsics.fx).toBeCloseTo(1280 / 1000, 9);
        expect(intrinsics.fx).toBe(intrinsics.fy);
        expect(intrinsics.cy).toBeCloseTo(size.height / 2, 9);
      }),
    );
  });
});

describe('when a picture is there', () => {
  it('is half of exposure and readout after its time, and the latency', () => {
    const pose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] } as const;
    const shutter = { exposureS: 0.008, readoutS: 0.02, slices: 4, samples: 2 };
    expect(cameraView({ ...sensor, latency: 0.05, shutter }, pose, 'ego', 1).deliveryS).toBeCloseTo(0.064, 12);
    expect(cameraView({ ...sensor, latency: 0 }, pose, 'ego', 1)).not.toHaveProperty('deliveryS');
  });
});

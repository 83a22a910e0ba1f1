/** Lenses in the language: what is written becomes the camera's, with the field of view that was asked for. */
import { describe, expect, it } from 'vitest';
import type { CameraSensor } from '#contracts/rig';
import { lensOf } from '#core/lens';
import { horizontalField } from '#core/lens/field';
import { drawScenario, parseScenario } from '#scenario/index';

function cameraOf(camera: string): CameraSensor {
  const text = `nearmiss: 1
title: Test
hazard: Something happens.
road: {layout: rural-two-lane, length: 300 m}
ego: {kind: sedan, at: {lane: right, s: 5 m, speed: 50 km/h}, sensors: {front: ${camera}}}`;
  const { scenario, diagnostics } = parseScenario(text, 'a.yaml');
  if (scenario === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return drawScenario(scenario, { seed: '0', draw: 0 }).concrete.actors[0]?.sensors[0] as CameraSensor;
}
const degrees = (camera: CameraSensor): number => ((horizontalField(lensOf(camera)) as number) * 180) / Math.PI;

describe('the lens of a camera', () => {
  it('is a pinhole where none is written, and leaves no trace', () => {
    expect(cameraOf('{fov: 90 deg}')).not.toHaveProperty('lens');
    expect(cameraOf('{fov: 90 deg}').fx).toBeCloseTo(640, 9);
  });
  it('is a fisheye of 190 degrees', () => {
    const camera = cameraOf('{fov: 190 deg, lens: {fisheye: {k1: 0.05, k2: -0.012, k3: 0.002, k4: -0.0002}}}');
    expect(camera.lens).toEqual({ model: 'fisheye', k1: 0.05, k2: -0.012, k3: 0.002, k4: -0.0002 });
    expect(degrees(camera)).toBeCloseTo(190, 4);
    expect(cameraOf('{fov: 180 deg, lens: {fisheye: {}}}').fx).toBeCloseTo(1280 / Math.PI, 4);
  });
  it("is Brown's and Conrady's, of which nothing but k1 need be written", () => {
    const camera = cameraOf('{fov: 80 deg, lens: {brown-conrady: {k1: -0.2, k4: 0.01}}}');
    expect(camera.lens).toEqual({ model: 'brown-conrady', k1: -0.2, k2: 0, p1: 0, p2: 0, k3: 0, k4: 0.01 });
    expect(degrees(camera)).toBeCloseTo(80, 4);
  });
  it('may have a distribution for a coefficient', () => {
    const { lens } = cameraOf('{fov: 80 deg, lens: {brown-conrady: {k1: {uniform: [-0.3, -0.2]}}}}');
    expect(lens?.k1).toBeGreaterThanOrEqual(-0.3);
    expect(lens?.k1).toBeLessThanOrEqual(-0.2);
  });
  it('may be before an event camera', () => {
    const camera = cameraOf('{type: event-camera, fov: 120 deg, lens: {fisheye: {}}}');
    expect(camera).toMatchObject({ type: 'event-camera', width: 346, lens: { model: 'fisheye', k1: 0 } });
    expect(degrees(camera)).toBeCloseTo(120, 4);
  });
  it.each(['{fov: 190 deg}', '{fov: 100 deg, lens: {brown-conrady: {k1: -0.3}}}'])(
    'says so when it does not see as wide: %s',
    (camera) => {
      expect(() => cameraOf(camera)).toThrow(/the lens of camera front does not see 1[09]0.0 deg/);
    },
  );
});

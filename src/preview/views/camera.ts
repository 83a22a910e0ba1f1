/** The view that a choice means at an instant. */
import type { CameraView } from '#contracts/camera';
import type { FrameState, Medium } from '#contracts/frame';
import type { CameraSensor } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import { cos, sin, tan } from '#core/math';
import { add, BODY_FROM_CAMERA_AXES, headingOf, quatFromHeadingPitchRoll, quatMultiply, scale, type Vec3 } from '#core/pose';
import { cameraView } from '#sensors/camera';
import type { Orbit, ViewChoice } from './choice.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Horizontal field of view of free views, rad. */
const FREE_FIELD = 1.15;
/** Seen from so high, a street has no perspective to speak of, m. */
const TOP_HEIGHT = 400;

export function camerasOf(scenario: ConcreteScenario): readonly { readonly sensor: CameraSensor; readonly carrier: string }[] {
  return scenario.actors.flatMap(({ id, sensors }) =>
    sensors.flatMap((sensor) => (sensor.type === 'camera' ? [{ sensor, carrier: id }] : [])),
  );
}

/** @returns undefined where the camera's carrier isn't there */
export function viewOf(
  choice: ViewChoice,
  scenario: ConcreteScenario,
  frame: FrameState,
  size: Size,
  orbit: Orbit,
): CameraView | undefined {
  if (choice.kind === 'sensor') {
    const found = camerasOf(scenario).find(({ sensor }) => sensor.id === choice.sensor);
    const body = frame.bodies.find(({ id }) => id === found?.carrier);
    return found && body && cameraView(found.sensor, body.worldFromBody, found.carrier, 0, size);
  }
  const ego = frame.bodies.find(({ id }) => id === scenario.actors[0]?.id);
  const at: Vec3 = ego?.worldFromBody.position ?? [0, 0, 0];
  const heading = ego === undefined ? 0 : headingOf(ego.worldFromBody.orientation);
  if (choice.kind === 'top') return fromAbove(at, heading, size, orbit);
  const { around, above, distance } = choice.kind === 'chase' ? { around: 0, above: 0.28, distance: 11 } : orbit;
  const behind = choice.kind === 'chase' ? heading : around;
  const middle = add(at, [
    orbit.moved[0] * Number(choice.kind === 'orbit'),
    orbit.moved[1] * Number(choice.kind === 'orbit'),
    1,
  ]);
  const back: Vec3 = [-cos(behind) * cos(above), -sin(behind) * cos(above), sin(above)];
  return freeView(choice.kind, add(middle, scale(back, distance)), behind, above, size, FREE_FIELD);
}

/** The first actor drives upwards in it. */
function fromAbove(at: Vec3, heading: number, size: Size, { reach, moved }: Orbit): CameraView {
  const eye: Vec3 = [at[0] + moved[0], at[1] + moved[1], at[2] + TOP_HEIGHT];
  const view = freeView('top', eye, heading, Math.PI / 2, size, 1);
  const focal = (TOP_HEIGHT * size.width) / (2 * reach);
  return { ...view, near: TOP_HEIGHT - 120, intrinsics: { ...view.intrinsics, fx: focal, fy: focal } };
}

function freeView(
  name: string,
  position: Vec3,
  heading: number,
  down: number,
  { width, height }: Size,
  field: number,
): CameraView {
  const focal = width / 2 / tan(field / 2);
  const orientation = quatMultiply(quatFromHeadingPitchRoll(heading, down, 0), BODY_FROM_CAMERA_AXES);
  return {
    sensor: name,
    intrinsics: { width, height, fx: focal, fy: focal, cx: width / 2, cy: height / 2 },
    worldFromCamera: { position, orientation },
    near: 0.2,
    far: 1000,
    hides: [],
    exposure: 'auto',
    seed: 0,
  };
}

/** A bright, dry noon in clear air: for looking at what happens, not at what a camera would see of it. */
export function clearDay(medium: Medium): Medium {
  const {
    banks: _banks,
    turbulence,
    gusts,
    moonDirection: _moon,
    moonIlluminanceLx: _lit,
    sunTint: _sun,
    skyTint: _sky,
    ...rest
  } = medium;
  return {
    ...rest,
    ...(turbulence === undefined ? {} : { turbulence }),
    ...(gusts === undefined ? {} : { gusts }),
    extinctionPerM: 0.00015,
    rainMmPerH: 0,
    snowMmPerH: 0,
    wetness: 0,
    cloudCover: 0.3,
    sunDirection: [0.35, 0.45, 0.82],
    sunIlluminanceLx: 80_000,
    skyIlluminanceLx: 18_000,
    lampsOn: false,
  };
}

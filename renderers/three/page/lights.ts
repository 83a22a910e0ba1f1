/** Sun, sky, headlamps and street lamps as three.js lights, in lx and cd. A fixed number of each, so that programs compile once. */

import { Color, DirectionalLight, HemisphereLight, type Scene, SpotLight, type Vector3 } from 'three';
import type { BodyState } from '#contracts/frame';
import type { Model } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { Box } from '#contracts/scene';
import { add, norm, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import type { Illuminance } from './air.js';
import { rooflineOf } from './roofline.js';
import { SHADOW_REACH, sunThrowsShadows } from './sight.js';
import { OTHER_LAMPS, shared } from './truth-material.js';

const STREET_LAMPS = 4;

export interface PageLights {
  readonly sun: DirectionalLight;
  readonly sky: HemisphereLight;
  readonly streets: readonly SpotLight[];
}
export interface ShownBody {
  readonly state: BodyState;
  readonly box: Box;
  readonly model: Model;
  readonly hidden: boolean;
}

export function createLights(scene: Scene): PageLights {
  const sun = new DirectionalLight(0xffffff, 0);
  sun.castShadow = true;
  sun.shadow.mapSize.set(2048, 2048);
  const { camera } = sun.shadow;
  camera.up.set(0, 0, 1);
  camera.left = camera.bottom = -SHADOW_REACH;
  camera.right = camera.top = SHADOW_REACH;
  camera.near = 10;
  camera.far = 500;
  sun.shadow.bias = -0.0006;
  sun.shadow.normalBias = 0.06;
  const sky = new HemisphereLight(0xffffff, 0xffffff, 0);
  sky.position.set(0, 0, 1);
  scene.add(sun, sun.target, sky);
  const spot = (angle: number, penumbra: number): SpotLight => {
    const light = new SpotLight(0xffffff, 0, 0, angle, penumbra, 2);
    scene.add(light, light.target);
    return light;
  };
  return {
    sun,
    sky,
    streets: Array.from({ length: STREET_LAMPS }, () => spot(1.2, 0.6)),
  };
}

export function applyLights(
  lights: PageLights,
  request: RenderRequest,
  bodies: readonly ShownBody[],
  place: Place,
): Illuminance {
  const { medium } = request.frame;
  const eye = request.view.worldFromCamera.position;
  const forward = rotate(request.view.worldFromCamera.orientation, [0, 0, 1]);
  const { sines, skyView } = rooflineOf(place, eye);
  shared.uRoofline.value.set(sines);
  applySun(lights, request, eye, forward, skyView);
  const ambient = medium.sunIlluminanceLx * Math.max(0, medium.sunDirection[2]) + medium.skyIlluminanceLx * skyView;
  const night = medium.lampsOn && ambient < 3000;
  for (const light of lights.streets) light.visible = night && place.lamps.length > 0;
  if (!night) {
    shared.uLampCd.value = 0;
    shared.uOthersCd.value.fill(0);
    return { ambient, lamps: 0 };
  }
  applyOtherBeams(bodies, eye);
  const own = applyOwnBeam(bodies);
  applyStreetLamps(lights.streets, place, add(eye, scale(forward, 18)));
  const street = place.lamps.length > 0 ? 9 : 0;
  return { ambient, lamps: (own ? 14 : 0) + street };
}

function applySun(
  { sun, sky }: PageLights,
  { frame: { medium } }: RenderRequest,
  eye: Vec3,
  forward: Vec3,
  skyView: number,
): void {
  // At night the moon throws the shadows.
  const moon = (medium.moonIlluminanceLx ?? 0) > medium.sunIlluminanceLx && medium.moonDirection !== undefined;
  const [x, y, z] = moon ? (medium.moonDirection as Vec3) : medium.sunDirection;
  const lux = moon ? (medium.moonIlluminanceLx as number) : medium.sunIlluminanceLx;
  // Snapped to whole metres, so that shadows do not swim.
  const focus = add(eye, scale([forward[0], forward[1], 0], SHADOW_REACH * 0.72)).map(Math.round) as unknown as Vec3;
  sun.target.position.set(focus[0], focus[1], 0);
  sun.position.set(focus[0] + x * 250, focus[1] + y * 250, z * 250);
  sun.visible = moon || sunThrowsShadows(medium);
  sun.intensity = lux;
  const low = Math.max(0, Math.min(1, 1 - z / 0.45));
  sun.color.setRGB(1, 1 - 0.3 * low, 1 - 0.58 * low).multiply(tint(medium.sunTint));
  // Walls throw back about a quarter of what they take.
  const ambient = medium.skyIlluminanceLx * (skyView + 0.25 * (1 - skyView));
  sky.intensity = ambient;
  // A clear sky is blue, but a camera's white balance takes half of that out of the shade.
  const cloud = medium.cloudCover;
  sky.color.setRGB(0.93 + 0.06 * cloud, 0.98 + 0.01 * cloud, 1.08 - 0.07 * cloud).multiply(tint(medium.skyTint));
  // What the ground throws back, of sky and sun.
  const bounce = 0.12 * (1 + (lux * Math.max(0, z)) / Math.max(ambient, 1e-3));
  sky.groundColor.copy(new Color().setRGB(bounce * 0.95, bounce * 0.92, bounce * 0.8));
}

function tint([r, g, b]: Vec3 = [1, 1, 1]): Color {
  return new Color().setRGB(r, g, b);
}

/** The beams of the nearest other vehicles, which every surface works out for itself. */
function applyOtherBeams(bodies: readonly ShownBody[], eye: Vec3): void {
  const lit = bodies
    .filter(({ state, model, hidden }) => !hidden && isLit(state, model))
    .map((body) => ({ body, distance: norm(sub(body.state.worldFromBody.position, eye)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, OTHER_LAMPS);
  const { uOthersAt, uOthersTo, uOthersCd, uOthersHigh } = shared;
  uOthersCd.value.fill(0);
  for (const [i, { body }] of lit.entries()) {
    const beam = beamOf(body);
    (uOthersAt.value[i] as Vector3).set(...beam.at);
    (uOthersTo.value[i] as Vector3).set(...beam.to);
    uOthersCd.value[i] = beam.cd;
    uOthersHigh.value[i] = beam.high;
  }
}

/** Between a vehicle's lamps, both together. */
function beamOf({ state, model }: ShownBody): { at: Vec3; to: Vec3; cd: number; high: number } {
  const lamps = model.headlamps as NonNullable<Model['headlamps']>;
  return {
    at: transformPoint(state.worldFromBody, middleOf(lamps)),
    to: rotate(state.worldFromBody.orientation, (lamps[0] as (typeof lamps)[number]).direction),
    cd: lamps.reduce((sum, lamp) => sum + lamp.intensityCd, 0),
    high: state.articulation.channels.highBeam ?? 0,
  };
}

/** The beam of the vehicle that carries the eye, which every surface works out for itself. @returns whether it is lit */
function applyOwnBeam(bodies: readonly ShownBody[]): boolean {
  const own = bodies.find(({ state, model, hidden }) => hidden && isLit(state, model));
  shared.uLampCd.value = 0;
  if (own === undefined) return false;
  const beam = beamOf(own);
  shared.uLampAt.value.set(...beam.at);
  shared.uLampTo.value.set(...beam.to);
  shared.uLampCd.value = beam.cd;
  shared.uLampHigh.value = beam.high;
  return true;
}

function isLit(state: BodyState, model: Model): boolean {
  return (state.articulation.channels.headLights ?? 0) > 0 && (model.headlamps?.length ?? 0) > 0;
}

function middleOf(lamps: NonNullable<Model['headlamps']>): Vec3 {
  return scale(
    lamps.reduce<Vec3>((sum, lamp) => add(sum, lamp.position), [0, 0, 0]),
    1 / lamps.length,
  );
}

function applyStreetLamps(streets: readonly SpotLight[], place: Place, near: Vec3): void {
  const closest = [...place.lamps]
    .map((lamp) => ({ lamp, d: norm(sub(lamp.position, near)) }))
    .sort((a, b) => a.d - b.d)
    .slice(0, streets.length);
  streets.forEach((light, i) => {
    const found = closest[i]?.lamp;
    light.intensity = found === undefined ? 0 : found.luminousFluxLm / Math.PI;
    if (found === undefined) return;
    light.position.set(...found.position);
    light.target.position.set(found.position[0], found.position[1], 0);
    light.color.setRGB(1, 0.82, 0.6);
  });
}

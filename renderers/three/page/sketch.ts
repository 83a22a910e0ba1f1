/**
 * A picture that is there soon: the scene's own shapes in their plain colours, under its sun, sky, beams and air. No textures, shadows, plants,
 * weather or truth. Graphics drivers translate its one small shader in a tenth of the time that those of a full picture take, which is
 * seconds where the processor draws.
 */
import {
  Color,
  DoubleSide,
  GLSL3,
  LinearSRGBColorSpace,
  NearestFilter,
  Scene,
  ShaderMaterial,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { buildPlaceBatches, isPlant, modelFor } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { RenderRequest } from '#contracts/renderer';
import type { SceneSpec } from '#contracts/scene';
import { FILM, filmScale } from '#core/film';
import { applyAir, exposureFor } from './air.js';
import { createCamera } from './camera.js';
import { FILM_CURVE } from './film-glsl.js';
import { HEAD_BEAM } from './head-beam-glsl.js';
import { applyLights, createLights } from './lights.js';
import type { Drawn } from './read.js';
import { createStage, type ShapeChoice } from './stage.js';
import { type MaterialOf, ownOf, shared } from './truth-material.js';

export interface Sketcher {
  /** Builds a scene's place, so that its first picture is there sooner. */
  prepare(scene: SceneSpec): void;
  /** Of what was drawn there is the picture alone. */
  draw(request: RenderRequest): Drawn;
}

const VERTEX = `
  out vec3 vAt; out vec3 vFacing; out vec3 vTint;
  void main() {
    #ifdef USE_INSTANCING
    mat4 worldFromMesh = modelMatrix * instanceMatrix;
    #else
    mat4 worldFromMesh = modelMatrix;
    #endif
    #ifdef USE_COLOR
    vTint = color;
    #else
    vTint = vec3(1.0);
    #endif
    vec4 at = worldFromMesh * vec4(position, 1.0);
    vAt = at.xyz;
    vFacing = mat3(worldFromMesh) * normal;
    gl_Position = projectionMatrix * viewMatrix * at;
  }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 sketchOut;
  in vec3 vAt; in vec3 vFacing; in vec3 vTint;
  uniform vec3 uColor; uniform vec3 uGlow; uniform vec3 uEye; uniform float uExposure; uniform float uLampsLx;
  uniform vec3 uSun; uniform float uSunLux; uniform vec3 uMoon; uniform float uMoonLux; uniform float uSkyLux; uniform vec3 uSkyTint;
  uniform vec3 uLampAt; uniform vec3 uLampTo; uniform float uLampCd; uniform float uLampHigh; uniform float uExtinction; uniform vec3 uAirlight;
  ${HEAD_BEAM}
  ${FILM_CURVE}
  void main() {
    vec3 toEye = uEye - vAt;
    vec3 n = normalize(vFacing);
    if (dot(n, toEye) < 0.0) n = -n;
    vec3 lit = uSkyTint * uSkyLux * (0.6 + 0.4 * n.z) + uSunLux * max(dot(n, uSun), 0.0) + uMoonLux * max(dot(n, uMoon), 0.0) + uLampsLx;
    vec3 beam = uLampCd > 0.0 ? ownBeam(vAt, n) : vec3(0.0);
    vec3 light = uColor * vTint * (lit / 3.14159 + beam) + uGlow;
    float air = exp(-uExtinction * length(toEye));
    sketchOut = vec4(developed((light * air + uAirlight * (1.0 - air)) * uExposure), 1.0);
  }
`;

/** Street lamps light everything alike, lx. */
const STREET_LX = 9;
const own = { uExposure: { value: 1 }, uLampsLx: { value: 0 }, uFilmScale: { value: filmScale(undefined) } };

const sketchMaterial: MaterialOf = (look, semantic, instance, { motion, colored }) => {
  const uniforms = ownOf(look, semantic, instance, motion);
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: {
      ...shared,
      ...own,
      ...uniforms,
      uColor: { value: new Color().setRGB(...look.baseColor, LinearSRGBColorSpace) },
    },
    vertexColors: colored,
    side: DoubleSide,
  });
  return { material, lensed: () => material, own: uniforms };
};

/** @param assetOf what a look names */
export function createSketcher(renderer: WebGLRenderer, assetOf: Bodies['get']): Sketcher {
  const scene = new Scene();
  const lights = createLights(new Scene());
  const stage = createStage(scene, assetOf, withoutPlants, sketchMaterial, roughest);
  const camera = createCamera();
  const picture = new WebGLRenderTarget(1, 1, {
    type: UnsignedByteType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
  });
  return {
    prepare: stage.prepare,
    draw(request) {
      const { width, height } = request.view.intrinsics;
      picture.setSize(width, height);
      camera.aim(request);
      stage.show(request, camera);
      const illuminance = applyLights(lights, request, stage.bodies(), stage.place());
      applyAir(request.frame.medium, illuminance);
      own.uLampsLx.value = request.frame.medium.lampsOn && stage.place().lamps.length > 0 ? STREET_LX : 0;
      own.uExposure.value = exposureFor(request, illuminance);
      scene.background = skyColor(request, own.uExposure.value);
      renderer.setRenderTarget(picture);
      renderer.render(scene, camera.three);
      renderer.setRenderTarget(null);
      return { width, height, picture, numbers: nothing, truth: nothing };
    },
  };
}

/** What can be built in a moment; no shadows are drawn. */
const roughest: ShapeChoice = {
  pictured: (model, at, eye) => model.rough?.model ?? modelFor(model, at, eye),
  casting: (_, pictured) => pictured,
};

function nothing(): never {
  throw new Error('a sketch is a picture alone');
}

/** They are half of what a place takes to be built. */
function withoutPlants(place: Place): ReturnType<typeof buildPlaceBatches> {
  return buildPlaceBatches({ ...place, features: place.features.filter(({ kind }) => !isPlant(kind)) });
}

/** A clear sky's own light behind that of the air, at some height above the horizon; developed as the shader does it. */
function skyColor({ frame: { medium } }: RenderRequest, exposure: number): Color {
  const through = Math.exp(-medium.extinctionPerM * HIGH_AIR_M);
  const air = shared.uAirlight.value;
  const [blue, cloud] = [CLEAR_SKY, medium.cloudCover];
  const channel = (tint: number, clear: number, misty: number): number => {
    const sky = (medium.skyIlluminanceLx / Math.PI) * tint * (clear + (1 - clear) * cloud);
    return developed((sky * through + misty * (1 - through)) * exposure);
  };
  const { x, y, z } = shared.uSkyTint.value;
  return new Color().setRGB(
    channel(x, blue[0], air.x),
    channel(y, blue[1], air.y),
    channel(z, blue[2], air.z),
    LinearSRGBColorSpace,
  );
}

/** Air that is looked through a little above the horizon, m; and how a clear sky's colour is to white. */
const HIGH_AIR_M = 1500;
const CLEAR_SKY = [0.75, 0.95, 1.3] as const;

function developed(c: number): number {
  const { a, b, c: c2, d, e } = FILM;
  const mapped = (own.uFilmScale.value * (c * (a * c + b))) / (c * (c2 * c + d) + e);
  return Math.min(1, Math.max(0, mapped)) ** (1 / 2.2);
}

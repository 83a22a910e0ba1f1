/**
 * Animals' eyes in the headlights where they are smaller than a pixel: rasterising would miss them, and they are what a driver sees first.
 * The same light as their surface sends back (truth-material.ts), spread over the pixel it falls on.
 */
import type { Texture, Vector2, WebGLRenderer, WebGLRenderTarget } from 'three';
import type { BodyState } from '#contracts/frame';
import type { Bodies, Model } from '#contracts/model';
import type { RenderRequest } from '#contracts/renderer';
import type { BodySpec } from '#contracts/scene';
import { depthOf, lensOf, project } from '#core/lens';
import { add, dot, invert, normalize, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import { createQuads } from '../quads.js';
import { shared } from '../truth-material.js';

/** An eye of this radius and more is drawn by its triangles alone, px; half of it shines where they are fewer. */
const DRAWN_PX = 1.2;
const SINGLE_PX = 0.5;
/** How deep in the face an eye may lie, m. */
const SOCKET = 0.06;

const VERTEX = `
  in vec4 spot; in vec4 place; in vec4 tint;
  uniform vec2 uSize; uniform vec3 uLampAt; uniform vec3 uLampTo; uniform float uLampCd; uniform float uExtinction; uniform vec3 uEye;
  flat out float vDepth; flat out vec3 vLight;
  void main() {
    vec3 fromLamp = place.xyz - uLampAt;
    float d = max(length(fromLamp), 1.0);
    float beam = exp(-(1.0 - dot(fromLamp / d, uLampTo)) / 0.035);
    vLight = tint.rgb * uLampCd * beam / (d * d) * 9.0 * exp(-uExtinction * (d + distance(place.xyz, uEye)));
    vDepth = spot.z;
    vec2 pixel = floor(spot.xy) + 0.5 + 0.5 * position.xy;
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);
  }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  flat in float vDepth; flat in vec3 vLight;
  uniform sampler2D uTruthMap; uniform float uHasTruth;
  void main() {
    if (uHasTruth > 0.5) {
      float front = texelFetch(uTruthMap, ivec2(gl_FragCoord.xy), 0).x;
      if (front > 0.0 && front < vDepth - ${SOCKET}) discard;
    }
    lightOut = vec4(vLight, 0.0);
  }
`;

interface Eyes {
  /** Indices of keypoints: left eye, right eye, nose. */
  readonly at: readonly [left: number, right: number, nose: number];
  readonly radius: number;
  /** Colour times how much comes back. */
  readonly tint: Vec3;
}

interface Animal {
  readonly id: string;
  readonly model: Model;
  readonly eyes: Eyes;
}

export interface EyeShine {
  isThere(request: RenderRequest): boolean;
  /** @param truth its red is depth, m; undefined: nothing hides them */
  draw(into: WebGLRenderTarget, request: RenderRequest, truth: Texture | undefined): void;
}

/** @param assetOf what a look names */
export function createEyeShine(renderer: WebGLRenderer, uSize: { value: Vector2 }, assetOf: Bodies['get']): EyeShine {
  const { uLampAt, uLampTo, uLampCd, uExtinction, uEye } = shared;
  const uniforms = {
    ...{ uSize, uLampAt, uLampTo, uLampCd, uExtinction, uEye },
    uTruthMap: { value: null as Texture | null },
    uHasTruth: { value: 0 },
  };
  const quads = createQuads(renderer, ['spot', 'place', 'tint'], { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  let known: { readonly id: string; readonly animals: readonly Animal[] } | undefined;
  const animals = ({ scene: { id, bodies } }: RenderRequest): readonly Animal[] => {
    if (known?.id !== id) known = { id, animals: bodies.flatMap((body) => animalOf(body, assetOf)) };
    return known.animals;
  };
  return {
    isThere: (request) => request.frame.medium.lampsOn && animals(request).length > 0,
    draw(into, request, truth) {
      if (uLampCd.value === 0) return;
      const states = new Map(request.frame.bodies.map((state) => [state.id, state]));
      const numbers = animals(request).flatMap(({ id, model, eyes }) => {
        const state = states.get(id);
        return state === undefined || request.view.hides.includes(id) ? [] : spotsOf(state, model, eyes, request);
      });
      if (numbers.length === 0) return;
      uniforms.uTruthMap.value = truth ?? null;
      uniforms.uHasTruth.value = truth === undefined ? 0 : 1;
      quads.draw(into, Float32Array.from(numbers));
    },
  };
}

/** None for a body without such eyes. */
function animalOf({ id, look }: BodySpec, assetOf: Bodies['get']): Animal[] {
  const model = assetOf(look.asset).build(look);
  const eyes = findEyes(model);
  return eyes === undefined ? [] : [{ id, model, eyes }];
}

/** Those of four-legged animals; people's send nothing back. */
function findEyes(model: Model): Eyes | undefined {
  const at = ['left_eye', 'right_eye', 'nose'].map((name) => model.keypoints.indexOf(name)) as unknown as Eyes['at'];
  if (at.includes(-1) || !model.keypoints.includes('tail_base')) return undefined;
  const part = model.parts.find(({ material }) => material.id === 'eye');
  const strength = part?.material.retroReflection ?? 0;
  if (part === undefined || strength === 0) return undefined;
  const along = part.mesh.positions.filter((_, i) => i % 3 === 0);
  const radius = (along.reduce((a, b) => Math.max(a, b)) - along.reduce((a, b) => Math.min(a, b))) / 2;
  return { at, radius, tint: scale(part.material.baseColor, strength) };
}

/** Four numbers an attribute, eye by eye. */
function spotsOf({ worldFromBody, articulation }: BodyState, model: Model, eyes: Eyes, { view }: RenderRequest): number[] {
  const points = model.pose(articulation).keypoints;
  const [left, right, nose] = eyes.at.map((i) => points[i]) as [Vec3, Vec3, Vec3];
  const ahead = normalize(sub(nose, scale(add(left, right), 0.5)));
  const toCamera = invert(view.worldFromCamera);
  const lens = lensOf(view.intrinsics);
  return [left, right].flatMap((eye, i) => {
    const outward = scale(normalize(sub(left, right)), i === 0 ? 0.8 : -0.8);
    const looks = rotate(worldFromBody.orientation, normalize(add(outward, scale(ahead, 0.6))));
    const place = transformPoint(worldFromBody, eye);
    const facing = dot(looks, normalize(sub(view.worldFromCamera.position, place)));
    const here = transformPoint(toCamera, place);
    const at = project(lens, here);
    const depth = depthOf(lens, here);
    if (at === undefined || facing <= 0 || depth < view.near) return [];
    const radiusPx = (view.intrinsics.fx * eyes.radius) / depth;
    const missed = Math.max(0, Math.min(1, (DRAWN_PX - radiusPx) / (DRAWN_PX - SINGLE_PX)));
    const covered = Math.min(1, Math.PI * radiusPx * radiusPx * facing) * missed;
    return [at[0], at[1], depth, 0, ...place, 0, ...scale(eyes.tint, covered), 0];
  });
}

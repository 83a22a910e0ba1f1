/** Rain and snow in the air between scene and lens, mixed into linear light. */
import type { Texture, Vector2, WebGLRenderer, WebGLRenderTarget } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { DEFAULT_IMAGER, exposureOf } from '#core/emva';
import { lensOf } from '#core/lens';
import { randomRoot } from '#core/random';
import { type Streak, type StreakCamera, streaksIn } from '#sensors/falling/streaks';
import { WHITE } from '../imager-glsl.js';
import { shared } from '../truth-material.js';
import { dropLight } from './light.js';
import { motionOf } from './motion.js';
import { createQuads } from './quads.js';

const VERTEX = `
  in vec4 a; in vec4 b;
  uniform vec2 uSize;
  out vec2 vPixel; flat out vec4 vEnds; flat out vec4 vLook;
  void main() {
    vec2 way = a.zw - a.xy;
    float size = length(way);
    vec2 along = size > 1e-4 ? way / size : vec2(0.0, 1.0);
    float half_ = 0.5 * (b.x + max(1.0, 0.5 * b.x));
    vec2 pixel = 0.5 * (a.xy + a.zw) + position.x * half_ * vec2(-along.y, along.x) + position.y * (0.5 * size + half_) * along;
    vPixel = pixel; vEnds = a; vLook = b;
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);
  }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  in vec2 vPixel; flat in vec4 vEnds; flat in vec4 vLook;
  uniform sampler2D uTruthMap; uniform float uHasTruth; uniform vec3 uRain; uniform vec3 uFlake; uniform vec3 uLamp;
  void main() {
    if (uHasTruth > 0.5) {
      float behind = texelFetch(uTruthMap, ivec2(gl_FragCoord.xy), 0).x;
      if (behind > 0.0 && behind < vLook.z) discard;
    }
    vec2 way = vEnds.zw - vEnds.xy;
    float share = clamp(dot(vPixel - vEnds.xy, way) / max(dot(way, way), 1e-6), 0.0, 1.0);
    float off = distance(vPixel, vEnds.xy + share * way);
    float soft = max(1.0, 0.5 * vLook.x);
    float opacity = vLook.y * clamp((0.5 * vLook.x + 0.5 * soft - off) / soft, 0.0, 1.0);
    vec3 light = (vLook.w < 0.0 ? uFlake : uRain) + uLamp * abs(vLook.w);
    lightOut = vec4(light * opacity, opacity);
  }
`;

export interface StreakPainter {
  /** @param truth where depth is, or undefined: nothing hides what falls */
  draw(into: WebGLRenderTarget, request: RenderRequest, truth: Texture | undefined, exposure: number): void;
}

export function createStreaks(renderer: WebGLRenderer, uSize: { value: Vector2 }): StreakPainter {
  const light = dropLight();
  const uniforms = { uSize, uTruthMap: { value: null as Texture | null }, uHasTruth: { value: 0 }, ...light.uniforms };
  const quads = createQuads(renderer, { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  return {
    draw(into, request, truth, exposure) {
      const { medium } = request.frame;
      const seed = randomRoot(request.scene.id).child('falling').uint32();
      const streaks = streaksIn(streakCamera(request, exposure), medium, seed, request.frame.timeNs * 1e-9);
      if (streaks.length === 0) return;
      uniforms.uTruthMap.value = truth ?? null;
      uniforms.uHasTruth.value = truth === undefined ? 0 : 1;
      light.set(shared.uAirlight.value);
      quads.draw(into, packed(streaks, light.lampOn));
    },
  };
}

/** The sign of the last number tells flakes; its size is what lamps add. */
function packed(streaks: readonly Streak[], lampOn: (streak: Streak) => number): Float32Array {
  const numbers = new Float32Array(streaks.length * 8);
  streaks.forEach((streak, i) => {
    const { from, to, widthPx, opacity, depth, kind } = streak;
    const lamp = Math.max(1e-6, lampOn(streak));
    numbers.set([from[0], from[1], to[0], to[1], widthPx, opacity, depth, kind === 'snow' ? -lamp : lamp], i * 8);
  });
  return numbers;
}

/** Of a sensor with pixels of 3 um, as `DEFAULT_IMAGER` is. */
const PIXEL_M = 3e-6;

/** @param exposure what a luminance is multiplied by so that 1 is white */
export function streakCamera(request: RenderRequest, exposure: number): StreakCamera {
  const { view } = request;
  const imager = view.imager ?? DEFAULT_IMAGER;
  const lens = lensOf(view.intrinsics);
  return {
    lens,
    worldFromCamera: view.worldFromCamera,
    ...motionOf(request),
    exposureS: view.exposureS ?? exposureOf(imager, WHITE / exposure).timeS,
    apertureM: (view.intrinsics.fx * PIXEL_M * (WIDTH_PX / view.intrinsics.width)) / imager.fNumber,
    near: view.near,
  };
}
/** A sensor of so many columns, however many of them are written. */
const WIDTH_PX = 1280;

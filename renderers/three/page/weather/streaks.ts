/** Rain and snow in the air between scene and lens, mixed into linear light. */
import { type Texture, type Vector2, Vector3, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import type { RenderRequest } from '#contracts/renderer';
import { randomRoot } from '#core/random';
import { type Streak, streaksIn } from '#sensors/falling/streaks';
import { DROP_GAIN, FLAKE_GAIN } from '#sensors/lidar/drops';
import { HEAD_BEAM } from '../head-beam-glsl.js';
import { createQuads } from '../quads.js';
import { shared } from '../truth-material.js';
import { weatherCamera } from './camera.js';

/**
 * A drop shows the sky and the ground ahead of it, upside down, over some 165 degrees: 0.94 of their mean (Garg and Nayar 2007, 3.2). The sky
 * takes about two thirds of it. Over the light of the air, which is 0.85 of an overcast sky's: 0.94 (0.62 + 0.38 * 0.12) / 0.85.
 */
const DROP_OF_AIR = 0.73;
/** A white ball under the sky: the upper half lit by it, the lower by the ground, over the air's light. */
const FLAKE_OF_AIR = (0.8 * 0.56) / 0.85;

/** A drop adds what it throws back of the own low beam, met straight on. */
const VERTEX = `
  in vec4 ends; in vec4 look; in vec4 place;
  uniform vec2 uSize; uniform vec3 uRain; uniform vec3 uFlake; uniform vec3 uLampAt; uniform vec3 uLampTo; uniform float uLampCd; uniform float uLampHigh;
  out vec2 vPixel; flat out vec4 vEnds; flat out vec3 vLook; flat out vec3 vLight;
  ${HEAD_BEAM}
  void main() {
    vec2 way = ends.zw - ends.xy;
    float size = length(way);
    vec2 along = size > 1e-4 ? way / size : vec2(0.0, 1.0);
    float half_ = 0.5 * (look.x + max(1.0, 0.5 * look.x));
    vec2 pixel = 0.5 * (ends.xy + ends.zw) + position.x * half_ * vec2(-along.y, along.x) + position.y * (0.5 * size + half_) * along;
    vPixel = pixel; vEnds = ends; vLook = look.xyz;
    vLight = mix(uRain, uFlake, place.w);
    if (uLampCd > 0.0) vLight += look.w * ownBeam(place.xyz, normalize(place.xyz - uLampAt));
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);
  }
`;
const FRAGMENT = `
  layout(location = 0) out highp vec4 lightOut;
  in vec2 vPixel; flat in vec4 vEnds; flat in vec3 vLook; flat in vec3 vLight;
  uniform sampler2D uTruthMap; uniform float uHasTruth;
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
    lightOut = vec4(vLight * opacity, opacity);
  }
`;

export interface StreakPainter {
  /** @param truth where depth is, or undefined: nothing hides what falls */
  draw(into: WebGLRenderTarget, request: RenderRequest, truth: Texture | undefined, exposure: number): void;
}

export function createStreaks(renderer: WebGLRenderer, uSize: { value: Vector2 }): StreakPainter {
  const { uLampAt, uLampTo, uLampCd, uLampHigh } = shared;
  const uniforms = {
    ...{ uSize, uLampAt, uLampTo, uLampCd, uLampHigh },
    uTruthMap: { value: null as Texture | null },
    uHasTruth: { value: 0 },
    uRain: { value: new Vector3() },
    uFlake: { value: new Vector3() },
  };
  const quads = createQuads(renderer, ['ends', 'look', 'place'], { vertexShader: VERTEX, fragmentShader: FRAGMENT }, uniforms);
  return {
    draw(into, request, truth, exposure) {
      const { medium } = request.frame;
      const seed = randomRoot(request.scene.id).child('falling').uint32();
      const streaks = streaksIn(weatherCamera(request, exposure), medium, seed, request.frame.timeNs * 1e-9);
      if (streaks.length === 0) return;
      uniforms.uTruthMap.value = truth ?? null;
      uniforms.uHasTruth.value = truth === undefined ? 0 : 1;
      uniforms.uRain.value.copy(shared.uAirlight.value).multiplyScalar(DROP_OF_AIR);
      uniforms.uFlake.value.copy(shared.uAirlight.value).multiplyScalar(FLAKE_OF_AIR);
      quads.draw(into, packed(streaks));
    },
  };
}

function packed(streaks: readonly Streak[]): Float32Array {
  const numbers = new Float32Array(streaks.length * 12);
  streaks.forEach(({ from, to, widthPx, opacity, depth, at, kind }, i) => {
    const isFlake = kind === 'snow';
    const look = [widthPx, opacity, depth, isFlake ? FLAKE_GAIN : DROP_GAIN];
    numbers.set([...from, ...to, ...look, ...at, isFlake ? 1 : 0], i * 12);
  });
  return numbers;
}

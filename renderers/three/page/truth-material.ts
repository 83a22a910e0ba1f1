/**
 * three.js's standard material, with three more things: truth beside colour in the same pass, air between surface and eye in linear
 * light, and what sky, wet ground and reflectors give back.
 */

import { DoubleSide, type Material, Matrix4, MeshStandardMaterial, type Texture, Vector2, Vector3, Vector4 } from 'three';
import type { Material as Look } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { GROUND, MOST_LANES } from './ground-glsl.js';
import { HEAD_BEAM } from './head-beam-glsl.js';
import { LENS_GLSL, lensTruth, lensUniforms } from './lens-glsl.js';
import { RELIEF, RELIEF_LIGHT, RELIEF_MAP, reliefNormal, reliefUniforms } from './relief-glsl.js';
import { SECTORS } from './roofline.js';
import { SKY_GLSL } from './sky-glsl.js';
import { SURROUNDINGS } from './surroundings-glsl.js';
import { reliefFor, textureFor } from './textures/index.js';
import { pictureTexture } from './textures/picture.js';

/** Vehicles whose headlamps light the scene, besides the eye's own. */
export const OTHER_LAMPS = 3;

/** Uniforms that all materials share. */
export const shared = {
  uTruth: { value: 1 },
  /** 1: the colour of surfaces alone, no light, no air. */
  uAlbedo: { value: 0 },
  uCameraFromWorld: { value: new Matrix4() },
  uNextFromWorld: { value: new Matrix4() },
  /** Where what stands still goes. */
  uNextFromCamera: { value: new Matrix4() },
  uEye: { value: new Vector3() },
  uIntrinsics: { value: new Vector4() },
  uNextIntrinsics: { value: new Vector4() },
  uSize: { value: new Vector2() },
  uExtinction: { value: 0 },
  uAirlight: { value: new Vector3() },
  uSun: { value: new Vector3(0, 0, 1) },
  uSunLux: { value: 0 },
  uMoon: { value: new Vector3(0, 0, -1) },
  uMoonLux: { value: 0 },
  uSkyLux: { value: 0 },
  uSkyTint: { value: new Vector3(1, 1, 1) },
  uCloud: { value: 0 },
  uSkyShift: { value: new Vector2() },
  uWetness: { value: 0 },
  uSnow: { value: 0 },
  /** The road's shape, see ground-glsl.ts. */
  uCurvature: { value: 0 },
  uLanes: { value: new Float32Array(MOST_LANES) },
  uLaneCount: { value: 0 },
  /** See mirror.ts: the mirror image, whether there is one, and whether it is being drawn. */
  uMirror: { value: null as Texture | null },
  uMirrored: { value: 0 },
  uInMirror: { value: 0 },
  /** See roofline.ts and ground-shade.ts. */
  uRoofline: { value: new Float32Array(SECTORS) },
  uShade: { value: null as Texture | null },
  uShadeFrame: { value: new Vector4() },
  /** The eye's own headlamps: position, direction, intensity cd. */
  uLampAt: { value: new Vector3() },
  uLampTo: { value: new Vector3(1, 0, 0) },
  uLampCd: { value: 0 },
  /** 0 low beam, 1 high. */
  uLampHigh: { value: 0 },
  /** The same of the nearest other vehicles with their lamps on; 0 cd where there are fewer. */
  uOthersAt: { value: Array.from({ length: OTHER_LAMPS }, () => new Vector3()) },
  uOthersTo: { value: Array.from({ length: OTHER_LAMPS }, () => new Vector3(1, 0, 0)) },
  uOthersCd: { value: new Float32Array(OTHER_LAMPS) },
  uOthersHigh: { value: new Float32Array(OTHER_LAMPS) },
};

/** What one mesh adds: who it is, and where it goes. */
export interface Own {
  readonly uInstance: { value: number };
  readonly uSemantic: { value: number };
  /** Where it goes: from its own frame where it bends, else from the camera's. */
  readonly uNextModel: { value: Matrix4 };
  readonly uNextFromCamera: { value: Matrix4 };
  readonly uRetro: { value: number };
  readonly uGlow: { value: Vector3 };
  readonly uPattern: { value: number };
}

const GROUND_TEXTURES = /^(asphalt|marking|concrete$|slabs|setts|grass|leaf-litter|gravel)/;

/** Fine fibres and leaves shade each other: no sheen at grazing angles. */
const MATTE = new Set(['leaves', 'grass', 'leaf-litter', 'bark', 'fur', 'cloth']);
/** Leaves let about as much light through as they throw back, and a flat twig stands for a round one: they look alike from both sides. */
const isThin = ({ id, texture }: Look): boolean => texture === 'leaves' || id === 'bark';
const BOTH_SIDES = 'normal = normalize(vNormal); nonPerturbedNormal = normal;';
const DULL = 'material.specularColor *= 0.2; material.specularColorBlended *= 0.2; material.specularF90 *= 0.05;';

export interface TruthMaterial {
  readonly material: Material;
  /** The same for faces drawn for a lens: made when first asked for. */
  readonly lensed: () => Material;
  readonly own: Own;
}
export interface MaterialOptions {
  readonly motion: Motion;
  readonly colored: boolean;
}
/** From a look, its class and whose it is. */
export type MaterialOf = (look: Look, semantic: number, instance: number, options: MaterialOptions) => TruthMaterial;

/**
 * Parts of the place stand still; rigid ones go as a whole; in those that bend, each vertex goes its way (attribute `positionNext`); of those that sway,
 * each copy goes its way (attributes `nextRow0` to `nextRow2`: the next worldFromMesh).
 */
export type Motion = 'still' | 'rigid' | 'bends' | 'sways';

export const truthMaterial: MaterialOf = (look, semantic, instance, options) => {
  const { texture } = look;
  const own = ownOf(look, semantic, instance, options.motion);
  const ground = GROUND_TEXTURES.test(texture);
  const road = /^(asphalt|marking)/.test(texture);
  const matte = MATTE.has(texture.replace(/-\d$/, ''));
  const thin = isThin(look);
  const { motion } = options;
  const bends = motion === 'bends' || motion === 'sways';
  const reading = look.picture === undefined ? reliefFor(texture) : undefined;
  // A twig is narrower than a pixel.
  const relief = reading === undefined ? 'none' : thin ? 'tone' : 'full';
  const gloss = texture === 'glass' || texture === 'window' || texture === 'paint';
  const make = (uniforms: object): MeshStandardMaterial => {
    const material = standardMaterial(look, options.colored);
    material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, shared, own, uniforms, reading === undefined ? {} : reliefUniforms(reading));
      if (bends) shader.vertexShader = vertexShader(shader.vertexShader, NEXT[motion]);
      shader.fragmentShader = fragmentShader(shader.fragmentShader, { ground, road, gloss, matte, thin, bends, relief });
    };
    material.customProgramCacheKey = () => `truth ${bends ? motion : ''} ${ground} ${road} ${gloss} ${matte} ${thin} ${relief}`;
    return material;
  };
  const material = make({});
  let twin: MeshStandardMaterial | undefined;
  const lensed = (): MeshStandardMaterial => {
    if (twin !== undefined) return twin;
    const made = make(lensUniforms);
    made.defines = { ...made.defines, LENS: '' };
    material.addEventListener('dispose', () => made.dispose());
    twin = made;
    return made;
  };
  return { material, lensed, own };
};

export function ownOf(look: Look, semantic: number, instance: number, motion: Motion): Own {
  return {
    uInstance: { value: instance },
    uSemantic: { value: semantic },
    uNextModel: { value: new Matrix4() },
    uNextFromCamera: motion === 'still' || motion === 'sways' ? shared.uNextFromCamera : { value: new Matrix4() },
    uRetro: { value: look.retroReflection ?? 0 },
    uGlow: { value: new Vector3() },
    uPattern: { value: look.picture === undefined ? (look.textureContrast ?? 1) : 1 },
  };
}

function standardMaterial(look: Look, colored: boolean): MeshStandardMaterial {
  const map = look.picture === undefined ? textureFor(look.texture, look.textureScale) : pictureTexture(look.picture);
  const material = new MeshStandardMaterial({
    color: 0xffffff,
    roughness: look.roughness,
    metalness: look.metalness,
    vertexColors: colored,
    side: DoubleSide,
    shadowSide: DoubleSide,
    ...(map === null ? {} : { map }),
  });
  const [r, g, b] = look.baseColor;
  const [gr, gg, gb] = gainsOf(look, map !== null);
  material.color.setRGB(r * gr, g * gg, b * gb);
  return material;
}

/** Families of textures hold half of the factor that they stand for, so that they can also brighten; a surface's own picture says its mean. */
function gainsOf({ picture }: Look, mapped: boolean): Vec3 {
  if (picture !== undefined) return [1 / picture.mean[0], 1 / picture.mean[1], 1 / picture.mean[2]];
  return mapped ? [2, 2, 2] : [1, 1, 1];
}

/** Where a vertex goes: what that takes, and the place itself in the world. */
const NEXT = {
  bends: {
    takes: 'uniform mat4 uNextModel; attribute vec3 positionNext;',
    place: 'uNextModel * vec4(positionNext, 1.0)',
  },
  sways: {
    takes: 'attribute vec4 nextRow0; attribute vec4 nextRow1; attribute vec4 nextRow2;',
    place:
      'vec4(dot(nextRow0, vec4(position, 1.0)), dot(nextRow1, vec4(position, 1.0)), dot(nextRow2, vec4(position, 1.0)), 1.0)',
  },
} as const;

function vertexShader(source: string, { takes, place }: (typeof NEXT)[keyof typeof NEXT]): string {
  return source
    .replace(
      '#include <common>',
      `#include <common>
      ${takes} uniform mat4 uNextFromWorld;
      varying vec3 vNext;`,
    )
    .replace(
      '#include <project_vertex>',
      `#include <project_vertex>
      vNext = (uNextFromWorld * (${place})).xyz;`,
    );
}

/**
 * Where a point of a surface is, worked out for each pixel from what three.js hands over anyway: whatever more went from vertices to
 * pixels would be kept for every triangle in the picture, which costs llvmpipe more than this arithmetic.
 */
const PLACES = `
  vec3 atCamera = vec3(-vViewPosition.x, vViewPosition.y, vViewPosition.z);
  vec3 atWorld = uEye - vViewPosition * mat3(viewMatrix);
  vec3 worldNormal = vNormal * mat3(viewMatrix);
`;

/** Textures hold factors round one half; a pattern's contrast is how far they are from it. */
const MAP = `
  #ifdef USE_MAP
  diffuseColor.rgb *= max(mix(vec3(0.5), texture2D(map, vMapUv).rgb, uPattern), 0.0);
  #endif
`;

const DECLARATIONS = `
  layout(location = 1) out highp vec4 truthOut;
  layout(location = 2) out highp vec4 normalOut;
  uniform float uTruth; uniform float uAlbedo; uniform float uInstance; uniform float uSemantic; uniform float uRetro; uniform vec3 uGlow; uniform float uPattern;
  uniform vec4 uNextIntrinsics; uniform vec2 uSize; uniform vec3 uEye; uniform float uExtinction; uniform vec3 uAirlight;
  uniform mat4 uNextFromCamera; uniform float uWetness; uniform vec3 uLampAt; uniform vec3 uLampTo; uniform float uLampCd; uniform float uLampHigh;
  uniform vec3 uOthersAt[${OTHER_LAMPS}]; uniform vec3 uOthersTo[${OTHER_LAMPS}]; uniform float uOthersCd[${OTHER_LAMPS}]; uniform float uOthersHigh[${OTHER_LAMPS}];
  ${SKY_GLSL}
  ${HEAD_BEAM}
  #ifdef LENS
  ${LENS_GLSL}
  #endif
  float hash21(vec2 p) { vec3 q = fract(vec3(p.xyx) * 0.1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }
  float smoothNoise(vec2 p) {
    vec2 i = floor(p), f = fract(p); f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash21(i), hash21(i + vec2(1, 0)), f.x), mix(hash21(i + vec2(0, 1)), hash21(i + vec2(1, 1)), f.x), f.y);
  }
  ${SURROUNDINGS}
  ${GROUND}
`;

interface Kind {
  readonly ground: boolean;
  readonly road: boolean;
  readonly gloss: boolean;
  readonly matte: boolean;
  readonly thin: boolean;
  readonly bends: boolean;
  /** What is read of a texture with heights: nothing, for there are none; only the colour; all. */
  readonly relief: 'none' | 'tone' | 'full';
}

function fragmentShader(source: string, { ground, road, gloss, matte, thin, bends, relief }: Kind): string {
  const [reads, bumps] = [relief !== 'none', relief === 'full'];
  const look = ground
    ? `float water = groundLook(atWorld, length(vViewPosition), ${reads ? 'rise' : '0.0'}, ${road}, diffuseColor.rgb, roughnessFactor);`
    : '';
  const snow = `
    float snow = snowLies(atWorld, worldNormal, ${road});
    diffuseColor.rgb = mix(diffuseColor.rgb, vec3(0.66, 0.68, 0.71), snow);
    roughnessFactor = mix(roughnessFactor${reads ? ' - uWorn * rise' : ''}, 0.95, snow);
  `;
  const mirror =
    gloss || ground
      ? `{
        vec3 away = normalize(atWorld - uEye);
        vec3 facing = dot(away, worldNormal) > 0.0 ? -normalize(worldNormal) : normalize(worldNormal);
        facing = normalize(facing + worldLean);
        float fresnel = 0.04 + 0.96 * pow(1.0 - max(0.0, -dot(away, facing)), 5.0);
        float shine = ${gloss ? 'fresnel * (1.0 - roughnessFactor) * 0.9 + 0.02' : '(0.02 + 0.98 * pow(1.0 - max(0.0, -dot(away, facing)), 5.0)) * water * (1.0 - snow)'};
        gl_FragColor.rgb += shine * ${ground ? 'inWater(reflect(away, facing), atWorld, water)' : 'surroundings(reflect(away, facing), atWorld)'};
      }`
      : '';
  const filled = ground ? 'max(snow, smoothstep(0.42, 0.95, water))' : 'snow';
  return (DECLARATIONS + (reads ? RELIEF : '') + (bends ? 'varying vec3 vNext;\n' : '') + source)
    .replace('void main() {', `void main() {${PLACES}`)
    .replace('#include <lights_physical_pars_fragment>', bumps ? RELIEF_LIGHT : '#include <lights_physical_pars_fragment>')
    .replace('#include <map_fragment>', reads ? RELIEF_MAP : MAP)
    .replace('#include <roughnessmap_fragment>', `#include <roughnessmap_fragment>\n${look}${snow}`)
    .replace(
      '#include <normal_fragment_maps>',
      `#include <normal_fragment_maps>\n${thin ? BOTH_SIDES : ''}${bumps ? reliefNormal(ground, filled) : ''}`,
    )
    .replace('#include <lights_physical_fragment>', `#include <lights_physical_fragment>\n${matte ? DULL : ''}`)
    .replace(
      '#include <lights_fragment_maps>',
      `#include <lights_fragment_maps>\n${ground ? 'irradiance *= groundShade(atWorld);' : 'irradiance *= nearGround(atWorld);'}`,
    )
    .replace(
      '#include <opaque_fragment>',
      `#include <opaque_fragment>
      vec3 worldLean = ${bumps ? '(normal - flatNormal) * mat3(viewMatrix)' : 'vec3(0.0)'};
      ${mirror}
      vec3 fromEye = atWorld - uEye;
      float range = length(fromEye);
      if (uLampCd > 0.0) gl_FragColor.rgb += diffuseColor.rgb * ownBeam(atWorld, normalize(worldNormal), worldLean);
      for (int i = 0; i < ${OTHER_LAMPS}; i++)
        if (uOthersCd[i] > 0.0)
          gl_FragColor.rgb += diffuseColor.rgb * headBeam(atWorld, normalize(worldNormal), worldLean, uOthersAt[i], uOthersTo[i], uOthersCd[i], uOthersHigh[i]);
      if (uRetro > 0.0 && uLampCd > 0.0) {
        vec3 fromLamp = atWorld - uLampAt;
        float d = max(length(fromLamp), 1.0);
        float beam = exp(-(1.0 - dot(fromLamp / d, uLampTo)) / 0.035);
        gl_FragColor.rgb += uRetro * diffuse * uLampCd * beam / (d * d) * 9.0 * exp(-uExtinction * d);
      }
      gl_FragColor.rgb += uGlow;
      float air = exp(-uExtinction * range);
      gl_FragColor.rgb = gl_FragColor.rgb * air + uAirlight * (1.0 - air);
      if (uAlbedo > 0.5) gl_FragColor.rgb = diffuseColor.rgb;
      truthOut = vec4(0.0); normalOut = vec4(0.0);
      #ifdef LENS
      ${lensTruth(bends)}
      #else
      if (uTruth > 0.5) {
        vec3 n = normalize(vec3(vNormal.x, -vNormal.y, -vNormal.z));
        if (dot(n, atCamera) > 0.0) n = -n;
        vec2 here = vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y);
        vec3 next = ${bends ? 'vNext' : '(uNextFromCamera * vec4(atCamera, 1.0)).xyz'};
        vec2 there = uNextIntrinsics.zw + uNextIntrinsics.xy * next.xy / next.z;
        truthOut = vec4(atCamera.z, uInstance + 65536.0 * uSemantic, next.z > 1e-6 ? there - here : vec2(0.0));
        normalOut = vec4(0.5 * n + 0.5, 1.0);
      }
      #endif`,
    )
    .replace('#include <fog_fragment>', '');
}

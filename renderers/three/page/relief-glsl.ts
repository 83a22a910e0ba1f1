/** How heights in a texture turn a surface's normal and its light: see textures/paint.ts for what texels hold. Truth keeps the flat normal. */
import { type IUniform, ShaderChunk, Vector4 } from 'three';
import type { Reading } from './textures/paint.js';

export const RELIEF = `
  uniform float uLevel; uniform float uSlope; uniform float uRise; uniform float uWorn; uniform vec4 uTint;
  /** The surface's normal without relief, in the camera's frame. */
  vec3 flatNormal;
  /**
   * Cosine of light on a slope. A field of heights takes as much light as the plane below it, whatever its slopes: what the sunny ones gain
   * the others lose, or keep from the light. Where light grazes, slopes would add to their mean without such shadows, so that they count for less there.
   */
  float litBy(vec3 bumped, vec3 toLight) {
    float level = dot(flatNormal, toLight);
    return clamp(level, 0.0, 1.0) * clamp(1.0 + (dot(bumped, toLight) - level) / max(level, 0.2), 0.1, 2.5);
  }
`;

/** Reads a texel: colour, slopes along u and v (rise over run), and \`rise\`, -1 lowest to 1 highest. */
export const RELIEF_MAP = `
  vec4 texel = texture2D(map, vMapUv);
  diffuseColor.rgb *= max(mix(vec3(0.5), texel.r * vec3(uTint.x + uTint.y * texel.a, 1.0, uTint.z + uTint.w * texel.a), uPattern), 0.0);
  vec2 slope = (texel.gb - uLevel) * (uSlope * uPattern);
  float rise = (texel.a - uLevel) * uRise;
`;

/** What lies on it levels it out. @param filled GLSL: share 0..1 that is filled up */
export const reliefNormal = (ground: boolean, filled: string): string => `
  slope *= 1.0 - ${filled};
  flatNormal = normal;
  ${ground ? 'vec3 lean = slope.x * viewMatrix[0].xyz + slope.y * viewMatrix[1].xyz;' : LEAN_BY_UV}
  normal = normalize(normal - lean);
`;

/** Ground's texture coordinates are world x and y; elsewhere u and v run as the picture shows (Mikkelsen 2010: cotangents from derivatives). */
const LEAN_BY_UV = `
  vec3 stepX = dFdx(-vViewPosition), stepY = dFdy(-vViewPosition);
  vec2 uvX = dFdx(vMapUv), uvY = dFdy(vMapUv);
  vec3 besideX = cross(normal, stepX), besideY = cross(stepY, normal);
  vec3 tangent = besideY * uvX.x + besideX * uvY.x, upwards = besideY * uvX.y + besideX * uvY.y;
  vec3 lean = (tangent * slope.x + upwards * slope.y) * inversesqrt(max(max(dot(tangent, tangent), dot(upwards, upwards)), 1e-30));
`;

/** three.js's direct light, by `litBy`. */
export const RELIEF_LIGHT = litByRelief(ShaderChunk.lights_physical_pars_fragment);

function litByRelief(chunk: string): string {
  const direct = 'float dotNL = saturate( dot( geometryNormal, directLight.direction ) );';
  if (!chunk.includes(direct)) throw new Error('three.js lights its standard material otherwise now: see RELIEF_LIGHT');
  return chunk.replace(direct, 'float dotNL = litBy( geometryNormal, directLight.direction );');
}

export function reliefUniforms({ level, slope, rise, worn, tint }: Reading): Record<string, IUniform> {
  return {
    uLevel: { value: level },
    uSlope: { value: slope },
    uRise: { value: rise },
    uWorn: { value: worn },
    uTint: { value: new Vector4(...tint) },
  };
}

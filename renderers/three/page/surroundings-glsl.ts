/** What is around a surface: what it mirrors, and how much of the sky's light reaches it. */
import { SECTORS } from './roofline.js';

export const SURROUNDINGS = `
  uniform float uRoofline[${SECTORS}]; uniform sampler2D uShade; uniform vec4 uShadeFrame;
  /** Radiance from a direction, cd/m^2: the ground below, walls up to the roofs, sky above. */
  vec3 surroundings(vec3 d, vec3 at) {
    float turn = atan(d.y, d.x) / 6.2831853 * ${SECTORS}.0 - 0.5;
    float sector = floor(turn);
    int i = int(mod(sector, ${SECTORS}.0)), j = int(mod(sector + 1.0, ${SECTORS}.0));
    float roof = mix(uRoofline[i], uRoofline[j], turn - sector);
    // Houses are not equally high: a new height every so many degrees, another for each few metres of the mirror.
    float step = fract(sin(floor(turn * 3.0 + at.x * 0.2 + at.y * 0.2) * 12.9898) * 43758.5453);
    roof *= 0.65 + 0.5 * step;
    float level = (uSkyLux + uSunLux * max(uSun.z, 0.0)) / 3.14159;
    vec3 ground = vec3(0.075, 0.075, 0.075) * level;
    vec3 wall = vec3(0.17, 0.16, 0.145) * (0.4 + 0.5 * step) * level * 0.6;
    vec3 sky = skyRadiance(vec3(d.xy, max(d.z, 0.0)));
    vec3 above = mix(wall, sky, smoothstep(roof - 0.03, roof + 0.03, d.z));
    return mix(ground, above, smoothstep(-0.02, 0.02, d.z));
  }
  uniform sampler2D uMirror; uniform float uMirrored;
  /** What wet ground mirrors: still water sharply, a damp film drawn out upright and ruffled. */
  vec3 inWater(vec3 d, vec3 at, float water) {
    #ifdef LENS
    return surroundings(d, at);
    #else
    if (uMirrored < 0.5) return surroundings(d, at);
    vec2 uv = vec2(1.0 - gl_FragCoord.x / uSize.x, gl_FragCoord.y / uSize.y);
    float rough = 1.0 - smoothstep(0.45, 0.95, water);
    vec2 ruffled = vec2(smoothNoise(at.xy * 9.0) - 0.5, smoothNoise(at.xy * 7.0 + 4.0) - 0.5) * (0.004 + 0.02 * rough);
    vec3 sum = vec3(0.0);
    for (int k = 0; k < 5; k++) {
      float up = (float(k) - 1.5) * 0.035 * rough;
      sum += texture2D(uMirror, clamp(uv + ruffled + vec2(0.0, up), 0.0, 1.0)).rgb;
    }
    return sum / 5.0;
    #endif
  }
  float groundShade(vec3 at) {
    vec2 uv = (at.xy - uShadeFrame.xy) * uShadeFrame.zw;
    vec2 inside = step(vec2(0.0), uv) * step(uv, vec2(1.0));
    return mix(1.0, texture2D(uShade, uv).r, inside.x * inside.y * step(at.z, 0.5));
  }
  /** Low parts of what stands see less of the sky, and dark ground instead. */
  float nearGround(vec3 at) { return mix(0.62, 1.0, smoothstep(-0.1, 1.6, at.z)); }
`;

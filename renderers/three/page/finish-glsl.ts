/** Shaders of the way from linear light to a picture. */
import { EDGES_GLSL } from './edges-glsl.js';
import { FILM_CURVE } from './film-glsl.js';
import { IMAGER_GLSL } from './imager-glsl.js';
import { SUN_GLARE } from './sun-glare.js';

/**
 * Metering, as cameras do it: the mean of the logarithm over a grid of pixels, the lower part of the picture counting more, and how far
 * exposure follows it. One pixel: the exposure to use, compensation in it, and the mean light under it for the lens's veiling glare (what shines
 * is cut off at some whites, or the sun would weigh by where the grid meets it).
 */
export const METER = `
  layout(location = 0) out highp vec4 exposureOut;
  uniform sampler2D uLinear; uniform vec2 uSize; uniform float uExposure; uniform float uFollow; uniform float uCompensation;
  const int COLUMNS = 24; const int ROWS = 16; const float BRIGHTEST = 20.0;
  void main() {
    float sum = 0.0, weight = 0.0;
    vec3 light = vec3(0.0);
    for (int j = 0; j < ROWS; j++) {
      float w = j * 3 < ROWS * 2 ? 1.0 : 0.25;
      for (int i = 0; i < COLUMNS; i++) {
        vec2 p = (vec2(i, j) + 0.5) / vec2(COLUMNS, ROWS) * uSize;
        vec3 c = texelFetch(uLinear, ivec2(p), 0).rgb * uExposure;
        sum += w * log(max(dot(c, vec3(0.2126, 0.7152, 0.0722)), 1e-3));
        weight += w;
        light += min(c, BRIGHTEST);
      }
    }
    float level = exp(sum / weight);
    float by = clamp(pow(0.12 / level, uFollow), 0.6, 3.5) * uCompensation;
    exposureOut = vec4(uExposure * by, light * by / float(COLUMNS * ROWS));
  }
`;
/**
 * Natural fall-off: a pinhole's and a plain lens's cos^4 of the angle from the axis (tan = radius in focal lengths); a fisheye, whose pupil turns
 * towards the light, loses what its pixels lose in solid angle, sin(angle) / angle (angle = radius).
 */
const VIGNETTE = `
  uniform vec4 uIntrinsics; uniform float uFisheye;
  float vignette() {
    vec2 r = (vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y) - uIntrinsics.zw) / uIntrinsics.xy;
    float c = 1.0 / (1.0 + dot(r, r));
    float angle = max(length(r), 1e-4);
    return mix(1.0, uFisheye > 0.5 ? max(0.0, sin(angle) / angle) : c * c, uOptics.z);
  }
`;
/** Film exposure that reaches the sensor through the lens. */
const AT_SENSOR = `
  uniform float uVeil;
  ${SUN_GLARE}
  vec3 atSensor(vec3 light) {
    vec4 metered = texelFetch(uMetered, ivec2(0), 0);
    return mix((light + sunGlare()) * metered.r * vignette(), metered.gba, uVeil);
  }
`;
export const LUMINANCE = `
  layout(location = 0) out highp vec4 luminanceOut;
  uniform sampler2D uLinear;
  void main() { luminanceOut = vec4(dot(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb, vec3(0.2126, 0.7152, 0.0722))); }
`;
export const RAW = `
  layout(location = 0) out highp vec4 rawOut;
  uniform sampler2D uLinear; uniform sampler2D uMetered; uniform vec2 uSize;
  ${IMAGER_GLSL}
  ${VIGNETTE}
  ${AT_SENSOR}
  void main() {
    float exposure = texelFetch(uMetered, ivec2(0), 0).r;
    rawOut = vec4(imaged(atSensor(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb), exposure), 1.0);
  }
`;

/** Exposure, white balance and film curve, once a pixel: the smoothing after it looks at many. */
export const FILM = `
  layout(location = 0) out highp vec4 developedOut;
  uniform sampler2D uLinear; uniform sampler2D uMetered; uniform vec2 uSize; uniform vec3 uOptics; uniform vec3 uWhite;
  ${VIGNETTE}
  ${AT_SENSOR}
  ${FILM_CURVE}
  vec3 film(vec3 light) {
    vec3 c = atSensor(light) * uWhite;
    c = mix(vec3(dot(c, vec3(0.2126, 0.7152, 0.0722))), c, 0.97);
    return developed(c);
  }
  void main() { developedOut = vec4(film(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb), 1.0); }
`;

/** IEC 61966-2-1. */
export const BARE = `
  layout(location = 0) out highp vec4 bareOut;
  uniform sampler2D uLinear;
  void main() {
    vec3 c = clamp(texelFetch(uLinear, ivec2(gl_FragCoord.xy), 0).rgb, 0.0, 1.0);
    bareOut = vec4(mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c, vec3(lessThanEqual(c, vec3(0.0031308)))), 1.0);
  }
`;

export const FRAGMENT = `
  layout(location = 0) out highp vec4 pictureOut;
  uniform sampler2D uLinear; uniform sampler2D uDeveloped; uniform sampler2D uMetered; uniform vec2 uSize; uniform float uGlare; uniform vec3 uWhite;
  vec3 at(vec2 p) { return texelFetch(uDeveloped, ivec2(clamp(p, vec2(0.0), uSize - 1.0)), 0).rgb; }
  ${EDGES_GLSL}
  ${IMAGER_GLSL}
  ${FILM_CURVE}
  void main() {
    vec2 p = floor(gl_FragCoord.xy);
    vec3 soft = smoothed(p);
    if (uGlare > 0.0) {
      vec3 glow = vec3(0.0);
      float exposure = texelFetch(uMetered, ivec2(0), 0).r;
      for (int i = 0; i < 12; i++) {
        float a = float(i) * 2.39996, r = 2.0 + float(i) * uSize.y / 260.0;
        vec3 l = texelFetch(uLinear, ivec2(clamp(p + r * vec2(cos(a), sin(a)), vec2(0.0), uSize - 1.0)), 0).rgb * exposure;
        glow += min(max(l - 2.5, 0.0), 5.0) / (1.0 + 0.5 * float(i));
      }
      soft += (1.0 - soft) * (1.0 - exp(-glow * 0.012 * uGlare));
    }
    float metered = texelFetch(uMetered, ivec2(0), 0).r;
    vec3 numbers = imaged(exposureThat(clamp(soft, 0.0, 1.0)) / uWhite, metered);
    pictureOut = vec4(developed(exposedBy(numbers, metered) * uWhite), 1.0);
  }
`;

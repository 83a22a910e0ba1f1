/** The sensor of `#core/emva` as a shader: from film exposure to digital numbers and back, with noise of each pixel's own. */

import { Vector3, Vector4 } from 'three';
import { DEFAULT_IMAGER, type Imager, WANTED_S_NITS } from '#core/emva';

export const imagerUniforms = () => ({
  /** Full well e, read noise e, dark current e/s, greatest digital number. */
  uImager: { value: new Vector4() },
  /** Exposure that saturates at 1 cd/m^2, s; longest exposure, s; vignetting. */
  uOptics: { value: new Vector3() },
  uFrameSeed: { value: 0 },
});

/** @param vignetting instead of the imager's own */
export function setImager(
  uniforms: ReturnType<typeof imagerUniforms>,
  imager: Imager = DEFAULT_IMAGER,
  seed: number,
  vignetting = imager.vignetting,
): void {
  uniforms.uImager.value.set(imager.fullWellE, imager.readNoiseE, imager.darkEPerS, 2 ** imager.bits - 1);
  uniforms.uOptics.value.set(WANTED_S_NITS * imager.fNumber * imager.fNumber, imager.longestS, vignetting);
  uniforms.uFrameSeed.value = seed >>> 0;
}

/** Film exposure that comes out white, and no whiter: what saturates the sensor. */
export const WHITE = 7.24;

/**
 * `imaged` gives digital numbers, `exposedBy` what they stand for in film exposure. Hash: PCG (O'Neill 2014; Jarzynski and Olano, JCGT 9(3),
 * 2020). Noise: the sum of four uniform numbers, normal to 4 sigma.
 */
export const IMAGER_GLSL = `
  uniform vec4 uImager; uniform vec3 uOptics; uniform uint uFrameSeed; uniform float uNoise;
  const float WHITE = ${WHITE};
  uint pcg(uint v) { uint s = v * 747796405u + 2891336453u; uint w = ((s >> ((s >> 28u) + 4u)) ^ s) * 277803737u; return (w >> 22u) ^ w; }
  float gaussian(inout uint state) {
    state = pcg(state); uint a = state; state = pcg(state); uint b = state;
    float sum = float(a & 0xffffu) + float(a >> 16) + float(b & 0xffffu) + float(b >> 16);
    return (sum / 65535.0 - 2.0) * 1.7320508;
  }
  struct Exposed { float electrons; float perElectron; float darkVariance; float black; };
  Exposed exposed(float exposure) {
    float wanted = uOptics.x * exposure / WHITE;
    float time = min(wanted, uOptics.y);
    float gain = wanted / time;
    float black = floor((uImager.w + 1.0) / 64.0);
    return Exposed(uImager.x / (gain * WHITE), (uImager.w - black) * gain / uImager.x, uImager.y * uImager.y + uImager.z * time, black);
  }
  vec3 imaged(vec3 film, float exposure) {
    Exposed x = exposed(exposure);
    uint state = pcg(uint(gl_FragCoord.x) + pcg(uint(gl_FragCoord.y) + pcg(uFrameSeed)));
    vec3 electrons = max(film, 0.0) * x.electrons;
    vec3 noise = vec3(gaussian(state), gaussian(state), gaussian(state));
    vec3 numbers = x.black + x.perElectron * (electrons + noise * uNoise * sqrt(electrons + x.darkVariance));
    return clamp(floor(numbers + 0.5), 0.0, uImager.w);
  }
  vec3 exposedBy(vec3 numbers, float exposure) {
    Exposed x = exposed(exposure);
    return max(numbers - x.black, 0.0) / (x.perElectron * x.electrons);
  }
`;

/**
 * The sky's radiance (cd/m^2) by direction, from sun height and the diffuse illuminance that the medium states: a gradient that is brighter
 * and warmer towards the sun, greyed by cloud, and scaled so that the hemisphere gives that illuminance.
 */
export const SKY_GLSL = `
  uniform vec3 uSun; uniform float uSunLux; uniform float uSkyLux; uniform float uCloud; uniform vec2 uSkyShift; uniform vec3 uSkyTint;
  float skyHash(vec2 p) { vec3 q = fract(vec3(p.xyx) * 0.1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }
  float skyNoise(vec2 p) {
    vec2 i = floor(p), f = fract(p); f = f * f * (3.0 - 2.0 * f);
    return mix(mix(skyHash(i), skyHash(i + vec2(1, 0)), f.x), mix(skyHash(i + vec2(0, 1)), skyHash(i + vec2(1, 1)), f.x), f.y);
  }
  /** 0..1; drifting octaves, the fine ones displaced by the coarse, so that edges curl. */
  float skyClouds(vec2 p) {
    float coarse = skyNoise(p * 0.9);
    vec2 q = p + vec2(coarse, skyNoise(p * 0.9 + 5.2)) * 0.7;
    float sum = 0.5 * coarse + 0.26 * skyNoise(q * 2.1 + 3.7) + 0.13 * skyNoise(q * 4.7 + 9.1);
    #ifdef FINE_SKY
    sum += 0.07 * skyNoise(q * 10.3 + 1.3) + 0.04 * skyNoise(q * 23.0 + 7.7);
    #else
    sum += 0.055;
    #endif
    return sum;
  }
  vec3 skyRadiance(vec3 d) {
    float h = clamp(d.z, 0.0, 1.0);
    float day = smoothstep(-0.05, 0.12, uSun.z);
    float toSun = max(0.0, dot(d, uSun));
    vec3 zenith = mix(vec3(0.55, 0.75, 1.25), vec3(0.34, 0.6, 1.32), day);
    vec3 low = mix(vec3(1.12, 0.98, 0.92), vec3(0.84, 1.06, 1.36), day);
    vec3 clear = mix(low * 1.4, zenith * 0.9, pow(h, 0.4));
    float near = pow(max(0.0, dot(normalize(d.xy + 1e-5), normalize(uSun.xy + 1e-5)) * 0.5 + 0.5), 3.0);
    vec3 warm = vec3(2.4, 1.25, 0.55) * exp(-h * 7.0) * near * (1.0 - smoothstep(0.02, 0.35, uSun.z)) * smoothstep(-0.2, -0.02, uSun.z);
    clear += warm;
    clear += vec3(1.0, 0.92, 0.8) * (1.6 * pow(toSun, 14.0) + 5.0 * pow(toSun, 180.0)) * day;
    vec2 plane = d.xy / (abs(d.z) + 0.13) + uSkyShift;
    float puff = skyClouds(plane);
    // Under a closed cover the light comes in broad swathes, brighter overhead (CIE overcast sky: a third at the horizon).
    vec3 overcast = vec3(0.98, 1.0, 1.03) * (0.55 + 0.6 * h) * (0.78 + 0.5 * puff);
    float cover = smoothstep(1.0 - uCloud, 1.0 - uCloud + 0.28, puff + 0.1) * smoothstep(0.0, 0.1, h);
    cover = mix(cover, 1.0, smoothstep(0.82, 1.0, uCloud));
    // Towers of cloud: bright where the sun reaches, grey below where they are thick.
    float thick = smoothstep(0.45, 0.95, puff);
    float rim = pow(toSun, 6.0);
    vec3 broken = mix(vec3(1.32, 1.3, 1.26), vec3(0.74, 0.78, 0.84), thick * (1.0 - 0.6 * rim)) * (0.85 + 0.5 * rim);
    broken = mix(broken, broken * vec3(1.25, 0.9, 0.7), (1.0 - smoothstep(0.02, 0.3, uSun.z)) * near * day);
    vec3 lit = mix(broken, overcast, smoothstep(0.6, 0.95, uCloud));
    lit *= mix(0.6, 1.0, day);
    return mix(clear, lit, cover) * uSkyLux / 3.14159 * uSkyTint;
  }
`;

/**
 * What use and weather do to ground: tones that no texture tile repeats, wheel tracks, water that gathers in them and in hollows, snow with tracks of slush.
 * Lanes are arcs beside a line through the world's origin along +x: `uLanes` holds offsets of lane middles, `uLaneCount` of them.
 */
export const MOST_LANES = 6;

export const GROUND = `
  uniform float uCurvature; uniform float uLanes[${MOST_LANES}]; uniform int uLaneCount; uniform float uSnow;
  /** Left of the road's line, m. */
  float acrossRoad(vec2 p) {
    if (abs(uCurvature) < 1e-6) return p.y;
    float r = 1.0 / uCurvature;
    return r - sign(r) * length(p - vec2(0.0, r));
  }
  /** 1 where wheels roll: three quarters of a metre to both sides of a lane's middle. */
  float wheelTracks(vec2 p) {
    float offset = acrossRoad(p), track = 0.0;
    for (int i = 0; i < ${MOST_LANES}; i++) {
      if (i >= uLaneCount) break;
      float beside = abs(abs(offset - uLanes[i]) - 0.76);
      track = max(track, 1.0 - smoothstep(0.08, 0.34, beside));
    }
    return track;
  }
  /** @param rise -1 lowest points of its texture to 1 highest @returns share of what stands in water, 0..1 */
  float groundLook(vec3 at, float range, float rise, bool road, inout vec3 albedo, inout float roughness) {
    float near = 1.0 - smoothstep(2.0, 13.0, range);
    if (near > 0.0) albedo *= 1.0 + near * 0.34 * (smoothNoise(at.xy * 110.0) - 0.5);
    float broad = smoothNoise(at.xy * 0.047 + 7.0), middling = smoothNoise(at.xy * 0.21);
    albedo *= 0.78 + 0.28 * middling + 0.16 * broad;
    float track = road ? wheelTracks(at.xy) : 0.0;
    albedo *= 1.0 - 0.1 * track;
    float hollow = 0.55 * smoothNoise(at.xy * 0.33 + 3.1) + 0.45 * smoothNoise(at.xy * 0.9 + 11.0) + 0.12 * track - 0.1 * rise;
    // Puddles begin where the ground is half wet and cover what lies lowest; a road's crown drains it, soil drinks.
    float brim = (road ? 1.02 : 1.1) - 0.34 * uWetness;
    float puddle = uWetness < 0.3 ? 0.0 : smoothstep(brim, brim + 0.1, hollow);
    float damp = clamp(uWetness * 1.35 - 0.35 * (1.0 - hollow), 0.0, 1.0);
    albedo *= mix(1.0, 0.52, max(damp, puddle));
    roughness = mix(roughness, 0.28, damp * 0.8);
    roughness = mix(roughness, 0.03, puddle);
    return max(puddle, 0.42 * damp);
  }
  /** Fresh snow on what faces up, thin where it blows off; slush where wheels have been. */
  float snowLies(vec3 at, vec3 normal, bool road) {
    if (uSnow <= 0.0) return 0.0;
    float up = smoothstep(0.35, 0.75, normal.z);
    float drift = 0.6 * smoothNoise(at.xy * 0.9) + 0.4 * smoothNoise(at.xy * 3.7 + at.z * 2.0);
    float lies = up * smoothstep(1.0 - uSnow, 1.15 - uSnow, drift + 0.15);
    if (!road) return lies;
    // Wheels wander, slush is thrown back in clods, and what is left lies in patches.
    vec2 wander = vec2(0.0, 0.34 * (smoothNoise(at.xy * vec2(0.21, 0.5) + 5.0) - 0.5) + 0.12 * (smoothNoise(at.xy * 1.9) - 0.5));
    float bare = wheelTracks(at.xy + wander) + 0.5 * (smoothNoise(at.xy * vec2(2.3, 6.0)) + smoothNoise(at.xy * 9.0)) - 0.5;
    return lies * (1.0 - 0.85 * smoothstep(0.45, 0.85, bare));
  }
`;

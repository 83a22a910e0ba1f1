/**
 * `headBeam`: light of a vehicle's headlamps on a surface, lx over pi. Low beam for right-hand traffic: a cut-off 1 % down that rises to the right (UN R112), brightest just below it, fainter
 * towards the bonnet so that the road is lit evenly, wide to the sides; a little strays above. High beam: twice the peak (UN R112 class B
 * asks 40,500 to 215,000 cd a pair of lamps) round the axis, over the low beam's foreground. `ownBeam`: of the carrier's own lamps, by uniforms
 * `uLampAt`, `uLampTo`, `uLampCd`, `uLampHigh` (0 low, 1 high).
 */
export const HEAD_BEAM = `
  vec3 headBeam(vec3 at, vec3 normal, vec3 lean, vec3 lampAt, vec3 lampTo, float cd, float high) {
    vec3 fromLamp = at - lampAt;
    float d = max(length(fromLamp), 0.8);
    vec3 ray = fromLamp / d;
    float ahead = dot(ray, lampTo);
    if (ahead <= 0.05) return vec3(0.0);
    vec3 side = normalize(cross(lampTo, vec3(0.0, 0.0, 1.0)));
    float v = dot(ray, cross(side, lampTo)) / ahead;
    float h = dot(ray, side) / ahead;
    float wide = 0.6 * exp(-h * h / 0.026) + 0.4 * exp(-h * h / 0.4);
    // To the right the cut-off rises at 15 degrees, to light the edge of the road.
    float cut = clamp(h * 0.268, 0.0, 0.03);
    float below = (1.0 - smoothstep(-0.014, 0.006, v - cut)) / (1.0 + v * v / 0.0022);
    float stray = 0.025 * exp(-v * v / 0.08 - h * h / 0.3);
    float far = high * (2.0 * exp(-h * h / 0.02 - v * v / 0.004) + 0.25 * exp(-h * h / 0.16 - v * v / 0.03));
    float facing = abs(dot(normal, ray));
    facing *= clamp(1.0 - dot(lean, ray) / max(facing, 0.2), 0.1, 2.5);
    return vec3(1.0, 0.93, 0.82) * cd * (wide * below + stray + far) * facing / (d * d * 3.14159);
  }
  vec3 ownBeam(vec3 at, vec3 normal, vec3 lean) { return headBeam(at, normal, lean, uLampAt, uLampTo, uLampCd, uLampHigh); }
  vec3 ownBeam(vec3 at, vec3 normal) { return ownBeam(at, normal, vec3(0.0)); }
`;

/**
 * `lowBeam`, of uniforms `uLampAt`, `uLampTo`, `uLampCd`. Light of the own low beam, lx over pi, on a surface: a level cut-off 1 % down (UN R112), brightest just below it, fainter towards the
 * bonnet so that the road is lit evenly, wide to the sides; a little strays above.
 */
export const LOW_BEAM = `
  vec3 lowBeam(vec3 at, vec3 normal) {
    vec3 fromLamp = at - uLampAt;
    float d = max(length(fromLamp), 0.8);
    vec3 ray = fromLamp / d;
    float ahead = dot(ray, uLampTo);
    if (ahead <= 0.05) return vec3(0.0);
    vec3 side = normalize(cross(uLampTo, vec3(0.0, 0.0, 1.0)));
    float v = dot(ray, cross(side, uLampTo)) / ahead;
    float h = dot(ray, side) / ahead;
    float wide = 0.6 * exp(-h * h / 0.026) + 0.4 * exp(-h * h / 0.4);
    float below = (1.0 - smoothstep(-0.014, 0.006, v)) / (1.0 + v * v / 0.0022);
    float stray = 0.025 * exp(-v * v / 0.08 - h * h / 0.3);
    float facing = abs(dot(normal, ray));
    return vec3(1.0, 0.93, 0.82) * uLampCd * (wide * below + stray) * facing / (d * d * 3.14159);
  }
`;

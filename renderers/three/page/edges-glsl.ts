/**
 * Stair-steps smoothed after the fact, where drawing every pixel several times costs too much in software: along each edge the two ends of
 * its step are looked for, and the pixel takes as much of its neighbour as the line between the ends covers (the idea of Lottes, FXAA, 2009).
 * Needs `vec3 at(vec2 pixel)`. `smoothed` gives the pixel's colour.
 */
export const EDGES_GLSL = `
  const int REACH = 12;
  float luma(vec3 c) { return dot(c, vec3(0.299, 0.587, 0.114)); }
  float lumaAt(vec2 p) { return luma(at(p)); }
  vec3 smoothed(vec2 p) {
    vec3 c = at(p);
    float m = luma(c);
    float n = lumaAt(p + vec2(0, 1)), s = lumaAt(p - vec2(0, 1)), e = lumaAt(p + vec2(1, 0)), w = lumaAt(p - vec2(1, 0));
    float high = max(m, max(max(n, s), max(e, w))), low = min(m, min(min(n, s), min(e, w)));
    float range = high - low;
    if (range < max(0.035, high * 0.12)) return c;
    float ne = lumaAt(p + vec2(1, 1)), nw = lumaAt(p + vec2(-1, 1)), se = lumaAt(p + vec2(1, -1)), sw = lumaAt(p - vec2(1, 1));
    float flat_ = abs(nw + sw - 2.0 * w) + 2.0 * abs(n + s - 2.0 * m) + abs(ne + se - 2.0 * e);
    float upright = abs(nw + ne - 2.0 * n) + 2.0 * abs(w + e - 2.0 * m) + abs(sw + se - 2.0 * s);
    bool level = flat_ >= upright;
    float ahead = level ? n : e, behind = level ? s : w;
    float sideways = abs(ahead - m) >= abs(behind - m) ? 1.0 : -1.0;
    float other = sideways > 0.0 ? ahead : behind;
    vec2 across = (level ? vec2(0, 1) : vec2(1, 0)) * sideways;
    vec2 along = level ? vec2(1, 0) : vec2(0, 1);
    float middle = 0.5 * (m + other), sharp = 0.25 * abs(other - m);
    float right = float(REACH), left = float(REACH), endRight = 0.0, endLeft = 0.0;
    for (int i = 1; i <= REACH; i++) {
      vec2 q = p + along * float(i);
      endRight = 0.5 * (lumaAt(q) + lumaAt(q + across)) - middle;
      if (abs(endRight) >= sharp) { right = float(i); break; }
    }
    for (int i = 1; i <= REACH; i++) {
      vec2 q = p - along * float(i);
      endLeft = 0.5 * (lumaAt(q) + lumaAt(q + across)) - middle;
      if (abs(endLeft) >= sharp) { left = float(i); break; }
    }
    bool nearRight = right < left;
    float end = nearRight ? endRight : endLeft;
    bool crosses = (end < 0.0) != (m - middle < 0.0);
    float share = crosses ? 0.5 - min(left, right) / (left + right) : 0.0;
    // What is thinner than a pixel is no step: it is softened by its surroundings.
    float around = (2.0 * (n + s + e + w) + ne + nw + se + sw) / 12.0;
    float lone = smoothstep(0.0, 1.0, clamp(abs(around - m) / range, 0.0, 1.0));
    share = max(share, 0.6 * lone * lone);
    return mix(c, at(p + across), share);
  }
`;

/** What materials need to know when a face is drawn for a lens: whose pixel they draw, on which ray, and where points land next. */
import { Matrix3, type Texture, Vector3, Vector4 } from 'three';

/** Uniforms that all materials share while faces are drawn. */
export const lensUniforms = {
  /** By texel of the face: index of the written pixel that takes it. */
  uWritten: { value: null as Texture | null },
  /** By written pixel: x / z, y / z on the face. */
  uSources: { value: null as Texture | null },
  uCameraFromFace: { value: new Matrix3() },
  /** Fisheye: k1..k4. Brown-Conrady: k1, k2, p1, p2. */
  uLens: { value: new Vector4() },
  /** Brown-Conrady: k3..k6. */
  uLensMore: { value: new Vector4() },
  /** 1 for a fisheye; how far the model holds; 1 where depth is the distance from the eye. */
  uLensKind: { value: new Vector3() },
};

/**
 * `pixelHere` gives the written pixel that takes this texel, rows from the top, and its ray on the face. `landed` is `project` of
 * `#core/lens`: the arc tangent by three halvings and its series, better than 1e-7 rad, as built-in ones may be no better than 1e-4.
 */
export const LENS_GLSL = `
  uniform highp sampler2D uWritten; uniform highp sampler2D uSources; uniform mat3 uCameraFromFace;
  uniform vec4 uLens; uniform vec4 uLensMore; uniform vec3 uLensKind;
  bool pixelHere(out vec2 here, out vec3 ray) {
    ivec2 size = textureSize(uSources, 0);
    int index = int(texelFetch(uWritten, ivec2(gl_FragCoord.xy), 0).r);
    ivec2 pixel = ivec2(max(index, 0) % size.x, max(index, 0) / size.x);
    here = vec2(float(pixel.x) + 0.5, float(size.y - pixel.y) - 0.5);
    ray = vec3(texelFetch(uSources, pixel, 0).xy, 1.0);
    return index >= 0;
  }
  float angleFromAxis(float across, float along, float range) {
    float t = across / (range + along);
    t = t / (1.0 + sqrt(1.0 + t * t));
    t = t / (1.0 + sqrt(1.0 + t * t));
    float s = t * t;
    return 8.0 * t * (1.0 - s * (1.0 / 3.0 - s * (0.2 - s * (1.0 / 7.0 - s * (1.0 / 9.0 - s / 11.0)))));
  }
  bool landed(vec3 p, vec4 intrinsics, out vec2 at) {
    at = vec2(0.0);
    if (uLensKind.x > 0.5) {
      float across = length(p.xy), range = length(p);
      if (range + p.z <= 1e-9 * range) return false;
      float theta = angleFromAxis(across, p.z, range);
      if (theta > uLensKind.y) return false;
      float t = theta * theta;
      float d = theta * (1.0 + t * (uLens.x + t * (uLens.y + t * (uLens.z + t * uLens.w))));
      at = intrinsics.zw + intrinsics.xy * p.xy * (across > 0.0 ? d / across : 0.0);
      return true;
    }
    if (p.z <= 1e-6) return false;
    vec2 q = p.xy / p.z;
    float r2 = dot(q, q);
    if (r2 > uLensKind.y * uLensKind.y) return false;
    float radial = (1.0 + r2 * (uLens.x + r2 * (uLens.y + r2 * uLensMore.x))) / (1.0 + r2 * (uLensMore.y + r2 * (uLensMore.z + r2 * uLensMore.w)));
    vec2 bent = q * radial + 2.0 * q.x * q.y * uLens.zw + (r2 + 2.0 * q * q) * uLens.wz;
    at = intrinsics.zw + intrinsics.xy * bent;
    return true;
  }
`;

/**
 * Truth of the written pixel that takes this texel, on that pixel's own ray: its surface is carried on as a plane. In the place of what is
 * written for a pinhole. @param bends whether \`vNext\` is there
 */
export const lensTruth = (bends: boolean): string => `
  vec3 alongX = dFdx(atCamera), alongY = dFdy(atCamera);
  vec3 normalX = dFdx(vNormal), normalY = dFdy(vNormal);
  ${bends ? 'vec3 nextX = dFdx(vNext), nextY = dFdy(vNext);' : ''}
  // How deep the texel's own middle is, for whoever takes a depth from near by.
  gl_FragColor.a = uLensKind.z > 0.5 ? length(atCamera) : (uCameraFromFace * atCamera).z;
  if (uTruth > 0.5) truthOut.y = uInstance + 65536.0 * uSemantic;
  vec2 here; vec3 ray;
  if (uTruth > 0.5 && pixelHere(here, ray)) {
    vec3 plane = cross(alongX, alongY);
    vec3 exact = ray * atCamera.z;
    float onto = dot(plane, atCamera) / dot(plane, ray);
    if (onto > 0.2 * atCamera.z && onto < 5.0 * atCamera.z) exact = ray * onto;
    vec3 aside = exact - atCamera;
    float area = dot(plane, plane);
    float a = area > 0.0 ? dot(cross(aside, alongY), plane) / area : 0.0;
    float b = area > 0.0 ? dot(cross(alongX, aside), plane) / area : 0.0;
    vec3 turned = vNormal + a * normalX + b * normalY;
    vec3 n = normalize(vec3(turned.x, -turned.y, -turned.z));
    if (dot(n, exact) > 0.0) n = -n;
    vec3 next = ${bends ? 'vNext + a * nextX + b * nextY' : '(uNextFromCamera * vec4(exact, 1.0)).xyz'};
    vec2 there;
    vec2 flow = landed(next, uNextIntrinsics, there) ? there - here : vec2(0.0);
    float depth = uLensKind.z > 0.5 ? length(exact) : (uCameraFromFace * exact).z;
    truthOut = vec4(depth, uInstance + 65536.0 * uSemantic, flow);
    normalOut = vec4(0.5 * (uCameraFromFace * n) + 0.5, 1.0);
  }
`;

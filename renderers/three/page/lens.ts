/**
 * Pictures through a lens: pinhole faces round the eye are drawn one after the other and taken over into the written picture, before exposure and
 * film, so that noise, rain and vignetting happen to that. Truth is the nearest texel's, never mixed; colour is mixed from four, in linear light.
 */
import {
  DataTexture,
  FloatType,
  Matrix4,
  NearestFilter,
  Quaternion,
  RedFormat,
  RGBAFormat,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { CameraView, Intrinsics } from '#contracts/camera';
import type { RenderRequest } from '#contracts/renderer';
import { lensOf } from '#core/lens';
import { compose } from '#core/pose';
import { type Face, planFaces } from './lens-faces.js';
import { lensUniforms } from './lens-glsl.js';
import { createScreenPass } from './screen-pass.js';

export interface LensPainter {
  /** @param drawFace draws what the request's pinhole view sees, into the target that is set */
  draw(into: WebGLRenderTarget, request: RenderRequest, drawFace: (face: RenderRequest, first: boolean) => void): void;
}

/** Lenses known at once; their tables cost some 20 bytes a pixel. */
const KNOWN = 4;

const TAKE_OVER = `
  layout(location = 0) out highp vec4 colorOut;
  layout(location = 1) out highp vec4 truthOut;
  layout(location = 2) out highp vec4 normalOut;
  uniform highp sampler2D uColor; uniform highp sampler2D uTruth; uniform highp sampler2D uNormal; uniform highp sampler2D uSources;
  /** What depths kept as half floats are off by, and as much again. */
  const float HALF_FLOAT = 1e-3;
  uniform vec4 uFaceIntrinsics; uniform ivec2 uFaceSize; uniform float uFace;
  /**
   * Between the depths of the texels of the same body round it: what is carried on as a plane may end before. Of the place, strips thinner than
   * a texel go on at a slant instead.
   */
  float amongNeighbours(float depth, float id, ivec2 own) {
    if (mod(id, 65536.0) == 0.0) return depth;
    float low = 1e9, high = 0.0;
    for (int y = -1; y <= 1; y++) {
      for (int x = -1; x <= 1; x++) {
        ivec2 at = clamp(own + ivec2(x, y), ivec2(0), uFaceSize - 1);
        float d = texelFetch(uColor, at, 0).a;
        if (texelFetch(uTruth, at, 0).y != id && !(x == 0 && y == 0)) continue;
        low = min(low, d); high = max(high, d);
      }
    }
    return clamp(depth, low * (1.0 - HALF_FLOAT), high * (1.0 + HALF_FLOAT));
  }
  void main() {
    vec4 source = texelFetch(uSources, ivec2(gl_FragCoord.xy), 0);
    bool empty = source.z < 0.0;
    if (empty ? uFace > 0.0 : source.z != uFace) discard;
    colorOut = vec4(0.0, 0.0, 0.0, 1.0); truthOut = vec4(0.0); normalOut = vec4(0.0);
    if (empty) return;
    vec2 on = uFaceIntrinsics.zw + uFaceIntrinsics.xy * source.xy;
    vec2 p = vec2(on.x, float(uFaceSize.y) - on.y) - 0.5;
    ivec2 low = clamp(ivec2(floor(p)), ivec2(0), uFaceSize - 2);
    vec2 part = p - vec2(low);
    colorOut = mix(
      mix(texelFetch(uColor, low, 0), texelFetch(uColor, low + ivec2(1, 0), 0), part.x),
      mix(texelFetch(uColor, low + ivec2(0, 1), 0), texelFetch(uColor, low + ivec2(1, 1), 0), part.x),
      part.y
    );
    colorOut.a = 1.0;
    int texel = int(source.w);
    ivec2 own = ivec2(texel % uFaceSize.x, texel / uFaceSize.x);
    truthOut = texelFetch(uTruth, own, 0);
    truthOut.x = amongNeighbours(truthOut.x, truthOut.y, own);
    normalOut = texelFetch(uNormal, own, 0);
  }
`;

interface Fitted {
  readonly faces: readonly (Face & { readonly map: DataTexture })[];
  readonly sources: DataTexture;
}

export function createLensPainter(renderer: WebGLRenderer): LensPainter {
  const known = new Map<string, Fitted>();
  let target: WebGLRenderTarget | undefined;
  const uniforms = {
    uColor: { value: null as Texture | null },
    uTruth: { value: null as Texture | null },
    uNormal: { value: null as Texture | null },
    uSources: lensUniforms.uSources,
    uFaceIntrinsics: { value: [0, 0, 0, 0] },
    uFaceSize: { value: [0, 0] },
    uFace: { value: 0 },
  };
  const takeOver = createScreenPass(renderer, TAKE_OVER, uniforms);
  const fitted = (intrinsics: Intrinsics): Fitted => {
    const key = JSON.stringify(intrinsics);
    const found = known.get(key) ?? fitLens(intrinsics);
    known.delete(key);
    known.set(key, found);
    for (const [old, { faces, sources }] of [...known].slice(0, -KNOWN)) {
      known.delete(old);
      for (const texture of [sources, ...faces.map(({ map }) => map)]) texture.dispose();
    }
    return found;
  };
  /** Large enough for every face, with the same kinds of numbers as the written picture. */
  const roomFor = (faces: Fitted['faces'], into: WebGLRenderTarget): WebGLRenderTarget => {
    const most = (key: 'width' | 'height'): number => Math.max(...faces.map(({ intrinsics }) => intrinsics[key]));
    const [width, height, count] = [most('width'), most('height'), into.textures.length];
    if (target?.width === width && target.height === height && target.textures.length === count) return target;
    target?.dispose();
    target = new WebGLRenderTarget(width, height, {
      format: RGBAFormat,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
      generateMipmaps: false,
      depthBuffer: true,
      count,
    });
    for (const [i, texture] of target.textures.entries()) texture.type = (into.textures[i] as Texture).type;
    return target;
  };
  return {
    draw(into, request, drawFace) {
      const { view, next } = request;
      const { faces, sources } = fitted(view.intrinsics);
      const room = roomFor(faces, into);
      lensUniforms.uSources.value = sources;
      setLens(next.view.intrinsics);
      for (const [i, face] of faces.entries()) {
        const { width, height, fx, fy, cx, cy } = face.intrinsics;
        lensUniforms.uWritten.value = face.map;
        lensUniforms.uCameraFromFace.value.setFromMatrix4(rotationOf(face));
        room.viewport.set(0, 0, width, height);
        room.scissor.set(0, 0, width, height);
        room.scissorTest = true;
        renderer.setRenderTarget(room);
        drawFace({ ...request, view: viewOf(view, face) }, i === 0);
        uniforms.uColor.value = room.textures[0] as Texture;
        uniforms.uTruth.value = room.textures[1] ?? (room.textures[0] as Texture);
        uniforms.uNormal.value = room.textures[2] ?? (room.textures[0] as Texture);
        uniforms.uFaceIntrinsics.value = [fx, fy, cx, cy];
        uniforms.uFaceSize.value = [width, height];
        uniforms.uFace.value = i;
        renderer.autoClear = i === 0;
        takeOver.run(into);
        renderer.autoClear = true;
      }
    },
  };
}

function viewOf(view: CameraView, { cameraFromFace, intrinsics }: Face): CameraView {
  const worldFromCamera = compose(view.worldFromCamera, { position: [0, 0, 0], orientation: cameraFromFace });
  return { ...view, intrinsics, worldFromCamera };
}

function rotationOf({ cameraFromFace }: Face): Matrix4 {
  return new Matrix4().makeRotationFromQuaternion(new Quaternion(...cameraFromFace));
}

/** Where points land at the next instant. */
function setLens(intrinsics: Intrinsics): void {
  const { lens, model, limit } = lensOf(intrinsics);
  const { uLens, uLensMore, uLensKind } = lensUniforms;
  uLens.value.set(0, 0, 0, 0);
  uLensMore.value.set(0, 0, 0, 0);
  uLensKind.value.set(model === 'fisheye' ? 1 : 0, Math.min(limit, 1e9), model === 'fisheye' ? 1 : 0);
  if (lens?.model === 'fisheye') uLens.value.set(lens.k1, lens.k2, lens.k3, lens.k4);
  if (lens?.model !== 'brown-conrady') return;
  uLens.value.set(lens.k1, lens.k2, lens.p1, lens.p2);
  uLensMore.value.set(lens.k3, lens.k4 ?? 0, lens.k5 ?? 0, lens.k6 ?? 0);
}

function fitLens(intrinsics: Intrinsics): Fitted {
  const { faces, sources } = planFaces(intrinsics);
  const texture = (
    values: Float32Array<ArrayBuffer>,
    width: number,
    height: number,
    format: typeof RGBAFormat | typeof RedFormat,
  ) => {
    const made = new DataTexture(values, width, height, format, FloatType);
    made.needsUpdate = true;
    return made;
  };
  return {
    sources: texture(sources as Float32Array<ArrayBuffer>, intrinsics.width, intrinsics.height, RGBAFormat),
    faces: faces.map((face) => {
      const { width, height } = face.intrinsics;
      return { ...face, map: texture(face.written as Float32Array<ArrayBuffer>, width, height, RedFormat) };
    }),
  };
}

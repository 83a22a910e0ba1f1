/** One WebGL2 context: draws a request into targets and hands out what is in them. */

import {
  FloatType,
  HalfFloatType,
  LinearSRGBColorSpace,
  NearestFilter,
  NoToneMapping,
  type Object3D,
  PCFShadowMap,
  RGBAFormat,
  Scene,
  type Texture,
  UnsignedByteType,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { LayerName } from '#contracts/layers';
import type { Bodies } from '#contracts/model';
import type { RenderRequest } from '#contracts/renderer';
import { rotate } from '#core/pose';
import { applyAir, exposureFor, type Illuminance } from './air.js';
import { createCamera } from './camera.js';
import { createFinish } from './finish.js';
import { createGroundShade } from './ground-shade.js';
import { createLensPainter } from './lens.js';
import { applyLights, createLights } from './lights.js';
import { wear } from './looks.js';
import { createMirror } from './mirror.js';
import { createPortions } from './portions.js';
import { createProgramKeeper } from './programs.js';
import type { Drawn } from './read.js';
import { createShutterPainter } from './shutter.js';
import { createSky } from './sky.js';
import { createStage } from './stage.js';
import { shared } from './truth-material.js';
import { createWeather } from './weather/index.js';

export interface Painter {
  /** Sets the drawing going. */
  draw(request: RenderRequest): void;
  /** What was drawn last. */
  drawn(): Drawn;
  /** Draws the picture alone, into a target without room for truth, and waits until it is there. */
  drawBare(request: RenderRequest): void;
}

const PLAIN = {
  format: RGBAFormat,
  minFilter: NearestFilter,
  magFilter: NearestFilter,
  depthBuffer: true,
  generateMipmaps: false,
} as const;

/** Layers that are no truth of the scene. */
const PICTURES: readonly LayerName[] = ['rgb', 'albedo', 'luminance', 'raw'];

function nearOf(object: Object3D): number {
  const { near } = object.userData;
  return typeof near === 'number' ? near : Number.MAX_VALUE;
}

/** @param canvas that the context is made on; nothing of a picture is ever in it */
export function createGraphics(canvas: HTMLCanvasElement | OffscreenCanvas): WebGLRenderer {
  const renderer = new WebGLRenderer({
    canvas,
    antialias: false,
    alpha: false,
    powerPreference: 'high-performance',
    preserveDrawingBuffer: false,
  });
  renderer.debug.onShaderError = (gl, program, vertex, fragment) => {
    throw new Error(`shader: ${gl.getProgramInfoLog(program)} ${gl.getShaderInfoLog(vertex)} ${gl.getShaderInfoLog(fragment)}`);
  };
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.toneMapping = NoToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}

/** @param assetOf what a look names */
export function createPainter(renderer: WebGLRenderer, assetOf: Bodies['get']): Painter {
  // Near before far, so that what is hidden is not shaded.
  renderer.setOpaqueSort(
    (a, b) => a.renderOrder - b.renderOrder || nearOf(a.object) - nearOf(b.object) || a.object.id - b.object.id,
  );
  const scene = new Scene();
  scene.matrixWorldAutoUpdate = true;
  const lights = createLights(scene);
  const sky = createSky(scene);
  const stage = createStage(scene, assetOf);
  const camera = createCamera();
  const finish = createFinish(renderer);
  const weather = createWeather(renderer, assetOf);
  const portions = createPortions(renderer);
  const keepPrograms = createProgramKeeper(renderer);
  const shutter = createShutterPainter<Illuminance>(renderer);
  const lens = createLensPainter(renderer);
  let target: WebGLRenderTarget | undefined;
  let bare: WebGLRenderTarget | undefined;
  let [width, height] = [0, 0];

  const sized = ({ view: { intrinsics } }: RenderRequest): WebGLRenderTarget => {
    const { width: w, height: h } = intrinsics;
    if (target !== undefined && w === width && h === height) return target;
    target?.dispose();
    [width, height] = [w, h];
    target = new WebGLRenderTarget(w, h, { ...PLAIN, type: FloatType, count: 3 });
    (target.textures[0] as Texture).type = HalfFloatType;
    (target.textures[2] as Texture).type = UnsignedByteType;
    finish.resize(w, h);
    return target;
  };
  const mirror = createMirror(renderer, portions);
  const shade = createGroundShade(renderer);
  const light = (request: RenderRequest): Illuminance => {
    const { position, orientation } = request.view.worldFromCamera;
    shade.draw(stage.bodies(), stage.place(), position, rotate(orientation, [0, 0, 1]));
    shared.uShade.value = shade.map.value;
    shared.uShadeFrame.value.copy(shade.frame.value);
    const illuminance = applyLights(lights, request, stage.bodies(), stage.place());
    applyAir(request.frame.medium, illuminance);
    sky.show(request);
    return illuminance;
  };
  const drawScene = (into: WebGLRenderTarget, request: RenderRequest): Illuminance => {
    camera.aim(request);
    stage.show(request, camera);
    const illuminance = light(request);
    renderer.shadowMap.autoUpdate = !mirror.draw(scene, camera, request, stage.place().camber);
    renderer.setRenderTarget(into);
    portions.render(scene, camera.three);
    renderer.setRenderTarget(null);
    renderer.shadowMap.autoUpdate = true;
    return illuminance;
  };
  /** Light and shadows are the whole picture's, worked out with its first face. */
  const drawThroughLens = (into: WebGLRenderTarget, request: RenderRequest): Illuminance => {
    let illuminance: Illuminance = { ambient: 0, lamps: 0 };
    shared.uMirrored.value = 0;
    lens.draw(into, request, (face, first) => {
      camera.aim(face);
      stage.show(face, camera);
      if (first) illuminance = light(request);
      // Each face may show bodies that none before it did.
      wear(scene, 'lensed');
      renderer.shadowMap.autoUpdate = first;
      portions.render(scene, camera.three);
    });
    renderer.shadowMap.autoUpdate = true;
    wear(scene, 'plain');
    camera.aim(request);
    return illuminance;
  };
  const drawWhole = (into: WebGLRenderTarget, request: RenderRequest): Illuminance =>
    request.view.intrinsics.lens === undefined ? drawScene(into, request) : drawThroughLens(into, request);
  const drawInto = (into: WebGLRenderTarget, request: RenderRequest): void => {
    paint(into, request);
    keepPrograms();
  };
  const paint = (into: WebGLRenderTarget, request: RenderRequest): void => {
    const albedo = request.layers.includes('albedo');
    shared.uAlbedo.value = albedo ? 1 : 0;
    shared.uTruth.value = weather.isThere(request) || request.layers.some((layer) => !PICTURES.includes(layer)) ? 1 : 0;
    const { slices } = request;
    const { last: illuminance, linear } =
      slices === undefined
        ? { last: drawWhole(into, request), linear: into.textures[0] as Texture }
        : shutter.draw(into, { ...request, slices }, drawWhole);
    if (albedo) {
      finish.bare(linear);
      return;
    }
    if (!request.layers.some((layer) => PICTURES.includes(layer))) return;
    const exposure = exposureFor(request, illuminance);
    const seen = weather.add(linear, into.textures[1], request, exposure);
    if (request.layers.includes('luminance')) finish.luminance(seen);
    if (request.layers.includes('raw')) finish.raw(seen, request, exposure);
    if (request.layers.includes('rgb')) finish.run(seen, request, exposure);
  };
  return {
    draw(request) {
      drawInto(sized(request), request);
      renderer.getContext().flush();
    },
    drawBare(request) {
      const { width: w, height: h } = sized(request);
      if (bare === undefined || bare.width !== w || bare.height !== h) {
        bare?.dispose();
        bare = new WebGLRenderTarget(w, h, { ...PLAIN, type: HalfFloatType });
      }
      drawInto(bare, { ...request, layers: ['rgb'] });
      finish.touch();
    },
    drawn: () => ({
      width,
      height,
      picture: finish.picture(),
      numbers: finish.numbers,
      truth: () => target as WebGLRenderTarget,
    }),
  };
}

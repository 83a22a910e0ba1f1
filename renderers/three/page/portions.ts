/** Drawing in portions, each rasterised before much more is prepared. */
import type { Camera, Scene, WebGLRenderer } from 'three';

/** Triangles of a portion. */
const PORTION = 3000;

export interface Portions {
  render(scene: Scene, camera: Camera): void;
}

/**
 * llvmpipe keeps all triangles of a picture, some 400 bytes each, before it draws the first pixel: tens of megabytes that leave the
 * processor's cache and go back to the system after every frame, a page fault for each 4 KiB. Changing the target, even for a moment,
 * makes it draw what it has (`flush` does not get through to it). A GPU hardly notices.
 */
export function createPortions(renderer: WebGLRenderer): Portions {
  const context = renderer.getContext() as WebGL2RenderingContext;
  const aside = createTinyTarget(context);
  const draw = renderer.renderBufferDirect;
  let handedOver = 0;
  const drawAndHandOver: typeof draw = (...what) => {
    draw.apply(renderer, what);
    const { triangles } = renderer.info.render;
    if (triangles - handedOver < PORTION) return;
    handedOver = triangles;
    const target = context.getParameter(context.FRAMEBUFFER_BINDING);
    context.bindFramebuffer(context.FRAMEBUFFER, aside);
    context.clear(context.COLOR_BUFFER_BIT);
    context.bindFramebuffer(context.FRAMEBUFFER, target);
  };
  return {
    render(scene, camera) {
      handedOver = 0;
      renderer.renderBufferDirect = drawAndHandOver;
      renderer.render(scene, camera);
      renderer.renderBufferDirect = draw;
    },
  };
}

function createTinyTarget(context: WebGL2RenderingContext): WebGLFramebuffer {
  const before = context.getParameter(context.FRAMEBUFFER_BINDING);
  const target = context.createFramebuffer();
  const pixels = context.createRenderbuffer();
  context.bindRenderbuffer(context.RENDERBUFFER, pixels);
  context.renderbufferStorage(context.RENDERBUFFER, context.RGBA8, 1, 1);
  context.bindRenderbuffer(context.RENDERBUFFER, null);
  context.bindFramebuffer(context.FRAMEBUFFER, target);
  context.framebufferRenderbuffer(context.FRAMEBUFFER, context.COLOR_ATTACHMENT0, context.RENDERBUFFER, pixels);
  context.bindFramebuffer(context.FRAMEBUFFER, before);
  return target;
}

/** A renderer turns plain facts into pixels. Same request, same bytes, whatever was drawn before. */
import type { CameraView } from './camera.js';
import type { FrameState } from './frame.js';
import type { LayerName, LayerSet } from './layers.js';
import type { Bodies } from './model.js';
import type { SceneSpec } from './scene.js';

/** The scene and a camera at one instant. */
export interface Look {
  readonly frame: FrameState;
  readonly view: CameraView;
}

/** Rows of a picture that are exposed together (a rolling shutter's, or all), and what happens meanwhile. */
export interface ShutterSlice {
  /** First row, and the one after the last. */
  readonly rows: readonly [from: number, to: number];
  /** The middle of the exposure: what truth layers show. */
  readonly look: Look;
  /** One period later and earlier. */
  readonly next: Look;
  readonly before?: Look;
  /** Instants whose light the rows gather, all alike. */
  readonly exposures: readonly Look[];
}

export interface RenderRequest {
  readonly scene: SceneSpec;
  readonly frame: FrameState;
  readonly view: CameraView;
  /** The camera's next instant, for optical flow. */
  readonly next: { readonly frame: FrameState; readonly view: CameraView };
  /** The camera's instant before, for backward flow; missing where there was none. */
  readonly before?: { readonly frame: FrameState; readonly view: CameraView };
  /** Where the picture isn't taken at once: slices that fill it, top to bottom. They replace `frame`, `view`, `next` and `before` in their rows. */
  readonly slices?: readonly ShutterSlice[];
  readonly layers: readonly LayerName[];
}

/** What drew the pixels, for the manifest. */
export interface RendererInfo {
  readonly name: string;
  /** e.g. `gl-egl llvmpipe (LLVM 15.0.6, 256 bits)`. */
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Layers whose bytes are the same on every machine; the others are tied to `backend`. */
  readonly portableLayers: readonly LayerName[];
}

export interface RenderSession {
  readonly info: RendererInfo;
  /** How many requests to have under way at once, so that it is never idle; it answers them in order. */
  readonly ahead: number;
  /** @throws NearmissError (exit 3) when the renderer failed; the session is then unusable. */
  render(request: RenderRequest): Promise<LayerSet>;
  /** Nobody looks at these layers any more: a later frame may be drawn into their memory. */
  giveBack?(layers: LayerSet): void;
  close(): Promise<void>;
}

export interface Renderer {
  readonly name: string;
  readonly layers: readonly LayerName[];
  open(options: RendererOptions): Promise<RenderSession>;
}

export interface RendererOptions {
  /** Threads of its own that the rasteriser may use, 0: it works where the drawing is prepared; the machine's choice when missing. */
  readonly threads?: number;
  /** Force a path: `gpu`, `llvmpipe`, `swiftshader`. */
  readonly backend?: string;
  /** How long one frame may take, ms. */
  readonly frameTimeoutMs?: number;
  /** Frames after which a fresh browser takes over. */
  readonly recycleAfter?: number;
  /** What looks name; the built-in bodies when missing. */
  readonly bodies?: Bodies;
}

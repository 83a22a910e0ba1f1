/** What the page and its painting thread tell each other. */
import type { CameraView } from '#contracts/camera';
import type { LayerSet } from '#contracts/layers';
import type { Annotated } from '#contracts/preview';
import type { RenderRequest } from '#contracts/renderer';
import type { SceneSpec } from '#contracts/scene';

/** A request whose scene was told before. */
export interface Order extends Omit<RenderRequest, 'scene' | 'layers'> {
  readonly sceneId: string;
  /** Depth, instance and class of every pixel, and the labels made of them. */
  readonly labelled: boolean;
  /** Plain colours without textures, plants, shadows or truth, but soon: see sketch.ts. The first picture is one anyway. */
  readonly sketch?: boolean;
}

export type ToPainting =
  | { readonly type: 'bodies'; readonly addresses: readonly string[] }
  | { readonly type: 'scene'; readonly scene: SceneSpec }
  | { readonly type: 'prepare'; readonly scene: SceneSpec }
  | { readonly type: 'draw'; readonly id: number; readonly order: Order };

export interface Painted {
  readonly view: CameraView;
  readonly width: number;
  readonly height: number;
  /** RGBA, top row first. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly sketch: boolean;
  readonly truth?: { readonly layers: LayerSet; readonly labels: Annotated };
  /** How long drawing and reading back took, ms. */
  readonly ms: number;
}
export type FromPainting =
  | { readonly type: 'painted'; readonly id: number; readonly painted: Painted }
  | { readonly type: 'failed'; readonly id: number; readonly why: string };

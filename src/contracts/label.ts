/** Labels: per frame and object, made by pure functions of frame, view and layers. */
import type { Pose, Vec3 } from '#core/pose';
import type { CameraView } from './camera.js';
import type { FrameEvent, FrameState, Medium } from './frame.js';
import type { LayerSet } from './layers.js';
import type { Bodies } from './model.js';
import type { BodyPose } from './observation.js';
import type { ShutterSlice } from './renderer.js';
import type { FrameRepaint } from './repaint.js';
import type { ClassId, SceneSpec } from './scene.js';

/** Top-left corner and extent in px; edges, so a box of pixels 10..29 has x 10, width 20. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A mask inside a box: lengths of runs in its rows, one after the other, of pixels out of the mask and in it by turns. */
export interface RunMask {
  readonly box: PixelBox;
  readonly counts: readonly number[];
}

export interface Keypoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** COCO: 0 outside the picture (x = y = 0), 1 inside but hidden, 2 visible. */
  readonly visibility: 0 | 1 | 2;
}

export interface Cuboid {
  /** Box centre and orientation. */
  readonly pose: Pose;
  /** Length, width, height, m. */
  readonly size: Vec3;
}

export interface ObjectAnnotation {
  readonly id: string;
  /** Instance id = track id. */
  readonly track: number;
  readonly class: ClassId;
  /** Tight around the visible pixels. */
  readonly box: PixelBox;
  /** Loose: around the whole body as if nothing hid it, may reach outside the picture. */
  readonly amodalBox: PixelBox;
  readonly visiblePixels: number;
  /** Those of the picture that the body would cover if nothing hid it. */
  readonly amodalMask: RunMask;
  /** Pixels inside the picture that the body would cover if nothing hid it. */
  readonly amodalPixels: number;
  /** 1 - visible / amodal, 0..1. */
  readonly occlusion: number;
  /** Share of the amodal area outside the picture, 0..1. */
  readonly truncation: number;
  readonly cuboidInCamera: Cuboid;
  readonly cuboidInWorld: Cuboid;
  readonly keypoints?: readonly Keypoint[];
  /** From the camera to the box centre, m. */
  readonly distance: number;
  /** World frame, m/s. */
  readonly velocity: Vec3;
  /** exp(-beta d) times the share of light that leaves it; below `threshold` it is hidden by fog or night. */
  readonly contrast: { readonly air: number; readonly light: number; readonly value: number; readonly detectable: boolean };
  /** Ids of the bodies it touches. */
  readonly contacts: readonly string[];
}

export interface NextLook {
  readonly timeNs: number;
  readonly worldFromCamera: Pose;
}

/** Rows that were exposed at another instant than the picture's middle (rolling shutter). */
export interface SliceLook {
  readonly rows: readonly [from: number, to: number];
  readonly timeNs: number;
  readonly worldFromCamera: Pose;
  /** One period later: what forward flow of these rows leads to. */
  readonly nextWorldFromCamera: Pose;
}

export interface FrameAnnotations {
  readonly sensor: string;
  readonly frame: number;
  readonly timeNs: number;
  /** When the picture is there: after the rest of exposure and readout, and the camera's latency. */
  readonly arrivalNs: number;
  readonly view: CameraView;
  readonly worldFromEgo: Pose;
  /** Where and when the camera looks next: what forward flow leads to. */
  readonly next?: NextLook;
  /** Top to bottom; missing where all rows are taken at once. */
  readonly slices?: readonly SliceLook[];
  readonly medium: Medium;
  readonly objects: readonly ObjectAnnotation[];
  /** All bodies at this instant, seen or not, in scene order. */
  readonly bodies: readonly BodyPose[];
  readonly events: readonly FrameEvent[];
  /** How the picture was repainted; missing where it was not. Kept in a file of its own, since it hangs on the picture. */
  readonly repaint?: FrameRepaint;
}

export interface LabelInput {
  readonly scene: SceneSpec;
  readonly frame: FrameState;
  readonly index: number;
  readonly view: CameraView;
  readonly next?: NextLook;
  readonly slices?: readonly ShutterSlice[];
  /** instance, semantic and depth must be there. */
  readonly layers: LayerSet;
  /** What looks name; the built-in bodies when missing. */
  readonly bodies?: Bodies;
}

export interface OntologyClass {
  readonly id: ClassId;
  /** Semantic id, 0..255. */
  readonly index: number;
  readonly thing: boolean;
  readonly color: readonly [number, number, number];
  readonly about: string;
  readonly coco?: { readonly id: number; readonly name: string };
  readonly cityscapes?: { readonly id: number; readonly name: string };
  readonly kitti?: string;
  readonly nuscenes?: string;
}
export interface Ontology {
  readonly version: string;
  readonly classes: readonly OntologyClass[];
}

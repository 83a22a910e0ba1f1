/** The audit: every invariant over every frame. An empty list means that nothing contradicts anything else. */
import type { AuditSession, InvariantInfo, Violation } from '#contracts/audit';
import type { FrameAnnotations } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { SceneSpec } from '#contracts/scene';
import { amodalMask, cuboidHolds, depthInCuboid, looseBox } from './cuboids.js';
import { stillFlow, thereAndBack } from './flow.js';
import { type FrameCase, frameCase, type Invariant } from './frame-case.js';
import { follows, type KeptFrame, keep } from './kept.js';
import { type KeptPoints, keepPoints } from './kept-points.js';
import { keypointsOnMask } from './keypoints.js';
import { everyInstanceLabelled, maskArea, maskClasses, tightBox } from './masks.js';
import { pointLabels } from './points.js';
import { ratios, throughTheAir } from './ratios.js';
import { tracks } from './tracks.js';

const layersThere: InvariantInfo = {
  code: 'NA01',
  title: 'the layers are there and of one size',
  about: 'Instance, semantic and depth exist; every layer has as many numbers as the view has pixels.',
};

/** In the order of their codes. To add one: its file, and a line here. */
const checks: readonly Invariant[] = [
  maskClasses,
  everyInstanceLabelled,
  tightBox,
  maskArea,
  looseBox,
  amodalMask,
  cuboidHolds,
  depthInCuboid,
  thereAndBack,
  stillFlow,
  ratios,
  throughTheAir,
  pointLabels,
  keypointsOnMask,
  tracks,
];
export const invariants: readonly InvariantInfo[] = [layersThere, ...checks];

/** Frames are audited some time after what was measured with them. */
const TURNS_KEPT = 24;

export function openAudit(): AuditSession {
  const before = new Map<string, KeptFrame>();
  let points: readonly KeptPoints[] = [];
  return {
    frame({ scene, annotations, layers }) {
      const kept = before.get(annotations.sensor);
      const followed = kept !== undefined && follows(kept, annotations) ? kept : undefined;
      const atOnce = points.filter(({ timeNs }) => timeNs === annotations.timeNs);
      const made = frameCase(scene, annotations, layers, { before: followed, points: atOnce });
      if ('detail' in made) return [{ code: layersThere.code, invariant: layersThere.title, ...made }];
      before.set(annotations.sensor, keep(annotations, layers));
      return violationsOf(made);
    },
    observation({ observation }) {
      if (observation.kind === 'lidar') points = [...points.slice(1 - TURNS_KEPT), keepPoints(observation)];
      return [];
    },
  };
}

/** One frame by itself. */
export function auditFrame(annotations: FrameAnnotations, layers: LayerSet, scene: SceneSpec): readonly Violation[] {
  return openAudit().frame({ sample: '', scene, annotations, layers });
}

function violationsOf(frame: FrameCase): Violation[] {
  return checks.flatMap(({ code, title, check }) =>
    [...check(frame)].map((finding) => ({ code, invariant: title, ...finding })),
  );
}

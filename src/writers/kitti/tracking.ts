/** The tracking benchmark: a sample is a sequence, an object keeps its number through it. */
import type { Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { frameName } from '../paths.js';
import { splitOf } from '../split.js';
import { type Calibration, trackingCalibration } from './calib.js';
import { kittiFrames } from './frames.js';
import { trackingRows } from './labels.js';
import { LABEL_SOURCES, type SequenceFragment, trackingLists } from './lists.js';
import { sequenceName } from './number.js';
import { firstOf, remember } from './remember.js';
import { bentCameras, type CameraRig } from './rig.js';

export const kittiTracking: Writer = {
  name: 'kitti-tracking',
  about: "kitti-tracking/<camera>/: KITTI's tracking benchmark with image_02, velodyne, calib, label_02 and seqmaps",

  open(definition, start, sink) {
    const split = splitOf(start.scenario);
    const sequence = sequenceName(start.sample, 4);
    const path = (rig: CameraRig, folder: string, rest: string) =>
      `kitti-tracking/${rig.camera}/${split === 'test' ? 'testing' : 'training'}/${folder}/${sequence}${rest}`;
    /** By camera, then picture; pictures that were kept apart are missing. */
    const labels = new Map<string, string[]>();
    const calibrations = new Map<string, Calibration[]>();
    const { rigs, frame, observation } = kittiFrames(definition, start, sink, {
      compensates: false,
      picture: (rig, frame) => path(rig, 'image_02', `/${frameName(frame)}.png`),
      rightPicture: (rig, frame) => path(rig, 'image_03', `/${frameName(frame)}.png`),
      cloud: (rig, frame) => path(rig, 'velodyne', `/${frameName(frame)}.bin`),
      async labelled(rig, annotations) {
        remember(labels, rig.camera, annotations.frame, trackingRows(definition.ontology, annotations));
      },
      async calibrated(rig, frame, calibration) {
        remember(calibrations, rig.camera, frame, calibration);
      },
    });
    return {
      frame,
      observation,
      async end() {
        for (const rig of rigs) {
          const rows = labels.get(rig.camera);
          if (rows !== undefined) await sink.put(path(rig, 'label_02', '.txt'), rows.join(''), LABEL_SOURCES);
          const first = firstOf(calibrations.get(rig.camera));
          if (first !== undefined) await sink.put(path(rig, 'calib', '.txt'), trackingCalibration(first));
        }
        const cameras = Object.fromEntries(rigs.map(({ camera, frames }) => [camera, frames.length]));
        return { split, sequence, cameras, leftOut: bentCameras(start) } satisfies SequenceFragment as unknown as Json;
      },
    };
  },

  merge: (_definition, fragments, sink) => trackingLists(fragments, sink),
};

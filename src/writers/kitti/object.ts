/** The object benchmark: image_2, velodyne, calib and label_2, frames numbered over the whole dataset. */
import type { Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { splitOf } from '../split.js';
import { objectCalibration } from './calib.js';
import { kittiFrames } from './frames.js';
import { objectRows } from './labels.js';
import { LABEL_SOURCES, type ObjectFragment, objectLists } from './lists.js';
import { frameNumber } from './number.js';
import { bentCameras, type CameraRig } from './rig.js';

export const kitti: Writer = {
  name: 'kitti',
  about: "kitti/<camera>/: KITTI's object benchmark with image_2, velodyne, calib, label_2 and ImageSets",

  open(definition, start, sink) {
    const split = splitOf(start.scenario);
    const number = (frame: number) => frameNumber(definition, start.sample, frame);
    const path = (rig: CameraRig, folder: string, frame: number, extension: string) =>
      `kitti/${rig.camera}/${split === 'test' ? 'testing' : 'training'}/${folder}/${number(frame)}.${extension}`;
    const calibrated = new Set<string>();
    const { rigs, frame, observation } = kittiFrames(definition, start, sink, {
      compensates: false,
      picture: (rig, frame) => path(rig, 'image_2', frame, 'png'),
      rightPicture: (rig, frame) => path(rig, 'image_3', frame, 'png'),
      cloud: (rig, frame) => path(rig, 'velodyne', frame, 'bin'),
      labelled: (rig, labels) =>
        sink.put(path(rig, 'label_2', labels.frame, 'txt'), objectRows(definition.ontology, labels), LABEL_SOURCES),
      async calibrated(rig, frame, calibration) {
        calibrated.add(`${rig.camera} ${frame}`);
        await sink.put(path(rig, 'calib', frame, 'txt'), objectCalibration(calibration));
      },
    });
    for (const { frames } of rigs) number(Math.max(0, frames.length - 1));
    /** Pictures that were kept apart are in no list. */
    const numbered = ({ camera, frames, turns }: CameraRig): ObjectFragment['cameras'][string] =>
      frames
        .map(({ index, timeNs }, i) => ({ number: number(index), frame: index, timeNs, turnNs: turns[i]?.timeNs ?? null }))
        .filter(({ frame }) => calibrated.has(`${camera} ${frame}`));
    return {
      frame,
      observation,
      async end() {
        const cameras = Object.fromEntries(rigs.map((rig) => [rig.camera, numbered(rig)]));
        return { split, cameras, leftOut: bentCameras(start) } satisfies ObjectFragment as unknown as Json;
      },
    };
  },

  merge: (_definition, fragments, sink) => objectLists(fragments, sink),
};

/** The odometry benchmark: pictures and turns of a sequence, and where the camera was. */
import type { Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { compose, invert, type Pose } from '#core/pose';
import { frameName } from '../paths.js';
import { splitOf } from '../split.js';
import { type Calibration, odometryCalibration } from './calib.js';
import { kittiFrames } from './frames.js';
import { odometryLists, type SequenceFragment } from './lists.js';
import { sequenceName } from './number.js';
import { firstOf, type Remembered, remember } from './remember.js';
import { bentCameras, type CameraRig } from './rig.js';
import { exponential, matrix34, numbers } from './text.js';

export const kittiOdometry: Writer = {
  name: 'kitti-odometry',
  about: "kitti-odometry/<camera>/: KITTI's odometry benchmark with sequences, poses, times and calib",

  open(definition, start, sink) {
    const sequence = sequenceName(start.sample, 2);
    const path = (rig: CameraRig, rest: string) => `kitti-odometry/${rig.camera}/sequences/${sequence}/${rest}`;
    const shots: Remembered<{ readonly timeNs: number; readonly worldFromCamera: Pose }> = new Map();
    const calibrations: Remembered<Calibration> = new Map();
    const { rigs, frame, observation } = kittiFrames(definition, start, sink, {
      compensates: true,
      picture: (rig, frame) => path(rig, `image_2/${frameName(frame)}.png`),
      rightPicture: (rig, frame) => path(rig, `image_3/${frameName(frame)}.png`),
      cloud: (rig, frame) => path(rig, `velodyne/${frameName(frame)}.bin`),
      async labelled(rig, { frame, timeNs, view: { worldFromCamera } }) {
        remember(shots, rig.camera, frame, { timeNs, worldFromCamera });
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
          const known = (shots.get(rig.camera) ?? []).filter((shot) => shot !== undefined);
          const [first, calibration] = [known[0], firstOf(calibrations.get(rig.camera))];
          if (first === undefined || calibration === undefined) continue;
          await sink.put(path(rig, 'calib.txt'), odometryCalibration(calibration));
          await sink.put(
            `kitti-odometry/${rig.camera}/poses/${sequence}.txt`,
            trajectory(known.map((shot) => shot.worldFromCamera)),
          );
          const times = known.map(({ timeNs }) => `${exponential((timeNs - first.timeNs) / 1e9)}\n`);
          await sink.put(path(rig, 'times.txt'), times.join(''));
        }
        const cameras = Object.fromEntries(rigs.map(({ camera, frames }) => [camera, frames.length]));
        const fragment: SequenceFragment = { split: splitOf(start.scenario), sequence, cameras, leftOut: bentCameras(start) };
        return fragment as unknown as Json;
      },
    };
  },

  merge: (_definition, fragments, sink) => odometryLists(fragments, sink),
};

/** A line a picture: the first camera's frame from this camera's frame, 3 x 4, row-major. */
function trajectory(worldFromCamera: readonly Pose[]): string {
  const firstFromWorld = invert(worldFromCamera[0] as Pose);
  return worldFromCamera.map((pose) => `${numbers(matrix34(compose(firstFromWorld, pose)))}\n`).join('');
}

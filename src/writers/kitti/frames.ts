/** What KITTI's three benchmarks have in common: pictures, the turn of each, and the calibration when both are there. */
import type { FrameAnnotations } from '#contracts/label';
import type { ObservationRecord } from '#contracts/observation';
import type { DatasetDefinition, FrameRecord, SampleStart, Sink } from '#contracts/writer';
import { compose, invert, type Pose } from '#core/pose';
import { encodeRgbPng } from '../images/rgb.js';
import { type Calibration, NO_LIDAR } from './calib.js';
import { type CameraRig, cameraRigs } from './rig.js';
import { velodyneBytes } from './velodyne.js';

export interface Layout {
  picture(rig: CameraRig, frame: number): string;
  cloud(rig: CameraRig, frame: number): string;
  /** Once a frame, in any order. */
  labelled(rig: CameraRig, annotations: FrameAnnotations): Promise<void>;
  /** Once a frame, in any order. */
  calibrated(rig: CameraRig, frame: number, calibration: Calibration): Promise<void>;
}

export interface KittiFrames {
  readonly rigs: readonly CameraRig[];
  frame(record: FrameRecord): Promise<void>;
  observation(record: ObservationRecord): Promise<void>;
}

/** A turn goes where its picture goes: where the picture is kept apart, the turn is not written either. */
interface Half {
  camera?: Omit<Calibration, 'carrierFromLidar'>;
  turn?: { readonly carrierFromLidar: Pose; readonly bytes: Uint8Array };
}

/** @throws NearmissError NM7402 when every camera has a lens that bends lines */
export function kittiFrames(definition: DatasetDefinition, start: SampleStart, sink: Sink, layout: Layout): KittiFrames {
  const rigs = cameraRigs(start);
  const halves = new Map<string, Half>();
  const join = async (rig: CameraRig, frame: number, half: Half) => {
    const key = `${rig.camera} ${frame}`;
    const { camera, turn } = { ...halves.get(key), ...half };
    if (camera === undefined || (turn === undefined && rig.lidar !== undefined)) {
      halves.set(key, half);
      return;
    }
    halves.delete(key);
    if (turn !== undefined) await sink.put(layout.cloud(rig, frame), turn.bytes);
    await layout.calibrated(rig, frame, { ...camera, carrierFromLidar: turn?.carrierFromLidar ?? NO_LIDAR });
  };
  return {
    rigs,
    async frame({ annotations, layers }) {
      const rig = rigs.find(({ camera }) => camera === annotations.sensor);
      if (rig === undefined) return;
      const { frame, view } = annotations;
      if (layers.rgb !== undefined && definition.layers.includes('rgb')) {
        await sink.put(layout.picture(rig, frame), await encodeRgbPng(layers.width, layers.height, layers.rgb), ['rgb']);
      }
      await layout.labelled(rig, annotations);
      const cameraFromCarrier = compose(invert(view.worldFromCamera), carrierPose(rig, annotations.bodies));
      await join(rig, frame, { camera: { intrinsics: view.intrinsics, cameraFromCarrier } });
    },
    async observation({ observation, bodies }) {
      if (observation.kind !== 'lidar') return;
      for (const rig of rigs.filter(({ lidar }) => lidar === observation.sensor)) {
        const frames = rig.frames.filter((_, i) => rig.turns[i]?.index === observation.index);
        if (frames.length === 0) continue;
        const carrierFromLidar = compose(invert(carrierPose(rig, bodies)), observation.worldFromSensor);
        const turn = { carrierFromLidar, bytes: velodyneBytes(observation) };
        for (const { index } of frames) await join(rig, index, { turn });
      }
    },
  };
}

function carrierPose({ carrier }: CameraRig, bodies: ObservationRecord['bodies']): Pose {
  const body = bodies.find(({ id }) => id === carrier);
  if (body === undefined) throw new Error(`${carrier}, which carries a camera, isn't in the frame`);
  return body.worldFromBody;
}

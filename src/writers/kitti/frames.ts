/** What KITTI's three benchmarks have in common: pictures, the turn of each, and the calibration when both are there. */
import type { FrameAnnotations } from '#contracts/label';
import type { BodyPose, ObservationRecord } from '#contracts/observation';
import type { DatasetDefinition, FrameRecord, SampleStart, Sink } from '#contracts/writer';
import { compose, invert, type Pose } from '#core/pose';
import { compensated } from '../compensated.js';
import { encodeRgbPng } from '../images/rgb.js';
import { type Calibration, NO_LIDAR } from './calib.js';
import { type CameraRig, cameraRigs } from './rig.js';
import { velodyneBytes } from './velodyne.js';

export interface Layout {
  picture(rig: CameraRig, frame: number): string;
  /** Of the right eye. */
  rightPicture(rig: CameraRig, frame: number): string;
  cloud(rig: CameraRig, frame: number): string;
  /** Whether the ego's motion during a turn is taken out of it, as in that benchmark's own data. */
  readonly compensates: boolean;
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
  camera?: Pick<Calibration, 'intrinsics' | 'cameraFromCarrier'>;
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
    const carrierFromLidar = turn?.carrierFromLidar ?? NO_LIDAR;
    await layout.calibrated(rig, frame, { ...camera, carrierFromLidar, baseline: rig.right?.baseline ?? 0 });
  };
  const pairs = rightPictures((rig, frame, png) => sink.put(layout.rightPicture(rig, frame), png, ['rgb']));
  return {
    rigs,
    async frame({ annotations, layers }) {
      const { frame, view, sensor } = annotations;
      const rig = rigs.find(({ camera }) => camera === sensor);
      if (rig === undefined) return;
      if (layers.rgb !== undefined && definition.layers.includes('rgb')) {
        const png = await encodeRgbPng(layers.width, layers.height, layers.rgb);
        await sink.put(layout.picture(rig, frame), png, ['rgb']);
        for (const other of rigs.filter(({ right }) => right?.camera === sensor)) await pairs.right(other, frame, png);
        await pairs.left(rig, frame);
      }
      await layout.labelled(rig, annotations);
      const cameraFromCarrier = compose(invert(view.worldFromCamera), carrierOf(rig, annotations.bodies).worldFromBody);
      await join(rig, frame, { camera: { intrinsics: view.intrinsics, cameraFromCarrier } });
    },
    async observation({ observation, bodies }) {
      if (observation.kind !== 'lidar') return;
      for (const rig of rigs.filter(({ lidar }) => lidar === observation.sensor)) {
        const frames = rig.frames.filter((_, i) => rig.turns[i]?.index === observation.index);
        if (frames.length === 0) continue;
        const carrier = carrierOf(rig, bodies);
        const carrierFromLidar = compose(invert(carrier.worldFromBody), observation.worldFromSensor);
        const points = layout.compensates ? compensated(observation, carrier) : observation;
        const turn = { carrierFromLidar, bytes: velodyneBytes(points) };
        for (const { index } of frames) await join(rig, index, { turn });
      }
    },
  };
}

/** A right picture is put once the left one is there: where that is kept apart, neither is written. */
function rightPictures(put: (rig: CameraRig, frame: number, png: Uint8Array) => Promise<void>) {
  const waiting = new Map<string, Uint8Array>();
  const lefts = new Set<string>();
  const keyOf = ({ camera }: CameraRig, frame: number) => `${camera} ${frame}`;
  return {
    async left(rig: CameraRig, frame: number): Promise<void> {
      if (rig.right === undefined) return;
      const key = keyOf(rig, frame);
      const png = waiting.get(key);
      lefts.add(key);
      waiting.delete(key);
      if (png !== undefined) await put(rig, frame, png);
    },
    async right(rig: CameraRig, frame: number, png: Uint8Array): Promise<void> {
      const key = keyOf(rig, frame);
      if (lefts.has(key)) await put(rig, frame, png);
      else waiting.set(key, png);
    },
  };
}

function carrierOf({ carrier }: CameraRig, bodies: readonly BodyPose[]): BodyPose {
  const body = bodies.find(({ id }) => id === carrier);
  if (body === undefined) throw new Error(`${carrier}, which carries a camera, isn't in the frame`);
  return body;
}

/** What each instant, picture and measurement tells, encoded, with the time at which it is there: in the file and live alike. */
import type { FrameEvent } from '#contracts/frame';
import type { FrameAnnotations } from '#contracts/label';
import type { BodyPose, Observation, ObservationRecord } from '#contracts/observation';
import type { Verdict } from '#contracts/run';
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition } from '#contracts/writer';
import { BODY_FROM_CAMERA_AXES, compose, invert, type Pose, ZERO } from '#core/pose';
import type { Arrival } from '../arrivals.js';
import { calibration, drawings, type EncodedPicture, pictureMessage } from './camera.js';
import type { Channel } from './channels.js';
import { bodyTransforms, type Carried, egoTransform, fixedTransforms, gimbalTransform, opticalFrame } from './frames.js';
import { MESSAGES, type MessageInit, type MessageName } from './messages.js';
import { messagesFor } from './observations.js';
import { logMessage, sceneUpdate } from './scene.js';
import { verdictMessage } from './verdict.js';

export interface Entry extends Arrival {
  /** Index into the channels. */
  readonly rank: number;
  readonly data: Uint8Array;
}

/** A camera's look at the world, whether a picture is drawn of it or not. */
export type CameraLook = Pick<FrameAnnotations, 'sensor' | 'timeNs' | 'arrivalNs' | 'bodies' | 'view'>;

/** Where a sensor that gives a table is, whether it measures or not. */
export interface SensorLook {
  readonly sensor: string;
  readonly timeNs: number;
  readonly bodies: readonly BodyPose[];
  readonly worldFromSensor: Pose;
}

export interface Entries {
  /** Transforms that never change, for the time of the first measurement. */
  fixed(timeNs: number): Entry;
  event(event: FrameEvent): Entry;
  verdict(verdict: Verdict, timeNs: number): Entry;
  /** All of a camera's frame that needs no pixels; calibration is there when the picture is. */
  look(look: CameraLook): readonly Entry[];
  image(look: Pick<CameraLook, 'sensor' | 'timeNs' | 'arrivalNs'>, picture: EncodedPicture): Entry;
  drawings(labels: FrameAnnotations): Entry;
  /** All of a camera's frame. */
  picture(labels: FrameAnnotations, picture: EncodedPicture): readonly Entry[];
  /** All that a table's instant tells without the table. */
  surroundings(look: SensorLook): readonly Entry[];
  /** What was measured, alone. */
  readings(observation: Observation): readonly Entry[];
  measurement(record: ObservationRecord): readonly Entry[];
}

const CAMERA_FROM_SENSOR = invert({ position: ZERO, orientation: BODY_FROM_CAMERA_AXES });

export function entriesOf(
  definition: DatasetDefinition,
  scene: SceneSpec,
  rig: readonly Carried[],
  channels: readonly Channel[],
): Entries {
  const ranks = new Map(channels.map(({ topic }, rank) => [topic, rank]));
  const carried = new Map(rig.map((one) => [one.sensor.id, one]));

  function entry<N extends MessageName>(topic: string, message: N, timeNs: number, init: MessageInit<N>, sensor = ''): Entry {
    return { rank: ranks.get(topic) as number, timeNs, sensor, data: MESSAGES[message].encode(init) };
  }
  /** Several sensors may look at one instant; the bodies are told once. */
  function bodiesAt(bodies: readonly BodyPose[], timeNs: number): readonly Entry[] {
    return [
      { ...entry('/tf', 'FrameTransforms', timeNs, bodyTransforms(bodies, timeNs)), once: `tf ${timeNs}` },
      { ...entry('/bodies', 'SceneUpdate', timeNs, sceneUpdate(definition, scene, bodies, timeNs)), once: `bodies ${timeNs}` },
    ];
  }
  function gimbalAt({ sensor: id, worldFromSensor, bodies, timeNs }: SensorLook): readonly Entry[] {
    const one = carriedSensor(id);
    if (one.sensor.gimbalReach === 0) return [];
    const init = gimbalTransform(one, worldFromSensor, bodies, timeNs);
    return init === undefined ? [] : [entry(`/${id}/tf`, 'FrameTransforms', timeNs, init)];
  }
  function carriedSensor(id: string): Carried {
    const one = carried.get(id);
    if (one === undefined) throw new Error(`no actor carries a sensor called ${id}`);
    return one;
  }

  const entries: Entries = {
    fixed: (timeNs) => entry('/tf_static', 'FrameTransforms', timeNs, fixedTransforms(rig, timeNs)),
    event: (event) => entry('/events', 'Log', event.timeNs, logMessage(event), event.name),
    verdict: (verdict, timeNs) => entry('/verdict', 'Verdict', timeNs, verdictMessage(verdict, timeNs)),
    look({ sensor, timeNs, arrivalNs, bodies, view }) {
      const worldFromSensor = compose(view.worldFromCamera, CAMERA_FROM_SENSOR);
      const seen = calibration(timeNs, opticalFrame(carriedSensor(sensor)), view.intrinsics);
      return [
        ...entries.surroundings({ sensor, timeNs, bodies, worldFromSensor }),
        entry(`/${sensor}/calibration`, 'CameraCalibration', arrivalNs, seen, sensor),
      ];
    },
    image({ sensor, timeNs, arrivalNs }, picture) {
      const init = pictureMessage(timeNs, opticalFrame(carriedSensor(sensor)), picture);
      return entry(`/${sensor}/image`, 'CompressedImage', arrivalNs, init, sensor);
    },
    drawings(labels) {
      const { sensor, arrivalNs } = labels;
      return entry(`/${sensor}/annotations`, 'ImageAnnotations', arrivalNs, drawings(definition, labels), sensor);
    },
    picture: (labels, picture) => [...entries.look(labels), entries.image(labels, picture), entries.drawings(labels)],
    surroundings: (look) => [...bodiesAt(look.bodies, look.timeNs), ...gimbalAt(look)],
    readings(observation) {
      const { sensor: id, arrivalNs, kind } = observation;
      const { frameId } = carriedSensor(id);
      return messagesFor(kind).flatMap(({ topic, encode }): Entry[] => {
        const data = encode(observation, frameId);
        const rank = ranks.get(`/${id}/${topic}`) as number;
        return data === undefined ? [] : [{ rank, timeNs: arrivalNs, sensor: id, data }];
      });
    },
    measurement({ observation, bodies }) {
      const { sensor: id, timeNs, columns, worldFromSensor, worldFromEgo } = observation;
      const told = entries.readings(observation);
      const look = { sensor: id, timeNs, bodies, worldFromSensor };
      if (Object.keys(columns).length > 0) return [...entries.surroundings(look), ...told];
      // Handfuls of values come by the hundred a second: the ego is enough.
      const ego = { ...entry('/tf', 'FrameTransforms', timeNs, egoTransform(scene, worldFromEgo, timeNs)), sensor: id };
      return [ego, ...gimbalAt(look), ...told];
    },
  };
  return entries;
}

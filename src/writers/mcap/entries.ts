/** What each picture and each measurement puts into the file, encoded, with the time at which it is there. */
import type { FrameEvent } from '#contracts/frame';
import type { FrameAnnotations } from '#contracts/label';
import type { BodyPose, ObservationRecord } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition } from '#contracts/writer';
import { BODY_FROM_CAMERA_AXES, compose, invert, type Pose, ZERO } from '#core/pose';
import type { Arrival } from '../arrivals.js';
import { calibration, drawings, pictureMessage } from './camera.js';
import type { Channel, Recorded } from './file.js';
import { bodyTransforms, type Carried, egoTransform, fixedTransforms, gimbalTransform, opticalFrame } from './frames.js';
import { MESSAGES, type MessageInit, type MessageName } from './messages.js';
import { messagesFor } from './observations.js';
import { logMessage, sceneUpdate } from './scene.js';

export type Entry = Arrival & Recorded;

export interface Entries {
  /** Transforms that never change, for the time of the first measurement. */
  fixed(timeNs: number): Entry;
  event(event: FrameEvent): Entry;
  /** A camera's frame; there when its picture is. */
  picture(labels: FrameAnnotations, png: Uint8Array): readonly Entry[];
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
  function gimbalAt(one: Carried, worldFromSensor: Pose, bodies: readonly BodyPose[], timeNs: number): readonly Entry[] {
    if (one.sensor.gimbalReach === 0) return [];
    const init = gimbalTransform(one, worldFromSensor, bodies, timeNs);
    return init === undefined ? [] : [entry(`/${one.sensor.id}/tf`, 'FrameTransforms', timeNs, init)];
  }
  function carriedSensor(id: string): Carried {
    const one = carried.get(id);
    if (one === undefined) throw new Error(`no actor carries a sensor called ${id}`);
    return one;
  }

  return {
    fixed: (timeNs) => entry('/tf_static', 'FrameTransforms', timeNs, fixedTransforms(rig, timeNs)),
    event: (event) => entry('/events', 'Log', event.timeNs, logMessage(event), event.name),
    picture(labels, png) {
      const { sensor: id, timeNs, arrivalNs: there, bodies, view } = labels;
      const one = carriedSensor(id);
      const frameId = opticalFrame(one);
      return [
        ...bodiesAt(bodies, timeNs),
        ...gimbalAt(one, compose(view.worldFromCamera, CAMERA_FROM_SENSOR), bodies, timeNs),
        entry(`/${id}/calibration`, 'CameraCalibration', there, calibration(timeNs, frameId, view.intrinsics), id),
        entry(`/${id}/image`, 'CompressedImage', there, pictureMessage(timeNs, frameId, png), id),
        entry(`/${id}/annotations`, 'ImageAnnotations', there, drawings(definition, labels), id),
      ];
    },
    measurement({ observation, bodies }) {
      const { sensor: id, timeNs, arrivalNs, kind, columns, worldFromSensor, worldFromEgo } = observation;
      const one = carriedSensor(id);
      const told = messagesFor(kind).flatMap(({ topic, encode }): Entry[] => {
        const data = encode(observation, one.frameId);
        return data === undefined
          ? []
          : [{ rank: ranks.get(`/${id}/${topic}`) as number, timeNs: arrivalNs, sensor: id, data }];
      });
      // Handfuls of values come by the hundred a second: the ego is enough.
      const ego = { ...entry('/tf', 'FrameTransforms', timeNs, egoTransform(scene, worldFromEgo, timeNs)), sensor: id };
      return [
        ...(Object.keys(columns).length > 0 ? bodiesAt(bodies, timeNs) : [ego]),
        ...gimbalAt(one, worldFromSensor, bodies, timeNs),
        ...told,
      ];
    },
  };
}

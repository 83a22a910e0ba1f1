/** Which topics a sample has, in its file and live: the world's, then each sensor's below its name. */
import type { Carried } from './frames.js';
import { MESSAGES, type MessageType } from './messages.js';
import { messagesFor } from './observations.js';

export interface Channel {
  readonly topic: string;
  readonly type: MessageType<never>;
}

/** In the order in which messages of one instant come. */
export function channelsOf(rig: readonly Carried[]): readonly Channel[] {
  return [
    { topic: '/tf_static', type: MESSAGES.FrameTransforms },
    { topic: '/tf', type: MESSAGES.FrameTransforms },
    { topic: '/bodies', type: MESSAGES.SceneUpdate },
    { topic: '/events', type: MESSAGES.Log },
    { topic: '/verdict', type: MESSAGES.Verdict },
    ...rig.flatMap(channelsOfSensor),
  ];
}

function channelsOfSensor({ sensor }: Carried): readonly Channel[] {
  const gimbal = { topic: `/${sensor.id}/tf`, type: MESSAGES.FrameTransforms };
  const own = sensor.gimbalReach === 0 ? [] : [gimbal];
  if (sensor.type === 'camera')
    return [
      ...own,
      { topic: `/${sensor.id}/calibration`, type: MESSAGES.CameraCalibration },
      { topic: `/${sensor.id}/image`, type: MESSAGES.CompressedImage },
      { topic: `/${sensor.id}/annotations`, type: MESSAGES.ImageAnnotations },
    ];
  return [...own, ...messagesFor(sensor.type).map(({ topic, type }) => ({ topic: `/${sensor.id}/${topic}`, type }))];
}

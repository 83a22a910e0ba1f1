/** Which topics a sample's file has: the world's, then each sensor's below its name. */
import type { Channel } from './file.js';
import type { Carried } from './frames.js';
import { MESSAGES } from './messages.js';
import { messagesFor } from './observations.js';

/** In the order in which messages of one instant stand in the file. */
export function channelsOf(rig: readonly Carried[]): readonly Channel[] {
  return [
    { topic: '/tf_static', type: MESSAGES.FrameTransforms },
    { topic: '/tf', type: MESSAGES.FrameTransforms },
    { topic: '/bodies', type: MESSAGES.SceneUpdate },
    { topic: '/events', type: MESSAGES.Log },
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

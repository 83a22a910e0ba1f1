/** Which topics a sample's file has: the world's, then each sensor's below its name. */
import type { Channel } from './file.js';
import type { Carried } from './frames.js';
import { messageFor } from './observations.js';

/** In the order in which messages of one instant stand in the file. */
export function channelsOf(rig: readonly Carried[]): readonly Channel[] {
  return [
    { topic: '/tf_static', message: 'FrameTransforms' },
    { topic: '/tf', message: 'FrameTransforms' },
    { topic: '/bodies', message: 'SceneUpdate' },
    { topic: '/events', message: 'Log' },
    ...rig.flatMap(channelsOfSensor),
  ];
}

function channelsOfSensor({ sensor }: Carried): readonly Channel[] {
  const gimbal = { topic: `/${sensor.id}/tf`, message: 'FrameTransforms' } as const;
  const own = sensor.gimbalReach === 0 ? [] : [gimbal];
  if (sensor.type === 'camera')
    return [
      ...own,
      { topic: `/${sensor.id}/calibration`, message: 'CameraCalibration' },
      { topic: `/${sensor.id}/image`, message: 'CompressedImage' },
      { topic: `/${sensor.id}/annotations`, message: 'ImageAnnotations' },
    ];
  const mapping = messageFor(sensor.type);
  return mapping === undefined ? own : [...own, { topic: `/${sensor.id}/${mapping.topic}`, message: mapping.message }];
}

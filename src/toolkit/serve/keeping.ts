/** What may be left out for a slow client, and what those get who come later, topic by topic. */
import type { Told } from '#live/told';
import type { Channel, Entry } from '#writers/index';

/** Each says all that the one before said. */
const STATES = ['/tf_static', '/bodies'];
const HISTORIES = ['/events', '/verdict'];
const LAST = 'last';

export function keepingOf({ topic, type }: Channel, entry: Entry): Pick<Told, 'keeping' | 'latch'> {
  if (HISTORIES.includes(topic)) return { keeping: 'history', latch: `${entry.timeNs} ${entry.sensor}` };
  // Between two tellings of all bodies the ego's place alone is told.
  if (topic === '/tf') return entry.once === undefined ? { keeping: 'stream' } : { keeping: 'state', latch: LAST };
  if (STATES.includes(topic) || topic.endsWith('/tf') || topic.endsWith('/calibration'))
    return { keeping: 'state', latch: LAST };
  return PICTURES.includes(type.schemaName) ? { keeping: 'stream', latch: LAST } : { keeping: 'stream' };
}

/** Shown while time stands still, too. */
const PICTURES = ['foxglove.CompressedImage', 'foxglove.ImageAnnotations', 'foxglove.PointCloud'];

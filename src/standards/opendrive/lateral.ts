/** A road's fall to its sides as an OpenDRIVE lateral profile: heights over the reference line by straight pieces across, the same all along. */
import type { Camber } from '#contracts/place';
import { element, type XmlElement } from '../xml/element.js';

/** Beyond the profile's edges the ground is level; shapes begin this far to the right, m. */
const FAR = 1000;

export function lateralProfileOf({ profile }: Camber): XmlElement {
  const shapes = profile.map(([t, height], i) => {
    const next = profile[i + 1];
    const slope = next === undefined ? 0 : (next[1] - height) / (next[0] - t);
    return shapeAt(t, next === undefined ? 0 : height, slope);
  });
  return element('lateralProfile', {}, shapeAt(-FAR, 0, 0), ...shapes);
}

function shapeAt(t: number, a: number, b: number): XmlElement {
  return element('shape', { s: 0, t, a, b, c: 0, d: 0 });
}

/** Street furniture and road equipment by kind of feature. */
import { adverts } from './adverts.js';
import { boxes } from './boxes.js';
import { lampPost, lowLampPost, pole, poleWithWires } from './lamps.js';
import { posts } from './posts.js';
import { rest } from './rest.js';
import { belisha, trafficLight, trafficLightArm } from './signals.js';
import { signs } from './signs.js';
import type { Thing } from './thing.js';
import { waste } from './waste.js';

export { gantry } from './gantry.js';
export type { Thing, ThingPart } from './thing.js';

export const things: Readonly<Record<string, Thing>> = {
  ...waste,
  ...posts,
  ...boxes,
  ...adverts,
  ...rest,
  ...signs,
  'lamp-post': lampPost,
  'lamp-post-low': lowLampPost,
  'wire-pole': pole,
  'wire-pole-span': poleWithWires,
  'traffic-light': trafficLight,
  'traffic-light-arm': trafficLightArm,
  belisha,
};

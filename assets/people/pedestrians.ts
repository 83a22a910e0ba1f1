/** Pedestrians. Traits: height and length, width (m), build, age, legs, hair, bag, top, bottom (colour names), hiVis yes. */
import { person } from './person.js';

export const pedestrianAdult = person('pedestrian-adult', 'Adult pedestrian', [1.52, 1.9], false);
export const pedestrianChild = person('pedestrian-child', 'Child pedestrian', [1.05, 1.35], true);

/** What may happen to a delivery drone, in steps. No protocol gives such steps: they are set here, from calm to more than it can bear. */
import type { SourceId } from '../sources.js';

export type Mishap = 'mean wind' | 'gust at a corner' | 'positioning lost' | 'rotor failure' | 'intruder';

export interface Steps {
  readonly mishap: Mishap;
  readonly what: string;
  readonly unit: string;
  readonly steps: readonly number[];
  readonly source: SourceId;
}

// biome-ignore format: a table, a line a mishap
export const STEPS: readonly Steps[] = [
  { mishap: 'mean wind', what: 'across the route', unit: 'm/s', steps: [7.9, 10.7, 13.8, 17.1, 20.7, 24.4], source: 'beaufort' },
  { mishap: 'gust at a corner', what: 'on top of a wind of 3 m/s, across the route', unit: 'm/s', steps: [5, 10, 15, 20, 25, 30], source: 'drone-hazards' },
  { mishap: 'positioning lost', what: 'no satellites for so long, the estimate walks off at 1.5 m/s', unit: 's', steps: [2, 3, 6], source: 'drone-hazards' },
  { mishap: 'rotor failure', what: 'thrust that is left of one rotor', unit: '%', steps: [90, 75, 50, 0], source: 'drone-hazards' },
  { mishap: 'intruder', what: 'another drone crosses so much too late for a collision', unit: 'm', steps: [0, 4, 8, 16], source: 'drone-hazards' },
];

/** m/s, m */
export const FLIGHT = { cruiseMPerS: 8, corridorM: 5, arrivalM: 3, apartM: 5 };

import type { ClassMap } from '../../classes/class-map.js';
import type { Dataset, Picture } from '../../datasets/dataset.js';
import type { Size } from '../../pictures/example.js';
import type { Weighting } from './class-weights.js';

/** Pictures of one dataset that a row trains on. */
export interface Source {
  readonly dataset: Dataset;
  readonly pictures: readonly Picture[];
}

/** One line of the comparison: a way to train. */
export interface Row {
  readonly name: string;
  /** Each picture of a batch comes from one of them, equally likely. */
  readonly sources: readonly Source[];
}

export interface TrainingOptions {
  readonly classes: ClassMap;
  /** Multiples of the network's block. */
  readonly size: Size;
  readonly steps: number;
  readonly batch: number;
  /** Highest learning rate. */
  readonly rate: number;
  readonly weighting: Weighting;
  /** Names all chance. */
  readonly seed: string;
}

export const DEFAULTS = {
  steps: 1500,
  batch: 6,
  rate: 3e-3,
  weighting: 'log',
  seeds: 3,
  size: { width: 240, height: 176 },
} as const;
